"""Which workshops a seat took part in: by a press or by a test, and never in a rehearsal."""

import pytest

from tppo_kit.records import Event, Outcome
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.attended import attended, ended_at, has_finished
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

SEAT, OTHER = "AAAA-AAAA", "CCCC-CCCC"


@pytest.fixture
def rooms(log):
    """Give four rooms: pressed in, tested for, of another seat, and a rehearsal."""
    for code in (SEAT, OTHER):
        log.add_seat(code, 1.0)
    found = RoomLog(log)
    for name, at in (("late", 300.0), ("early", 100.0), ("others", 200.0), ("trial", 50.0)):
        found.add(RoomRecord(name, f"p-{name}", 1, name == "trial", at))
    for room, seat in (("late", SEAT), ("others", OTHER), ("trial", SEAT)):
        found.append(room, 0, RoomEvent(seat, "join", at=5.0))
    found.append("late", 1, RoomEvent("", "end", at=400.0))
    sat = new_attempt(SEAT, "test:x", "f", 150.0, room="early", purpose="before")
    log.append(sat, 0, Event("sheet", "A", 150.0), Outcome((), 0.0, 1.0))
    return found


def test_a_press_and_a_test_both_tell_of_a_workshop(log, rooms):
    """Oldest first, with the end where there was one; a rehearsal and others' rooms are none."""
    found = [(each.room, each.programme, each.ended_at) for each in attended(log, SEAT)]

    assert found == [("early", "p-early", None), ("late", "p-late", 400.0)]
    assert ended_at(log, "late") == 400.0
    assert ended_at(log, "early") is None


def test_a_seat_that_was_nowhere_has_no_workshop(log, rooms):
    """The console's own events, which have no seat, belong to nobody."""
    assert attended(log, "DDDD-DDDD") == []


def test_a_form_is_finished_in_its_workshop_and_by_its_seat(log, rooms):
    """Another room, seat or form is another matter, and so is an attempt that was left."""
    left = new_attempt(OTHER, "test:x", "f", 10.0, room="others")
    log.append(left, 0, Event("begin"))

    assert has_finished(log, SEAT, "test:x")
    assert has_finished(log, SEAT, "test:x", "early")
    assert not has_finished(log, SEAT, "test:x", "late")
    assert not has_finished(log, SEAT, "test:y")
    assert not has_finished(log, OTHER, "test:x")
