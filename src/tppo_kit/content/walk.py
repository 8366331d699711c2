"""Walking a case: which choices are open in a state, and where each one leads.

The one place that knows what a choice does; the check explores with it, the activity plays
with it, so that what was proved is what is played.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.content.cases import Choice, Counter, EvidenceSet, Flag, Scenario
from tppo_kit.content.conditions import Condition, parse_condition

if TYPE_CHECKING:
    from tppo_kit.content.conditions import Value


@dataclass(frozen=True, slots=True)
class Position:
    """A step and the values there, in the order of the case's variables.

    ``seen`` holds only steps that some condition asks about, so that the number of positions
    stays small.
    """

    step: str
    values: tuple[Value, ...]
    seen: frozenset[str]


class Walk:
    """A case made ready for walking: conditions parsed once, variables in fixed order."""

    def __init__(self, scenario: Scenario) -> None:
        """Parse every condition.

        Raises:
            ConditionError: if a condition does not follow the grammar.
        """
        self.scenario = scenario
        self.names = tuple(scenario.state)
        self._index = {name: number for number, name in enumerate(self.names)}
        self.conditions: dict[tuple[str, str], Condition] = {
            (step_id, choice.id): parse_condition(choice.needs)
            for step_id, step in scenario.steps.items()
            for choice in step.choices
            if choice.needs
        }
        self._watched = frozenset(
            step for condition in self.conditions.values() for step in condition.seen
        )

    def begin(self) -> Position:
        """Return the position at the start."""
        values = tuple(_first(variable) for variable in self.scenario.state.values())
        start = self.scenario.start
        return Position(start, values, self._watched & {start})

    def choices(self, position: Position) -> list[Choice]:
        """Return all choices of the step, open or not."""
        return self.scenario.steps[position.step].choices

    def is_open(self, position: Position, choice: Choice) -> bool:
        """Tell whether a choice may be taken now."""
        condition = self.conditions.get((position.step, choice.id))
        if condition is None:
            return True
        values = dict(zip(self.names, position.values, strict=True))
        return condition.test(values, position.seen)

    def find(self, position: Position, choice_id: str) -> Choice | None:
        """Return the open choice with this id, or None."""
        for choice in self.choices(position):
            if choice.id == choice_id and self.is_open(position, choice):
                return choice
        return None

    def take(self, position: Position, choice: Choice) -> Position:
        """Return the position after a choice; numbers stop at their bounds."""
        values = list(position.values)
        for name, change in choice.changes.items():
            number = self._index[name]
            values[number] = _changed(self.scenario.state[name], values[number], change)
        seen = position.seen
        if choice.leads_to in self._watched:
            seen |= {choice.leads_to}
        return Position(choice.leads_to, tuple(values), seen)

    def value(self, position: Position, name: str) -> Value:
        """Return the value of one variable."""
        return position.values[self._index[name]]

    def noted(self, position: Position) -> frozenset[str]:
        """Return all evidence established so far."""
        sets = [value for value in position.values if isinstance(value, frozenset)]
        return frozenset().union(*sets)


def _first(variable: Counter | Flag | EvidenceSet) -> Value:
    if isinstance(variable, Counter):
        return variable.start
    return False if isinstance(variable, Flag) else frozenset()


def _changed(
    variable: Counter | Flag | EvidenceSet, value: Value, change: int | list[str]
) -> Value:
    if isinstance(change, list):
        return frozenset(change).union(value if isinstance(value, frozenset) else ())
    if isinstance(variable, Counter) and isinstance(value, int):
        return max(variable.min, min(variable.max, value + change))
    return bool(change)
