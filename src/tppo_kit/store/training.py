"""What training hours are counted from: finished attempts and workshops joined, by their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from tppo_kit.store.tables import attempts, events, results, room_events, rooms

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from tppo_kit.store.log import Log

#: What the console does when the room is to answer something.
_ASKING = ("stage", "open")


@dataclass(frozen=True, slots=True)
class Finished:
    """An attempt that was finished, and the edition it was made with."""

    id: str
    activity: str
    at: float
    edition: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A workshop that a seat joined; all times are seconds since 1970.

    All but the last two are what the console did, so that nothing changes when another person's
    answers are deleted.

    Attributes:
        id: of the room.
        programme: id of its programme.
        edition: of the kit that ran it.
        opened_at: when the room was opened.
        began_at: when its first part began, None if none did.
        asked_at: when something to answer was last put before the room, None if never.
        ended_at: when it was ended, None if nobody ended it.
        last_at: when anything was last done at the console.
        joined_at: when the seat joined.
        answered_at: when the seat last answered anything there before it was over, None if never.
    """

    id: str
    programme: str
    edition: str
    opened_at: float
    began_at: float | None
    asked_at: float | None
    ended_at: float | None
    last_at: float
    joined_at: float
    answered_at: float | None


def finished_attempts(log: Log, seat: str) -> list[Finished]:
    """Return what a seat has finished, oldest first; what a rehearsal brought is left out."""
    rehearsed = select(rooms.c.id).where(rooms.c.rehearsal == 1)
    query = (
        select(attempts.c.id, attempts.c.activity, results.c.ended_at, attempts.c.edition)
        .join(results, results.c.attempt == attempts.c.id)
        .where(attempts.c.seat == seat, attempts.c.room.not_in(rehearsed))
        .order_by(results.c.ended_at, attempts.c.id)
    )
    with log.reading() as connection:
        return [
            Finished(row.id, row.activity, row.ended_at, row.edition)
            for row in connection.execute(query)
        ]


def joined_workshops(log: Log, seat: str) -> list[Joined]:
    """Return the workshops that a seat joined, in the order they were opened."""
    joins = (
        select(rooms, room_events.c.at)
        .join(room_events, room_events.c.room == rooms.c.id)
        .where(room_events.c.seat == seat, room_events.c.name == "join", rooms.c.rehearsal == 0)
        .order_by(rooms.c.opened_at, rooms.c.id)
    )
    with log.reading() as connection:
        return [_joined(connection, row, seat) for row in connection.execute(joins).all()]


def _joined(connection: Connection, row: Row[Any], seat: str) -> Joined:
    """Return a workshop from the row of its room, with the moment of joining."""
    columns = room_events.c
    console = (
        select(
            columns.name, func.min(columns.at).label("first"), func.max(columns.at).label("last")
        )
        .where(columns.room == row.id, columns.seat == "")
        .group_by(columns.name)
    )
    found = {each.name: each for each in connection.execute(console)}
    last_at = max((each.last for each in found.values()), default=row.opened_at)
    # A follow-up test months later belongs to the room as well.
    own = [
        select(func.max(columns.at)).where(
            columns.room == row.id, columns.seat == seat, columns.name != "join"
        ),
        select(func.max(events.c.at))
        .join(attempts, attempts.c.id == events.c.attempt)
        .where(attempts.c.room == row.id, attempts.c.seat == seat, events.c.at <= last_at),
    ]
    answers = [connection.execute(query).scalar_one() for query in own]
    return Joined(
        id=row.id,
        programme=row.programme,
        edition=row.edition,
        opened_at=row.opened_at,
        began_at=found["block"].first if "block" in found else None,
        asked_at=max((found[name].last for name in _ASKING if name in found), default=None),
        ended_at=found["end"].first if "end" in found else None,
        last_at=last_at,
        joined_at=row.at,
        answered_at=max((at for at in answers if at is not None), default=None),
    )
