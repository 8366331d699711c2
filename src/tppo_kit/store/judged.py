"""Reading all judgements, each with the place, room and test it belongs to; reports eat these."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from sqlalchemy import select

from tppo_kit.records import Judged, Judgement
from tppo_kit.store.tables import attempts, results, room_judgements, rooms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.store.log import Log


def judged(log: Log, since: float = 0.0, until: float = math.inf) -> Iterator[Judged]:
    """Yield what was judged from a moment on and before another; rehearsals count for nothing.

    Judgements of attempts come first, then those of shared plays, each in one fixed order that
    depends on what is in the log alone, not on how it came there.
    """
    end = min(until, 1e12)  # a database takes no infinity
    yield from _alone(log, since, end)
    yield from _together(log, since, end)


def _alone(log: Log, since: float, until: float) -> Iterator[Judged]:
    query = (
        select(attempts, results.c.ended_at, results.c.judgements, rooms.c.place, rooms.c.programme)
        .join(results, results.c.attempt == attempts.c.id)
        .outerjoin(rooms, rooms.c.id == attempts.c.room)
        .where(results.c.ended_at >= since, results.c.ended_at < until)
        .where((rooms.c.rehearsal == 0) | (rooms.c.rehearsal.is_(None)))
        .order_by(results.c.ended_at, attempts.c.id)
    )
    with log.reading() as connection:
        for row in connection.execute(query):
            for data in json.loads(row.judgements):
                yield Judged(
                    seat=row.seat,
                    at=row.ended_at,
                    room=row.room,
                    place=row.place or "",
                    programme=row.programme or "",
                    activity=row.activity,
                    attempt=row.id,
                    purpose=row.purpose,
                    edition=row.edition,
                    judgement=Judgement.from_data(data),
                )


def _together(log: Log, since: float, until: float) -> Iterator[Judged]:
    columns = room_judgements.c
    query = (
        select(room_judgements, rooms.c.place, rooms.c.programme, rooms.c.edition)
        .join(rooms, rooms.c.id == columns.room)
        .where(columns.at >= since, columns.at < until, rooms.c.rehearsal == 0)
        .order_by(columns.at, columns.room, columns.stage, columns.step, columns.seat)
    )
    with log.reading() as connection:
        for row in connection.execute(query):
            card = row.seat.startswith("card-")
            yield Judged(
                seat=f"{row.seat}@{row.room}" if card else row.seat,
                at=row.at,
                room=row.room,
                place=row.place,
                programme=row.programme,
                activity=row.activity,
                attempt=f"{row.room}.{row.stage}",
                purpose="",
                edition=row.edition,
                judgement=Judgement.from_data(json.loads(row.judgement)),
            )
