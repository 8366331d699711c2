"""Real numbers, addresses, places and firms in an invented scene are told, near misses are not."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.invented import check_invented, check_private
from tppo_kit.content.texts import Text
from tppo_kit.settings import REPOSITORY

CATALOGUE = Catalogue(REPOSITORY / "data")
CASE = CATALOGUE.reading("scenario", CATALOGUE.names("scenario")[0])
PAGE = CATALOGUE.reading("page", CATALOGUE.names("page")[0])


def found(rule, kind, reading, text):
    """Return the codes that a rule gives for one text at the title of a record."""
    return [problem.code for problem in rule(kind, reading, [Text(("title",), "title", text)])]


@pytest.mark.parametrize(
    "text",
    [
        "Tulis ke rani@contoh.id saja.",
        "Buka www.contoh saja.",
        "NIK-nya 3201234567890123.",
        "Telepon 0812-3456-7890 sekarang.",
        "Paspornya C1234567 katanya.",
        "Rumahnya di RT 03.",
    ],
)
def test_a_number_or_address_of_somebody_is_told(text):
    """In a case each of these could belong to a person."""
    assert found(check_private, "scenario", CASE, text) == ["H605"]


@pytest.mark.parametrize(
    "text", ["Upahnya 3.500.000 sebulan.", "Datang pukul 08.30, bawa KTP.", "Umurnya 17 tahun."]
)
def test_wages_hours_and_ages_are_left_alone(text):
    """A scene may hold invented figures."""
    assert found(check_private, "scenario", CASE, text) == []


def test_numbers_of_houses_matter_in_scenes_only():
    """A page that teaches may say what an address looks like."""
    text = "Rumahnya di RT 03."

    assert found(check_private, "page", PAGE, text) == []


@pytest.mark.parametrize(
    ("text", "code"), [("Ia mau ke Malaysia.", "H607"), ("Uangnya lewat Western Union.", "H608")]
)
def test_real_places_and_firms_are_told_in_stories_only(text, code):
    """A story is invented throughout; a page may name the world."""
    assert found(check_invented, "scenario", CASE, text) == [code]
    assert found(check_invented, "page", PAGE, text) == []


def test_invented_names_are_left_alone():
    """Towns and firms that nobody has heard of are what a story needs."""
    text = "Ia bekerja di Kota Arunika untuk PT Samudra Contoh."

    assert found(check_invented, "scenario", CASE, text) == []
