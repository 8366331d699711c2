"""Habits in the patrol game: whoever is predictable or suspicious falls behind."""

import random

from tppo_kit.activities.habits import Habit, Simulation, play_habit
from tppo_kit.activities.patrol.plans import best, hottest


def mean_share(activity, habit):
    """Return the mean share of points over sixty seeds."""
    outcomes = [
        activity.outcome(play_habit(activity, seed, habit, random.Random(seed))[0])
        for seed in range(60)
    ]
    return sum(each.earned / each.possible for each in outcomes) / len(outcomes)


def test_by_the_book_is_far_ahead_and_suspicion_never_pays(activity):
    """The careful habit leads by far, and the suspicious one is not above chance."""
    means = {habit: mean_share(activity, habit) for habit in Habit}
    careful = means.pop(Habit.BY_THE_BOOK)

    assert careful >= max(means.values()) + 0.1
    assert means[Habit.SUSPICIOUS] <= means[Habit.RANDOM]
    assert isinstance(activity, Simulation)


def test_each_habit_plays_its_plan(activity):
    """By the book draws the best plan, hasty stands at the hottest, suspicious checks everybody."""
    plans = {
        habit: play_habit(activity, 1, habit, random.Random(1))[0].history[-1]
        for habit in (Habit.BY_THE_BOOK, Habit.HASTY, Habit.SUSPICIOUS, Habit.SILENT)
    }

    assert plans[Habit.BY_THE_BOOK] == best(activity.ground)
    assert plans[Habit.HASTY] == hottest(activity.ground)
    assert plans[Habit.SUSPICIOUS].checks == activity.ground.units
    assert sum(plans[Habit.SILENT].days) == 0
