"""One person's data: taken along, or deleted for good, here and wherever packets arrive.

Whoever leaves a room that is over leaves their votes in it, else it could not be replayed. They
then belong to an unnamed seat: a name made of the room and the number of its first event there.
It says nothing about the code, and two laptops that delete the same seat give it the same name.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, and_, delete, func, insert, select, update

from tppo_kit.errors import NotFound, Refused
from tppo_kit.language import say
from tppo_kit.store.open_rooms import open_rooms
from tppo_kit.store.packet_rows import WISHED
from tppo_kit.store.tables import (
    attempts,
    deleted,
    digest_of,
    events,
    results,
    room_events,
    room_judgements,
    rooms,
    seats,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

    from tppo_kit.store.log import Log

_NAME_LENGTH = 15


def unnamed(room: str, number: int) -> str:
    """Return the seat to which the votes go of whoever joined a room with an event."""
    return f"x{hashlib.sha256(f'{room} {number}'.encode()).hexdigest()[:_NAME_LENGTH]}"


def delete_seat(log: Log, code: str, now: float) -> None:
    """Delete a seat with all it did; packets carry the wish on.

    Raises:
        NotFound: if there is no such seat.
        Refused: if it takes part in a room that still goes on.
        NotSaved: if it could not be written; nothing has changed then.
    """
    with log.together(), log.writing() as connection:
        _look_for(connection, code)
        if in_open_room(connection, code, now):
            raise Refused(
                say(
                    "This seat takes part in a workshop that is still running. Delete your data "
                    "when it has ended."
                )
            )
        erase(connection, code)
        digest = digest_of(code)
        known = and_(deleted.c.kind == WISHED, deleted.c.digest == digest)
        if connection.execute(select(deleted).where(known)).first() is None:
            connection.execute(insert(deleted).values(kind=WISHED, digest=digest, at=now))


def in_open_room(connection: Connection, code: str, now: float) -> bool:
    """Tell whether a seat takes part in a room that may still go on."""
    query = select(room_events.c.room).where(
        room_events.c.seat == code, room_events.c.room.in_(open_rooms(now))
    )
    return connection.execute(query.limit(1)).first() is not None


def erase(connection: Connection, code: str) -> None:
    """Remove a seat and its attempts, and take its name off its votes."""
    query = (
        select(room_events.c.room, func.min(room_events.c.number).label("number"))
        .where(room_events.c.seat == code)
        .group_by(room_events.c.room)
    )
    for room, number in connection.execute(query).all():
        for table in (room_events, room_judgements):
            own = and_(table.c.room == room, table.c.seat == code)
            connection.execute(update(table).where(own).values(seat=unnamed(room, number)))
    connection.execute(delete(room_judgements).where(room_judgements.c.seat == code))
    erase_attempts(connection, attempts.c.seat == code)
    connection.execute(delete(seats).where(seats.c.code == code))


def erase_attempts(connection: Connection, which: ColumnElement[bool]) -> None:
    """Remove attempts with their events and results."""
    chosen = select(attempts.c.id).where(which)
    for table in (events, results):
        connection.execute(delete(table).where(table.c.attempt.in_(chosen)))
    connection.execute(delete(attempts).where(which))


def data_of_seat(log: Log, code: str) -> dict[str, Any]:
    """Return all that is kept of one seat as data for JSON, and nothing of anybody else.

    Times are UTC. ``attempts`` hold events and result; ``rooms`` what the seat did and how it
    decided there.

    Raises:
        NotFound: if there is no such seat.
    """
    with log.reading() as connection:
        seat = _look_for(connection, code)
        mine = select(attempts).where(attempts.c.seat == code)
        tried = connection.execute(mine.order_by(attempts.c.started_at, attempts.c.id)).all()
        joined = select(room_events.c.room).where(room_events.c.seat == code)
        decided = select(room_judgements.c.room).where(room_judgements.c.seat == code)
        visited = select(rooms).where(rooms.c.id.in_(joined.union(decided)))
        found = connection.execute(visited.order_by(rooms.c.opened_at, rooms.c.id)).all()
        return {
            "seat": seat.code,
            "made": _moment(seat.made_at),
            "attempts": [_attempt(connection, row) for row in tried],
            "rooms": [_room(connection, row, code) for row in found],
        }


def _look_for(connection: Connection, code: str) -> Row[Any]:
    found = connection.execute(select(seats).where(seats.c.code == code)).first()
    if found is None:
        raise NotFound(say("There is no such seat here; nothing has changed."))
    return found


def _attempt(connection: Connection, attempt: Row[Any]) -> dict[str, Any]:
    result = connection.execute(select(results).where(results.c.attempt == attempt.id)).first()
    return {
        "activity": attempt.activity,
        "turn": attempt.turn,
        "started": _moment(attempt.started_at),
        "edition": attempt.edition,
        "fingerprint": attempt.fingerprint,
        "seed": attempt.seed,
        "room": attempt.room,
        "purpose": attempt.purpose,
        "events": _steps(connection, events, events.c.attempt == attempt.id),
        "result": None
        if result is None
        else {
            "ended": _moment(result.ended_at),
            "earned": result.earned,
            "possible": result.possible,
            "ending": result.ending,
            "judgements": json.loads(result.judgements),
        },
    }


def _room(connection: Connection, room: Row[Any], code: str) -> dict[str, Any]:
    columns = room_judgements.c
    query = (
        select(room_judgements)
        .where(columns.room == room.id, columns.seat == code)
        .order_by(columns.stage, columns.step)
    )
    own = and_(room_events.c.room == room.id, room_events.c.seat == code)
    return {
        "room": room.id,
        "programme": room.programme,
        "place": room.place,
        "opened": _moment(room.opened_at),
        "rehearsal": bool(room.rehearsal),
        "events": _steps(connection, room_events, own),
        "judgements": [
            {
                "activity": row.activity,
                "decided": _moment(row.at),
                "judgement": json.loads(row.judgement),
            }
            for row in connection.execute(query)
        ],
    }


def _steps(
    connection: Connection, table: Table, which: ColumnElement[bool]
) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "value": row.value, "at": _moment(row.at)}
        for row in connection.execute(select(table).where(which).order_by(table.c.number))
    ]


def _moment(at: float) -> str:
    return dt.datetime.fromtimestamp(at, dt.UTC).isoformat(timespec="milliseconds")
