"""What pictures of reports share: scales with round marks, numbers, and values in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tppo_kit.language import Message, say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.reports.cells import of_100

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import Text

Form = Literal["share", "decimal"]

#: Letters of 14 units that fit into 340; what is longer is cut, and whole in the words.
_LETTERS = 46
#: More marks of a scale than that crowd a phone.
_MOST_MARKS = 5
_STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
_FEW = say("fewer than {fewest}", fewest=FEWEST)
_WHY = say("not shown, fewer than {fewest} people or cases", fewest=FEWEST)


@dataclass(frozen=True, slots=True)
class Interval:
    """A value of a group with its 95 % interval.

    ``value`` is ``None`` where it may not be shown; ``low`` and ``high`` where there is none.
    """

    label: Text
    value: float | None
    low: float | None
    high: float | None
    people: int


def part(value: float, smallest: float, largest: float) -> float:
    """Return where a value lies between two ends, 0 to 1; beyond them it is at the end."""
    return (min(max(value, smallest), largest) - smallest) / (largest - smallest)


def marks(smallest: float, largest: float) -> list[float]:
    """Return the round numbers at which a scale is marked."""
    step = next((s for s in _STEPS if (largest - smallest) / s <= _MOST_MARKS), largest - smallest)
    first, last = math.ceil(smallest / step - 1e-9), math.floor(largest / step + 1e-9)
    return [step * number for number in range(first, last + 1)]


def mark_at(value: float, form: Form) -> Text:
    """Return what stands at a mark of a scale, whole numbers without decimals."""
    whole = form == "decimal" and value == round(value)
    return f"{round(value)}".replace("-", "−") if whole else numeral(value, form)


def numeral(value: float, form: Form) -> Message:
    """Return a number as it stands beside its mark: percent, or two decimals."""
    if form == "share":
        return say("{percent}%", percent=f"{of_100(value)}".replace("-", "−"))
    return say("{number}", number=value)


def cut(text: Text, less: int = 0) -> Text:
    """Return a label that fits, with room for some letters more."""
    most = _LETTERS - less
    return f"{text[: most - 1]}…" if isinstance(text, str) and len(text) > most else text


def said(note: Text) -> tuple[Text, ...]:
    """Return a note as the first line in words, if there is one."""
    return (note,) if note else ()


def told(label: Text, point: Interval, form: Form) -> Message:
    """Return a value, how sure it is and how many people it is about."""
    if point.value is None:
        return say("{label}: {what}", label=label, what=_WHY)
    value = numeral(point.value, form)
    if point.low is None or point.high is None:
        return say(
            "{label}: {value} ({people} people)", label=label, value=value, people=point.people
        )
    return say(
        "{label}: {value}, 95 percent interval from {low} to {high} ({people} people)",
        label=label,
        value=value,
        low=numeral(point.low, form),
        high=numeral(point.high, form),
        people=point.people,
    )


def over_time(
    label: Text, columns: Sequence[Text], points: Sequence[Interval], form: Form
) -> Message:
    """Return the points of a line, column by column."""
    lines = [told(name, point, form) for name, point in zip(columns, points, strict=True)]
    return say("{label}: {what}", label=label, what=_in_turn(lines))


def across(
    label: Text, columns: Sequence[Text], values: Sequence[float | None], form: Form
) -> Message:
    """Return the cells of a row, column by column."""
    lines = [
        say("{label}: {what}", label=name, what=_FEW if value is None else numeral(value, form))
        for name, value in zip(columns, values, strict=True)
    ]
    return say("{label}. {what}", label=label, what=_in_turn(lines))


def _in_turn(lines: Sequence[Message]) -> Text:
    """Return several as one, each in the language in which the whole is shown."""
    told_so_far: Text = ""
    for line in lines:
        told_so_far = (
            say("{before}; {then}", before=told_so_far, then=line) if told_so_far else line
        )
    return told_so_far
