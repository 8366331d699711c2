"""Bringing a packet into the log: the union of what both hold, or nothing at all.

Rows are known by their primary keys, so packets may come twice, in part and in any order. Three
things are no contradiction between laptops and are settled the same way in any order: a seat was
made when it was first made; the attempts of a seat at an activity are counted in the order they
were begun; the events of an improvement stand in order of time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from tppo_kit.errors import Overtaken, Refused
from tppo_kit.language import say
from tppo_kit.store import packet
from tppo_kit.store.departed import Departed
from tppo_kit.store.packet_rows import TABLES
from tppo_kit.store.tables import (
    action_events,
    attempts,
    deleted,
    seats,
)
from tppo_kit.store.turns import count_anew, set_aside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Table

    from tppo_kit.store.log import Log
    from tppo_kit.store.packet import Packet

Row = dict[str, Any]
_CHUNK = 500


class _Contradiction(Exception):  # noqa: N818 - reads as a sentence
    """A row that is there already says something else."""


@dataclass(frozen=True, slots=True)
class Merged:
    """How many rows of each table were new, were there already, or stay away as deleted."""

    new: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


def merge(log: Log, path: Path, now: float) -> Merged:
    """Bring a packet into the log, all of it or nothing.

    Raises:
        Refused: if it is damaged, contradicts the log, or deletes a seat of a running room.
        NotSaved: if it could not be written.
    """
    found = packet.read(path)
    try:
        with log.together(), log.writing() as connection:
            return _Merging(connection, found, now).run()
    except (_Contradiction, Overtaken) as error:
        raise Refused(
            say(
                "{file} contradicts the answers that are here: the same number stands for two "
                "different answers. Nothing was taken from it. Keep the file and ask whoever "
                "sent it.",
                file=path,
            )
        ) from error


def restore(log: Log, path: Path) -> dict[str, int]:
    """Bring a backup into an empty log, as it was; return the row counts.

    Raises:
        Refused: if the log holds anything, the file is damaged or is no backup.
        NotSaved: if it could not be written.
    """
    found = packet.read(path)
    if not found.scope.everything:
        raise Refused(
            say("{file} is no backup. Bring it in with: python3 kit.py merge {file}", file=path)
        )
    try:
        with log.together(), log.writing() as connection:
            if any(connection.execute(select(table).limit(1)).first() for table in TABLES):
                raise Refused(
                    say(
                        "There are answers here already, so nothing was restored. To add what is "
                        "in the file: python3 kit.py merge {file}",
                        file=path,
                    )
                )
            for table, rows in _portions(found):
                _insert(connection, table, rows)
    except Overtaken as error:
        raise packet.damaged(path) from error
    return dict(found.counts)


def _named(found: Packet) -> Iterator[tuple[Table, Row]]:
    for table, row in found.rows():
        yield table, dict(zip(table.columns.keys(), row, strict=True))


def _portions(found: Packet) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of a packet in portions that fit into one query."""
    for table, rows in groupby(_named(found), key=itemgetter(0)):
        while portion := [row for _, row in islice(rows, _CHUNK)]:
            yield table, portion


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


class _Merging:
    """One packet on its way into the log."""

    def __init__(self, connection: Connection, found: Packet, now: float) -> None:
        self.connection = connection
        self.packet = found
        self.now = now
        self.merged = Merged()
        self.departed = Departed(connection)
        self.begun: set[tuple[str, str]] = set()
        self.steps: dict[str, list[Row]] = {}

    def run(self) -> Merged:
        """Take all rows."""
        self.departed.look_ahead(_named(self.packet))
        for table, rows in _portions(self.packet):
            if table is deleted:
                self._count(table, len(rows), rows, self.departed.learn(rows, self.now))
            elif table is action_events:
                for row in rows:
                    self.steps.setdefault(row["item"], []).append(row)
            else:
                offered = (self.departed.kept(table, row) for row in rows)
                kept = [row for row in offered if row is not None]
                self._count(table, len(rows), kept, self._take(table, kept))
        count_anew(self.connection, self.begun)
        for item, rows in self.steps.items():
            self._count(action_events, len(rows), rows, self._join(item, rows))
        return self.merged

    def _count(self, table: Table, came: int, kept: list[Row], new: int) -> None:
        self.merged.new[table.name] += new
        self.merged.known[table.name] += len(kept) - new
        self.merged.left_out[table.name] += came - len(kept)

    def _take(self, table: Table, rows: list[Row]) -> int:
        """Add the rows that are not there yet; return how many."""
        there = self._there(table, rows)
        fresh = []
        for row in rows:
            known = there.get(_key(table, row))
            if known is None:
                fresh.append(row)
            elif table is seats:
                self._made_first(known, row)
            elif known != row and not (table is attempts and known | {"turn": row["turn"]} == row):
                raise _Contradiction
        if table is attempts:
            self.begun |= {(row["seat"], row["activity"]) for row in fresh}
            fresh = set_aside(fresh, self.merged.new[table.name])
        _insert(self.connection, table, fresh)
        return len(fresh)

    def _there(self, table: Table, rows: list[Row]) -> dict[tuple[Any, ...], Row]:
        """Return what the log holds of the neighbourhood of some rows."""
        if not rows:
            return {}
        first, *more = table.primary_key.columns
        query = select(table).where(first.in_({row[first.name] for row in rows}))
        if more:  # a number, so that a long room is not read as a whole for each portion
            numbers = [row[more[0].name] for row in rows]
            query = query.where(more[0].between(min(numbers), max(numbers)))
        found = [dict(row._mapping) for row in self.connection.execute(query)]  # noqa: SLF001
        return {_key(table, row): row for row in found}

    def _made_first(self, known: Row, row: Row) -> None:
        if row["made_at"] < known["made_at"]:
            same = seats.c.code == row["code"]
            self.connection.execute(update(seats).where(same).values(made_at=row["made_at"]))

    def _join(self, item: str, rows: list[Row]) -> int:
        """Bring the events of one improvement together; return how many are new."""
        own = action_events.c.item == item
        query = select(action_events).where(own)
        known = {_step(dict(row._mapping)) for row in self.connection.execute(query)}  # noqa: SLF001
        every = known | {_step(row) for row in rows}
        if sum(name == "opened" for _, _, name, _ in every) > 1:
            raise _Contradiction
        if every != known:
            self.connection.execute(delete(action_events).where(own))
            joined = [
                {"item": item, "number": number, "name": name, "value": value, "at": at}
                for number, (_, at, name, value) in enumerate(sorted(every))
            ]
            _insert(self.connection, action_events, joined)
        return len(every) - len(known)


def _key(table: Table, row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key)


def _step(row: Row) -> tuple[bool, float, str, str]:
    """Return an event of an improvement as it sorts: the opening, then by time."""
    return (row["name"] != "opened", row["at"], row["name"], row["value"])
