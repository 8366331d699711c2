"""What a seat decided where whole rooms played, read back for its own profile."""

from dataclasses import replace

import pytest

from tppo_kit.records import Judgement
from tppo_kit.store.rooms import RoomJudgement, RoomLog, RoomRecord

ONE = Judgement(
    kind="scenario",
    subject="a",
    fingerprint="f",
    signs=("T-REK-01", "T-DOK-03"),
    right="refer",
    chosen="inform",
    correct=False,
    signal=True,
    called=False,
    confidence=90,
    seconds=2.5,
)


def made(stage, seat, at, subject):
    """Return a decision of a seat at a time."""
    return RoomJudgement(stage, 1, seat, "scenario:x", at, replace(ONE, subject=subject))


@pytest.fixture
def rooms(log):
    """Give two rooms with decisions of two seats, and a rehearsal."""
    found = RoomLog(log)
    for name, rehearsal in (("one", False), ("two", False), ("trial", True)):
        found.add(RoomRecord(name, "x", 1, rehearsal, 1.0))
    found.add_judgements("two", [made(0, "AAAA-AAAA", 30.0, "third")])
    found.add_judgements("one", [made(1, "AAAA-AAAA", 20.0, "second")])
    found.add_judgements(
        "one", [made(0, "AAAA-AAAA", 10.0, "first"), made(0, "BBBB-BBBB", 5.0, "other")]
    )
    found.add_judgements("trial", [made(0, "AAAA-AAAA", 15.0, "trial")])
    return found


def test_a_seat_has_its_own_decisions_of_all_rooms_in_time(rooms):
    """They read back as written, oldest first, and a rehearsal counts for nothing."""
    found = rooms.of_seat("AAAA-AAAA")

    assert [(each.at, each.judgement) for each in found] == [
        (at, replace(ONE, subject=name))
        for at, name in ((10.0, "first"), (20.0, "second"), (30.0, "third"))
    ]


def test_a_seat_that_never_voted_has_none(rooms):
    """An unknown seat reads as nothing, also one that is the beginning of another."""
    assert rooms.of_seat("CCCC-CCCC") == rooms.of_seat("AAAA") == []
