"""The graph of a case, by visiting every position that play can reach.

A plain look at the links passes a case whose last open choice can be locked by what happened
before; only visiting every (step, state) finds it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tppo_kit.content.cases import Counter, EvidenceSet, Flag
from tppo_kit.content.conditions import ConditionError, parse_condition
from tppo_kit.content.walk import Position, Walk
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.content.cases import Scenario
    from tppo_kit.content.conditions import Condition
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading

#: More positions than this and the case is refused: make bounds smaller.
MOST_POSITIONS = 50_000
MOST_MOVES = 200_000


@dataclass(slots=True)
class Exploration:
    """Everything that play can reach."""

    came_from: dict[Position, tuple[Position, str] | None]
    leads: dict[Position, list[Position]] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)
    complete: bool = True

    def route(self, position: Position) -> list[str]:
        """Return the ids of the choices on a shortest way to a position."""
        ids: list[str] = []
        step = self.came_from[position]
        while step is not None:
            position, choice = step
            ids.append(choice)
            step = self.came_from[position]
        return ids[::-1]


def explore(walk: Walk, most: int = MOST_POSITIONS) -> Exploration:
    """Visit every reachable position, breadth first, up to a bound."""
    start = walk.begin()
    found = Exploration({start: None})
    queue = deque([start])
    moves = 0
    while queue:
        position = queue.popleft()
        found.leads[position] = []
        for choice in walk.choices(position):
            if not walk.is_open(position, choice):
                continue
            found.taken.add((position.step, choice.id))
            moves += 1
            if moves > MOST_MOVES:
                found.complete = False
                return found
            after = walk.take(position, choice)
            found.leads[position].append(after)
            if after not in found.came_from:
                if len(found.came_from) >= most:
                    found.complete = False
                    return found
                found.came_from[after] = (position, choice.id)
                queue.append(after)
    return found


def check_conditions(reading: Reading[Scenario]) -> Iterator[Problem]:
    """Yield a problem for every condition that cannot be read or names what is not declared."""
    scenario = reading.record
    if scenario is None:
        return
    for step_id, step in scenario.steps.items():
        for number, choice in enumerate(step.choices):
            if not choice.needs:
                continue
            place = ("steps", step_id, "choices", number, "needs")
            try:
                condition = parse_condition(choice.needs)
            except ConditionError as error:
                yield reading.problem(
                    "G310",
                    place,
                    say("the condition cannot be read: {reason}", reason=error.message),
                    say("write for example: trust >= 2 and minutes >= 1"),
                )
                continue
            for wrong in _undeclared(scenario, condition):
                yield reading.problem(
                    "G311",
                    place,
                    say("'{name}' does not fit in this condition", name=wrong),
                    say(
                        "write a number as trust >= 2, a flag by its name alone, evidence as "
                        'some-id in noted, a step as seen("step-id")'
                    ),
                )


def _undeclared(scenario: Scenario, condition: Condition) -> list[str]:
    state = scenario.state
    wrong = [name for name in condition.numbers if not isinstance(state.get(name), Counter)]
    wrong += [name for name in condition.flags if not isinstance(state.get(name), Flag)]
    wrong += [step for step in condition.seen if step not in scenario.steps]
    for member, container in condition.members:
        if not isinstance(state.get(container), EvidenceSet):
            wrong.append(container)
        elif member not in scenario.evidence:
            wrong.append(member)
    return sorted(wrong)


def check_graph(reading: Reading[Scenario]) -> Iterator[Problem]:
    """Yield what exploring finds: dead ends, unreachable steps, choices never offered."""
    scenario = reading.record
    if scenario is None:
        return
    walk = Walk(scenario)
    found = explore(walk)
    if not found.complete:
        yield reading.problem(
            "G305",
            ("state",),
            say(
                "more than {most} situations can arise; the case cannot be checked",
                most=MOST_POSITIONS,
            ),
            say("make the bounds under 'state' smaller, or use fewer variables"),
        )
        return
    yield from _unreachable(reading, scenario, found)
    yield from _never_offered(reading, scenario, found)
    yield from _stuck(reading, scenario, found)


def _unreachable(
    reading: Reading[Scenario], scenario: Scenario, found: Exploration
) -> Iterator[Problem]:
    reached = {position.step for position in found.came_from}
    for step_id in scenario.steps:
        if step_id not in reached:
            yield reading.problem(
                "G301",
                ("steps", step_id),
                say("no choice ever leads to the step '{step}'", step=step_id),
                say("link it, ease the condition before it, or delete it"),
            )


def _never_offered(
    reading: Reading[Scenario], scenario: Scenario, found: Exploration
) -> Iterator[Problem]:
    reached = {position.step for position in found.came_from}
    for step_id, step in scenario.steps.items():
        for number, choice in enumerate(step.choices):
            if step_id in reached and (step_id, choice.id) not in found.taken:
                yield reading.problem(
                    "G302",
                    ("steps", step_id, "choices", number),
                    say("the choice '{choice}' can never be taken", choice=choice.id),
                    say("ease its condition: {needs}", needs=choice.needs or "-"),
                )


def _stuck(reading: Reading[Scenario], scenario: Scenario, found: Exploration) -> Iterator[Problem]:
    ends = {position for position in found.came_from if scenario.steps[position.step].ending}
    reported: set[str] = set()
    for position, onward in found.leads.items():
        if not onward and position not in ends and position.step not in reported:
            reported.add(position.step)
            route = ", ".join(found.route(position)) or "-"
            yield reading.problem(
                "G303",
                ("steps", position.step),
                say("dead end at '{step}' after: {route}", step=position.step, route=route),
                say("add a choice without 'needs' to this step"),
            )
    for position in _without_end(found, ends):
        if position.step not in reported:
            reported.add(position.step)
            yield reading.problem(
                "G304",
                ("steps", position.step),
                say("from '{step}' no ending can be reached any more", step=position.step),
                say("let a choice lead out of the circle to an ending"),
            )


def _without_end(found: Exploration, ends: set[Position]) -> list[Position]:
    """Return the positions from which play only goes round and round.

    A dead end is reported where it is, so that whatever leads to one is not reported again.
    """
    before: dict[Position, list[Position]] = {}
    for position, onward in found.leads.items():
        for after in onward:
            before.setdefault(after, []).append(position)
    stops = ends | {position for position, onward in found.leads.items() if not onward}
    good = set(stops)
    queue = deque(stops)
    while queue:
        for position in before.get(queue.popleft(), ()):
            if position not in good:
                good.add(position)
                queue.append(position)
    return [position for position in found.leads if position not in good]
