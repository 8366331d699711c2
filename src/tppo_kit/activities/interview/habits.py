"""How people of four habits interview and write their note."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tppo_kit.activities.habits import Habit
from tppo_kit.content.simulations.interviews import NotePart
from tppo_kit.records import Event

if TYPE_CHECKING:
    from random import Random

    from tppo_kit.activities.interview.activity import InterviewActivity, InterviewState
    from tppo_kit.content.cases import Step
    from tppo_kit.content.walk import Position, Walk
    from tppo_kit.records import Rung

_SURE = {Habit.BY_THE_BOOK: "80", Habit.HASTY: "90", Habit.SUSPICIOUS: "100", Habit.SILENT: "50"}
_ENDINGS = ("poor", "mixed", "good")


class Route(NamedTuple):
    """The shortest way to a position at an ending: the ids of its choices, in order."""

    choices: tuple[str, ...]
    position: Position


def next_event(
    activity: InterviewActivity, state: InterviewState, habit: Habit, chance: Random
) -> Event:
    """Return the next event: along the route of the habit, then through the note.

    Only who goes by the book strikes lines; the others hand in the draft as it is.
    """
    case = activity.case
    if not state.case.begun:
        return Event("begin")
    if case.scenario.steps[state.case.position.step].ending is None:
        taken = tuple(choice for _, choice in state.case.path)
        return Event("choose", _next_choice(case.walk, taken, habit, chance))
    if state.case.confidence is None:
        return Event("confidence", _SURE[habit])
    if not state.sealed:
        if habit is Habit.BY_THE_BOOK:
            for number, line in activity.on_page(state):
                if not line.belongs and number not in state.struck:
                    return Event("toggle", number)
        return Event("next" if state.page < len(NotePart) - 1 else "seal")
    return Event("next")


def _next_choice(walk: Walk, taken: tuple[str, ...], habit: Habit, chance: Random) -> str:
    ways = routes_of(walk)
    if habit is Habit.BY_THE_BOOK:
        route = careful_route(walk)
    elif habit is Habit.HASTY:
        fewest = min(len(route.choices) for route in ways)
        short = [route for route in ways if len(route.choices) == fewest]
        route = chance.choice([r for r in short if r.choices[: len(taken)] == taken])
    else:
        rungs = [_rung(walk, route) for route in ways]
        wanted = max(rungs) if habit is Habit.SUSPICIOUS else min(rungs)
        fitting = [route for route, rung in zip(ways, rungs, strict=True) if rung == wanted]
        route = min(fitting, key=lambda way: len(way.choices))
    return route.choices[len(taken)]


@lru_cache(maxsize=64)
def routes_of(walk: Walk) -> tuple[Route, ...]:
    """Return the shortest route to every position at an ending (breadth-first)."""
    first = walk.begin()
    ways: dict[Position, tuple[str, ...]] = {first: ()}
    waiting, found = deque([first]), []
    while waiting:
        position = waiting.popleft()
        if walk.scenario.steps[position.step].ending:
            found.append(Route(ways[position], position))
        for choice in walk.choices(position):
            if walk.is_open(position, choice):
                after = walk.take(position, choice)
                if after not in ways:
                    ways[after] = (*ways[position], choice.id)
                    waiting.append(after)
    return tuple(found)


@lru_cache(maxsize=64)
def careful_route(walk: Walk) -> Route:
    """Return the way of a careful colleague.

    The right step and a good ending first, then the most facts, then the most trust and time
    left over, then the fewest choices.
    """
    return max(routes_of(walk), key=lambda route: _care(walk, route))


def _care(walk: Walk, route: Route) -> tuple[bool, int, int, int, int]:
    step = walk.scenario.steps[route.position.step]
    allowed = step.decision is not None and walk.scenario.truth.allows(step.decision)
    left = sum(value for value in route.position.values if type(value) is int)
    noted = len(walk.noted(route.position))
    return allowed, _ENDINGS.index(step.ending or "poor"), noted, left, -len(route.choices)


def _rung(walk: Walk, route: Route) -> int:
    step: Step = walk.scenario.steps[route.position.step]
    decision: Rung | None = step.decision
    return decision.height if decision else 0
