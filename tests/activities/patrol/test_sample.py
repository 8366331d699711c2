"""One drawn course of ten days."""

import random
from collections import Counter

import pytest

from tppo_kit.activities.patrol.ground import Plan
from tppo_kit.activities.patrol.recruiters import in_round
from tppo_kit.activities.patrol.sample import days_of, sample


def test_the_same_seed_and_plans_give_the_same_course(ground):
    """A course can be drawn again from what is kept."""
    plans = [Plan((5, 3, 2)), Plan((2, 5, 3))]

    assert sample(ground, plans, 7) == sample(ground, plans, 7)
    assert sample(ground, plans, 7) != sample(ground, plans, 8)


def test_nobody_is_informed_where_nobody_stood(ground):
    """Only where a unit was on the day can somebody have been informed."""
    courses = [sample(ground, [Plan((4, 3, 3))], seed) for seed in range(60)]
    days = [day for course in courses for day in course]

    assert all(day.informed == 0 for day in days if day.chosen not in day.present)
    assert all(0 <= day.informed <= day.approached for day in days)
    assert any(day.informed for day in days)


@pytest.mark.parametrize(
    "plans",
    [
        [Plan((6, 3, 1))],
        [Plan((6, 3, 1)), Plan((2, 6, 2), checks=1)],
        [Plan((6, 3, 1), fixed=True)] * 2,
    ],
)
def test_on_average_a_course_is_what_is_expected(ground, plans):
    """The mean over many seeds comes near the expectation, timetable known or not."""
    courses = [sample(ground, plans, seed) for seed in range(1500)]
    expected = in_round(ground, tuple(plans))
    approached = sum(day.approached for course in courses for day in course) / 1500
    informed = sum(day.informed for course in courses for day in course) / 1500

    assert approached == pytest.approx(sum(expected.approached), rel=0.03)
    assert informed == pytest.approx(sum(expected.informed), rel=0.08)


def test_a_timetable_is_kept_and_a_lot_is_not(ground):
    """By timetable the days are alike for every seed; by lot they differ."""
    fixed, lot = Plan((5, 3, 2), fixed=True), Plan((5, 3, 2))
    kept = {days_of(fixed, random.Random(seed)) for seed in range(20)}
    drawn = {days_of(lot, random.Random(seed)) for seed in range(20)}

    assert len(kept) == 1
    assert Counter(row[0] for row in kept.pop()) == {0: 5, 1: 3, 2: 2}
    assert len(drawn) > 15
