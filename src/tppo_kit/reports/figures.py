"""Pictures of reports, each readable on a phone, without colour, and the same in words.

Every picture is at least 340 units wide (``activities.drawing.Drawing``); what does not fit into
it is told in its words. A value of ``None`` is about too few people and is never drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.drawing import Box, Dot, Drawing, Label, Stroke
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.reports.scales import (
    Interval,
    across,
    cut,
    mark_at,
    marks,
    numeral,
    over_time,
    part,
    said,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.reports.scales import Form

Shape = Box | Dot | Stroke | Label

WIDTH = 340
_HIDDEN = say("<{fewest}", fewest=FEWEST)
#: How lines are told apart: by stroke, and by the mark at each point.
_LINES = (("thick", "strong"), ("dashed", "none"), ("dotted thick", "hatched"))


@dataclass(frozen=True, slots=True)
class Line:
    """A value over time, one point for each column; at most three lines share a picture."""

    label: Text
    points: tuple[Interval, ...]


def interval_chart(  # noqa: PLR0913 - a picture's own
    title: Text,
    rows: Sequence[Interval],
    smallest: float,
    largest: float,
    note: Text = "",
    *,
    form: Form = "decimal",
) -> Drawing:
    """Return a dot with its interval for each row, one below the other.

    Args:
        title: of the picture.
        rows: what to draw, from the top.
        smallest: left end of the scale; what lies beyond is drawn at the end.
        largest: right end of the scale.
        note: what the scale means, at most 50 letters; below the picture.
        form: how numbers are written.
    """
    bottom = 12.0 + 58 * len(rows)

    def place(value: float) -> float:
        return 14 + 236 * part(value, smallest, largest)

    shapes: list[Shape] = [
        Label(place(mark), bottom + 16, mark_at(mark, form), "small", "middle")
        for mark in marks(smallest, largest)
    ]
    for number in range(len(rows)):
        for mark in marks(smallest, largest):
            line = (place(mark), 58.0 * number + 27), (place(mark), 58.0 * number + 53)
            shapes.append(Stroke(line, "dashed" if mark == 0 and smallest < 0 else "quiet thin"))
    for number, row in enumerate(rows):
        shapes += _row(row, 58.0 * number, place, form)
    if note:
        shapes.append(Label(4, bottom + 36, note, "small"))
    words = [told(row.label, row, form) for row in rows]
    height = round(bottom) + (44 if note else 24)
    return Drawing(title, WIDTH, height, tuple(shapes), (*said(note), *words))


def _row(row: Interval, top: float, place: Callable[[float], float], form: Form) -> list[Shape]:
    shapes: list[Shape] = [Label(4, top + 20, cut(row.label))]
    if row.value is None:
        return [*shapes, Label(WIDTH - 4, top + 40, _HIDDEN, "quiet", "end")]
    y = top + 40
    if row.low is not None and row.high is not None:
        ends = place(row.low), place(row.high)
        shapes.append(Stroke(((ends[0], y), (ends[1], y)), "thick"))
        shapes += [Stroke(((x, y - 6), (x, y + 6))) for x in ends]
    return [
        *shapes,
        Dot(place(row.value), y, 6, "accent"),
        Label(WIDTH - 4, top + 39, numeral(row.value, form), "bold", "end"),
        Label(WIDTH - 4, top + 55, say("{people} people", people=row.people), "small", "end"),
    ]


def lines_chart(  # noqa: PLR0913 - a picture's own
    title: Text,
    columns: Sequence[Text],
    series: Sequence[Line],
    smallest: float = 0.0,
    largest: float = 1.0,
    *,
    form: Form = "share",
    note: Text = "",
) -> Drawing:
    """Return lines over time with the interval of each point; a hidden point leaves a gap.

    Args:
        title: of the picture.
        columns: what each point stands for; at most five letters each.
        series: one to three lines with as many points as there are columns.
        smallest: lower end of the scale.
        largest: upper end of the scale.
        form: how numbers are written.
        note: what the scale means, at most 50 letters; below the picture.
    """
    top = 16.0 + 24 * len(series)
    bottom = top + 170

    def height(value: float) -> float:
        return bottom - 164 * part(value, smallest, largest)

    def column(number: int) -> float:
        return 66 + 254 * (number / max(1, len(columns) - 1) if len(columns) > 1 else 0.5)

    shapes: list[Shape] = []
    for mark in marks(smallest, largest):
        shapes += _level(height(mark), mark_at(mark, form))
    shapes += [
        Label(column(number), bottom + 20, columns[number], "small", "middle")
        for number in range(0, len(columns), 1 + len(columns) // 8)
    ]
    for number, line in enumerate(series):
        shapes += _sample(14.0 + 24 * number, line.label, _LINES[number])
        # Beside each other, so that no interval covers another.
        aside = 5.0 * (number - (len(series) - 1) / 2)
        across = [column(n) + aside for n in range(len(columns))]
        shapes += _line(across, line.points, height, _LINES[number])
    if note:
        shapes.append(Label(4, bottom + 40, note, "small"))
    words = [over_time(line.label, columns, line.points, form) for line in series]
    size = round(bottom) + (48 if note else 28)
    return Drawing(title, WIDTH, size, tuple(shapes), (*said(note), *words))


def _level(y: float, text: Text) -> list[Shape]:
    return [Stroke(((44, y), (336, y)), "quiet thin"), Label(40, y + 5, text, "small", "end")]


def _sample(y: float, text: Text, style: tuple[str, str]) -> list[Shape]:
    """Return the line of the key that shows how a line is drawn."""
    line = Stroke(((8, y), (52, y)), style[0])
    return [line, Dot(30, y, 6, style[1]), Label(62, y + 5, cut(text, 9))]


def _line(
    across: Sequence[float],
    points: Sequence[Interval],
    height: Callable[[float], float],
    style: tuple[str, str],
) -> list[Shape]:
    """Return strokes between neighbours that may both be shown, intervals and marks on top."""
    spots = [
        None if point.value is None else (x, height(point.value))
        for x, point in zip(across, points, strict=True)
    ]
    shapes: list[Shape] = []
    run: list[tuple[float, float]] = []
    for spot in (*spots, None):
        if spot is not None:
            run.append(spot)
            continue
        if len(run) > 1:
            shapes.append(Stroke(tuple(run), style[0]))
        run = []
    for spot, point in zip(spots, points, strict=True):
        if spot is None:
            continue
        if point.low is not None and point.high is not None:
            ends = ((spot[0], height(point.low)), (spot[0], height(point.high)))
            shapes.append(Stroke(ends, "thin"))
        shapes.append(Dot(*spot, 6, style[1]))
    return shapes


def heat_map(  # noqa: PLR0913 - a picture's own
    title: Text,
    columns: Sequence[Text],
    rows: Sequence[Text],
    cells: Sequence[Sequence[float | None]],
    *,
    form: Form = "decimal",
    steps: tuple[float, float] = (0.5, 1.5),
    note: Text = "",
) -> Drawing:
    """Return a number in each cell, the fill telling low, middling or high as well.

    Args:
        title: of the picture.
        columns: at most eight fit a phone; each gets a letter and a line in the key.
        rows: of any number; each label stands above its cells.
        cells: by row and column; ``None`` is hidden.
        form: how numbers are written.
        steps: where middling begins, and high; as given, hardly told apart, and mastery, of d'.
        note: who and how many are counted; in the words.
    """
    letters = [chr(ord("A") + number) for number in range(len(columns))]
    wide = max(40.0, min(84.0, (WIDTH - 8) / max(1, len(columns))))
    width = max(WIDTH, round(8 + wide * len(columns)))
    shapes: list[Shape] = []
    for number, (letter, name) in enumerate(zip(letters, columns, strict=True)):
        shapes.append(Label(4, 16.0 + 20 * number, letter, "bold"))
        shapes.append(Label(24, 16.0 + 20 * number, cut(name, 3)))
    top = 20.0 * len(columns) + 10
    shapes += _levels(top, steps, form)
    top += 34
    for number, letter in enumerate(letters):
        shapes.append(Label(4 + wide * (number + 0.5), top + 12, letter, "bold", "middle"))
    for row, (name, values) in enumerate(zip(rows, cells, strict=True)):
        y = top + 18 + 56.0 * row
        shapes.append(Label(4, y + 16, cut(name)))
        for number, value in enumerate(values):
            shapes += _cell(4 + wide * number, y + 22, wide, value, (form, steps))
    words = [across(name, columns, values, form) for name, values in zip(rows, cells, strict=True)]
    height = round(top + 24 + 56 * len(rows))
    return Drawing(title, width, height, tuple(shapes), (*said(note), *words))


def _levels(top: float, steps: tuple[float, float], form: Form) -> list[Shape]:
    """Return the key to the fills."""
    low, high = (numeral(step, form) for step in steps)
    return [
        Box(4, top, 20, 18, "hatched"),
        Label(29, top + 14, say("below {low}", low=low), "small"),
        Box(130, top, 20, 18, "soft"),
        Label(155, top + 14, say("from {low}", low=low), "small"),
        Box(240, top, 20, 18, "accent"),
        Label(265, top + 14, say("from {low}", low=high), "small"),
    ]


def _cell(
    x: float, y: float, wide: float, value: float | None, reading: tuple[Form, tuple[float, float]]
) -> list[Shape]:
    form, (middling, high) = reading
    middle = x + wide / 2
    if value is None:
        box = Box(x + 1, y, wide - 2, 30, "none dashed quiet")
        return [box, Label(middle, y + 20, _HIDDEN, "small quiet", "middle")]
    if value >= high:
        label = Label(middle, y + 20, numeral(value, form), "small bold light", "middle")
        return [Box(x + 1, y, wide - 2, 30, "accent"), label]
    if value >= middling:
        label = Label(middle, y + 20, numeral(value, form), "small", "middle")
        return [Box(x + 1, y, wide - 2, 30, "soft"), label]
    # The number stands on plain ground, the hatching below it.
    label = Label(middle, y + 18, numeral(value, form), "small", "middle")
    return [Box(x + 1, y, wide - 2, 30), Box(x + 1, y + 24, wide - 2, 6, "hatched"), label]
