"""Leading the tables of an older database forward, step by step, with every row they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, inspect
from sqlalchemy.schema import CreateColumn

from tppo_kit.store.tables import metadata, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection


def lead_forward(connection: Connection, version: int) -> None:
    """Change what an older version has, and make what it lacks; a new database is version 0.

    Every step may meet its work done already, or a table that is not there: older kits could
    be stopped in the middle of making a file.
    """
    for number, step in STEPS.items():
        if number > version:
            step(connection)
    metadata.create_all(connection)


def _rooms_have_places(connection: Connection) -> None:
    """Version 3: where a room was held; the room of an attempt, and the test it belongs to."""
    _add(connection, "attempts", Column("room", words(24), nullable=False, server_default=""))
    _add(connection, "attempts", Column("purpose", words(16), nullable=False, server_default=""))
    _add(connection, "rooms", Column("place", words(48), nullable=False, server_default=""))


#: What each version changed in tables that an earlier one had; tables it added are just made.
STEPS: dict[int, Callable[[Connection], None]] = {3: _rooms_have_places}


def _add(connection: Connection, table: str, column: Column[Any]) -> None:
    known = inspect(connection)
    if not known.has_table(table):
        return
    if column.name not in {each["name"] for each in known.get_columns(table)}:
        definition = CreateColumn(column).compile(connection)
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {definition}")
