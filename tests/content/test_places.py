"""Places: those that the kit ships are invented, and none holds an address or a real region."""

import json

import pytest
from pydantic import ValidationError

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.places import Place
from tppo_kit.settings import REPOSITORY

PLACE = {
    "format": "place/1",
    "id": "desa-contoh",
    "title": "Desa Contoh",
    "kind": "village",
    "about": "Desa rekaan untuk uji.",
    "invented": True,
}
PATH = "data/places/desa-contoh.yml"


def written(content, **changed):
    """Write a place and return the codes of what the check says about it."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in (PLACE | changed).items()]
    content.write(PATH, "\n".join(lines) + "\n")
    return [code for code, file, _ in content.found() if file == PATH]


def test_the_shipped_places_are_three_villages_and_two_offices():
    """All are invented, so that no real village stands in a trial report."""
    places = Catalogue(REPOSITORY / "data").all(Place)

    assert sorted(place.kind for place in places) == ["office"] * 2 + ["village"] * 3
    assert all(place.invented for place in places)


def test_a_place_is_real_unless_it_says_otherwise():
    """A trainer's own village needs no word about invention."""
    record = {key: value for key, value in PLACE.items() if key != "invented"}

    assert not Place.model_validate(record).invented


@pytest.mark.parametrize(
    ("key", "value"), [("kind", "house"), ("title", ""), ("id", "Desa"), ("address", "Jalan Satu")]
)
def test_what_a_place_may_not_hold_is_refused(key, value):
    """Unknown kinds, empty names, bad ids and further fields are no place."""
    with pytest.raises(ValidationError):
        Place.model_validate(PLACE | {key: value})


def test_a_sound_place_has_no_findings(content):
    """An invented village without an address passes the check."""
    assert written(content) == []


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("H605", {"about": "Di Jalan Melati Indah nomor 12."}),
        ("H605", {"about": "Di Jalan Melati Indah nomor 12.", "invented": False}),
        ("H607", {"about": "Desa rekaan di Lombok."}),
        ("L206", {"id": "desa-lain"}),
    ],
)
def test_addresses_and_real_regions_are_found(content, code, changed):
    """An address is found in every place, a real region in an invented one, a wrong id too."""
    assert code in written(content, **changed)


def test_a_real_place_may_lie_in_a_real_region(content):
    """What a trainer adds about the own village is no invention."""
    assert written(content, about="Desa di Lombok.", invented=False) == []
