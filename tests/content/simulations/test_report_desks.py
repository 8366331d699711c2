"""The report desk of the repository, and a desk with one fault planted at a time."""

import re
from collections import Counter
from statistics import mean

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.signs import NonSign
from tppo_kit.content.simulations.report_desks import ReportDesk
from tppo_kit.content.simulations.report_reports import Consent, Feature, Way
from tppo_kit.records import Rung
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def library():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


@pytest.fixture(scope="module")
def desk(library):
    """Give the report desk."""
    return library.get(ReportDesk, "meja-desa")


@pytest.fixture
def data(desk):
    """Give it as data that a test may damage."""
    return desk.model_dump(by_alias=True, mode="json")


def by_id(entries, name):
    """Return the entry of an id."""
    return next(entry for entry in entries if entry["id"] == name)


def test_the_desk_is_sound_as_data(desk, data):
    """What is written out can be read in again."""
    assert ReportDesk.model_validate(data) == desk


def test_half_of_the_reports_are_harmless(desk):
    """And twins are said in the same words, so that only asking tells them apart."""
    reports = {report.id: report for report in desk.reports}

    assert len(reports) >= 24
    assert sum(report.calls for report in reports.values()) * 2 == len(reports)
    assert all(report.said == reports[report.twin].said for report in reports.values())
    assert all(report.title == reports[report.twin].title for report in reports.values())


def test_the_reports_are_spread(desk):
    """By phone, chat and in person; men, women, children; officials, abroad, returned, danger."""
    calling = [report for report in desk.reports if report.calls]
    people = [person for report in desk.reports for person in report.people]
    features = Counter(feature for report in calling for feature in report.features)

    assert {report.way for report in desk.reports} == set(Way)
    assert {report.truth for report in calling} == {Rung.CONSULT, Rung.REFER, Rung.URGENT}
    assert min(sum(p.gender == g for p in people) for g in ("male", "female")) >= 10
    assert any(person.age < 18 for person in people)
    assert features[Feature.OFFICIAL] >= 2
    assert all(features[feature] for feature in Feature)


def test_what_is_no_sign_tells_nothing(desk, library):
    """Each non-sign stands as often among the harmless as among those that call for action."""
    known = {record.id for record in library.all(NonSign)}
    named = {True: Counter(), False: Counter()}
    for report in desk.reports:
        named[report.calls].update(report.non_signs)

    assert named[True].keys() | named[False].keys() <= known
    assert all(named[True][name] <= named[False][name] for name in named[True])


def test_who_is_passed_on_with_consent_has_given_it_in_words(desk):
    """Each answer that a step rests on says that the person agrees, and no other report asks."""
    agreed = [report.answers[name] for report in desk.reports for name in report.agrees_in]

    assert len(agreed) >= 4
    assert all(re.search(r"\bmau di|\bsetuju\b", answer) for answer in agreed)


def test_a_child_is_passed_on_as_a_child(desk):
    """Wherever somebody under 18 is passed on, consent is not waited for."""
    children = {
        report.consent
        for report in desk.reports
        if report.truth is Rung.REFER and any(person.age < 18 for person in report.people)
    }

    assert children == {Consent.CHILD}


def test_answers_of_both_sides_are_about_as_long(desk):
    """Length tells nothing of the truth."""
    lengths = {
        calls: mean(
            len(answer)
            for report in desk.reports
            if report.calls is calls
            for answer in report.answers.values()
        )
        for calls in (True, False)
    }

    assert lengths[True] == pytest.approx(lengths[False], rel=0.25)


def plant(data, path, value):
    """Put a value into data, at a path of keys, ids and numbers."""
    for step in path[:-1]:
        found = isinstance(data, list) and isinstance(step, str)
        data = by_id(data, step) if found else data[step]
    data[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("questions", "bukti", "reply"), None, "unsafe question has a 'reply'"),
        (("questions", "aman", "reply"), "Ya.", "unsafe question has a 'reply'"),
        (("questions", "aman", "leaks"), True, "leaks is not safe"),
        (("questions", "bukti", "always"), True, "'always' good is safe"),
        (("reports", "pulang-tanpa-gaji", "agrees_in", 0), "bukti", "names 'bukti'"),
        (("urgencies", 0, "id"), "refer", "in this order"),
        (("urgencies", 0, "taken_up"), 100, "taken up no later"),
        (("lines", "ciri", "id"), "sapa", "different ids"),
        (("lines", "ciri", "id"), "jenis", "twice"),
        (("lines", "kejadian", "leaks"), True, "asks for something that leaks"),
        (("channels", "bp3mi", "leaks"), True, "asks for something that leaks"),
        (("channels", "polda", "chain"), "sapa", "independent channels"),
        (("reports", "bedeng-dipukul", "ask"), ["entah"], "'entah', which is not there"),
        (("reports", "bedeng-dipukul", "ask"), ["bukti"], "'bukti', which is not there"),
        (("reports", "bedeng-dipukul", "write"), ["entah"], "'entah', which is not there"),
        (("reports", "bedeng-dipukul", "answers"), {"aman": "Ya."}, "answer each safe question"),
        (("reports", "bedeng-dipukul", "twin"), "entah", "twin of the opposite truth"),
        (("reports", "bedeng-dipukul", "twin"), "ribut-uang-sekolah", "twin of the opposite truth"),
        (("reports", "bedeng-dipukul", "way"), "chat", "same way in"),
        (("reports", "bedeng-dipukul", "people", 0, "age"), 30, "same people"),
        (("drawn",), 9, "'drawn' is even"),
        (("drawn",), 16, "'drawn' is even"),
        (("assumptions", "gap", "id"), "lain", "one sentence for each key"),
    ],
)
def test_a_planted_fault_is_told(data, path, value, sentence):
    """Each with a sentence that says what is wrong."""
    if path == ("channels", "polda", "chain"):
        by_id(data["reports"], "pos-menyuruh-diam")["pass_on"]["to"] = ["sapa", "polda"]
    plant(data, path, value)

    with pytest.raises(ValidationError, match=sentence):
        ReportDesk.model_validate(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("drawn",), 14),
        (("urgencies", 0, "taken_up"), 60),
        (("lines", "ciri", "leaks"), True),
        (("reports", "pulang-tanpa-gaji", "accepts"), ["urgent"]),
        (("times", "gap"), 20.0),
    ],
)
def test_a_near_miss_is_sound(data, path, value):
    """What only looks like a fault is taken."""
    plant(data, path, value)

    assert ReportDesk.model_validate(data)
