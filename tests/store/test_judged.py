"""All judgements are read with what reports tell them apart by, rehearsals left out."""

from dataclasses import replace

import pytest

from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.judged import judged
from tppo_kit.store.rooms import RoomJudgement, RoomLog, RoomRecord

ONE = Judgement(
    kind="vignette",
    subject="ada-apa",
    fingerprint="0123456789ab",
    signs=("T-REK-01",),
    right="refer",
    chosen="inform",
    correct=False,
    signal=True,
    called=False,
    confidence=70,
    seconds=3.25,
)
SEAT = "AAAA-AAAA"


def finish(log, at, *subjects, **where):
    """Write an attempt that ended at a time with judgements."""
    attempt = new_attempt(SEAT, "test:x", "f", at, int(at), **where)
    outcome = Outcome(tuple(replace(ONE, subject=name) for name in subjects), 0.0, 1.0)
    log.append(attempt, 0, Event("begin", at=at), outcome)
    return attempt.id


@pytest.fixture
def full(log):
    """Give a log with a room at a place, a rehearsal, and somebody who also learns alone."""
    log.add_seat(SEAT, 1.0)
    rooms = RoomLog(log)
    rooms.add(RoomRecord("real", "kursus", 1, rehearsal=False, opened_at=5.0, place="desa-a"))
    rooms.add(RoomRecord("trial", "kursus", 1, rehearsal=True, opened_at=6.0, place="desa-a"))
    finish(log, 10.0, "alone")
    finish(log, 20.0, "first", "second", room="real", purpose="before")
    finish(log, 25.0, "never", room="trial")
    decided = RoomJudgement(2, 1, SEAT, "scenario:y", 15.0, replace(ONE, subject="shared"))
    rooms.add_judgements("real", [decided, replace(decided, seat="card-3")])
    rooms.add_judgements("trial", [decided])
    return log


def test_every_judgement_says_where_it_was_made_and_for_what(full):
    """Alone first, then together; a card is another person in every room."""
    found = list(judged(full))

    assert [(each.judgement.subject, each.seat, each.at) for each in found] == [
        ("alone", SEAT, 10.0),
        ("first", SEAT, 20.0),
        ("second", SEAT, 20.0),
        ("shared", SEAT, 15.0),
        ("shared", "card-3@real", 15.0),
    ]
    assert [(each.room, each.place, each.programme, each.purpose) for each in found] == [
        ("", "", "", ""),
        *[("real", "desa-a", "kursus", "before")] * 2,
        *[("real", "desa-a", "kursus", "")] * 2,
    ]
    assert found[1].attempt == found[2].attempt != found[0].attempt
    assert found[3].attempt == "real.2"


def test_a_stretch_of_time_takes_its_beginning_and_leaves_its_end(full):
    """What ended exactly at the end belongs to the next stretch."""
    assert [each.at for each in judged(full, 15.0, 20.0)] == [15.0, 15.0]
    assert [each.at for each in judged(full, 20.0)] == [20.0, 20.0]


def test_what_a_rehearsal_brought_is_no_result_of_a_seat(full):
    """The profile of whoever took part in a rehearsal is as if there had been none."""
    assert [result.ended_at for result in full.results(SEAT)] == [10.0, 20.0]
