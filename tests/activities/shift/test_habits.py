"""Habits: by the book wins, and suspecting everybody is no better than pressing at random."""

from random import Random
from statistics import mean

import pytest

from tppo_kit.activities.habits import Habit, play_habit

SEEDS = 60


@pytest.fixture(scope="module")
def shares(shift):
    """Give the score shares of each habit over some seeds."""

    def share(habit, seed):
        state, _ = play_habit(shift, seed, habit, Random(seed))
        outcome = shift.outcome(state)
        return outcome.earned / outcome.possible

    return {habit: mean(share(habit, seed) for seed in range(SEEDS)) for habit in Habit}


def test_by_the_book_beats_every_other_habit(shares):
    """Asking openly and taking the smallest safe step pays, by a clear margin."""
    others = [share for habit, share in shares.items() if habit is not Habit.BY_THE_BOOK]

    assert shares[Habit.BY_THE_BOOK] >= max(others) + 0.10


def test_suspicion_pays_no_better_than_chance(shares):
    """Calling for the highest step on everybody is not above pressing at random."""
    assert shares[Habit.SUSPICIOUS] <= shares[Habit.RANDOM]


def test_silence_does_not_win_by_rarity(shift):
    """Even where one in twelve needs a step, letting everybody pass is far from careful."""
    setting = shift.deck.settings[1].id
    found = {}
    for habit in (Habit.SILENT, Habit.BY_THE_BOOK):
        ends = [play_habit(shift, seed, habit, Random(seed))[0] for seed in range(SEEDS)]
        outcomes = [shift.outcome(state) for state in ends]
        found[habit] = mean(o.earned / o.possible for o in outcomes if o.ending == setting)

    assert found[Habit.BY_THE_BOOK] >= found[Habit.SILENT] + 0.10
