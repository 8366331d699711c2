"""The law finder: for a deed and its day, the article and the penalty in force then."""

import datetime as dt

import pytest

from tppo_kit.activities.blocks import FactBlock, Lines
from tppo_kit.activities.shelves.penalties import penalties_shelf
from tppo_kit.content.programmes import SHELF_MINUTES
from tppo_kit.language import shown

#: The day on which the new code of criminal law came into force.
CHANGE = dt.date(2026, 1, 2)
EVE = dt.date(2026, 1, 1)


def penalty(article, since, until=None):
    """Return a penalty as plain data."""
    return {"article": article, "penalty": f"sanksi {article}", "since": since, "until": until}


OLD = penalty("Pasal lama", "2007-04-19", "2026-01-01")
NEW = penalty("Pasal baru", "2026-01-02")
ALWAYS = penalty("Pasal tetap", "2007-04-19")


@pytest.fixture(scope="module")
def finder(around, facts):
    """Give a person before the real law finder."""
    return around(penalties_shelf(facts))


@pytest.fixture(scope="module")
def deeds(facts):
    """Give every real fact about a deed."""
    return [fact for fact in facts if fact.deed]


@pytest.fixture
def small(around, fact):
    """Give a function that makes a law finder of deeds, each with its penalties."""

    def make(**penalties):
        return around(
            penalties_shelf(
                [
                    fact(f"HUK-{number:02}", topic="penalty", deed=name, penalties=given)
                    for number, (name, given) in enumerate(penalties.items())
                ]
            )
        )

    return make


def told(finder, name):
    """Return the articles that an entry shows as in force, and those of another time."""
    lines = [b for b in finder.view(opened=name).blocks if isinstance(b, Lines)]
    first, others = lines[0], lines[1:]
    rest = [entry.text for block in others for entry in block.entries]
    return [entry.text for entry in first.entries], rest


def span_on(finder, day):
    """Return the tag of the span that holds a day, read from what the tiles say."""
    values = finder.shelf.groups["when"].values
    starts = {name: label.values["day"] for name, label in values.items()}
    return "when:now" if day >= starts["now"] else "when:before"


def test_the_two_times_meet_on_the_second_of_january(finder):
    """One tile is about the days from 2 January 2026 on, the other about those before."""
    labels = [shown(label, "id") for label in finder.shelf.groups["when"].values.values()]

    assert finder.offered("by") == ["when:now", "when:before"]
    assert all("2 Januari 2026" in label for label in labels)
    assert len(set(labels)) == 2


@pytest.mark.parametrize("day", [EVE, CHANGE, dt.date(2020, 6, 1), dt.date(2026, 11, 22)])
def test_on_any_day_each_real_deed_shows_what_was_in_force_that_day(finder, deeds, day):
    """Before and from 2 January 2026, article and penalty are those of the day, and no other."""
    tag = span_on(finder, day)
    shown_deeds = {name.partition(".")[2]: name for name in finder.listed(tag)}

    for fact in deeds:
        valid = [each.article for each in fact.penalties if each.in_force(day)]
        assert (fact.id in shown_deeds) is bool(valid)
        if valid:
            articles, others = told(finder, shown_deeds[fact.id])
            assert articles == valid
            assert others == [p.article for p in fact.penalties if not p.in_force(day)]


def test_every_real_deed_is_reached_and_has_its_fact(finder, deeds):
    """Each deed can be found by its own words, and its page shows the fact behind it."""
    names = finder.reached()

    assert {name.partition(".")[2] for name in names} == {fact.id for fact in deeds}
    assert names == finder.activity.entries.keys()
    for fact in deeds:
        name = next(name for name in names if name.endswith(f".{fact.id}"))
        assert finder.view(opened=name).title == fact.deed
        assert FactBlock(fact.id) in finder.view(opened=name).blocks


def test_the_right_penalty_stands_on_its_side_of_the_change(small):
    """The old article is found before the change, the new one from it on."""
    finder = small(Merekrut=[OLD, NEW])
    (before,), (now,) = finder.listed("when:before"), finder.listed("when:now")

    assert told(finder, before) == (["Pasal lama"], ["Pasal baru"])
    assert told(finder, now) == (["Pasal baru"], ["Pasal lama"])
    assert "sanksi Pasal baru" in finder.text(opened=now)


def test_a_deed_without_an_old_entry_is_found_under_now_only(small):
    """What was not threatened before is not listed there."""
    finder = small(Merekrut=[OLD, NEW], Menipu=[NEW])

    assert [name.partition(".")[2] for name in finder.listed("when:before")] == ["HUK-00"]
    assert [name.partition(".")[2] for name in finder.listed("when:now")] == ["HUK-00", "HUK-01"]


def test_a_deed_that_is_no_longer_threatened_is_found_under_before_only(small):
    """A penalty that ended is not shown as in force."""
    finder = small(Merekrut=[NEW], Mengirim=[OLD])

    assert finder.listed("when:now") == ["now.HUK-00"]
    assert finder.listed("when:before") == ["before.HUK-01"]


def test_what_did_not_change_is_found_on_both_sides(small):
    """A penalty that went on is the same before and after, and nothing stands apart."""
    finder = small(Merekrut=[OLD, NEW], Memalsukan=[ALWAYS])

    for tag in ("before", "now"):
        assert told(finder, f"{tag}.HUK-01") == (["Pasal tetap"], [])


def test_several_penalties_of_one_deed_stand_together(small):
    """Where two articles apply on the same day, both are named."""
    finder = small(Merekrut=[OLD, NEW, ALWAYS])

    assert told(finder, "now.HUK-00") == (["Pasal baru", "Pasal tetap"], ["Pasal lama"])


@pytest.mark.parametrize(
    "day", ["2006-01-01", "2010-01-01", "2026-01-01", "2026-01-02", "2030-01-01"]
)
def test_a_later_change_of_another_deed_takes_nothing_away(small, day):
    """With three spans of time, what was in force on a day is found under one that says so."""
    late = penalty("Pasal terbaru", "2027-07-01")
    finder = small(Merekrut=[OLD, NEW], Menyelundupkan=[late])
    wanted = [p["article"] for p in (OLD, NEW) if p["since"] <= day <= (p["until"] or "9")]

    lists = [[n for n in finder.listed(tag) if n.endswith("00")] for tag in finder.offered("by")]
    found = [told(finder, name)[0] for names in lists for name in names]

    assert not wanted or wanted in found


def test_a_law_finder_without_deeds_is_empty_and_sound(around, fact):
    """Facts about no deed make no entry and no fault."""
    finder = around(penalties_shelf([fact("HUK-01")]))

    assert finder.offered("by") == []
    assert not finder.activity.entries


def test_it_says_that_it_is_no_advice(finder):
    """Below the overview stands who decides which article applies."""
    assert "hakim" in finder.text(language="id")
    assert "not legal advice" in finder.text(language="en")


def test_the_minutes_are_those_the_programmes_count(finder):
    """What a unit adds up for the law finder is what it says itself."""
    assert finder.shelf.minutes == SHELF_MINUTES["explorer:penalties"]
