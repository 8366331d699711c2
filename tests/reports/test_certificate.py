"""The certificate as PDF: one page whatever stands on it, and nothing of it read as markup."""

import dataclasses
import datetime as dt
import re

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Unit, Workshop
from tppo_kit.language import LANGUAGES
from tppo_kit.reports.certificate import certificate_pdf
from tppo_kit.sessions.certificate import Certificate
from tppo_kit.sessions.training_hours import Part, Training
from tppo_kit.settings import REPOSITORY

DAY = dt.date(2026, 11, 22)
MARKUP = '#panic("x") *b* _c_ $x$ \\ [d] <e> "f" // g'


def made(parts=(), objectives=()):
    """Return a certificate with these parts."""
    training = Training(tuple(parts), tuple(objectives))
    code = "7KXMQ-DT3N7-3E346-7ACDE-FGHJC"
    return Certificate("7KXM-QDTG", DAY, 7, "26.4", training, code)


def page_count(file):
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b", file))


@pytest.fixture(scope="module")
def everything():
    """Give all workshops and notebooks there are, and all objectives."""
    catalogue = Catalogue(REPOSITORY / "data")
    workshops, units = catalogue.all(Workshop), catalogue.all(Unit)
    parts = [Part(each.title, DAY, each.minutes, workshop=True) for each in workshops]
    parts += [Part(each.title, DAY, each.minutes, workshop=False) for each in units]
    return parts, [line for each in workshops for line in each.objectives]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2, 5, 8, 9, 12, 18, 19, 400])
def test_it_is_one_page_whatever_stands_on_it(everything, number, language):
    """From a single workshop to everything there is, it stays a page to hang on a wall."""
    parts, objectives = everything
    file = certificate_pdf(made(parts[:number], objectives[:number]), language)

    assert file.startswith(b"%PDF")
    assert page_count(file) == 1


def test_the_same_certificate_gives_the_same_bytes(everything):
    """Printing it again changes nothing."""
    parts, objectives = everything
    one = made(parts[:3], objectives[:3])

    assert certificate_pdf(one, "id") == certificate_pdf(one, "id")


def test_everything_on_it_changes_it(everything):
    """Seat, day, hours, edition, code, parts and language all stand on the page."""
    parts, objectives = everything
    one = made(parts[:2], objectives[:2])
    others = [
        dataclasses.replace(one, seat="AAAA-AAA6"),
        dataclasses.replace(one, day=DAY + dt.timedelta(1)),
        dataclasses.replace(one, hours=8),
        dataclasses.replace(one, edition="26.5"),
        dataclasses.replace(one, code="AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"),
        made(parts[:3], objectives[:2]),
        made(parts[:2], objectives[:3]),
    ]
    files = [certificate_pdf(each, "id") for each in (one, *others)]
    files.append(certificate_pdf(one, "en"))

    assert len(set(files)) == len(files)


def test_titles_are_set_as_they_are():
    """What an author writes is text, also where it looks like Typst's own language."""
    part = Part(MARKUP, DAY, 45, workshop=True)

    assert page_count(certificate_pdf(made([part], [MARKUP]), "id")) == 1


def test_a_letter_that_no_font_has_spoils_nothing():
    """An emoji in a title costs the mark of accessibility, not the certificate."""
    part = Part("Lokakarya 🦉", DAY, 45, workshop=True)

    assert page_count(certificate_pdf(made([part]), "id")) == 1


def test_a_screen_reader_can_read_it(everything):
    """The file is tagged and says its language and title."""
    parts, objectives = everything
    file = certificate_pdf(made(parts[:3], objectives[:3]), "id")

    assert b"/MarkInfo" in file
    assert b"pdfuaid:part" in file
