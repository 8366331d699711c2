"""Opening the log in PostgreSQL; its URL holds a password and is never shown or quoted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    URL,
    Column,
    Integer,
    MetaData,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError

from tppo_kit.errors import NotSaved
from tppo_kit.language import say
from tppo_kit.store.migrations import lead_forward
from tppo_kit.store.tables import SCHEMA_VERSION, metadata

if TYPE_CHECKING:
    from pydantic import SecretStr
    from sqlalchemy import Connection, Engine

#: Names by which the owner of a database may call the one driver that the kit uses.
_DRIVERS = {"postgres", "postgresql", "postgresql+psycopg"}
#: Any number that no other program is likely to lock by.
_LOCK = 0x7470706F
#: Milliseconds to wait while another process brings the tables up to date.
_UPGRADE_PATIENCE = 60_000
#: When a network that was cut is noticed, in milliseconds and in seconds; else it is a quarter of
#: an hour, and meanwhile the whole server would stand still.
_CUT_NETWORK = {"tcp_user_timeout": 5000, "keepalives_idle": 5}

# A file of SQLite has a place for its version; here it is a table of one row.
versions = Table(
    "tppo_kit_schema",
    MetaData(),
    Column("version", Integer, primary_key=True, autoincrement=False),
)


def open_server(secret: SecretStr, patience: float) -> Engine:
    """Open a database of PostgreSQL and bring its tables up to date.

    A connection that was lost is made anew at its next use; a writer that must wait for another
    one longer than ``patience`` seconds is told so.

    Raises:
        NotSaved: if the URL cannot be read, the driver is missing, or the database is not one
            that the kit may use: of a newer kit, of another program, or not in UTF-8.
        DBAPIError: what else the database says is wrong.
    """
    url = _address(secret)
    # What the URL itself sets is left alone; the first is in whole seconds, and 2 is the least.
    limits = {"connect_timeout": max(2, math.ceil(patience)), **_CUT_NETWORK}
    given = {name: value for name, value in limits.items() if name not in url.query}
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args=given)
    except ImportError as error:
        raise NotSaved(
            say(
                "TPPO_DATABASE_URL names a PostgreSQL database, and the driver psycopg is missing. "
                'Install the extra "postgres": pip install -e ".[postgres]"'
            )
        ) from error

    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {math.ceil(patience * 1000)}")
        connection.autocommit = False

    event.listen(engine, "connect", prepare)
    try:
        with engine.begin() as connection:
            _bring_up_to_date(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _address(secret: SecretStr) -> URL:
    """Return the parts of a URL, for the one driver that the kit uses."""
    try:
        url = make_url(secret.get_secret_value())
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _DRIVERS or "@" in (url.host or ""):
        raise NotSaved(
            say(
                "TPPO_DATABASE_URL cannot be read. It has the form "
                "postgresql://user:password@host/database. In a password write @ as %40, : as %3A "
                "and / as %2F."
            )
        )
    return url.set(drivername="postgresql+psycopg")


def _bring_up_to_date(connection: Connection) -> None:
    """Make what is missing, also while another process does the same; all of it or nothing."""
    ask = connection.exec_driver_sql
    if _version(connection) == SCHEMA_VERSION:
        return
    ask(f"SET LOCAL lock_timeout = {_UPGRADE_PATIENCE}")
    ask(f"SELECT pg_advisory_xact_lock({_LOCK})")
    version = _version(connection)
    if version is None:
        _check_fit(connection)
        versions.create(connection)
        connection.execute(insert(versions).values(version=0))
    elif version > SCHEMA_VERSION:
        raise NotSaved(
            say(
                "The database of TPPO_DATABASE_URL was written by a newer edition of this kit. "
                "Install that edition, or name another database. Nothing was changed."
            )
        )
    lead_forward(connection, version or 0)
    connection.execute(update(versions).values(version=SCHEMA_VERSION))


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(versions.name):
        return None
    version: int = connection.execute(select(versions.c.version)).scalar_one()
    return version


def _check_fit(connection: Connection) -> None:
    """Refuse a database that the kit did not make and cannot use."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise NotSaved(
            say(
                "The database of TPPO_DATABASE_URL does not take every letter. Make one with "
                "the encoding UTF8: createdb --encoding=UTF8 --template=template0 NAME"
            )
        )
    if metadata.tables.keys() & set(inspect(connection).get_table_names()):
        raise NotSaved(
            say(
                "The database of TPPO_DATABASE_URL holds tables of another program. Make a "
                "database for the kit alone. Nothing was changed."
            )
        )
