"""Counting a round: what was marked, what was there, sign by sign; precision and recall."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.marking import is_right

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.marking import MessageState
    from tppo_kit.activities.messages.draw import DrawnMessage


@dataclass(frozen=True, slots=True)
class Score:
    """What one message brought: lines with a sign found and missed, lines marked without."""

    found: int
    missed: int
    over: int
    right_step: bool

    def earned(self, points: int) -> int:
        """Return the points: each missed sign and each line marked without one costs one."""
        lines = max(0, points - self.missed - self.over)
        return lines + (points if self.right_step else 0)


@dataclass(frozen=True, slots=True)
class SignCount:
    """How often a sign was there and found, and how often only a look-alike was marked.

    Recall is ``found`` of ``there``; precision is ``found`` of ``found + over``.
    """

    sign: str
    there: int
    found: int
    over: int


def score(message: DrawnMessage, state: MessageState) -> Score:
    """Return what an answered message brought."""
    signs = {line.id for line in message.passages if line.sign}
    return Score(
        found=len(signs & state.marked),
        missed=len(signs - state.marked),
        over=len(state.marked - signs),
        right_step=state.rung is not None and is_right(message, state.rung),
    )


def is_treated_well(message: DrawnMessage, state: MessageState) -> bool:
    """Tell whether a harmless message was left in peace: no line too many, nobody alarmed.

    Asking first alarms nobody where it is right.
    """
    if state.rung is None:
        return False
    calm = not state.rung.calls_for_action or is_right(message, state.rung)
    return calm and score(message, state).over == 0


def sign_counts(
    messages: Sequence[DrawnMessage], states: Sequence[MessageState]
) -> tuple[SignCount, ...]:
    """Return the counts of every sign that was there or whose look-alike was marked, by id."""
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    over: Counter[str] = Counter()
    for message, state in zip(messages, states, strict=True):
        for line in message.passages:
            marked = line.id in state.marked
            if line.sign:
                there[line.sign] += 1
                found[line.sign] += marked
            elif line.resembles and marked:
                over[line.resembles] += 1
    names = sorted(there.keys() | over.keys())
    return tuple(SignCount(name, there[name], found[name], over[name]) for name in names)
