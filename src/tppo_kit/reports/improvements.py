"""What is to be improved: decided at the tables of a session, and followed until it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Prose, Table
from tppo_kit.language import say
from tppo_kit.reports.periods import day_of, start_of
from tppo_kit.reports.report import Part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.language import Message
    from tppo_kit.reports.names import Names
    from tppo_kit.reports.report import ReportBlock
    from tppo_kit.store.actions import Improvement

_TITLE = say("What is being improved")


def concerning(
    items: Sequence[Improvement], since: float, until: float, place: str | None = None
) -> list[Improvement]:
    """Return the items that were open at some moment of a time, of one place or of all."""
    return [
        each
        for each in items
        if each.opened_at < until
        and (each.closed_at is None or each.closed_at >= since)
        and place in {None, each.place}
    ]


def improvements_part(
    items: Sequence[Improvement], names: Names, until: float, today: dt.date, *, by_place: bool
) -> Part:
    """Return items with role and due day, and how each stood at a moment; overdue ones first.

    Args:
        items: to be shown.
        names: of places.
        until: the moment; what was closed later still stood open.
        today: the day on which the report is written; nothing is overdue before its time.
        by_place: whether to say which place each belongs to.
    """
    if not items:
        return Part(_TITLE, (Prose(say("No item has been written down.")),))
    moment = min(until, start_of(today) + 24 * 3600)
    day = day_of(moment - 1)
    standing = {each.id: _standing(each, moment, day) for each in items}
    ranked = sorted(items, key=lambda each: (standing[each.id][0], each.due, each.text, each.id))
    numbers = [sum(rank == each for rank, _ in standing.values()) for each in range(3)]
    sentence = say(
        "Overdue: {overdue}. Open and in time: {open}. Closed: {closed}.",
        overdue=numbers[0],
        open=numbers[1],
        closed=numbers[2],
    )
    rows: list[tuple[Text, ...]] = []
    for each in ranked:
        where = (names.place(each.place) if each.place else say("all places"),) if by_place else ()
        due = say("{day}", day=each.due)
        rows.append((each.text, *where, each.owner, due, standing[each.id][1]))
    where_column = (say("Where"),) if by_place else ()
    columns = (say("What"), *where_column, say("Who"), say("Due"), say("How it stands"))
    table = Table(say("Items, overdue ones first"), columns, tuple(rows), numbers_from=9)
    return Part(_TITLE, (Prose(sentence, "lead"), table))


def _standing(item: Improvement, moment: float, day: dt.date) -> tuple[int, Message]:
    if not item.is_open(moment):
        closed = day_of(item.closed_at) if item.closed_at is not None else day
        return 2, say("closed on {day}", day=closed)
    notes = [note.text for note in item.notes if note.at < moment]
    stands = say("overdue") if item.due < day else say("open")
    if notes:
        stands = say("{standing}; last note: {note}", standing=stands, note=notes[-1])
    return (0 if item.due < day else 1), stands


def after_action_part(tables: Sequence[Table], place: Part | None) -> Part:
    """Return what the tables of a session want to improve, and what the place follows up."""
    blocks: list[ReportBlock] = list(tables)
    if not blocks:
        none = say("No coordination table came to its improvements in this session.")
        blocks.append(Prose(none))
    if place is not None:
        blocks += place.blocks
    return Part(say("What we improve"), tuple(blocks))
