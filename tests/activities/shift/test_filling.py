"""Filling in: names, dates and papers."""

from collections import Counter
from random import Random

import pytest

from tppo_kit.activities.shift.filling import (
    CHILDLIKE,
    filled,
    form_of,
    lists_of,
    names_of,
    pick,
)
from tppo_kit.content.simulations.shift_parts import PaperForm


@pytest.fixture(scope="module")
def names(counter):
    """Give the names of a thousand people of one story."""
    story = counter.deck.stories[0]
    lists = lists_of(counter.deck, story)
    return [names_of(counter.deck.people, story, lists, Random(seed)) for seed in range(1000)]


def test_picking_is_even():
    """Each of five values comes a fifth of the time, within five standard errors."""
    chance = Random(1)
    seen = Counter(pick("abcde", chance) for _ in range(10_000))

    assert all(abs(number - 2000) < 5 * 40 for number in seen.values())


def test_women_and_men_are_half_and_half(names):
    """Sex is a coin, and the given name follows it."""
    women = sum(each["sex"] == "female" for each in names)

    assert 420 < women < 580


def test_dates_are_days_of_a_year_and_the_return_comes_later(names):
    """Start and end are written day and month, the end so many days after the start."""
    for each in names:
        (day, month), (last, until) = (each[k].split("-") for k in ("mulai", "selesai"))

        assert 1 <= int(day) <= 31
        assert (int(until), int(last)) > (int(month), int(day))


def test_whoever_could_pass_for_a_child_is_at_most_so_old(counter):
    """Young people of a story are as young as it allows, and nothing else of them changes."""
    story = next(each for each in counter.deck.stories if each.id == "kerja")
    people, lists = counter.deck.people, lists_of(counter.deck, story)
    usual = [names_of(people, story, lists, Random(seed)) for seed in range(200)]
    young = [names_of(people, story, lists, Random(seed), young=True) for seed in range(200)]

    assert {int(each["umur"]) for each in young} == {19, 20, CHILDLIKE}
    assert max(int(each["umur"]) for each in usual) > CHILDLIKE
    assert [each["sex"] for each in young] == [each["sex"] for each in usual]


def test_only_lists_that_a_story_asks_for_are_drawn(counter):
    """A holiday needs a place to stay and no ship."""
    lists = dict(lists_of(counter.deck, counter.deck.stories[0]))

    assert "penginapan" in lists
    assert "kapal" not in lists


def test_what_a_slot_writes_replaces_what_stands_there():
    """A field keeps its own value unless something else is shown in it."""
    form = form_of(
        PaperForm.model_validate(
            {
                "id": "ktp",
                "kind": "id-card",
                "title": "KTP",
                "fields": [
                    {"id": "nama", "label": "Nama", "value": "{nama}", "topic": "nama"},
                    {"id": "pembawa", "label": "Dibawa", "value": "sendiri"},
                ],
            }
        )
    )
    paper = filled(form, {"ktp.pembawa": "oleh {pengirim}"}, {"nama": "Sari", "pengirim": "Adik"})

    assert [field.value for field in paper.fields] == ["Sari", "oleh Adik"]
    assert [field.id for field in paper.fields] == ["ktp.nama", "ktp.pembawa"]
