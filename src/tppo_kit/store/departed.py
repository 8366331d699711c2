"""What was deleted stays deleted: which rows of a packet may come back into the log.

A person's wish to be deleted comes with packets and takes effect here at once. What was removed
for its age keeps away only what is as old as that; the seat itself may come back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from tppo_kit.errors import Refused
from tppo_kit.language import say
from tppo_kit.store.leaving import erase, in_open_room, unnamed
from tppo_kit.store.packet_rows import OLD_ROOM, OLD_SEAT, WISHED
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
    from collections.abc import Iterable

    from sqlalchemy import Connection, Table

Row = dict[str, Any]


class Departed:
    """What the log must not take again, while one packet comes in."""

    def __init__(self, connection: Connection) -> None:
        """Read what was deleted here."""
        self._connection = connection
        self._gone: dict[str, dict[str, float]] = {WISHED: {}, OLD_SEAT: {}, OLD_ROOM: {}}
        for row in connection.execute(select(deleted)):
            self._gone[row.kind][row.digest] = row.at
        self._attempts: set[str] = set()
        self._names: dict[tuple[str, str], str] = {}
        self._needed: set[str] = set()

    def learn(self, rows: Iterable[Row], now: float) -> int:
        """Take over wishes from a packet and fulfil them here; return how many are new.

        Raises:
            Refused: if one is about a seat in a room that still goes on.
        """
        wishes = self._gone[WISHED]
        fresh = {}
        for row in rows:
            if row["kind"] != WISHED:
                continue  # age is a matter of the log that the backup was made of
            before = wishes.get(row["digest"])
            if before is None:
                fresh[row["digest"]] = row["at"]
                self._connection.execute(insert(deleted).values(row))
            elif row["at"] < before:
                same = (deleted.c.kind == WISHED) & (deleted.c.digest == row["digest"])
                self._connection.execute(update(deleted).where(same).values(at=row["at"]))
        wishes.update(fresh)
        if fresh:
            self._fulfil(fresh.keys(), now)
        return len(fresh)

    def _fulfil(self, digests: Iterable[str], now: float) -> None:
        wanted = set(digests)
        everybody = select(seats.c.code).union(
            select(room_events.c.seat), select(room_judgements.c.seat)
        )
        for code in self._connection.scalars(everybody).all():
            if digest_of(code) not in wanted:
                continue
            if in_open_room(self._connection, code, now):
                raise Refused(
                    say(
                        "The packet deletes a seat that takes part in a workshop which is still "
                        "running here. End the workshop first, then merge. Nothing was taken."
                    )
                )
            erase(self._connection, code)

    def look_ahead(self, rows: Iterable[tuple[Table, Row]]) -> None:
        """Find the seats that were removed for their age and have come back since."""
        if not self._gone[OLD_SEAT]:
            return
        for table, row in rows:
            if (table is attempts and not self._is_old(row)) or (
                table is room_events and not self._has(OLD_ROOM, row["room"])
            ):
                self._needed.add(row["seat"])

    def kept(self, table: Table, row: Row) -> Row | None:
        """Return a row as it may be taken, or None; the rows must come in a packet's order."""
        if table is seats:
            return None if self._stays_away(row["code"]) else row
        if table is rooms:
            return None if self._has(OLD_ROOM, row["id"]) else row
        if table in {room_events, room_judgements}:
            return self._in_room(table, row)
        if table is attempts:
            if self._has(WISHED, row["seat"]) or self._is_old(row):
                self._attempts.add(row["id"])
                return None
        elif table in {events, results} and row["attempt"] in self._attempts:
            return None
        return row

    def _has(self, kind: str, name: str) -> bool:
        gone = self._gone[kind]
        return bool(gone) and digest_of(name) in gone

    def _stays_away(self, code: str) -> bool:
        if self._has(WISHED, code):
            return True
        return self._has(OLD_SEAT, code) and code not in self._needed

    def _is_old(self, attempt: Row) -> bool:
        if self._has(OLD_ROOM, attempt["room"]):
            return True
        old = self._gone[OLD_SEAT]
        return bool(old) and attempt["started_at"] < old.get(digest_of(attempt["seat"]), 0.0)

    def _in_room(self, table: Table, row: Row) -> Row | None:
        """Take the name off the votes of a deleted seat; what belongs to no vote goes."""
        if self._has(OLD_ROOM, row["room"]):
            return None
        if not row["seat"] or not self._has(WISHED, row["seat"]):
            return row
        where = (row["room"], row["seat"])
        if table is room_events:
            self._names.setdefault(where, unnamed(row["room"], row["number"]))
        return {**row, "seat": self._names[where]} if where in self._names else None
