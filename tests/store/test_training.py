"""What training hours are counted from: results and workshops, by id, rehearsals left out."""

import pytest

from tppo_kit.records import Event, Outcome
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord
from tppo_kit.store.training import finished_attempts, joined_workshops

SEAT, OTHER = "AAAA-AAAA", "CCCC-CCCC"


def finish(log, activity, at, room="", seat=SEAT):
    """Write an attempt that ended at a time, and return its id."""
    attempt = new_attempt(seat, activity, "f", at, int(at), room=room)
    log.append(attempt, 0, Event("begin", at=at), Outcome((), 0.0, 1.0))
    return attempt.id


@pytest.fixture
def rooms(log):
    """Give the rooms of a log that knows two seats."""
    log.add_seat(SEAT, 1.0)
    log.add_seat(OTHER, 1.0)
    return RoomLog(log)


def held(rooms, name, *events, rehearsal=False, opened_at=5.0):
    """Write a room with events (seat, name, time)."""
    rooms.add(RoomRecord(name, "kursus", 1, rehearsal=rehearsal, opened_at=opened_at))
    for number, (seat, what, at) in enumerate(events):
        rooms.append(name, number, RoomEvent(seat, what, "", at))


WHOLE = [
    ("", "block", 10.0),
    (SEAT, "join", 12.0),
    (OTHER, "join", 13.0),
    ("", "stage", 20.0),
    (SEAT, "vote", 25.0),
    (OTHER, "vote", 70.0),
    ("", "block", 80.0),
    ("", "end", 100.0),
]


def test_results_come_oldest_first_with_their_ids(log, rooms):
    """Only what is finished counts, and nothing of a rehearsal or of another seat."""
    held(rooms, "trial", rehearsal=True)
    late, early = finish(log, "quiz:b", 30.0), finish(log, "quiz:a", 20.0)
    finish(log, "quiz:c", 40.0, room="trial")
    finish(log, "quiz:d", 41.0, seat=OTHER)
    log.append(new_attempt(SEAT, "quiz:e", "f", 50.0), 0, Event("begin", at=50.0))

    found = finished_attempts(log, SEAT)

    assert [(each.id, each.activity, each.at) for each in found] == [
        (early, "quiz:a", 20.0),
        (late, "quiz:b", 30.0),
    ]
    assert all(each.edition for each in found)


def test_a_workshop_tells_when_it_ran_and_when_the_seat_was_there(log, rooms):
    """Beginning, last question and end come from the console; joining and answer from the seat."""
    held(rooms, "real", *WHOLE)

    (found,) = joined_workshops(log, SEAT)

    assert (found.id, found.programme, found.opened_at) == ("real", "kursus", 5.0)
    assert (found.began_at, found.asked_at, found.ended_at, found.last_at) == (10, 20, 100, 100)
    assert (found.joined_at, found.answered_at) == (12.0, 25.0)


def test_an_answer_in_an_attempt_of_the_room_counts_but_not_one_months_later(log, rooms):
    """A test on the own phone is an answer in the room; its follow-up is none."""
    held(rooms, "real", *WHOLE)
    finish(log, "test:a", 90.0, room="real")
    finish(log, "test:b", 2_600_000.0, room="real")

    (found,) = joined_workshops(log, SEAT)

    assert found.answered_at == 90.0


def test_another_seat_s_answers_change_nothing(log, rooms):
    """What a seat's hours rest on stays the same when others delete theirs."""
    held(rooms, "one", *WHOLE)
    held(rooms, "two", *(event for event in WHOLE if event[0] != OTHER))

    first, second = joined_workshops(log, SEAT)

    assert {name: getattr(first, name) for name in first.__slots__ if name != "id"} == {
        name: getattr(second, name) for name in second.__slots__ if name != "id"
    }


def test_rehearsals_and_rooms_of_others_are_left_out(log, rooms):
    """A seat has joined what it joined, and a rehearsal counts for nothing."""
    held(rooms, "trial", *WHOLE, rehearsal=True)
    held(rooms, "else", ("", "block", 10.0), (OTHER, "join", 12.0))

    assert joined_workshops(log, SEAT) == []


def test_a_room_in_which_nothing_began_says_so(log, rooms):
    """Whoever joined a room that was closed at once has joined nothing that ran."""
    held(rooms, "real", (SEAT, "join", 12.0))

    (found,) = joined_workshops(log, SEAT)

    assert (found.began_at, found.asked_at, found.ended_at, found.answered_at) == (None,) * 4
    assert found.last_at == found.opened_at
