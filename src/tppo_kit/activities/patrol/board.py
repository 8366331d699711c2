"""The sketch of places with the days of presence, and bars that compare plans."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tppo_kit.activities.drawing import Box, Drawing, Label, Stroke
from tppo_kit.activities.patrol.ground import DAYS
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.patrol.game import PatrolActivity

WIDTH = 340
_CARD = 160
_CELL, _GAP, _TALL = 48, 3, 30
_Shape = Box | Stroke | Label


def board(
    activity: PatrolActivity,
    title: Text,
    days: Sequence[int],
    approached: Sequence[float] | None = None,
) -> Drawing:
    """Return the sketch: a box for each post, hatched as high as its days of presence.

    Args:
        activity: the game.
        title: what the picture shows.
        days: for each post the days of presence, 0 to 10.
        approached: for each post the people approached, drawn as a bar below, if known.
    """
    high = 84 if approached is None else 106
    rows = max(place.row for place in activity.patrol.places)
    shapes: list[_Shape] = [
        Stroke(((WIDTH / 2, 0), (WIDTH / 2, rows * high)), "quiet dotted"),
        *(Stroke(((0, row * high), (WIDTH, row * high)), "quiet dotted") for row in range(1, rows)),
    ]
    most = max(approached or (0.0,))
    shifts = {shift.id: shift.name for shift in activity.patrol.shifts}
    number = 0
    for place in activity.patrol.places:
        left = 5 + (place.column - 1) * (WIDTH / 2)
        top = (place.row - 1) * high
        shapes.append(Label(left, top + 18, place.name, "bold"))
        for position, post in enumerate(place.posts):
            x = left + position * (_CELL + _GAP + 2)
            shapes += _cell(x, top + 26, days[number], shifts[post.shift])
            if approached is not None:
                shapes += _approaches(x, top + 82, approached[number], most)
            number += 1
    words = tuple(
        _in_words(name, days[number], None if approached is None else round(approached[number]))
        for number, name in enumerate(activity.names)
    )
    return Drawing(title, WIDTH, rows * high, tuple(shapes), words)


@cache
def _cell(x: float, y: float, days: int, shift: str) -> tuple[_Shape, ...]:
    filled = _TALL * days / DAYS
    outline = Box(x, y, _CELL, _TALL, "none" if days else "none dashed")
    presence = (Box(x, y + _TALL - filled, _CELL, filled, "hatched"),) if days else ()
    return outline, *presence, Label(x, y + _TALL + 15, f"{shift} {days}", "small")


def _approaches(x: float, y: float, people: float, most: float) -> list[_Shape]:
    long = 26 * people / most if most else 0
    return [
        Box(x, y, max(1.0, long), 10, "strong"),
        Label(x + long + 4, y + 10, f"{people:.0f}", "small"),
    ]


@lru_cache(maxsize=4096)
def _in_words(name: str, days: int, people: int | None) -> Message:
    if people is None:
        return say("{post}: present on {days} of 10 days.", post=name, days=days)
    return say(
        "{post}: present on {days} of 10 days, {people} people approached.",
        post=name,
        days=days,
        people=people,
    )


def bars(title: Text, entries: Sequence[tuple[Message, float, str]]) -> Drawing:
    """Return horizontal bars, each with its name above and its number behind.

    Args:
        title: what is compared.
        entries: name, value and fill of each bar; less than zero is shown as zero.
    """
    entries = [(name, max(0.0, value), fill) for name, value, fill in entries]
    most = max(1.0, *(value for _, value, _ in entries))
    shapes: list[_Shape] = []
    for number, (name, value, fill) in enumerate(entries):
        top = number * 46
        long = 280 * value / most
        shapes += [
            Label(0, top + 16, name),
            Box(0, top + 22, max(1.0, long), 16, fill),
            Label(long + 6, top + 35, f"{value:.0f}", "bold"),
        ]
    words = tuple(
        say("{name}: {people} people", name=name, people=round(value)) for name, value, _ in entries
    )
    return Drawing(title, WIDTH, len(entries) * 46, tuple(shapes), words)


def signed(value: float) -> str:
    """Return a whole number, with a minus sign that is one, and no zero below zero."""
    whole = round(value)
    return f"−{-whole}" if whole < 0 else str(whole)
