"""What a workshop needs on paper, and how much of it."""

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Workshop
from tppo_kit.sessions.paper.needed import answer_cards, needed, pages_of_cards
from tppo_kit.settings import REPOSITORY

CATALOGUE = Catalogue(REPOSITORY / "data")
WORKSHOPS = {workshop.id: workshop for workshop in CATALOGUE.all(Workshop)}


def papers(name, people):
    """Return what is printed for a workshop, as pairs of kind and copies by address."""
    listed = needed(WORKSHOPS[name], CATALOGUE, people)
    return {each.address.rsplit("/print/", 1)[1]: (each.what, each.copies) for each in listed}


def test_a_day_for_officials_needs_cards_forms_roles_and_opinions():
    """Each person gets both forms once, each table one pack, though forms are used twice."""
    assert papers("lokakarya-perangkat-desa-360", 25) == {
        "cards?cards=25": ("cards", 25),
        "sheet/test/kasus-a-2": ("sheet", 25),
        "sheet/test/kasus-b-2": ("sheet", 25),
        "roles/keberangkatan-mendadak": ("roles", 4),
        "sheet/survey/reaksi": ("survey", 25),
    }


def test_without_a_test_before_only_the_second_form_is_printed():
    """A short workshop measures once, with the second form, as its plan says."""
    listed = papers("lokakarya-perangkat-desa-45", 10)

    assert "sheet/test/kasus-b-pendek" in listed
    assert "sheet/test/kasus-a-pendek" not in listed


@pytest.mark.parametrize("name", sorted(WORKSHOPS))
def test_what_a_plan_promises_is_listed(name):
    """Where the materials speak of question sheets, role cards or opinions, they are here."""
    materials = " ".join(WORKSHOPS[name].materials)
    kinds = {each.what for each in needed(WORKSHOPS[name], CATALOGUE, 20)}

    assert ("lembar soal" not in materials) or "sheet" in kinds
    assert ("lembar pendapat" not in materials) or "survey" in kinds
    assert ("kartu peran" not in materials) or "roles" in kinds
    assert ("kartu pilihan" not in materials) or "cards" in kinds


@pytest.mark.parametrize(("people", "cards", "pages"), [(1, 1, 1), (25, 25, 13), (300, 40, 20)])
def test_cards_end_where_their_numbers_end(people, cards, pages):
    """Two cards share a sheet of paper; there are forty numbers."""
    found = answer_cards(people)

    assert found.copies == cards
    assert pages_of_cards(found.copies) == pages
