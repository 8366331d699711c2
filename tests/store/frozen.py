"""Databases as earlier versions of the kit left them; what stands here is never changed.

It was read out of files that those versions made. None of them wrote to PostgreSQL yet; the same
tables and rows there, with that database's names of types, prove that the steps work in it too.
"""

import contextlib
import re
import sqlite3

_TABLES_1 = """
CREATE TABLE seats (
	code VARCHAR(16) NOT NULL, made_at FLOAT NOT NULL, PRIMARY KEY (code)
);
CREATE TABLE attempts (
	id VARCHAR(32) NOT NULL, seat VARCHAR(16) NOT NULL, activity VARCHAR(80) NOT NULL,
	fingerprint VARCHAR(16) NOT NULL, seed INTEGER NOT NULL, turn INTEGER NOT NULL,
	edition VARCHAR(16) NOT NULL, started_at FLOAT NOT NULL,
	PRIMARY KEY (id), UNIQUE (seat, activity, turn), FOREIGN KEY(seat) REFERENCES seats (code)
);
CREATE TABLE events (
	attempt VARCHAR(32) NOT NULL, number INTEGER NOT NULL, name VARCHAR(40) NOT NULL,
	value VARCHAR(200) NOT NULL, at FLOAT NOT NULL, click VARCHAR(64) NOT NULL,
	PRIMARY KEY (attempt, number), UNIQUE (attempt, click),
	FOREIGN KEY(attempt) REFERENCES attempts (id)
);
CREATE TABLE results (
	attempt VARCHAR(32) NOT NULL, ended_at FLOAT NOT NULL, earned FLOAT NOT NULL,
	possible FLOAT NOT NULL, ending VARCHAR(16) NOT NULL, judgements TEXT NOT NULL,
	PRIMARY KEY (attempt), FOREIGN KEY(attempt) REFERENCES attempts (id)
);
CREATE INDEX ix_attempts_seat ON attempts (seat);
"""
_ROWS_1 = """
INSERT INTO seats VALUES ('AAAA-AAAA', 1.5), ('BBBB-BBBB', 2.5);
INSERT INTO attempts VALUES
	('one', 'AAAA-AAAA', 'quiz:x', 'ffffffffffff', 5, 1, '0.4.0', 10.0),
	('two', 'AAAA-AAAA', 'quiz:x', 'ffffffffffff', 6, 2, '0.4.0', 20.0);
INSERT INTO events VALUES
	('one', 0, 'begin', '', 11.0, 'k1'),
	('one', 1, 'answer', 'consult', 12.25, 'n1'),
	('two', 0, 'begin', '', 21.0, 'n0');
INSERT INTO results VALUES ('one', 12.25, 0.5, 3.0, 'mixed',
	'[{"kind": "vignette", "subject": "ada-apa", "fingerprint": "0123456789ab",
	"signs": ["T-REK-01"], "right": "refer", "chosen": "inform", "correct": false,
	"signal": true, "called": false, "confidence": 70, "seconds": 3.25}]');
"""
_TABLES_2 = """
CREATE TABLE rooms (
	id VARCHAR(24) NOT NULL, programme VARCHAR(80) NOT NULL, edition VARCHAR(16) NOT NULL,
	seed INTEGER NOT NULL, rehearsal INTEGER NOT NULL, opened_at FLOAT NOT NULL, PRIMARY KEY (id)
);
CREATE TABLE room_events (
	room VARCHAR(24) NOT NULL, number INTEGER NOT NULL, seat VARCHAR(16) NOT NULL,
	name VARCHAR(40) NOT NULL, value TEXT NOT NULL, at FLOAT NOT NULL, click VARCHAR(64) NOT NULL,
	PRIMARY KEY (room, number), UNIQUE (room, seat, click), FOREIGN KEY(room) REFERENCES rooms (id)
);
CREATE TABLE room_judgements (
	room VARCHAR(24) NOT NULL, stage INTEGER NOT NULL, step INTEGER NOT NULL,
	seat VARCHAR(16) NOT NULL, activity VARCHAR(80) NOT NULL, at FLOAT NOT NULL,
	judgement TEXT NOT NULL, PRIMARY KEY (room, stage, step, seat),
	FOREIGN KEY(room) REFERENCES rooms (id)
);
"""
_ROWS_2 = """
INSERT INTO rooms VALUES
	('room-a', 'lokakarya-petugas-45', '26.4', 2147483647, 0, 30.5),
	('room-b', 'lokakarya-petugas-90', '26.4', 0, 1, 40.0);
INSERT INTO room_events VALUES
	('room-a', 0, '', 'block', '0', 31.0, 'k1'),
	('room-a', 1, 'AAAA-AAAA', 'join', '', 32.25, 'n1');
INSERT INTO room_judgements VALUES
	('room-a', 1, 2, 'AAAA-AAAA', 'scenario:y', 33.5,
	'{"kind": "scenario", "subject": "y", "fingerprint": "0123456789ab", "signs": [],
	"right": "refer", "chosen": "refer", "correct": true, "signal": true, "called": true,
	"confidence": null, "seconds": 2.5}'),
	('room-a', 1, 2, 'card-7', 'scenario:y', 33.5,
	'{"kind": "scenario", "subject": "y", "fingerprint": "0123456789ab", "signs": [],
	"right": "refer", "chosen": "inform", "correct": false, "signal": true, "called": false,
	"confidence": null, "seconds": null}');
"""
_FIRST = _TABLES_1 + _ROWS_1
WRITTEN = {1: _FIRST, 2: _FIRST + _TABLES_2 + _ROWS_2}
#: The tables of each version, and what later ones added to the end of their rows.
TABLES = {
    1: {"seats": (), "attempts": ("", ""), "events": (), "results": ()},
    2: {
        "seats": (),
        "attempts": ("", ""),
        "events": (),
        "results": (),
        "rooms": ("",),
        "room_events": (),
        "room_judgements": (),
    },
}


def lay_down(beside, version):
    """Make an empty database one that a version of the kit left."""
    if beside.served:
        beside.rows(re.sub(r"VARCHAR\(\d+\)", 'TEXT COLLATE "C"', WRITTEN[version]))
        beside.rows("CREATE TABLE tppo_kit_schema (version INTEGER NOT NULL PRIMARY KEY)")
        beside.rows("INSERT INTO tppo_kit_schema VALUES (0)")
        beside.set_version(version)
        return
    beside.database.parent.mkdir()
    with contextlib.closing(sqlite3.connect(beside.database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(WRITTEN[version])
        connection.execute(f"PRAGMA user_version = {version}")
