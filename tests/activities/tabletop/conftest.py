"""The two real tables, and ways to bring one to where a test needs it."""

from dataclasses import replace
from random import Random

import pytest

from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.activities.tabletop.state import Decided, Phase, Planned
from tppo_kit.records import Event


@pytest.fixture(scope="session")
def grave(opened):
    """Give the table that calls for joint action."""
    return next(each for each in opened("tabletop") if each.book.record.signs)


@pytest.fixture(scope="session")
def calm(opened):
    """Give the table that only looks like it."""
    return next(each for each in opened("tabletop") if not each.book.record.signs)


@pytest.fixture(scope="session")
def dealt():
    """Give a function from an activity and changes of its deal to a state after the cover."""

    def state(activity, seed=1, answers=None, **changes):
        start = activity.start(seed)
        drawn = {**dict(start.deal.answers), **(answers or {})}
        deal = replace(start.deal, answers=tuple(drawn.items()), **changes)
        if "injects" in changes:
            options = [[each.id for each in activity.book.injects[i].options] for i in deal.injects]
            deal = replace(deal, options=tuple(map(tuple, options)))
        return activity.apply(replace(start, deal=deal), Event("begin"))

    return state


@pytest.fixture(scope="session")
def planning(dealt):
    """Give a function from an activity to a state in which the plan is being made."""

    def state(activity, *planned, **changes):
        begun = dealt(activity, **changes)
        answered = tuple(Decided(name, "", 0.0) for name in begun.deal.injects)
        plan = tuple(Planned(*each) for each in planned)
        return replace(begun, phase=Phase.PLAN, decided=answered, planned=plan)

    return state


@pytest.fixture(scope="session")
def course():
    """Give a function from an activity to every state and event of a game of a habit."""

    def states(activity, seed=1, habit=Habit.BY_THE_BOOK):
        _, events = play_habit(activity, seed, habit, Random(seed))
        found = [(activity.start(seed), None)]
        for event in events:
            found.append((activity.apply(found[-1][0], event), event))
        return found

    return states


@pytest.fixture(scope="session")
def at_phase(course):
    """Give a function to the first state of a part in a game by the book."""

    def state(activity, phase, seed=1):
        return next(each for each, _ in course(activity, seed) if each.phase is phase)

    return state
