"""Choosing the rows that travel: of one room, of a stretch of time, or all as they stand now."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from tppo_kit.errors import NotFound, Refused
from tppo_kit.language import say
from tppo_kit.store import packet
from tppo_kit.store.open_rooms import open_rooms
from tppo_kit.store.packet_rows import TABLES, WISHED
from tppo_kit.store.tables import (
    attempts,
    deleted,
    events,
    results,
    room_events,
    room_judgements,
    rooms,
    seats,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, Select, Table

    from tppo_kit.store.log import Log
    from tppo_kit.store.packet import Scope

_CHUNK = 1_000
_NAMED_ROOMS = 5


def pack(log: Log, path: Path, scope: Scope, now: float) -> dict[str, int]:
    """Write what a scope means into a packet, as it stands at one moment; return the row counts.

    Rehearsals and rooms that still go on travel in a backup alone. What others may still go on
    writing meanwhile is in it as far as it was saved when the packing began, or not at all.

    Raises:
        NotFound: if there is no such room, or nothing at all.
        Refused: if the room is a rehearsal or goes on, or the file is there already.
        NotSaved: if it cannot be written.
    """
    with _moment(log) as connection:
        if scope.room:
            _look_at_room(connection, scope.room, now)
        queries = _queries(scope, now)
        counts = {
            table.name: connection.scalar(select(func.count()).select_from(query.subquery())) or 0
            for table, query in queries.items()
        }
        if not any(counts.values()):
            raise NotFound(say("There is nothing to pack: no answers are kept here for it."))
        packet.write(path, scope, counts, _rows(connection, queries))
    return counts


@contextmanager
def _moment(log: Log) -> Iterator[Connection]:
    """Give a connection that sees the log as it is now, whatever is written meanwhile."""
    with log.reading() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def last_room(log: Log, now: float) -> str:
    """Return the id of the newest room that is over; a rehearsal is none.

    Raises:
        NotFound: if there is none.
    """
    query = (
        select(rooms.c.id)
        .where(rooms.c.rehearsal == 0, rooms.c.id.not_in(open_rooms(now)))
        .order_by(rooms.c.opened_at.desc(), rooms.c.id)
        .limit(1)
    )
    with log.reading() as connection:
        found: str | None = connection.scalar(query)
    if found is None:
        raise NotFound(say("No workshop has ended here yet; there is none to pack."))
    return found


def _look_at_room(connection: Connection, room: str, now: float) -> None:
    """Refuse what does not travel by itself."""
    found = connection.execute(select(rooms.c.rehearsal).where(rooms.c.id == room)).first()
    if found is None:
        newest = select(rooms.c.id).order_by(rooms.c.opened_at.desc(), rooms.c.id)
        names = connection.scalars(newest.where(rooms.c.rehearsal == 0).limit(_NAMED_ROOMS))
        raise NotFound(
            say(
                "There is no workshop “{room}” here. The last ones are: {names}.",
                room=room,
                names=", ".join(names) or "–",
            )
        )
    if found.rehearsal:
        raise Refused(say("This was a rehearsal; it counts for nothing and is not packed."))
    if connection.scalar(open_rooms(now).where(rooms.c.id == room)) is not None:
        raise Refused(say("This workshop is still running. End it first, then pack it."))


def _queries(scope: Scope, now: float) -> dict[Table, Select[Any]]:
    """Return for each table the rows that travel, in their order."""
    queries = {table: select(table) for table in TABLES}
    if not scope.everything:
        for table, chosen in _chosen(scope, now).items():
            queries[table] = queries[table].where(chosen)
    return {table: query.order_by(*table.primary_key) for table, query in queries.items()}


def _chosen(scope: Scope, now: float) -> dict[Table, ColumnElement[bool]]:
    """Return which rows belong to a room or a stretch of time, each whole.

    All improvements travel: they are few, and an office closes what a village opened.
    """
    staying = select(rooms.c.id).where(or_(rooms.c.rehearsal == 1, rooms.c.id.in_(open_rooms(now))))
    if scope.since is None:
        of_room, of_attempt = rooms.c.id == scope.room, attempts.c.room == scope.room
    else:
        moving = select(events.c.attempt).where(events.c.at >= scope.since)
        of_attempt = or_(attempts.c.id.in_(moving), attempts.c.started_at >= scope.since)
        of_room = or_(
            rooms.c.opened_at >= scope.since,
            rooms.c.id.in_(select(room_events.c.room).where(room_events.c.at >= scope.since)),
            rooms.c.id.in_(select(attempts.c.room).where(of_attempt)),
        )
    of_room &= rooms.c.id.not_in(staying)
    of_attempt &= attempts.c.room.not_in(staying)
    room, attempt = select(rooms.c.id).where(of_room), select(attempts.c.id).where(of_attempt)
    return {
        deleted: deleted.c.kind == WISHED,
        rooms: of_room,
        room_events: room_events.c.room.in_(room),
        room_judgements: room_judgements.c.room.in_(room),
        attempts: of_attempt,
        events: events.c.attempt.in_(attempt),
        results: results.c.attempt.in_(attempt),
        seats: or_(
            seats.c.code.in_(select(attempts.c.seat).where(of_attempt)),
            seats.c.code.in_(select(room_events.c.seat).where(room_events.c.room.in_(room))),
            seats.c.code.in_(
                select(room_judgements.c.seat).where(room_judgements.c.room.in_(room))
            ),
        ),
    }


def _rows(
    connection: Connection, queries: dict[Table, Select[Any]]
) -> Iterator[tuple[Table, list[Any]]]:
    for table, query in queries.items():
        for row in connection.execute(query.execution_options(yield_per=_CHUNK)):
            yield table, list(row)
