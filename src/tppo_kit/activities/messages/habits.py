"""How people of different habits go through a round of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.habits import Habit
from tppo_kit.records import Event, Rung

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from tppo_kit.activities.marking import MessageState
    from tppo_kit.activities.messages.draw import DrawnMessage

#: Who decides at once reads the first lines only, and thinks that most of what sounds odd is.
_GLANCE, _STARTLED = 4, 0.8


def next_answer(message: DrawnMessage, state: MessageState, habit: Habit, chance: Random) -> Event:
    """Return what a person of a habit does next with an open message."""
    if not state.sealed:
        open_ones = [name for name in _wanted(message, habit, chance) if name not in state.marked]
        return Event("toggle", open_ones[0]) if open_ones else Event("seal")
    if state.rung is None:
        return Event("answer", _step(message, state, habit).value)
    return Event("confidence", "80" if habit is Habit.BY_THE_BOOK else "100")


def _wanted(message: DrawnMessage, habit: Habit, chance: Random) -> Iterable[str]:
    if habit is Habit.BY_THE_BOOK:
        return [line.id for line in message.passages if line.sign]
    if habit is Habit.SUSPICIOUS:
        return [line.id for line in message.passages]
    if habit is Habit.HASTY and chance.random() < _STARTLED:
        glance = message.passages[:_GLANCE]
        return [line.id for line in glance if line.sign or line.resembles]
    return []


def _step(message: DrawnMessage, state: MessageState, habit: Habit) -> Rung:
    if habit is Habit.BY_THE_BOOK:
        return message.truth
    if habit is Habit.SUSPICIOUS:
        return Rung.URGENT
    if habit is Habit.HASTY and state.marked:
        return Rung.REFER
    return Rung.NO_CONCERN
