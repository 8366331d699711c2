"""Removing what is too old to be kept, and keeping it away from this log.

A room is old when nothing happened in it since; it goes with the attempts made in it. A seat is
old when it did nothing since; it goes with all it did. Whoever came back since stays, with what
they did alone: what they practise next builds on it.

Age is a matter of this laptop: unlike a person's wish it is not carried to others, else tidying
one laptop would empty the office's figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from tppo_kit.store.leaving import erase, erase_attempts
from tppo_kit.store.packet_rows import OLD_ROOM, OLD_SEAT
from tppo_kit.store.tables import (
    attempts,
    deleted,
    digest_of,
    events,
    room_events,
    room_judgements,
    rooms,
    seats,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from tppo_kit.store.log import Log

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Old:
    """How much is too old."""

    seats: int
    attempts: int
    rooms: int


def purge(log: Log, before: float, *, dry: bool) -> Old:
    """Remove what is older than a moment, all in one go; with ``dry`` only count it.

    Raises:
        NotSaved: if it could not be written; nothing has changed then.
    """
    if dry:
        with log.reading() as connection:
            old_rooms = _old_rooms(connection, before)
            return _count(connection, _old_seats(connection, before, old_rooms), old_rooms)
    with log.together(), log.writing() as connection:
        old_rooms = _old_rooms(connection, before)
        old_seats = _old_seats(connection, before, old_rooms)
        found = _count(connection, old_seats, old_rooms)
        for chunk in _chunks(old_rooms):
            erase_attempts(connection, attempts.c.room.in_(chunk))
            for table in (room_events, room_judgements):
                connection.execute(delete(table).where(table.c.room.in_(chunk)))
            connection.execute(delete(rooms).where(rooms.c.id.in_(chunk)))
        for code in old_seats:
            erase(connection, code)
        for kind, names in ((OLD_ROOM, old_rooms), (OLD_SEAT, old_seats)):
            _remember(connection, kind, names, before)
    return found


def _old_rooms(connection: Connection, before: float) -> list[str]:
    """Return the rooms that were opened before a moment and in which nothing happened since."""
    busy = (
        select(room_events.c.room).where(room_events.c.at >= before),
        select(room_judgements.c.room).where(room_judgements.c.at >= before),
        select(attempts.c.room)
        .join(events, events.c.attempt == attempts.c.id)
        .where(events.c.at >= before),
    )
    query = select(rooms.c.id).where(
        rooms.c.opened_at < before, *(rooms.c.id.not_in(each) for each in busy)
    )
    return list(connection.scalars(query.order_by(rooms.c.id)))


def _old_seats(connection: Connection, before: float, old_rooms: Sequence[str]) -> list[str]:
    """Return the seats made before a moment that did nothing since and are in no room that stays.

    A room that stays keeps its seats, so that it stays the same here and elsewhere.
    """
    busy = (
        select(attempts.c.seat)
        .join(events, events.c.attempt == attempts.c.id)
        .where(events.c.at >= before)
    )
    query = select(seats.c.code).where(seats.c.made_at < before, seats.c.code.not_in(busy))
    gone = set(old_rooms)
    staying = {
        seat
        for table in (room_events, room_judgements)
        for room, seat in connection.execute(select(table.c.room, table.c.seat).distinct())
        if room not in gone
    }
    return [
        code for code in connection.scalars(query.order_by(seats.c.code)) if code not in staying
    ]


def _count(connection: Connection, old_seats: Sequence[str], old_rooms: Sequence[str]) -> Old:
    gone: set[str] = set()
    for column, names in ((attempts.c.seat, old_seats), (attempts.c.room, old_rooms)):
        for chunk in _chunks(names):
            gone.update(connection.scalars(select(attempts.c.id).where(column.in_(chunk))))
    return Old(len(old_seats), len(gone), len(old_rooms))


def _remember(connection: Connection, kind: str, names: Sequence[str], before: float) -> None:
    """Note what was removed, and up to when; what was removed before is noted anew."""
    for chunk in _chunks(names):
        digests = [digest_of(name) for name in chunk]
        same = deleted.c.kind == kind
        connection.execute(delete(deleted).where(same, deleted.c.digest.in_(digests)))
        connection.execute(
            insert(deleted), [{"kind": kind, "digest": each, "at": before} for each in digests]
        )


def _chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield names in portions that fit into one query."""
    for start in range(0, len(names), _CHUNK):
        yield names[start : start + _CHUNK]
