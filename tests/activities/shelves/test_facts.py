"""The shelves of facts and of corrections: everything is found by topic, nothing by another."""

import pytest

from tppo_kit.activities.blocks import FactBlock, Lines
from tppo_kit.activities.shelves.facts import TOPICS, corrections_shelf, facts_shelf
from tppo_kit.activities.sources import fact_note
from tppo_kit.content.facts import Topic
from tppo_kit.content.programmes import SHELF_MINUTES
from tppo_kit.language import shown

CORRECTION = "topic:correction"


@pytest.fixture(scope="module")
def every(around, facts):
    """Give a person before all real facts."""
    return around(facts_shelf(facts))


@pytest.fixture(scope="module")
def wrong(around, facts):
    """Give a person before all real corrections."""
    return around(corrections_shelf(facts))


def test_every_topic_has_a_name():
    """No fact can have a topic without words for it, and no two topics share them."""
    names = {shown(name, "id") for name in TOPICS.values()}

    assert set(TOPICS) == set(Topic)
    assert len(names) == len(Topic)


def test_every_fact_is_reached(every, facts):
    """Following only what the views offer, each fact can be opened."""
    assert every.reached() == {fact.id for fact in facts}


def test_a_fact_stands_under_its_own_topic_alone(every, facts):
    """A topic lists its facts, in order, and no other."""
    for topic in {fact.topic for fact in facts}:
        assert every.listed(f"topic:{topic}") == [f.id for f in facts if f.topic is topic]


def test_a_topic_without_facts_is_not_offered(around, fact):
    """Nobody is led to an empty list."""
    shelf = around(facts_shelf([fact("HUK-01"), fact("HUK-02"), fact("STA-01", topic="rights")]))

    assert shelf.offered("by") == ["topic:law", "topic:rights"]


def test_an_opened_fact_is_shown_in_full(every, facts):
    """Statement, id and source of each fact are on its page, under its title."""
    for fact in facts:
        view = every.view(opened=fact.id)

        assert view.title == fact.title
        assert FactBlock(fact.id) in view.blocks
        text = every.text(opened=fact.id)
        assert every.said(fact.statement) in text
        assert f"{fact.id}; " in text
        assert "Sumber: " in text


def test_the_values_of_a_fact_stand_in_short(around, fact):
    """Numbers and names are listed apart, and nothing is listed where there are none."""
    shelf = around(
        facts_shelf([fact("HUK-01", values={"telepon": "021", "jam": "8"}), fact("HUK-02")])
    )
    (lines,) = [b for b in shelf.view(opened="HUK-01").blocks if isinstance(b, Lines)]

    assert [entry.text for entry in lines.entries] == ["021", "8"]
    assert not [b for b in shelf.view(opened="HUK-02").blocks if isinstance(b, Lines)]


def test_a_fact_past_its_date_shows_the_date_instead(around, fact):
    """From the day after it was to be checked, its statement is no longer shown."""
    late = fact("HUK-01", check_by="2026-12-31")
    shelf = around(facts_shelf([late]))
    shelf.facts = {"HUK-01": fact_note(late, {})}.get

    assert "Isi HUK-01." in shelf.text(opened="HUK-01", today="2026-12-31")
    assert "Isi HUK-01." not in shelf.text(opened="HUK-01", today="2027-01-01")
    assert "31 Desember 2026" in shelf.text(opened="HUK-01", today="2027-01-01")


def test_the_shelf_of_corrections_holds_corrections_only(wrong, facts):
    """Each correction can be opened there, and nothing that is not one."""
    expected = {fact.id for fact in facts if fact.topic is Topic.CORRECTION}

    assert wrong.offered("by") == [CORRECTION]
    assert wrong.reached() == set(wrong.activity.entries) == expected
    assert len(expected) > 0


def test_a_correction_stands_beside_what_one_hears(wrong, facts):
    """The claim and what is right are on one page, in HTML and in plain text."""
    for fact in facts:
        if fact.topic is not Topic.CORRECTION:
            continue
        text = wrong.text(opened=fact.id)

        assert text.index(wrong.said(fact.claim)) < text.index(wrong.said(fact.statement))
        assert 'class="' in wrong.html(opened=fact.id)


def test_a_shelf_without_corrections_offers_nothing(around, fact):
    """Facts alone make an empty list of corrections, with no way into it."""
    shelf = around(corrections_shelf([fact("HUK-01")]))

    assert shelf.offered("by") == []
    assert not shelf.activity.entries


def test_the_count_and_fingerprint_follow_the_facts(around, facts):
    """With one fact less each shelf it was on is another one, and says how many are left."""
    correction = next(fact for fact in facts if fact.topic is Topic.CORRECTION)
    fewer = [fact for fact in facts if fact is not correction]
    for make, count in ((facts_shelf, len(fewer)), (corrections_shelf, None)):
        before, after = around(make(facts)).activity, around(make(fewer)).activity
        left = count or sum(fact.topic is Topic.CORRECTION for fact in fewer)

        assert after.fingerprint != before.fingerprint
        assert f": {left} " in after.summary()


@pytest.mark.parametrize("make", [facts_shelf, corrections_shelf])
def test_the_minutes_are_those_the_programmes_count(make, facts):
    """What a unit adds up for a shelf is what the shelf itself says."""
    shelf = make(facts)

    assert shelf.minutes == SHELF_MINUTES[shelf.key]
