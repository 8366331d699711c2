"""Habits: the careful one wins, the suspicious one does worse than chance."""

from statistics import mean

import pytest

from tppo_kit.activities.habits import Habit
from tppo_kit.records import Rung

SEEDS = range(60)


@pytest.fixture(scope="module")
def shares(activity, played):
    """Give the mean share of the points for each habit."""
    found = {}
    for habit in Habit:
        outcomes = [activity.outcome(played(seed, habit)[0]) for seed in SEEDS]
        found[habit] = mean(outcome.earned / outcome.possible for outcome in outcomes)
    return found


def test_by_the_book_beats_every_other_habit(shares):
    """Whoever marks the signs and takes the smallest safe step wins by far."""
    others = [share for habit, share in shares.items() if habit is not Habit.BY_THE_BOOK]

    assert shares[Habit.BY_THE_BOOK] == 1.0
    assert max(others) < 0.7


def test_suspecting_everybody_is_worse_than_pressing_at_random(shares):
    """The kit does not teach profiling: harm to the innocent counts as much as a miss."""
    assert shares[Habit.SUSPICIOUS] < shares[Habit.RANDOM]


def test_each_habit_does_what_it_says(activity, played):
    """The suspicious mark all and call at once, the silent mark nothing and let all pass."""
    suspicious, _ = played(3, Habit.SUSPICIOUS)
    silent, _ = played(3, Habit.SILENT)
    messages = activity.messages(suspicious)

    assert [len(each.marked) for each in suspicious.done] == [len(m.passages) for m in messages]
    assert {each.rung for each in suspicious.done} == {Rung.URGENT}
    assert {each.marked for each in silent.done} == {frozenset()}
    assert {each.rung for each in silent.done} == {Rung.NO_CONCERN}
