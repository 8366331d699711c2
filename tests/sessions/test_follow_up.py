"""When a later test is due: from day 25, 80 and 165, once, and after the last workshop alone."""

import pytest

from tppo_kit.records import Event
from tppo_kit.sessions.follow_up import DAY, attempt_at, due, taken
from tppo_kit.store.judged import judged
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

START = 1_700_000_000.0
OFFICERS, CHILDREN = "lokakarya-petugas-90", "lokakarya-anak-45"


@pytest.fixture
def held(log, seat):
    """Give a function that holds a workshop in which the seat takes part."""

    def hold(programme=OFFICERS, room="room", opened=START, *, ended=True, rehearsal=False):
        rooms = RoomLog(log)
        rooms.add(RoomRecord(room, programme, 1, rehearsal, opened, "desa-anis"))
        rooms.append(room, 0, RoomEvent(seat, "join", at=opened))
        if ended:
            rooms.append(room, 1, RoomEvent("", "end", at=opened))
        return room

    return hold


def sit(log, catalogue, seat, now):
    """Answer the test that is due, all questions."""
    solo = attempt_at(due(log, catalogue, seat, now), log, catalogue, seat, lambda: now)
    solo.send(Event("begin"))
    while not solo.finished:
        solo.send(Event("answer", "consult"))
        solo.send(Event("confidence", "80"))


@pytest.mark.parametrize(
    "day_and_form",
    [
        (0, None),
        (24.9, None),
        (25, "test:lanjutan-30"),
        (79.9, "test:lanjutan-30"),
        (80, "test:lanjutan-90"),
        (164.9, "test:lanjutan-90"),
        (165, "test:lanjutan-180"),
        (364.9, "test:lanjutan-180"),
        (365, None),
    ],
)
def test_each_test_has_its_days(log, catalogue, seat, held, day_and_form):
    """One begins where the one before ends; after a year nothing is asked any more."""
    day, form = day_and_form
    held()
    found = due(log, catalogue, seat, START + day * DAY)

    assert (found.form if found else None) == form


def test_a_finished_test_is_not_asked_again_and_the_next_one_is(log, catalogue, seat, held):
    """After the test of a month, that of three months comes in its time."""
    held()
    sit(log, catalogue, seat, START + 30 * DAY)

    assert due(log, catalogue, seat, START + 40 * DAY) is None
    assert taken(log, catalogue, seat, START + 40 * DAY).days == 30
    assert due(log, catalogue, seat, START + 85 * DAY).days == 90
    assert taken(log, catalogue, seat, START + 85 * DAY) is None


def test_what_was_answered_belongs_to_workshop_place_and_test(log, catalogue, seat, held):
    """Reports find ten judgements of purpose 30, with the room, its place and its programme."""
    room = held()
    sit(log, catalogue, seat, START + 30 * DAY)
    found = list(judged(log))

    assert len(found) == 10
    assert {(each.room, each.place, each.programme, each.purpose) for each in found} == {
        (room, "desa-anis", OFFICERS, "30")
    }


def test_a_test_that_was_left_goes_on_where_it_was(log, catalogue, seat, held):
    """Another device meets the second question."""
    held()
    now = START + 30 * DAY
    test = due(log, catalogue, seat, now)
    solo = attempt_at(test, log, catalogue, seat, lambda: now)
    for event in (Event("begin"), Event("answer", "refer"), Event("confidence", "50")):
        solo.send(event)

    assert due(log, catalogue, seat, now + DAY) == test
    assert attempt_at(test, log, catalogue, seat, lambda: now).number == 3


def test_the_last_workshop_counts(log, catalogue, seat, held):
    """A second workshop puts off the tests of the first; children's workshops ask nothing."""
    held()
    held(CHILDREN, "second", START + 20 * DAY)

    assert due(log, catalogue, seat, START + 30 * DAY) is None


def test_a_known_form_is_not_asked_after_a_second_workshop(log, catalogue, seat, held):
    """Whoever has met the ten cases once would be measured by memory of them."""
    held()
    sit(log, catalogue, seat, START + 30 * DAY)
    held(room="second", opened=START + 200 * DAY)

    assert due(log, catalogue, seat, START + 230 * DAY) is None
    assert due(log, catalogue, seat, START + 290 * DAY).form == "test:lanjutan-90"


def test_rehearsals_and_running_workshops_ask_nothing(log, catalogue, seat, held):
    """A rehearsal is none; a workshop that nobody ended is over when its room closes."""
    held(room="trial", rehearsal=True)
    assert due(log, catalogue, seat, START + 30 * DAY) is None

    held(room="open", ended=False)
    assert due(log, catalogue, seat, START + 25 * DAY) is None
    assert due(log, catalogue, seat, START + 26 * DAY).room == "open"


def test_a_programme_that_is_gone_asks_nothing(log, catalogue, seat, held):
    """A workshop taken out of the content, and a seat without workshops, are no fault."""
    assert due(log, catalogue, seat, START) is None
    held("lokakarya-yang-hilang")

    assert due(log, catalogue, seat, START + 30 * DAY) is None
