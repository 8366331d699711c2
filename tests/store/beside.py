"""Looking at the log past the kit, as any other program would, and getting in its way."""

import contextlib
import os
import sqlite3
import sys
from pathlib import Path

import psycopg
import pytest

#: For tests about a file of SQLite as such: its settings, its bytes, its limits.
FILE_ONLY = pytest.mark.parametrize("database", ["file"], indirect=True)
#: For tests about a server of PostgreSQL as such.
SERVER_ONLY = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
TABLES = ["seats", "attempts", "events", "results", "rooms", "room_events", "room_judgements"]
BREAK = {
    False: [
        "CREATE TRIGGER broken AFTER INSERT ON {0} BEGIN SELECT RAISE(ABORT, 'no'); END",
    ],
    True: [
        "CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE 'no'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER broken AFTER INSERT ON {0} EXECUTE FUNCTION refuse()",
    ],
}
MEND = {False: ["DROP TRIGGER broken"], True: ["DROP FUNCTION refuse CASCADE"]}
HOLD = {
    False: ["BEGIN EXCLUSIVE"],
    True: ["BEGIN", "LOCK TABLE seats, attempts, events, results IN EXCLUSIVE MODE"],
}
VERSION = {False: "PRAGMA user_version", True: "SELECT version FROM tppo_kit_schema"}
SET_VERSION = {
    False: "PRAGMA user_version = {0}",
    True: "UPDATE tppo_kit_schema SET version = {0}",
}
SHAPE = [
    """SELECT table_name, column_name, ordinal_position, data_type, collation_name, is_nullable,
    column_default FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3""",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    """SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
]


class Beside:
    """Another program with the same database."""

    def __init__(self, database, cluster=None):
        """Remember where the log is: a path, or a secret URL and the cluster behind it."""
        self.database = database
        self.cluster = cluster
        self.served = not isinstance(database, Path)

    def connect(self):
        """Return a connection of the database's own driver, each statement its own transaction."""
        if self.served:
            return psycopg.connect(self.database.get_secret_value(), autocommit=True)
        return sqlite3.connect(self.database, isolation_level=None, check_same_thread=False)

    def rows(self, query):
        """Return what a query finds, or nothing for a statement."""
        with contextlib.closing(self.connect()) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    def contents(self, tables=TABLES):
        """Return every row of the tables."""
        return {name: sorted(self.rows(f"SELECT * FROM {name}"), key=repr) for name in tables}  # noqa: S608

    def seats(self):
        """Return the seats that are saved."""
        return {code for (code,) in self.rows("SELECT code FROM seats")}

    def is_sound(self):
        """Tell whether SQLite itself finds no fault in the file; a server minds its own files."""
        return self.served or (
            self.rows("PRAGMA integrity_check") == [("ok",)]
            and self.rows("PRAGMA foreign_key_check") == []
        )

    def version(self):
        """Return the version that the tables are said to have."""
        ((version,),) = self.rows(VERSION[self.served])
        return version

    def set_version(self, number):
        """Say that the tables have another version."""
        self.rows(SET_VERSION[self.served].format(number))

    def shape(self):
        """Return a row for every column and index, and on a server for every rule."""
        if self.served:
            return [row for query in SHAPE for row in self.rows(query)]
        names = sorted(self.rows("SELECT name, type FROM sqlite_master"))
        return names + [
            (name, *column)
            for name, kind in names
            if kind == "table"
            for column in self.rows(f"PRAGMA table_info({name})")
        ]

    def everything(self):
        """Return the bytes of the file and those beside it, or all that a server would dump."""
        if self.served:
            return self.cluster.dump(self.database.get_secret_value().rpartition("/")[2])
        return {path.name: path.read_bytes() for path in self.database.parent.iterdir()}

    @contextlib.contextmanager
    def broken(self, table):
        """Let every insert into a table fail for a while."""
        for statement in BREAK[self.served]:
            self.rows(statement.format(table))
        yield
        for statement in MEND[self.served]:
            self.rows(statement)

    @contextlib.contextmanager
    def held(self):
        """Let nobody else write for a while."""
        with contextlib.closing(self.connect()) as connection:
            for statement in HOLD[self.served]:
                connection.execute(statement)
            yield connection
            connection.execute("ROLLBACK")

    def command(self, script, *arguments):
        """Return the command and environment of a process that finds the log in its settings."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("TPPO_")}
        if self.served:
            environment["TPPO_DATABASE_URL"] = self.database.get_secret_value()
        else:
            environment["TPPO_DATA_DIR"] = str(self.database.parent)
        return {"args": [sys.executable, "-c", script, *arguments], "env": environment}
