"""Training hours: what counts of workshops and notebooks, and what does not."""

import sys
from pathlib import Path

import pytest

from tppo_kit.content.programmes import SelfStudy, Unit, Workshop
from tppo_kit.sessions.progress import activities_of
from tppo_kit.sessions.training_hours import Mark, marks_of, newest_edition, training
from tppo_kit.store.open_rooms import ROOM_HOURS

sys.path.insert(0, str(Path(__file__).parent))

from trained import DAY, NOON, SEAT, WORKSHOP, finish, finish_unit, hold

LATER = NOON + DAY


@pytest.fixture
def log(log):
    """Give a log that knows the seat."""
    log.add_seat(SEAT, 1.0)
    return log


@pytest.fixture
def count(log, catalogue):
    """Return a function that counts what the log holds up to a moment."""
    return lambda until=LATER: training(marks_of(log, SEAT, until), catalogue)


def test_a_whole_workshop_counts_its_minutes(log, count, catalogue):
    """Its programme's minutes, title and objectives stand there."""
    hold(log)
    workshop = catalogue.get(Workshop, WORKSHOP)

    found = count()

    assert (found.minutes, found.hours) == (45, 1)
    assert [(part.title, part.workshop) for part in found.parts] == [(workshop.title, True)]
    assert found.objectives == tuple(workshop.objectives)


@pytest.mark.parametrize(
    ("options", "minutes"),
    [
        ({"minutes": 30, "asked": (5, 20), "answered": (10, 25)}, 30),
        ({"minutes": 90, "asked": (5, 80), "answered": (10, 85)}, 45),
        ({"joined": 22}, 45),
        ({"joined": 30}, 0),
        ({"answered": (10,)}, 0),
        ({"answered": ()}, 0),
        ({"answered": (), "asked": (5, 10)}, 45),
        ({"answered": (), "asked": ()}, 45),
        ({"rehearsal": True}, 0),
    ],
    ids=[
        "shorter",
        "longer",
        "late-a-little",
        "late",
        "gone",
        "silent",
        "early-questions",
        "talk",
        "trial",
    ],
)
def test_who_was_there_for_most_of_it_is_counted(log, count, options, minutes):
    """Joining in the first half and answering in the second, if anything was asked there."""
    hold(log, **options)

    assert count().minutes == minutes


def test_an_answer_in_an_own_attempt_counts_as_one(log, count):
    """A test on the phone at the end shows that somebody was still there."""
    hold(log, answered=(10,))
    finish(log, "test:a", NOON + 42 * 60, room="room-1")

    assert count().minutes == 45


def test_a_workshop_that_nobody_ended_counts_when_its_room_has_closed(log, count):
    """A facilitator who forgets the last button costs nobody their hours."""
    hold(log, ended=False)
    closed = NOON - 300 + ROOM_HOURS * 3600

    assert count(closed - 1).minutes == 0
    assert count(closed).minutes == 45


def test_a_workshop_of_which_no_part_began_does_not_count(log, count):
    """A room that was opened and closed trained nobody."""
    hold(log, began=NOON, minutes=0, asked=(), answered=())

    assert count().minutes == 0


def test_a_programme_that_was_taken_away_counts_no_more(log, count):
    """Minutes are those of the content as it is; the result itself stays in the log."""
    hold(log, programme="lokakarya-yang-tidak-ada")

    assert count().parts == ()
    assert len(marks_of(log, SEAT, LATER)) == 1


def test_a_finished_notebook_counts_once(log, count, catalogue):
    """All that is done in it must be done; doing it again adds nothing."""
    unit = catalogue.get(Unit, "01-apa-itu-tppo")
    keys = activities_of(unit)
    for key in keys[:-1]:
        finish(log, key)
    assert count().minutes == 0

    finish(log, keys[-1], NOON + 60)
    finish(log, keys[-1], NOON + 120)

    assert count().minutes == unit.minutes
    assert [part.title for part in count().parts] == [unit.title]


def test_a_whole_programme_adds_its_objectives(log, count, catalogue):
    """Objectives come from what was completed, not from single notebooks."""
    programme = catalogue.get(SelfStudy, "belajar-umum")
    for name in programme.units[:-1]:
        finish_unit(log, catalogue, name)
    assert count().objectives == ()

    finish_unit(log, catalogue, programme.units[-1])

    assert set(programme.objectives) <= set(count().objectives)


def test_what_came_after_the_moment_does_not_count(log, count, catalogue):
    """A certificate speaks of what was done until then."""
    finish_unit(log, catalogue, "01-apa-itu-tppo", NOON)
    finish_unit(log, catalogue, "02-tanda", NOON + 2 * DAY)

    assert [part.minutes for part in count(NOON).parts] == [25]
    assert len(count(NOON + 2 * DAY).parts) == 2


def test_marks_come_in_one_order(log):
    """Time, then id: the same on every computer."""
    for number in range(5):
        finish(log, f"quiz:{number}", NOON)
    hold(log, began=NOON - DAY)
    found = marks_of(log, SEAT, LATER)

    assert found[0].programme == WORKSHOP
    assert found == sorted(found, key=lambda mark: (mark.at, mark.id))


@pytest.mark.parametrize(
    ("editions", "newest"),
    [((), ""), (("26.4",), "26.4"), (("26.9", "26.10", "25.12"), "26.10"), (("26.4", "x"), "26.4")],
)
def test_the_newest_edition_is_found_by_number(editions, newest):
    """The tenth edition of a year comes after the ninth."""
    assert newest_edition([Mark(1.0, "a", edition) for edition in editions]) == newest
