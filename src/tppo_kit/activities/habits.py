"""Habits: how people of different kinds would go through a simulation, for tests and rehearsals.

Each simulation says for each habit what such a person would do next; chance arrives from
outside. ``RANDOM`` needs no word from the simulation: it presses anything that is offered.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from tppo_kit.activities.activity import Activity
from tppo_kit.activities.blocks import Options, Steppers
from tppo_kit.activities.documents import Paper
from tppo_kit.records import Event

if TYPE_CHECKING:
    from random import Random

    from tppo_kit.activities.blocks import View

#: A habit that has not come to an end by then will not.
MOST_EVENTS = 2_000
PACE = 5.0


class Habit(StrEnum):
    """How somebody goes about it."""

    BY_THE_BOOK = "by-the-book"
    HASTY = "hasty"
    SUSPICIOUS = "suspicious"
    SILENT = "silent"
    RANDOM = "random"


@runtime_checkable
class Simulation(Activity, Protocol):
    """An activity that can be played by habit."""

    def next_event(self, state: Any, habit: Habit, chance: Random) -> Event:  # noqa: ANN401
        """Return what a person of a habit (never ``RANDOM``) does next.

        By the book: asks and looks as taught, then takes the smallest safe step; the only one
        that may know the truth. Hasty: decides at once on the first impression. Suspicious:
        calls for the highest step on everybody. Silent: asks nothing, lets everything pass.
        """


def offered(view: View) -> list[Event]:
    """Return every event that a view offers to press."""
    events: list[Event] = []
    for block in view.blocks:
        if isinstance(block, Options):
            open_ones = [option for option in block.options if option.state != "locked"]
            events += [Event(block.event, option.value) for option in open_ones]
        elif isinstance(block, Paper) and block.event:
            events += [Event(block.event, field.id) for field in block.fields if field.id]
        elif isinstance(block, Steppers):
            for step in block.steps:
                if step.value < step.most:
                    events.append(Event(block.event, f"{step.id}+"))
                if step.value > step.least:
                    events.append(Event(block.event, f"{step.id}-"))
    return events


def play_habit(
    activity: Simulation, seed: int, habit: Habit, chance: Random
) -> tuple[Any, list[Event]]:
    """Play a simulation to its end by habit; return the last state and the events.

    Raises:
        RuntimeError: if it does not end within ``MOST_EVENTS`` events.
    """
    state = activity.start(seed)
    events: list[Event] = []
    for number in range(MOST_EVENTS):
        if activity.outcome(state) is not None:
            return state, events
        if habit is Habit.RANDOM:
            event = chance.choices(offered(activity.view(state)))[0]
        else:
            event = activity.next_event(state, habit, chance)
        timed = Event(event.name, event.value, at=PACE * number)
        state = activity.apply(state, timed)
        events.append(timed)
    msg = f"{activity.key} does not end for {habit}"
    raise RuntimeError(msg)
