"""Habits: care beats everything, and suspicion never pays."""

from random import Random
from statistics import mean

import pytest

from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.activities.villages.state import Stage

PLAYS = 60


@pytest.fixture(scope="module")
def shares(activity):
    """Give the shares of points by habit."""
    found = {}
    for habit in Habit:
        found[habit] = []
        for seed in range(PLAYS):
            state, _ = play_habit(activity, seed, habit, Random(seed))
            outcome = activity.outcome(state)
            found[habit].append(outcome.earned / outcome.possible)
    return found


def test_care_wins_clearly(shares):
    """Checking, telling and helping where the table points earns most by far."""
    book = mean(shares[Habit.BY_THE_BOOK])

    assert book > 0.9
    assert all(book - mean(shares[h]) > 0.3 for h in Habit if h is not Habit.BY_THE_BOOK)


def test_suspicion_earns_less_than_chance(shares):
    """Stops and calls for reports on everybody do more harm than good."""
    assert mean(shares[Habit.SUSPICIOUS]) <= mean(shares[Habit.RANDOM])


def test_silence_spends_nothing_and_haste_everything_on_meetings(activity):
    """Each plays as it is called, within the budget."""
    silent, _ = play_habit(activity, 3, Habit.SILENT, Random(3))
    hasty, _ = play_habit(activity, 3, Habit.HASTY, Random(3))
    spent = {
        slot.measure.id
        for slot, level in zip(activity.planner.slots, hasty.played[0], strict=True)
        if level
    }

    assert activity.left(silent) == activity.game.budget
    assert spent == {"meetings"}
    assert hasty.chosen == tuple(village.id for village in activity.game.villages[:3])
    assert hasty.stage is Stage.END


def test_care_follows_the_recruiters(activity):
    """The village with most vague offers gets more checking in the next quarter."""
    state, _ = play_habit(activity, 2, Habit.BY_THE_BOOK, Random(2))

    assert len(set(state.played)) > 1
