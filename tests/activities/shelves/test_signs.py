"""The catalogue of signs: every sign is found, and shows its innocent side and its smallest step."""

import pytest

from tppo_kit.activities.blocks import Feedback, Lines
from tppo_kit.activities.shelves.signs import ELEMENTS, PHASES, STRENGTHS, VIEWERS, signs_shelf
from tppo_kit.content.programmes import SHELF_MINUTES
from tppo_kit.content.signs import Element, NonSign, Phase, Sign, Source, Strength, Viewer
from tppo_kit.language import day_in_words

NON_SIGNS = "non-signs:all"


@pytest.fixture(scope="module")
def signs(catalogue):
    """Give every real sign by id."""
    return {sign.id: sign for sign in catalogue.all(Sign)}


@pytest.fixture(scope="module")
def non_signs(catalogue):
    """Give every real non-sign by id."""
    return {record.id: record for record in catalogue.all(NonSign)}


@pytest.fixture(scope="module")
def shelf(around, catalogue, signs, non_signs):
    """Give a person before the real catalogue."""
    sources = {source.id: source for source in catalogue.all(Source)}
    return around(signs_shelf([*signs.values()], [*non_signs.values()], sources))


def test_there_are_seventy_signs_and_the_non_signs(shelf, signs, non_signs):
    """All signs of the kit are there, and beside them what is often mistaken for one."""
    assert len(signs) == 70
    assert len(non_signs) >= 8
    assert shelf.activity.entries.keys() == signs.keys() | non_signs.keys()
    assert shelf.reached() == signs.keys() | non_signs.keys()


def test_every_place_element_viewer_and_strength_has_a_name():
    """No sign can have a phase, element, viewer or strength without words for it."""
    assert set(PHASES) == set(Phase)
    assert set(ELEMENTS) == set(Element)
    assert set(VIEWERS) == set(Viewer)
    assert set(STRENGTHS) == set(Strength)


def test_a_sign_is_listed_where_and_by_whom_it_can_be_seen(shelf, signs):
    """Each tile lists exactly the signs of its phase, viewer or element."""
    has = {
        "phase": lambda sign, value: sign.phase == value,
        "who": lambda sign, value: value in sign.seen_by,
        "element": lambda sign, value: value in sign.elements,
    }
    tags = [tag for tag in shelf.offered("by") if tag != NON_SIGNS]

    assert len(tags) > 15
    for tag in tags:
        group, _, value = tag.partition(":")
        expected = [name for name, sign in signs.items() if has[group](sign, value)]
        assert shelf.listed(tag) == expected


def test_what_is_no_sign_is_never_among_the_signs(shelf, non_signs):
    """Non-signs have a list of their own, and stand on no other."""
    for tag in shelf.offered("by"):
        listed = set(shelf.listed(tag))

        assert listed == non_signs.keys() if tag == NON_SIGNS else not listed & non_signs.keys()


def test_every_sign_shows_its_innocent_side_and_the_smallest_step(shelf, signs):
    """Whoever opens a sign reads what it could be otherwise, what to do, and where it says so."""
    for name, sign in signs.items():
        view = shelf.view(opened=name)
        innocent, steps = [b for b in view.blocks if isinstance(b, Lines)]
        (basis,) = [b for b in view.blocks if isinstance(b, Feedback)]

        assert view.title == sign.name
        assert [entry.text for entry in innocent.entries] == sign.harmless
        assert [entry.text for entry in steps.entries] == [s.text for s in sign.next_steps]
        assert (basis.text, bool(basis.sources)) == (sign.basis, True)
        assert day_in_words(sign.checked, "en") in shelf.text(opened=name, language="en")


def test_a_sign_says_how_much_it_weighs_also_for_a_child(shelf, signs):
    """Both strengths, who can see it and the observation itself are told in words."""
    for name, sign in signs.items():
        text = shelf.text(opened=name)

        weighs = [STRENGTHS[each].render("id") for each in (sign.strength, sign.child.strength)]
        seen = ", ".join(VIEWERS[viewer].render("id") for viewer in sign.seen_by)
        assert all(words in text for words in (*weighs, seen))
        assert shelf.said(sign.observed) in text


def test_every_non_sign_says_why_and_what_to_look_at(shelf, non_signs):
    """A non-sign is answered with a reason and something better to look at."""
    for name, record in non_signs.items():
        text = shelf.text(opened=name)

        for told in (record.why_not, record.instead, record.statement):
            assert shelf.said(told) in text


def test_the_minutes_are_those_the_programmes_count(shelf):
    """What a unit adds up for the catalogue is what it says itself."""
    assert shelf.shelf.minutes == SHELF_MINUTES["explorer:signs"]
