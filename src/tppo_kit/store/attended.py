"""Which workshops a seat took part in, on a phone or on paper; rehearsals are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from tppo_kit.store.tables import attempts, deleted, digest_of, results, room_events, rooms

if TYPE_CHECKING:
    from tppo_kit.store.log import Log


@dataclass(frozen=True, slots=True)
class Attended:
    """A workshop; ``ended_at`` is None where nobody pressed the end."""

    room: str
    programme: str
    opened_at: float
    ended_at: float | None


def attended(log: Log, seat: str) -> list[Attended]:
    """Return the workshops in which a seat pressed something or sat a test, oldest first.

    A test on paper is known only by the attempt that was typed in for it, so both count; a test
    after 30 days belongs to the workshop it follows.
    """
    pressed = select(room_events.c.room).where(room_events.c.seat == seat)
    sat = select(attempts.c.room).where(attempts.c.seat == seat)
    ends = (
        select(room_events.c.room, func.min(room_events.c.at).label("at"))
        .where(room_events.c.name == "end", room_events.c.seat == "")
        .group_by(room_events.c.room)
        .subquery()
    )
    query = (
        select(rooms.c.id, rooms.c.programme, rooms.c.opened_at, ends.c.at)
        .outerjoin(ends, ends.c.room == rooms.c.id)
        .where(rooms.c.rehearsal == 0, or_(rooms.c.id.in_(pressed), rooms.c.id.in_(sat)))
        .order_by(rooms.c.opened_at, rooms.c.id)
    )
    with log.reading() as connection:
        return [Attended(*row) for row in connection.execute(query).all()]


def ended_at(log: Log, room: str) -> float | None:
    """Return when a workshop was ended at the console, None if it was not."""
    query = select(func.min(room_events.c.at)).where(
        room_events.c.room == room, room_events.c.name == "end", room_events.c.seat == ""
    )
    with log.reading() as connection:
        found: float | None = connection.execute(query).scalar_one()
    return found


def has_finished(log: Log, seat: str, activity: str, room: str = "") -> bool:
    """Tell whether a seat has finished an activity, in one workshop or ever."""
    query = (
        select(attempts.c.id)
        .join(results, results.c.attempt == attempts.c.id)
        .where(attempts.c.seat == seat, attempts.c.activity == activity)
        .limit(1)
    )
    if room:
        query = query.where(attempts.c.room == room)
    with log.reading() as connection:
        return connection.execute(query).first() is not None


def has_left(log: Log, seat: str) -> bool:
    """Tell whether the person of a seat has deleted it, or it was too old to be kept."""
    query = select(deleted.c.digest).where(deleted.c.digest == digest_of(seat)).limit(1)
    with log.reading() as connection:
        return connection.execute(query).first() is not None
