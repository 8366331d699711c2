"""Two forms on one scale."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.learning.equating import FEWEST_EQUATED, Equating, mean_equating
from tppo_kit.learning.suppression import Reason


def test_an_easier_form_a_lifts_the_shares_of_form_b():
    """A has 0.7 right on average, B 0.6: whoever has 0.5 on B would have had 0.6 on A."""
    found = mean_equating(pd.Series([0.6, 0.8] * 30), pd.Series([0.5, 0.7] * 40))

    assert (found.people_a, found.people_b) == (60, 80)
    assert (found.difficulty_a, found.difficulty_b) == (pytest.approx(0.7), pytest.approx(0.6))
    assert found.on_scale_of_a(0.5) == pytest.approx(0.6)
    # Sample variance is 0.01 n / (n - 1), so the error is the root of 0.01/59 + 0.01/79.
    assert found.error == pytest.approx(math.sqrt(0.01 / 59 + 0.01 / 79))


@settings(deadline=None)
@given(
    st.lists(st.floats(0, 1), min_size=50, max_size=90),
    st.lists(st.floats(0, 1), min_size=50, max_size=90),
)
def test_equated_shares_have_the_mean_of_form_a(a, b):
    """That is what mean equating is; and the other way round it undoes itself."""
    found, back = (
        mean_equating(pd.Series(a), pd.Series(b)),
        mean_equating(pd.Series(b), pd.Series(a)),
    )
    equated = [found.on_scale_of_a(share) for share in b]

    assert np.mean(equated) == pytest.approx(np.mean(a), abs=1e-9)
    assert back.on_scale_of_a(found.on_scale_of_a(0.4)) == pytest.approx(0.4, abs=1e-9)


def test_the_error_is_how_much_the_shift_varies():
    """Over 2,000 draws the spread of the shift is what the error of one says, within 15 percent."""
    chance = np.random.default_rng(3)
    drawn = [
        mean_equating(
            pd.Series(chance.binomial(20, 0.7, 60) / 20),
            pd.Series(chance.binomial(20, 0.6, 60) / 20),
        )
        for _ in range(2000)
    ]

    assert np.std([each.shift for each in drawn]) == pytest.approx(drawn[0].error, rel=0.15)
    assert np.mean([each.shift for each in drawn]) == pytest.approx(0.1, abs=0.002)


@pytest.mark.parametrize(("people_a", "people_b"), [(49, 500), (500, 49), (15, 15), (0, 80)])
def test_with_few_people_the_forms_are_taken_as_equal(people_a, people_b):
    """Forty-nine on either form are too few, and the reason says so."""
    found = mean_equating(
        pd.Series([0.5] * people_a, dtype=float), pd.Series([0.5] * people_b, dtype=float)
    )

    assert FEWEST_EQUATED == 50
    assert found is Reason.FEW_TO_EQUATE


def test_people_without_a_result_are_not_counted():
    """A missing share is nobody."""
    a = pd.Series([0.5] * 50 + [float("nan")])

    assert mean_equating(a, a) == Equating(50, 50, 0.5, 0.5, 0.0)
