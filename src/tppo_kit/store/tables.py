"""The tables of the log, and how a database is opened safely.

One writer rule: an attempt is its list of numbered events, and the number is part of the
primary key. Whoever writes number n first has written it; a second writer of the same number
(another device with the same seat) is refused by the database and replays. No lock is held
between a person's clicks, so any number of kernels and the server may share one file.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.exc import OperationalError

from tppo_kit.errors import NotSaved
from tppo_kit.language import say

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

#: Raised with every change of the tables; a file with a higher number is refused untouched.
SCHEMA_VERSION = 1
#: Seconds to wait for another writer before telling the person.
PATIENCE = 5.0

metadata = MetaData()

seats = Table(
    "seats",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("made_at", Float, nullable=False),
)
attempts = Table(
    "attempts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("seat", ForeignKey("seats.code"), nullable=False, index=True),
    Column("activity", String(80), nullable=False),
    Column("fingerprint", String(16), nullable=False),
    Column("seed", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("edition", String(16), nullable=False),
    Column("started_at", Float, nullable=False),
    # Two devices that both show the cover cannot begin two attempts.
    UniqueConstraint("seat", "activity", "turn"),
)
events = Table(
    "events",
    metadata,
    Column("attempt", ForeignKey("attempts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("value", String(200), nullable=False),
    Column("at", Float, nullable=False),
    Column("click", String(64), nullable=False),
    UniqueConstraint("attempt", "click"),
)
results = Table(
    "results",
    metadata,
    Column("attempt", ForeignKey("attempts.id"), primary_key=True),
    Column("ended_at", Float, nullable=False),
    Column("earned", Float, nullable=False),
    Column("possible", Float, nullable=False),
    Column("ending", String(16), nullable=False),
    Column("judgements", Text, nullable=False),
)


def open_engine(path: Path, patience: float = PATIENCE) -> Engine:
    """Open (or make) the database file: write-ahead log, full sync, current schema.

    Raises:
        NotSaved: if the folder cannot be written or the file is of a newer kit.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotSaved(
            say(
                "The folder for answers, {folder}, cannot be made: {reason}. Choose another "
                "with --data-dir.",
                folder=path.parent,
                reason=error.strerror or "?",
            )
        ) from error
    if _version_in(path) > SCHEMA_VERSION:
        raise _newer(path)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": patience})
    event.listen(engine, "connect", _prepare)
    try:
        _bring_up_to_date(engine, path, patience)
    except Exception:
        engine.dispose()
        raise
    return engine


def _version_in(path: Path) -> int:
    """Return the schema version in the header of a file, without touching the file."""
    try:
        with path.open("rb") as file:
            header = file.read(64)
    except OSError:
        return 0
    return int.from_bytes(header[60:64]) if header.startswith(b"SQLite format 3") else 0


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection
    try:
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {setting}")
    except Exception:
        connection.close()  # the pool has not taken it yet
        raise


def _bring_up_to_date(engine: Engine, path: Path, patience: float) -> None:
    """Make what is missing, also after a half start or while another process does the same.

    Switching a new file to the write-ahead log does not wait for another process that does so
    too, so it is tried again for a while.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            with engine.begin() as connection:
                version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                if version > SCHEMA_VERSION:
                    raise _newer(path)
                if version < SCHEMA_VERSION:
                    metadata.create_all(connection)
                    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except OperationalError as error:
            passing = "already exists" in str(error) or "locked" in str(error)
            if not passing or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _newer(path: Path) -> NotSaved:
    return NotSaved(
        say(
            "{file} was written by a newer edition of this kit. Install that edition, or "
            "choose another folder with --data-dir. Nothing was changed.",
            file=path,
        )
    )
