"""What is left after weeks and months, and who is still there."""

import math
from dataclasses import replace

import pytest
from decision import DECISION

from tppo_kit.learning.detection import count, detect
from tppo_kit.learning.frame import frame
from tppo_kit.learning.retention import MOMENTS, retention

DAY = 86_400
ONE = DECISION


def took(seats, purpose, day, right=10):
    """Return ten signals and ten look-alikes of each person, so many of each kind right."""
    return [
        replace(
            ONE,
            seat=seat,
            at=day * DAY,
            purpose=purpose,
            judgement=replace(
                ONE.judgement,
                correct=number < right,
                signal=signal,
                called=signal == (number < right),
            ),
        )
        for seat in seats
        for signal in (True, False)
        for number in range(10)
    ]


def people(number):
    """Return seats s0, s1 and so on."""
    return [f"s{each}" for each in range(number)]


#: Ten came, nine to the second test; six of these after thirty days, four after ninety.
COURSE = [
    *took(people(10), "before", 0, 6),
    *took(people(3), "after", 1, 8),
    *took(people(9)[3:], "after", 1, 9),
    *took(people(6), "30", 31, 7),
    *took(people(4), "90", 91, 6),
    *took(people(10), "", 2, 1),
]


def test_each_moment_counts_who_was_due_and_who_came():
    """After a hundred days nobody is due for the last moment yet."""
    found = retention(frame(COURSE), now=100 * DAY, seed=1)

    assert found.index.tolist() == list(MOMENTS)
    assert found["due"].tolist() == [10, 10, 10, 10, 0]
    assert found["people"].tolist() == [10, 9, 6, 4, 0]
    assert found["lost"].tolist() == [0, 1, 4, 6, 0]


def test_shares_are_of_the_people_who_came():
    """Means over people, with the share that the same people had after the training."""
    found = retention(frame(COURSE), now=100 * DAY, seed=1)

    assert found["share"].iloc[:3].tolist() == pytest.approx([0.6, 7.8 / 9, 0.7])
    assert found["same_after"].iloc[:3].tolist() == pytest.approx([7.8 / 9, 7.8 / 9, 5.1 / 6])
    assert (found["share_low"].iloc[:3] <= found["share"].iloc[:3] + 1e-9).all()
    assert (found["share"].iloc[:3] <= found["share_high"].iloc[:3] + 1e-9).all()
    assert found.loc["after", "share_low"] < found.loc["after", "share_high"]


def test_sensitivity_is_that_of_their_decisions_together():
    """Pooled over the people who came to this moment, and nobody's practice in between."""
    found = retention(frame(COURSE), now=100 * DAY, seed=1).loc["30"]
    alone = detect(count(each.judgement for each in COURSE if each.purpose == "30"))

    assert found["sensitivity"] == pytest.approx(alone.sensitivity)
    assert (found["sensitivity_low"], found["sensitivity_high"]) == pytest.approx(
        alone.sensitivity_interval()
    )
    assert found["criterion"] == pytest.approx(alone.criterion, abs=1e-9)


def test_four_people_have_no_figures():
    """They are counted, for whoever must hide them, and nothing is said about what they know."""
    found = retention(frame(COURSE), now=100 * DAY, seed=1)
    counted = ["due", "people", "lost"]

    assert found.loc[["90", "180"]].drop(columns=counted).isna().all(axis=None)


def test_nobody_is_lost_before_their_day():
    """One day early nobody is due; whoever came early is not lost either."""
    rows = [*took(people(8), "after", 1), *took(people(6), "30", 29)]
    early, due = (retention(frame(rows), now=day * DAY, seed=1).loc["30"] for day in (30.9, 31))

    assert (early["due"], early["people"], early["lost"]) == (6, 6, 0)
    assert (due["due"], due["people"], due["lost"]) == (8, 6, 2)


def test_without_a_second_test_the_training_ended_with_the_first():
    """Who left during the training is due for the probes like the others."""
    found = retention(frame(took(people(6), "before", 0)), now=30 * DAY, seed=1)

    assert found["due"].tolist() == [6, 6, 6, 0, 0]
    assert math.isnan(found.loc["before", "same_after"])


def test_who_comes_only_to_a_probe_is_counted_there():
    """Somebody whose training is not in these judgements is there, and nobody is lost."""
    found = retention(frame(took(people(5), "30", 40)), now=50 * DAY, seed=1)

    assert found["people"].tolist() == [0, 0, 5, 0, 0]
    assert found["lost"].sum() == 0
    assert found.loc["30", "share"] == 1


def test_the_order_of_judgements_is_nothing():
    """Results that came home another way give the same figures, to the last bit."""
    one = retention(frame(COURSE), now=100 * DAY, seed=1)

    assert retention(frame(COURSE[::-1]), now=100 * DAY, seed=1).equals(one)


def test_without_tests_there_is_an_empty_curve():
    """Practice alone, or nothing at all, says nothing about what lasts."""
    for rows in ([], took(people(9), "", 3)):
        found = retention(frame(rows), now=100 * DAY, seed=1)
        assert found[["due", "people", "lost"]].to_numpy().sum() == 0
        assert found["share"].isna().all()
