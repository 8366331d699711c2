"""What a row of a packet must be like; a packet may come from anywhere and hold anything."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import Float, Integer, String

from tppo_kit.records import Judgement
from tppo_kit.store.tables import (
    action_events,
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
    from collections.abc import Sequence

    from sqlalchemy import Column, Table

#: The tables in the order in which they travel: what others refer to comes first.
TABLES: tuple[Table, ...] = (
    deleted,
    seats,
    rooms,
    room_events,
    room_judgements,
    attempts,
    events,
    results,
    action_events,
)
#: Kinds of ``deleted``: by a person's wish, everywhere; by age, in this log alone.
WISHED, OLD_SEAT, OLD_ROOM = "seat", "oldseat", "oldroom"
#: Letters in a text without a length of its own: the judgements of the longest shift, many times.
LONGEST_TEXT = 200_000
_LARGEST_INTEGER = 2**31 - 1
#: The year 5138: no clock of a laptop is that wrong.
_LATEST = 1e11
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEXTS = ("kind", "subject", "fingerprint", "right", "chosen")
_FIELDS = frozenset(Judgement.__dataclass_fields__)
_SURE = range(101)


def strict_json(text: str) -> Any:  # noqa: ANN401 - it may hold anything
    """Return what a JSON text says.

    Raises:
        ValueError: if it is none, is nested without end, or holds a number that is none.
    """
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


class Check:
    """Looks at the rows of one packet in their order; a fault is a ``ValueError``."""

    def __init__(self, *, rehearsals: bool) -> None:
        """Start before the first row; only a backup holds rehearsals and what was purged."""
        self._rehearsals = rehearsals
        self._known: dict[Table, set[str]] = {seats: set(), rooms: set(), attempts: set()}
        self._last: tuple[Table, tuple[Any, ...]] | None = None

    def row(self, table: Table, row: Sequence[object]) -> None:
        """Look at the next row.

        Raises:
            ValueError: if a type, a length, a number or a reference is wrong, or the row stands
                where it should not.
        """
        shape = _shape(table)
        if len(row) != len(shape.columns):
            raise ValueError("number of columns")
        for column, value in zip(shape.columns, row, strict=True):
            _check_value(column, value)
        named = dict(zip(shape.names, row, strict=True))
        self._check_place(table, named)
        self._check_references(table, named)
        self._check_meaning(table, named)

    def _check_place(self, table: Table, row: dict[str, Any]) -> None:
        """Rows of a table ascend, so none is there twice; a room's events have no gap."""
        key = tuple(row[name] for name in _shape(table).key)
        last = self._last[1] if self._last is not None and self._last[0] is table else None
        if last is not None and key <= last:
            raise ValueError("order")
        if table is room_events:
            follows = last is not None and last[0] == row["room"]
            if row["number"] != (last[1] + 1 if follows and last is not None else 0):
                raise ValueError("gap")
        self._last = (table, key)

    def _check_references(self, table: Table, row: dict[str, Any]) -> None:
        for name, other in _shape(table).references:
            if row[name] not in self._known[other]:
                raise ValueError("reference")
        if table in self._known:
            key = row[_shape(table).key[0]]
            if not key:
                raise ValueError("no name")
            self._known[table].add(key)

    def _check_meaning(self, table: Table, row: dict[str, Any]) -> None:
        if table is deleted:
            kinds = {WISHED, OLD_SEAT, OLD_ROOM} if self._rehearsals else {WISHED}
            if row["kind"] not in kinds or not _DIGEST.fullmatch(row["digest"]):
                raise ValueError("deleted")
        elif table is rooms:
            if row["rehearsal"] not in ({0, 1} if self._rehearsals else {0}):
                raise ValueError("rehearsal")
        elif table is results:
            found = strict_json(row["judgements"])
            if not isinstance(found, list):
                raise ValueError("judgements")
            for each in found:
                check_judgement(each)
        elif table is room_judgements:
            check_judgement(strict_json(row["judgement"]))
        elif table is action_events:
            _check_item(row)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What every row of a table is held against; ``references`` are columns and their tables."""

    columns: tuple[Column[Any], ...]
    names: tuple[str, ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, Table], ...]


@cache
def _shape(table: Table) -> _Shape:
    return _Shape(
        tuple(table.columns),
        tuple(table.columns.keys()),
        tuple(column.name for column in table.primary_key),
        tuple((key.parent.name, key.column.table) for key in table.foreign_keys),
    )


def _check_value(column: Column[Any], value: object) -> None:
    kind = column.type
    if isinstance(kind, String):
        if not isinstance(value, str) or len(value) > (kind.length or LONGEST_TEXT):
            raise ValueError(column.name)
        value.encode()  # half a letter cannot be stored
        if "\0" in value:
            raise ValueError(column.name)
    elif isinstance(kind, Float):
        if type(value) is not float or not 0 <= value < _LATEST:
            raise ValueError(column.name)
    elif isinstance(kind, Integer) and (
        type(value) is not int or not 0 <= value <= _LARGEST_INTEGER
    ):
        raise ValueError(column.name)


def check_judgement(data: object) -> None:
    """Look at a judgement as ``Judgement.as_data`` writes it.

    Raises:
        ValueError: if it is none.
    """
    if not isinstance(data, dict) or data.keys() != _FIELDS:
        raise ValueError("judgement")
    seconds, sure = data["seconds"], data["confidence"]
    sound = (
        all(_is_text(data[name]) for name in _TEXTS)
        and isinstance(data["signs"], list)
        and all(_is_text(sign) for sign in data["signs"])
        and isinstance(data["correct"], bool)
        and all(isinstance(data[name], bool | None) for name in ("signal", "called"))
        and (sure is None or (type(sure) is int and sure in _SURE))
        and type(seconds) in {int, float}
        and 0 <= seconds < _LATEST
    )
    if not sound:
        raise ValueError("judgement")


def _is_text(value: object) -> bool:
    if not isinstance(value, str):
        return False
    value.encode()
    return "\0" not in value


def _check_item(row: dict[str, Any]) -> None:
    """Look at one event of an improvement, as ``store/actions.py`` writes them."""
    if row["name"] not in {"opened", "noted", "closed"}:
        raise ValueError("improvement")
    if row["name"] == "opened":
        found = strict_json(row["value"])
        if not isinstance(found, dict) or found.keys() != {"text", "place", "owner", "due"}:
            raise ValueError("improvement")
        if not all(_is_text(value) for value in found.values()):
            raise ValueError("improvement")
        dt.date.fromisoformat(found["due"])
