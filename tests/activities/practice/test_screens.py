"""The screens of a practice: what they say at each point, in words."""

from random import Random

import pytest

from tppo_kit.activities.blocks import Lines, Options
from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.activities.practice.screens import in_words
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_html, draw_text


def test_the_cover_says_what_it_is_and_asks_where_one_stands(practice):
    """Half harmless, five minutes, two places."""
    view = practice.view(practice.start(1))
    (places,) = [block for block in view.blocks if isinstance(block, Options)]

    assert "Separuh kasus tidak bermasalah" in draw_text(view, "id")
    assert [option.value for option in places.options] == ["desa", "loket"]
    assert places.event == "begin"


def test_at_rest_the_date_is_told_and_more_is_offered(practice):
    """The date stays true however long the page lies open."""
    state = practice.apply(practice.start(1), Event("begin", "desa 2026-11-24"))
    view = practice.view(state)
    offered = [block.event for block in view.blocks if isinstance(block, Options)]

    assert "24 November 2026" in draw_text(view, "id")
    assert offered == ["extra", "begin"]


@pytest.mark.parametrize("habit", [Habit.BY_THE_BOOK, Habit.SUSPICIOUS, Habit.RANDOM])
def test_every_screen_of_a_round_can_be_drawn(practice, habit):
    """As a page and as text, in both languages."""
    _, events = play_habit(practice, 2, habit, Random(2))
    state = practice.start(2)
    for event in events:
        state = practice.apply(state, event)
        for language in LANGUAGES:
            assert draw_html(practice.view(state), language)
            assert draw_text(practice.view(state), language)


def test_the_end_names_each_card_and_when_it_comes_back(practice):
    """Soonest first, marked by whether it was told apart."""
    state, _ = play_habit(practice, 2, Habit.SUSPICIOUS, Random(2))
    view = practice.view(state)
    result, back = [block for block in view.blocks if isinstance(block, Lines)]

    assert [entry.text.values["all"] for entry in result.entries] == [3, 3, 2]
    assert result.entries[0].text.values["seen"] == 3
    assert result.entries[1].text.values["left"] == 0
    names = {practice.stock.names[pick.card] for pick in state.picks}
    assert {entry.text for entry in back.entries} == names
    assert sum(entry.mark == "no" for entry in back.entries) >= 3
    assert back.entries[0].remark == in_words(1)
    assert view.progress == (8, 8)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "kembali besok"),
        (2, "kembali 2 hari lagi"),
        (13, "kembali 13 hari lagi"),
        (14, "kembali sekitar 2 minggu lagi"),
        (59, "kembali sekitar 8 minggu lagi"),
        (60, "kembali sekitar 2 bulan lagi"),
        (180, "kembali sekitar 6 bulan lagi"),
    ],
)
def test_how_long_it_takes_is_told_as_one_says_it(days, words):
    """Days, then weeks, then months."""
    assert in_words(days).render("id") == words
