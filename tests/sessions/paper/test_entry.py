"""Copying sheets: the same attempt as on a screen, sentences for slips, and nothing lost."""

import pytest

from tppo_kit.content.programmes import Workshop
from tppo_kit.errors import NotFound, Refused
from tppo_kit.records import Event
from tppo_kit.sessions.follow_up import DAY, due
from tppo_kit.sessions.paper.entry import (
    Filled,
    copied,
    forms_of,
    keep,
    opened_form,
    read_letters,
    read_seat,
)
from tppo_kit.sessions.paper.sheets import quiz_sheet
from tppo_kit.sessions.seats import new_code
from tppo_kit.sessions.solo import Solo
from tppo_kit.store.judged import judged
from tppo_kit.store.leaving import delete_seat
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

START = 1_700_000_000.0
MINUTES = 90 * 60
ROOM = RoomRecord(
    "room", "lokakarya-petugas-90", 1, rehearsal=False, opened_at=START, place="kantor-cempaka"
)
LETTERS = "ABCDEABCD-"


@pytest.fixture
def forms(log, catalogue):
    """Give a function from the day to the sheets of a workshop that was held."""
    rooms = RoomLog(log)
    rooms.add(ROOM)
    rooms.append(ROOM.id, 0, RoomEvent("", "end", at=START + MINUTES))
    workshop = catalogue.get(Workshop, ROOM.programme)
    return lambda day=0.0: {
        form.value: form for form in forms_of(log, ROOM, workshop, START + MINUTES + day * DAY)
    }


@pytest.fixture
def form(catalogue):
    """Give the test of a month later."""
    return opened_form("test:lanjutan-30", catalogue)


def test_a_workshop_offers_its_forms_and_the_tests_that_have_begun(forms):
    """Four sheets on the day, one more with each later test, also when its time is over."""
    measured = [f"{kind} test:kasus-{form}-1" for kind in ("before", "after") for form in "ab"]

    assert list(forms()) == measured
    assert list(forms(26)) == [*measured, "30 test:lanjutan-30"]
    assert list(forms(500))[4:] == [f"{n} test:lanjutan-{n}" for n in (30, 90, 180)]


def test_a_sheet_is_kept_like_an_attempt_on_a_screen(log, catalogue, seat, forms):
    """Nine judgements with room, place and purpose; the test is then no longer due."""
    sheet = Filled(ROOM.id, forms(30)["30 test:lanjutan-30"], seat, LETTERS)
    now = START + MINUTES + 30 * DAY
    keep(log, catalogue, sheet, now)
    found = list(judged(log))

    assert [each.judgement.subject for each in found] == list(
        opened_form("test:lanjutan-30", catalogue).items
    )[:9]
    assert {(e.seat, e.room, e.place, e.purpose, e.at) for e in found} == {
        (seat, ROOM.id, ROOM.place, "30", now)
    }
    assert due(log, catalogue, seat, now) is None


def test_a_sheet_of_the_day_is_kept_under_the_day(log, catalogue, seat, forms):
    """Copied a month later, before and after still lie where the workshop was."""
    for value in ("before test:kasus-a-1", "after test:kasus-b-1"):
        keep(log, catalogue, Filled(ROOM.id, forms(30)[value], seat, LETTERS), START + 31 * DAY)

    assert {(each.purpose, each.at) for each in judged(log)} == {
        ("before", START),
        ("after", START + MINUTES),
    }


def test_somebody_who_only_wrote_on_paper_becomes_a_seat(log, catalogue, forms):
    """The first sheet makes the seat, and the later tests are then due to it."""
    code = new_code()
    keep(log, catalogue, Filled(ROOM.id, forms()["before test:kasus-a-1"], code, LETTERS), START)

    assert log.has_seat(code)
    assert due(log, catalogue, code, START + 30 * DAY).days == 30


def test_a_second_sheet_is_refused_and_the_first_stays(log, catalogue, seat, forms):
    """Nothing is changed by it; the form of another test is another matter."""
    sheet = Filled(ROOM.id, forms()["before test:kasus-a-1"], seat, LETTERS)
    keep(log, catalogue, sheet, START)
    before = list(judged(log))

    with pytest.raises(Refused, match="already"):
        keep(log, catalogue, Filled(ROOM.id, sheet.form, seat, "E" * 10), START)
    assert list(judged(log)) == before
    keep(log, catalogue, Filled(ROOM.id, forms()["after test:kasus-b-1"], seat, LETTERS), START)
    assert len(list(judged(log))) == 2 * len(before)


def test_what_was_begun_on_a_screen_and_left_does_not_stand_in_the_way(
    log, catalogue, seat, forms, form
):
    """The sheet counts; what was begun stays in the log, unfinished."""
    begun = Solo(form, log, seat, lambda: START + 26 * DAY, room=ROOM.id, purpose="30")
    begun.send(Event("begin"))
    sheet = Filled(ROOM.id, forms(30)["30 test:lanjutan-30"], seat, LETTERS)
    keep(log, catalogue, sheet, START + 31 * DAY)

    assert len(list(judged(log))) == 9
    assert log.latest(seat, form.key).turn == 2


@pytest.mark.parametrize("typed", ["abcdeabcd-", "A B C D E A B C D –", " a,b,c,d,e,a,b,c,d,? "])
def test_letters_are_read_however_they_are_typed(form, typed):
    """Small letters, spaces, commas and other dashes are one and the same."""
    assert read_letters(typed, form) == LETTERS


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ABCDEABCD", "9 letters"),
        ("ABCDEABCDEA", "11 letters"),
        ("", "0 letters"),
        ("ABFDEABCDE", "Question 3: “F”"),
        ("ABCDEABCD1", "Question 10: “1”"),
    ],
)
def test_slips_are_told_with_their_question(form, typed, told):
    """A sentence names the question or the number, so that it is mended in a moment."""
    with pytest.raises(Refused, match=told):
        read_letters(typed, form)


def test_a_seat_code_is_checked_by_its_last_letter():
    """One wrong letter is found; small letters and a missing dash are not wrong."""
    code = new_code()
    wrong = ("3" if code[0] != "3" else "4") + code[1:]

    assert read_seat(code.lower().replace("-", " ")) == code
    with pytest.raises(Refused):
        read_seat(wrong)


def test_what_will_be_kept_says_what_the_sheet_says(form):
    """Each line has the question and the answer that stand on paper beside that letter."""
    questions = quiz_sheet(form).questions
    lines = copied(LETTERS, form)

    assert [line.ask for line in lines] == [question.ask for question in questions]
    for line, question in zip(lines[:9], questions, strict=False):
        assert {option.letter: option.text for option in question.options}[line.letter] == (
            line.answer
        )
    assert lines[9].letter == "-"


def test_a_sheet_of_somebody_who_has_left_is_refused(log, catalogue, seat, forms):
    """Who deleted their data does not come back by a sheet."""
    sheet = Filled(ROOM.id, forms()["before test:kasus-a-1"], seat, LETTERS)
    keep(log, catalogue, sheet, START)
    delete_seat(log, seat, START + 40 * DAY)

    with pytest.raises(Refused, match="deleted"):
        keep(log, catalogue, sheet, START + 41 * DAY)
    assert not log.has_seat(seat)


def test_only_a_test_can_be_copied(catalogue):
    """A quiz with explanations is no test."""
    with pytest.raises(NotFound):
        opened_form("quiz:lanjutan-30", catalogue)
