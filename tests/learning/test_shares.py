"""A pooled share knows that decisions of one person go together."""

import math

import numpy as np
import pandas as pd
import pytest

from tppo_kit.learning.shares import pooled_shares


def rows(*people):
    """Return rows of people, each a list of 1 and 0, in one group."""
    return pd.DataFrame(
        [
            {"seat": f"s{number}", "group": "g", "yes": bool(value)}
            for number, own in enumerate(people)
            for value in own
        ]
    )


def only(frame):
    """Return the row of the one group."""
    return pooled_shares(frame, "yes", ["group"]).loc["g"]


def wilson(share, of):
    """Return Wilson's interval as its formula stands in the books."""
    z = 1.959963984540054
    centre = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (centre - half) / (1 + z * z / of), (centre + half) / (1 + z * z / of)


def test_one_decision_a_person_gives_the_plain_interval_but_for_its_people():
    """With 7 of 10 the effective number is n - 1, that of the sample variance."""
    found = only(rows(*[[1]] * 7, *[[0]] * 3))

    assert (found["people"], found["times"], found["of"]) == (10, 7, 10)
    assert found["share"] == pytest.approx(0.7)
    assert (found["low"], found["high"]) == pytest.approx(wilson(0.7, 10), abs=1e-9)


def test_people_who_always_answer_alike_count_once_each():
    """Ten decisions of the same person tell no more than one."""
    found = only(rows(*[[1] * 10] * 7, *[[0] * 10] * 3))

    assert found["of"] == 100
    assert (found["low"], found["high"]) == pytest.approx(wilson(0.7, 10), abs=1e-9)


def test_decisions_that_do_not_go_together_count_each():
    """People who are all level scatter less than chance brings; then each decision counts."""
    found = only(rows(*[[1, 1, 1, 0]] * 10))

    assert (found["low"], found["high"]) == pytest.approx(wilson(0.75, 10), abs=1e-9)


def test_between_the_two_the_variance_is_that_of_a_ratio():
    """Cochran's formula worked by hand for five people with 2, 1, 2, 0, 2 of 2."""
    found = only(rows([1, 1], [1, 0], [1, 1], [0, 0], [1, 1]))

    share = 0.7
    scatter = sum((times - share * 2) ** 2 for times in (2, 1, 2, 0, 2))
    variance = scatter / 10**2 * 5 / 4
    effective = max(5.0, share * (1 - share) / variance)
    assert found["share"] == pytest.approx(share)
    assert (found["low"], found["high"]) == pytest.approx(wilson(share, effective), abs=1e-9)


def test_where_all_agree_the_interval_is_no_point():
    """Twelve people who are always right may still err."""
    found = only(rows(*[[1, 1]] * 12))

    assert found["high"] == 1.0
    assert found["low"] == pytest.approx(wilson(1.0, 12)[0])
    assert found["low"] < 0.8


def test_fewer_than_five_people_or_rows_have_no_figure():
    """The counts stay, for who shows them to decide."""
    few = only(rows(*[[1, 0, 1]] * 4))
    enough = only(rows(*[[1]] * 5))

    assert few["people"] == 4
    assert np.isnan(few[["share", "low", "high"]].astype(float)).all()
    assert enough["share"] == 1.0


def test_groups_do_not_touch_each_other():
    """A group in a table of two has the figures that it has alone."""
    one = rows(*[[1, 0, 1]] * 3, *[[0, 0]] * 4)
    other = rows(*[[1]] * 9).assign(group="h")

    found = pooled_shares(pd.concat([one, other]), "yes", ["group"])

    pd.testing.assert_series_equal(found.loc["g"], only(one))
    assert found.loc["h", "people"] == 9
