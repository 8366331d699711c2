"""The rules of a file: who decides, what comes first, and by when."""

from dataclasses import replace

import pytest

from tppo_kit.activities.referral.casework import Answer, File, Leave
from tppo_kit.content.facts import Fact


def test_deadlines_are_those_of_the_facts(casework, catalogue):
    """The spans of law are read from the values of the facts, hours as days."""
    assert catalogue.get(Fact, "RUJ-45").values["tenggat-ke-polisi"] == "3×24 jam"
    assert casework.days == {
        "pemulihan": 7,
        "putusan-lpsk": 7,
        "terus-ke-polisi": 3,
        "berhenti": 3,
    }
    assert casework.last_day(casework.people["ratna"], "laporan-polisi") == 3


def test_a_service_for_women_and_children_does_not_serve_a_man(casework):
    """Whom a service serves is what its agency says, and the press serves nobody."""
    house, home = casework.services["rumah-aman"], casework.services["tempat-dinsos"]
    people = casework.people

    assert casework.serves(people["ratna"], house)
    assert casework.serves(people["sinta"], house)
    assert not casework.serves(people["bayu"], house)
    assert casework.serves(people["bayu"], home)
    assert not casework.serves(people["ratna"], casework.services["wartawan"])


@pytest.mark.parametrize(
    ("on_day", "service", "unasked", "asked"),
    [
        (("ratna", 0), "kesehatan", Leave.NONE, Leave.GIVEN),
        (("ratna", 0), "laporan-polisi", Leave.NONE, Leave.TOLD),
        (("ratna", 0), "lpsk", Leave.NONE, Leave.NONE),
        (("ratna", 0), "tempat-dinsos", Leave.NONE, Leave.GIVEN),
        (("yuli", 0), "polisi-darurat", Leave.NOT_ASKED, Leave.NOT_ASKED),
        (("yuli", 1), "polisi-darurat", Leave.NONE, Leave.GIVEN),
        (("yuli", 0), "rumah-aman", Leave.NONE, Leave.GIVEN),
        (("yuli", 0), "kesehatan", Leave.NONE, Leave.GIVEN),
        (("karto", 0), "polisi-darurat", Leave.NONE, Leave.NONE),
        (("sinta", 0), "polisi-darurat", Leave.NOT_ASKED, Leave.NOT_ASKED),
        (("sinta", 0), "rumah-aman", Leave.UNHEARD, Leave.HEARD),
        (("ratna", 0), "informasi", Leave.NOT_ASKED, Leave.NOT_ASKED),
    ],
)
def test_adults_decide_and_children_are_heard(casework, on_day, service, unasked, asked):
    """Only danger on day 0 goes before, and information needs no leave."""
    person, day = on_day
    file = File(person, day=day)

    assert casework.leave(file, service) is unasked
    assert casework.leave(casework.talked(file, service), service) is asked


def test_a_person_may_say_later_and_yes_afterwards(casework):
    """The answer is that of the day; what is owed by law is told, not asked."""
    file = File("ratna")

    assert casework.answer(file, "lpsk") is Answer.LATER
    assert casework.answer(replace(file, day=3), "lpsk") is Answer.YES
    assert casework.answer(file, "laporan-polisi") is Answer.TOLD
    assert casework.answer(file, "tempat-dinsos") is Answer.YES
    assert casework.answer(file, "narkotika") is Answer.NO


def test_later_is_no_consent(casework):
    """Contacting after a later is without consent, after a yes it is with."""
    early = casework.talked(File("ratna"), "lpsk")
    agreed = casework.talked(replace(early, day=3), "lpsk")

    assert casework.leave(early, "lpsk") is Leave.NONE
    assert casework.leave(agreed, "lpsk") is Leave.GIVEN
    assert casework.leave(File("ratna", day=3), "lpsk") is Leave.NONE


def test_questions_by_the_police_wait_for_safety_health_and_company(casework):
    """Only what this person needs is waited for."""
    file = File("bayu")
    sheltered = casework.contacted(file, "tempat-dinsos", everything=False)

    assert casework.skipped(file, "laporan-polisi") == (
        "tempat-dinsos",
        "kesehatan",
        "bantuan-hukum",
    )
    assert casework.skipped(sheltered, "laporan-polisi") == ("kesehatan", "bantuan-hukum")
    assert casework.skipped(File("karto"), "laporan-polisi") == ()


def test_a_doctor_waits_for_no_interpreter_but_consent_to_offices_does(casework):
    """Help comes first; whoever asks leave must be understood."""
    file = File("arun")

    assert casework.skipped(file, "kesehatan") == ()
    assert casework.skipped(file, "tempat-dinsos") == ()
    assert casework.skipped(file, "imigrasi") == ("juru-bahasa",)
    assert casework.skipped(file, "kedutaan") == ("juru-bahasa",)
    assert casework.skipped(File("tomas"), "imigrasi") == ()


def test_a_slow_service_begins_only_after_a_reminder(casework):
    """It may be reminded from the day before its deadline on, and begins the day after."""
    file = casework.contacted(File("ratna", day=3), "lpsk", everything=False)
    contact = file.contact("lpsk")
    due = replace(file, day=9)
    reminded = replace(due, reminded=(("lpsk", 9),))

    assert casework.must_begin_by(contact) == 10
    assert casework.begins(file, contact) is None
    assert not casework.may_be_reminded(replace(file, day=8), contact)
    assert casework.may_be_reminded(due, contact)
    assert casework.begins(reminded, contact) == 10
    assert not casework.may_be_reminded(reminded, contact)


def test_consent_given_can_be_taken_back(casework):
    """It is taken back on its day, and only where it was given and used."""
    used = casework.talked(File("bayu", day=2), "pemulihan")
    used = casework.contacted(used, "pemulihan", everything=False)

    assert not casework.withdrawn(replace(used, day=19), "pemulihan")
    assert casework.withdrawn(replace(used, day=20), "pemulihan")
    assert not casework.withdrawn(File("bayu", day=20), "pemulihan")
    assert not casework.withdrawn(replace(used, day=25, stopped=(("pemulihan", 5),)), "pemulihan")


def test_waiting_ends_on_the_last_day(casework):
    """A week is a week, and the last day closes the file."""
    week = casework.waited(File("ratna", steps=3), 7)

    assert (week.day, week.steps, week.closed) == (7, 0, False)
    assert casework.waited(File("ratna", day=88), 7) == File("ratna", day=90, closed=True)
