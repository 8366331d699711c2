"""Opening the log's database safely: a file of SQLite, or PostgreSQL by its URL."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import OperationalError

from tppo_kit.errors import NotSaved
from tppo_kit.language import say
from tppo_kit.store.migrations import lead_forward
from tppo_kit.store.postgresql import open_server
from tppo_kit.store.tables import SCHEMA_VERSION

if TYPE_CHECKING:
    from pydantic import SecretStr
    from sqlalchemy import Engine

#: Seconds to wait for another writer before telling the person.
PATIENCE = 5.0


def open_engine(database: Path | SecretStr, patience: float = PATIENCE) -> Engine:
    """Open a file or, by its URL, a database of PostgreSQL, and bring its tables up to date.

    Raises:
        NotSaved: if it cannot be used or belongs to a newer kit.
        DBAPIError: what else the database says is wrong.
    """
    if isinstance(database, Path):
        return open_file(database, patience)
    return open_server(database, patience)


def open_file(path: Path, patience: float = PATIENCE) -> Engine:
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
    except BaseException:
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
        for setting in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {setting}")
    except Exception:
        connection.close()  # the pool has not taken it yet
        raise


def _bring_up_to_date(engine: Engine, path: Path, patience: float) -> None:
    """Make what is missing, also after a half start or while another process does the same.

    All of it is one transaction: a power cut in the middle leaves the file as it was. Switching
    a new file to the write-ahead log does not wait for another process that does so too, so it
    is tried again for a while.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            with engine.begin() as connection:
                ask = connection.exec_driver_sql
                if ask("PRAGMA user_version").scalar_one() != SCHEMA_VERSION:
                    ask("BEGIN IMMEDIATE")
                    version = ask("PRAGMA user_version").scalar_one()
                    if version > SCHEMA_VERSION:
                        raise _newer(path)
                    lead_forward(connection, version)
                    ask(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
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
