"""The log of rooms: a room is its list of numbered events; nothing in it is ever changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from tppo_kit import __version__
from tppo_kit.records import Dated, Judgement
from tppo_kit.store.open_rooms import open_rooms
from tppo_kit.store.tables import room_events, room_judgements, rooms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

    from tppo_kit.store.log import Log


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """A workshop that was opened; a rehearsal counts for nothing."""

    id: str
    programme: str
    seed: int
    rehearsal: bool
    opened_at: float
    place: str = ""


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """One thing done in a room by a seat, or at the console (``seat`` is empty then)."""

    seat: str
    name: str
    value: str = ""
    at: float = 0.0
    click: str = ""


@dataclass(frozen=True, slots=True)
class RoomJudgement:
    """How one person decided at one step of a shared play; a person may be a printed card."""

    stage: int
    step: int
    seat: str
    activity: str
    at: float
    judgement: Judgement


class RoomLog:
    """Rooms and their events, in the same file as everything else."""

    def __init__(self, log: Log) -> None:
        """Use an open log."""
        self.log = log

    def add(self, room: RoomRecord) -> None:
        """Write a new room."""
        with self.log.writing() as connection:
            connection.execute(
                insert(rooms).values(
                    id=room.id,
                    programme=room.programme,
                    edition=__version__,
                    seed=room.seed,
                    rehearsal=int(room.rehearsal),
                    opened_at=room.opened_at,
                    place=room.place,
                )
            )

    def open_at(self, now: float) -> RoomRecord | None:
        """Return the room that may still go on, of several the one opened last."""
        query = (
            select(rooms)
            .where(rooms.c.id.in_(open_rooms(now)))
            .order_by(rooms.c.opened_at.desc(), rooms.c.id)
            .limit(1)
        )
        with self.log.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else _record(row)

    def every(self) -> list[RoomRecord]:
        """Return all rooms but rehearsals, in the order they were opened."""
        query = select(rooms).where(rooms.c.rehearsal == 0).order_by(rooms.c.opened_at, rooms.c.id)
        with self.log.reading() as connection:
            return [_record(row) for row in connection.execute(query)]

    def events(self, room: str) -> list[RoomEvent]:
        """Return the events of a room in order."""
        query = select(room_events).where(room_events.c.room == room).order_by(room_events.c.number)
        with self.log.reading() as connection:
            return [
                RoomEvent(row.seat, row.name, row.value, row.at, row.click)
                for row in connection.execute(query)
            ]

    def append(self, room: str, number: int, event: RoomEvent) -> None:
        """Write one event.

        Raises:
            Overtaken: if this number or this click of the seat is written already.
            NotSaved: if the disk or the database does not take it; nothing is written then.
        """
        with self.log.writing() as connection:
            connection.execute(
                insert(room_events).values(
                    room=room,
                    number=number,
                    seat=event.seat,
                    name=event.name,
                    value=event.value,
                    at=event.at,
                    click=event.click or f"n{number}",
                )
            )

    def add_judgements(self, room: str, found: Iterable[RoomJudgement]) -> None:
        """Write what a finished stage showed of each person."""
        rows = [
            {
                "room": room,
                "stage": each.stage,
                "step": each.step,
                "seat": each.seat,
                "activity": each.activity,
                "at": each.at,
                "judgement": json.dumps(each.judgement.as_data()),
            }
            for each in found
        ]
        if rows:
            with self.log.writing() as connection:
                connection.execute(insert(room_judgements), rows)

    def judgements(self, room: str) -> list[RoomJudgement]:
        """Return what all finished stages of a room showed, by stage, step and seat."""
        columns = room_judgements.c
        query = (
            select(room_judgements)
            .where(columns.room == room)
            .order_by(columns.stage, columns.step, columns.seat)
        )
        with self.log.reading() as connection:
            return [
                RoomJudgement(
                    row.stage,
                    row.step,
                    row.seat,
                    row.activity,
                    row.at,
                    Judgement.from_data(json.loads(row.judgement)),
                )
                for row in connection.execute(query)
            ]

    def of_seat(self, seat: str) -> list[Dated]:
        """Return how a seat decided in the shared plays of all rooms but rehearsals, in time."""
        columns = room_judgements.c
        query = (
            select(columns.at, columns.judgement)
            .join(rooms, rooms.c.id == columns.room)
            .where(columns.seat == seat, rooms.c.rehearsal == 0)
            .order_by(columns.at, columns.room, columns.stage, columns.step)
        )
        with self.log.reading() as connection:
            found = connection.execute(query).all()
        return [Dated(row.at, Judgement.from_data(json.loads(row.judgement))) for row in found]


def _record(row: Row[Any]) -> RoomRecord:
    """Return the room that a row holds."""
    return RoomRecord(
        row.id, row.programme, row.seed, bool(row.rehearsal), row.opened_at, row.place
    )
