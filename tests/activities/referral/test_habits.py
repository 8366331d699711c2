"""Habits: whoever asks, listens and keeps the order does best; suspicion earns nothing."""

from random import Random
from statistics import mean

import pytest

from tppo_kit.activities.habits import Habit, play_habit

PLAYS = 60


@pytest.fixture(scope="module")
def shares(activity):
    """Give the mean share of points of each habit over the same seeds."""
    means = {}
    for habit in Habit:
        found = []
        for seed in range(PLAYS):
            state, _ = play_habit(activity, seed, habit, Random(f"{habit} {seed}"))
            outcome = activity.outcome(state)
            found.append(outcome.earned / outcome.possible)
        means[habit] = mean(found)
    return means


def test_by_the_book_wins_clearly(shares):
    """No other habit comes near."""
    others = [share for habit, share in shares.items() if habit is not Habit.BY_THE_BOOK]

    assert shares[Habit.BY_THE_BOOK] - max(others) >= 0.10


def test_suspicion_earns_no_more_than_chance(shares):
    """Calling everybody in for everybody harms more than it helps."""
    assert shares[Habit.SUSPICIOUS] <= shares[Habit.RANDOM]


def test_by_the_book_never_hurts_anybody(activity):
    """Every person drawn gets full points, whoever comes together."""
    for seed in range(PLAYS):
        state, _ = play_habit(activity, seed, Habit.BY_THE_BOOK, Random(seed))
        outcome = activity.outcome(state)

        assert outcome.earned == outcome.possible
        assert all(judgement.correct for judgement in outcome.judgements)


def test_silence_calls_nobody(activity):
    """Whoever lets everything pass takes the step of no concern for everybody."""
    state, _ = play_habit(activity, 4, Habit.SILENT, Random(4))
    people = [j for j in activity.outcome(state).judgements if j.kind == "referral"]

    assert {judgement.chosen for judgement in people} == {"no-concern"}
    assert {judgement.called for judgement in people} == {False}
