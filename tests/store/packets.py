"""What the tests of packets share: a log with some of everything, its content, crafted files."""

import hashlib
import json
import lzma
from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, select

from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.store.actions import ActionLog
from tppo_kit.store.attempts import Attempt
from tppo_kit.store.merging import merge
from tppo_kit.store.packet_rows import TABLES, WISHED
from tppo_kit.store.rooms import RoomEvent, RoomJudgement, RoomLog, RoomRecord
from tppo_kit.store.tables import deleted, digest_of

ONE = Judgement(
    kind="vignette",
    subject="ada-apa",
    fingerprint="0123456789ab",
    signs=("T-REK-01", "T-DOK-02"),
    right="refer",
    chosen="inform",
    correct=False,
    signal=True,
    called=None,
    confidence=70,
    seconds=3.25,
)
SEATS = ("AAAA-AAAA", "CCCC-CCCC", "DDDD-DDDD")
HOUR = 3_600.0
DAY = 24 * HOUR
#: When the room of ``fill`` was opened; after ``LATER`` it is over, ended or not.
OPENED = 100 * DAY
LATER = OPENED + DAY


def attempt(log, name, seat, at, *, steps=3, activity="quiz:x", turn=1, done=True, **where):
    """Write an attempt with its events and, if it was done, a result."""
    made = Attempt(name, seat, activity, "f" * 12, 7, at, turn=turn, **where)
    for number in range(steps):
        last = done and number == steps - 1
        outcome = Outcome((ONE, replace(ONE, subject=name)), 1.0, 2.0, "mixed") if last else None
        event = Event("choose", f"pilihan “{number}”", at + number, f"c{number}")
        log.append(made, number, event, outcome)


def room(log, name, at, *, seats=SEATS, rehearsal=False, ended=True, place="desa-a"):
    """Write a room in which seats joined and voted, with the judgements of their votes."""
    rooms = RoomLog(log)
    rooms.add(RoomRecord(name, "lokakarya", 3, rehearsal, at, place))
    presses = [("", "block", "0"), *((seat, "join", "") for seat in seats)]
    presses += [(seat, "vote", "0.0 choose=a") for seat in seats]
    presses += [("", "end", "")] if ended else []
    for number, (seat, what, value) in enumerate(presses):
        rooms.append(name, number, RoomEvent(seat, what, value, at + number, f"k{number}"))
    rooms.add_judgements(
        name,
        [
            RoomJudgement(0, 1, seat, "scenario:y", at + 9.0, replace(ONE, subject="shared"))
            for seat in (*seats, "card-3")
        ],
    )


def fill(log):
    """Write some of everything: alone, in a room, in a rehearsal, an improvement, a wish."""
    for number, seat in enumerate(SEATS):
        log.add_seat(seat, 5.0 + number)
    attempt(log, "a1", SEATS[0], 10 * DAY)
    attempt(log, "a2", SEATS[0], 20 * DAY, turn=2, done=False)
    attempt(log, "a3", SEATS[1], 15 * DAY, activity="scenario:z", steps=5)
    room(log, "r1", OPENED)
    attempt(log, "b1", SEATS[0], OPENED + 20, activity="test:a", room="r1", purpose="before")
    attempt(log, "b2", SEATS[1], OPENED + 21, activity="test:b", room="r1", purpose="before")
    room(log, "trial", OPENED + HOUR, seats=SEATS[2:], rehearsal=True)
    attempt(log, "t1", SEATS[2], OPENED + HOUR, activity="test:a", room="trial")
    actions = ActionLog(log)
    with log.together():
        _improve(log, "i1", [("opened", 1.0), ("noted", 2.0), ("closed", 3.0)])
    assert len(actions.every()) == 1
    wish(log, "GONE-GONE")


def _improve(log, item, steps):
    from tppo_kit.store.tables import action_events  # noqa: PLC0415

    opened = {"text": "Pasang papan", "place": "desa-a", "owner": "kepala", "due": "2026-12-01"}
    with log.writing() as connection:
        for number, (name, at) in enumerate(steps):
            value = json.dumps(opened) if name == "opened" else f"catatan {at}"
            row = {"item": item, "number": number, "name": name, "value": value, "at": at}
            connection.execute(insert(action_events).values(row))


def improve(log, item, *steps):
    """Write the events of an improvement by name and time."""
    _improve(log, item, steps)


def wish(log, code, at=50.0):
    """Note that a seat was deleted by its person's wish."""
    with log.writing() as connection:
        row = {"kind": WISHED, "digest": digest_of(code), "at": at}
        connection.execute(insert(deleted).values(row))


def content(log):
    """Return all rows of a log by table."""
    with log.reading() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in TABLES
        }


def empty(log):
    """Remove everything from a log."""
    with log.writing() as connection:
        for table in reversed(TABLES):
            connection.execute(delete(table))


def craft(path, rows, *, scope=None, edition="26.4", first=b"tppo-kit packet 1\n", **header):
    """Write a file with a valid checksum that holds whatever rows (by table name) are given."""
    tables = [[t.name, t.columns.keys(), len(rows.get(t.name, []))] for t in TABLES]
    head = {
        "edition": edition,
        "scope": {"room": "", "since": None} if scope is None else scope,
        "tables": tables,
        **header,
    }
    lines = [head, *(row for table in TABLES for row in rows.get(table.name, []))]
    text = "".join(f"{json.dumps(line, separators=(',', ':'))}\n" for line in lines)
    return sealed(path, lzma.compress(text.encode()), first)


def sealed(path, body, first=b"tppo-kit packet 1\n"):
    """Write a body with its checksum."""
    path.write_bytes(first + hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    return path


def refused(log, path, match="damaged"):
    """Try to merge a file that must not come in."""
    with pytest.raises(Refused, match=match) as told:
        merge(log, path, LATER)
    for language in LANGUAGES:
        assert path.name in told.value.message.render(language)
    assert not any(content(log).values())
