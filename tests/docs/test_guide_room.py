"""Every session can be run by a room: played in ways that fit, measured, and without phones."""

import re

import pytest

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Quiz
from tppo_kit.content.programmes import Audience, Workshop
from tppo_kit.settings import REPOSITORY

CATALOGUE = Catalogue(REPOSITORY / "data")
WORKSHOPS = CATALOGUE.all(Workshop)


def each_workshop(test):
    """Run a test for every workshop."""
    return pytest.mark.parametrize("workshop", WORKSHOPS, ids=lambda each: each.id)(test)


def items_of(key):
    """Return the ids of the items of a quiz or test."""
    return CATALOGUE.get(Quiz, key.partition(":")[2]).items


@pytest.mark.parametrize("audience", [Audience.VILLAGE_OFFICIALS, Audience.OFFICERS])
def test_sessions_from_ninety_minutes_measure_before_and_after(audience):
    """Ten short cases of form A and ten of form B, and both forms are played twice."""
    sessions = [each for each in WORKSHOPS if each.audience is audience and each.minutes >= 90]

    assert sessions
    for workshop in sessions:
        measured = [block for block in workshop.blocks if block.forms]
        items = [[CATALOGUE.item(n) for n in items_of(form)] for form in measured[0].forms]
        assert [block.kind for block in measured] == ["before", "after"]
        assert [{item.form for item in form} for form in items] == [{"A"}, {"B"}]
        assert [len(form) for form in items] == [10, 10]


def test_a_short_session_that_measures_shows_no_case_twice():
    """What is asked afterwards was not talked about before, nor was its twin."""
    workshop = CATALOGUE.get(Workshop, "lokakarya-perangkat-desa-45")
    keys = [key for block in workshop.blocks for key in (block.activity, *block.forms)]
    talked = {item for key in keys if key.startswith("quiz:") for item in items_of(key)}
    asked = {item for key in keys if key.startswith("test:") for item in items_of(key)}

    assert len(talked) == 3
    assert len(asked) == 12
    twins = {CATALOGUE.item(name).twin for name in talked}
    assert not asked & (talked | twins)


@each_workshop
def test_every_session_but_the_childrens_asks_what_people_thought(workshop):
    """The survey of the audience comes just before the closing."""
    asked = [block for block in workshop.blocks if block.activity.startswith("survey:")]
    teenagers = workshop.audience is Audience.TEENAGERS

    if workshop.audience is Audience.CHILDREN:
        assert asked == []
    else:
        assert [b.activity for b in asked] == [f"survey:reaksi{'-remaja' if teenagers else ''}"]
        assert workshop.blocks[-2] is asked[0]


@each_workshop
def test_what_is_played_can_be_played_without_phones(workshop):
    """Each block says how it goes with cards, fingers, paper, or read aloud from the laptop."""
    words = re.compile(r"jari|kartu|kertas|lembar|laptop")
    silent = [
        block.title for block in workshop.blocks if block.way and not words.search(block.does)
    ]

    assert silent == []


def test_one_short_session_holds_all_that_a_room_can_do():
    """A case by majority, short cases with talk, a test, a survey and an end in 45 minutes."""
    blocks = CATALOGUE.get(Workshop, "lokakarya-perangkat-desa-45").blocks
    played_as = [(each.kind, each.activity.partition(":")[0], each.way) for each in blocks]

    assert [each for each in played_as if each[2]] == [
        ("activity", "scenario", "together"),
        ("practice", "quiz", "discuss"),
        ("after", "", "each"),
        ("activity", "survey", "each"),
    ]
    assert played_as[-1][0] == "closing"


def test_tables_get_news_that_is_harmless_too():
    """Both days with a table have news, and not all of it calls for something."""
    with_news = {each.id: [b for b in each.blocks if b.injects] for each in WORKSHOPS}
    found = {name: blocks for name, blocks in with_news.items() if blocks}

    assert set(found) == {"lokakarya-perangkat-desa-360", "lokakarya-petugas-420"}
    for blocks in found.values():
        assert [block.way for block in blocks] == ["tables"]
        assert any("Adakah yang perlu meja lakukan?" in each.text for each in blocks[0].injects)
