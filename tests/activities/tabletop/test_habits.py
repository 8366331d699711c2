"""Habits at the table: care wins, suspicion loses, by design of the score."""

from random import Random
from statistics import fmean

import pytest

from tppo_kit.activities.habits import Habit, Simulation, play_habit

SEEDS = 60


@pytest.fixture(scope="module", params=["grave", "calm"])
def shares(request):
    """Give the mean share of the points for each habit over many seeds."""
    activity = request.getfixturevalue(request.param)
    means = {}
    for habit in Habit:
        outcomes = [
            activity.outcome(play_habit(activity, seed, habit, Random(seed))[0])
            for seed in range(SEEDS)
        ]
        assert all(0 <= each.earned <= each.possible for each in outcomes)
        means[habit] = fmean(each.earned / each.possible for each in outcomes)
    return means


def test_a_table_can_be_played_by_habit(grave):
    """It has all that rehearsals need."""
    assert isinstance(grave, Simulation)


def test_by_the_book_wins_clearly(shares):
    """Nobody else comes within a tenth."""
    others = [share for habit, share in shares.items() if habit is not Habit.BY_THE_BOOK]

    assert shares[Habit.BY_THE_BOOK] == pytest.approx(1.0)
    assert max(others) < shares[Habit.BY_THE_BOOK] - 0.10


def test_suspicion_of_everybody_earns_no_more_than_chance(shares):
    """Telling all and raiding all is no better than pressing anything."""
    assert shares[Habit.SUSPICIOUS] <= shares[Habit.RANDOM]


@pytest.mark.parametrize("which", ["grave", "calm"])
def test_a_game_is_short(which, request):
    """One person alone is done after about sixty decisions."""
    activity = request.getfixturevalue(which)
    lengths = [
        len(play_habit(activity, seed, Habit.BY_THE_BOOK, Random(seed))[1]) for seed in range(SEEDS)
    ]

    assert max(lengths) <= 60
