"""The table as pictures: who has told what, and the joint plan on a line of days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.drawing import Box, Dot, Drawing, Label, Stroke
from tppo_kit.activities.tabletop.circle import answer_of, leader, seen_by
from tppo_kit.activities.tabletop.verdict import fits
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import Planned, TableState

WIDTH = 340
_ROW = 30
_NAMES = 108
_TOP = 14

#: Style of a box, and the word in it.
_MARKS: dict[str, tuple[str, Text]] = {
    "shared": ("soft", say("shared")),
    "agreed": ("soft", say("asked")),
    "some": ("soft dashed", say("a few")),
    "refused": ("none dotted", say("said no")),
    "kept": ("none", say("kept")),
    "open": ("none dotted", "…"),
}


def day_name(day: int) -> Message:
    """Return a day counted from today, in words."""
    if day == 0:
        return say("today")
    return say("tomorrow") if day == 1 else say("in {days} days", days=day)


def mark_of(book: TableBook, state: TableState, card: str, role: str | None) -> str:
    """Return the mark of a card as one role may see it; None sees everything."""
    handling, seen = state.handling(card), seen_by(book, state, card)
    if handling is None or not (role is None or role in seen):
        return "open"
    asked = handling is Handling.ASK and answer_of(book, state, card) is not None
    if len(seen) == len(book.roles):
        return "agreed" if asked else "shared"
    if len(seen) > 1:
        return "some"
    return "refused" if asked else "kept"


def table_drawing(book: TableBook, state: TableState, role: str | None = None) -> Drawing:
    """Return who has told what: a row for each role, a box for each card."""
    hand = book.record.hand
    width, chair = (WIDTH - _NAMES) / hand, leader(book, state)
    shapes: list[Box | Dot | Stroke | Label] = []
    words: list[Message] = []
    for number, each in enumerate(book.roles.values()):
        y = _TOP + _ROW * number
        cards = [card for card in state.deal.cards if book.cards[card].role == each.id]
        marks = [mark_of(book, state, card, role) for card in cards]
        style = "bold" if each.id == chair else ""
        shapes.append(Label(0, y + 15, each.name, style))
        for place, mark in enumerate(marks):
            x = _NAMES + width * place
            fill, word = _MARKS[mark]
            shapes.append(Box(x + 2, y, width - 4, _ROW - 6, fill))
            shapes.append(Label(x + width / 2, y + 17, word, "small", "middle"))
        words.append(say("{role}: {told}", role=each.name, told=_joined(marks)))
    height = _TOP + _ROW * len(book.roles)
    return Drawing(say("The table: who has told what"), WIDTH, height, tuple(shapes), tuple(words))


def _joined(marks: list[str]) -> Message:
    counted = [_counted(mark, marks.count(mark)) for mark in _MARKS if mark in marks]
    told = counted[0]
    for more in counted[1:]:
        told = say("{one}, {other}", one=told, other=more)
    return told


def _counted(mark: str, number: int) -> Message:
    return {
        "shared": say("{number} shared", number=number),
        "agreed": say("{number} shared after asking", number=number),
        "some": say("{number} shared with a few", number=number),
        "refused": say("{number} not shared, the person said no", number=number),
        "kept": say("{number} kept", number=number),
        "open": say("{number} still open", number=number),
    }[mark]


def plan_drawing(book: TableBook, state: TableState, *, judged: bool = False) -> Drawing:
    """Return the plan on a line of days; ``judged`` marks what a careful colleague leaves out."""
    days = book.record.days
    left = _NAMES + 30
    columns = {day: left + (WIDTH - left - 26) * n / (len(days) - 1) for n, day in enumerate(days)}
    shapes: list[Box | Dot | Stroke | Label] = []
    for day, x in columns.items():
        shapes.append(Label(x, 14, say("today") if day == 0 else f"+{day}", "small", "middle"))
    height = 26 + 28 * max(1, len(state.planned))
    shapes += [Stroke(((x, 22), (x, height - 4)), "quiet thin dotted") for x in columns.values()]
    lines: list[Message] = []
    for number, each in enumerate(in_order(state), start=1):
        y = 26 + 28 * (number - 1)
        sound = not judged or fits(book, state, book.steps[each.step])
        shapes.append(Label(0, y + 17, f"{number}. {book.roles[each.owner].name}"))
        shapes.append(Stroke(((left - 12, y + 12), (columns[each.day], y + 12)), "quiet thin"))
        shapes.append(Dot(columns[each.day], y + 12, 9, "accent" if sound else "crossed"))
        lines.append(_row_words(book, each, sound=sound))
    title = say("The joint plan; crossed: better left out") if judged else say("The joint plan")
    return Drawing(title, WIDTH, height, tuple(shapes), tuple(lines) or (say("No step yet."),))


def _row_words(book: TableBook, planned: Planned, *, sound: bool) -> Message:
    values = {
        "day": day_name(planned.day),
        "role": book.roles[planned.owner].name,
        "step": book.steps[planned.step].text,
    }
    if sound:
        return say("{role}, {day}: {step}", **values)
    return say("{role}, {day}: {step} (better left out)", **values)


def in_order(state: TableState) -> list[Planned]:
    """Return the plan by day, as the picture numbers it."""
    return sorted(state.planned, key=lambda each: each.day)
