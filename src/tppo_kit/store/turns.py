"""Counting attempts: which try of a seat at an activity it is, also when two laptops wrote them."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from tppo_kit.store.tables import attempts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_CHUNK = 400
#: Out of the way of any true count, within the integers of every database.
_ASIDE = 10**9


def set_aside(rows: Iterable[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """Return new attempts with turns that nobody has, from a number on, until they are counted."""
    return [{**row, "turn": -(number + place)} for place, row in enumerate(rows, 1)]


def count_anew(connection: Connection, begun: set[tuple[str, str]]) -> None:
    """Count the attempts of some seats at some activities from 1, in the order they were begun."""
    pending = iter(sorted({seat for seat, _ in begun}))
    while chunk := list(islice(pending, _CHUNK)):
        query = (
            select(attempts.c.id, attempts.c.seat, attempts.c.activity, attempts.c.turn)
            .where(attempts.c.seat.in_(chunk))
            .order_by(attempts.c.seat, attempts.c.activity, attempts.c.started_at, attempts.c.id)
        )
        found = connection.execute(query).all()
        changed = [
            {"which": row.id, "aside": -(_ASIDE + turn)}
            for key, rows in groupby(found, key=lambda row: (row.seat, row.activity))
            if key in begun
            for turn, row in enumerate(rows, 1)
            if row.turn != turn
        ]
        if changed:
            change = update(attempts).where(attempts.c.id == bindparam("which"))
            connection.execute(change.values(turn=bindparam("aside")), changed)
    connection.execute(
        update(attempts).where(attempts.c.turn <= -_ASIDE).values(turn=-attempts.c.turn - _ASIDE)
    )
