"""Sixty shifts by each habit: care wins, and suspicion never pays."""

from dataclasses import replace
from statistics import mean

import pytest

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.report_desk.marks import careful
from tppo_kit.activities.report_desk.result import outcome_of
from tppo_kit.records import Rung

PLAYS = 60


@pytest.fixture(scope="module")
def shares(activity, played):
    """Give the shares of points of each habit."""

    def share(habit, seed):
        outcome = activity.outcome(played(habit, seed)[0])
        return outcome.earned / outcome.possible

    return {habit: [share(habit, seed) for seed in range(PLAYS)] for habit in Habit}


def test_by_the_book_wins_clearly(shares):
    """It is far above every other habit, and good in every single shift."""
    means = {habit: mean(found) for habit, found in shares.items()}
    book = means.pop(Habit.BY_THE_BOOK)

    assert book - max(means.values()) > 0.4
    assert min(shares[Habit.BY_THE_BOOK]) > 0.6


def test_suspicion_earns_no_more_than_chance(shares):
    """Whoever calls for the highest step on everybody earns no more than pressing anything."""
    assert mean(shares[Habit.SUSPICIOUS]) <= mean(shares[Habit.RANDOM])


def earned(activity, worked, decide, seed):
    """Return the points of somebody who decides like this."""
    course = worked(activity.desk, seed, decide)
    made = [decide(visit.report) for visit in course.visits if visit.report.id in course.done]
    return outcome_of(activity.desk, course, made, activity.fingerprint).earned


def test_police_for_everybody_earns_half_at_most_with_all_other_care(activity, desk, worked):
    """It is the visit to the innocent that costs, not the rest of the habit."""

    def police(each):
        right = careful(desk, each)
        return replace(right, rung=Rung.URGENT, channels=right.channels | {"polisi"})

    found = [earned(activity, worked, police, seed) for seed in range(PLAYS)]

    assert mean(found) < 50


def test_letting_everybody_pass_earns_half_at_most_as_well(activity, desk, worked):
    """Missing those who need help costs as much as troubling those who do not."""

    def inform(each):
        return replace(careful(desk, each), rung=Rung.INFORM, channels=frozenset())

    found = [earned(activity, worked, inform, seed) for seed in range(PLAYS)]

    assert mean(found) <= 50


def test_every_habit_ends_soon(played):
    """Even pressing at random comes to an end well within the bound."""
    longest = max(len(played(habit, seed)[1]) for habit in Habit for seed in range(20))

    assert longest < 600
