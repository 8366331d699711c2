"""Reading what was answered in attempts that are not judged, such as surveys."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import select

from tppo_kit.records import Event
from tppo_kit.store.tables import attempts, events, results, rooms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.store.log import Log


@dataclass(frozen=True, slots=True)
class Answered:
    """A finished attempt in a room with its events; who made it is not told."""

    room: str
    activity: str
    fingerprint: str
    seed: int
    events: tuple[Event, ...]


def answered(
    log: Log, kind: str, since: float = 0.0, until: float = math.inf
) -> Iterator[Answered]:
    """Yield the finished attempts at one kind of activity, made in the rooms opened in a time.

    Rehearsals are left out. The order depends on what is in the log alone.
    """
    query = (
        select(attempts, events.c.name, events.c.value, events.c.at, events.c.click)
        .join(results, results.c.attempt == attempts.c.id)
        .join(rooms, rooms.c.id == attempts.c.room)
        .join(events, events.c.attempt == attempts.c.id)
        .where(attempts.c.activity.startswith(f"{kind}:", autoescape=True))
        .where(rooms.c.rehearsal == 0)
        .where(rooms.c.opened_at >= since, rooms.c.opened_at < min(until, 1e12))
        .order_by(rooms.c.opened_at, attempts.c.room, attempts.c.id, events.c.number)
    )
    with log.reading() as connection:
        rows = connection.execute(query).all()
    for _, same in groupby(rows, key=lambda row: row.id):
        own = list(same)
        first = own[0]
        given = tuple(Event(row.name, row.value, row.at, row.click) for row in own)
        yield Answered(first.room, first.activity, first.fingerprint, first.seed, given)
