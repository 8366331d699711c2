"""Somebody at the counter: what can be read, and how alike two people are."""

from dataclasses import replace

import pytest

from tppo_kit.activities.shift.dealing import Draw
from tppo_kit.activities.shift.person import first_look, similarity


@pytest.fixture(scope="module")
def person(counter):
    """Give somebody who needs a next step."""
    return counter.dealer.person(Draw(1, 0, "belajar", needed=True))


def test_papers_and_fields_are_found_by_name(person):
    """A paper and its fields are known by their ids; what is not there is None."""
    paper = person.papers[0]

    assert person.paper(paper.id) is paper
    assert person.field(paper.fields[0].id) is paper.fields[0]
    assert person.paper("gaib") is None
    assert person.field("gaib.gaib") is None


def test_whoever_needs_a_step_has_signs_and_others_what_they_resemble(counter, person):
    """For a judgement, the signs that were there, or those that were only resembled."""
    twin = counter.dealer.twin(Draw(1, 0, "belajar"))

    assert set(person.signs) == {clue.sign for clue in person.clues if clue.side == "sign"}
    assert set(twin.signs) == {clue.sign for clue in twin.clues}


def test_answers_are_not_part_of_the_first_look(person):
    """What is told only when asked cannot be read at once."""
    look = " ".join(first_look(person))

    assert not any(clue.told in look for clue in person.clues)


def test_similarity_is_the_share_of_equal_fields(person):
    """Somebody is like themselves wholly, and less so under another name."""
    other = replace(person, name="Lain Orang")
    fields = len(first_look(person))

    assert similarity(person, person) == 1
    assert similarity(person, other) == pytest.approx((fields - 1) / fields)
