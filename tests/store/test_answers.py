"""Answers that are not judged are read room by room, rehearsals left out."""

import pytest

from tppo_kit.records import Event, Outcome
from tppo_kit.store.answers import answered
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.rooms import RoomLog, RoomRecord

SEAT = "AAAA-AAAA"
NOTHING = Outcome((), 0.0, 0.0)


def answer(log, at, activity, room, *values, finish=True):
    """Write an attempt with its answers."""
    attempt = new_attempt(SEAT, activity, "f" * 12, at, int(at), room=room)
    for number, value in enumerate(values):
        last = finish and number == len(values) - 1
        event = Event("answer", value, at + number)
        log.append(attempt, number, event, NOTHING if last else None)


@pytest.fixture
def full(log):
    """Give a log with two rooms, a rehearsal, and surveys in and outside of them."""
    rooms = RoomLog(log)
    rooms.add(RoomRecord("second", "x", 1, rehearsal=False, opened_at=50.0))
    rooms.add(RoomRecord("first", "x", 1, rehearsal=False, opened_at=5.0))
    rooms.add(RoomRecord("trial", "x", 1, rehearsal=True, opened_at=6.0))
    answer(log, 60.0, "survey:reaksi", "second", "5")
    answer(log, 10.0, "survey:reaksi", "first", "4", "pas")
    answer(log, 20.0, "survey:reaksi", "trial", "1")
    answer(log, 30.0, "survey:reaksi", "", "1")
    answer(log, 70.0, "survey:lain", "second", "2", finish=False)
    answer(log, 80.0, "quiz:survey", "second", "3")
    return log


def test_finished_attempts_of_a_kind_come_with_their_events(full):
    """By room, in the order of opening; what is unfinished, alone or rehearsed is left out."""
    found = list(answered(full, "survey"))

    assert [(each.room, each.activity) for each in found] == [
        ("first", "survey:reaksi"),
        ("second", "survey:reaksi"),
    ]
    assert [[event.value for event in each.events] for each in found] == [["4", "pas"], ["5"]]


def test_the_time_is_that_of_the_opening_of_the_room(full):
    """A stretch takes its beginning and leaves its end."""
    assert [each.room for each in answered(full, "survey", 5.0, 50.0)] == ["first"]
    assert [each.room for each in answered(full, "survey", 50.0)] == ["second"]


def test_a_kind_is_taken_by_its_letters(full):
    """What a pattern would match is no kind."""
    assert list(answered(full, "surve_")) == []
