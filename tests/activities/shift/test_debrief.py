"""The debrief: sums, costs, measures, person by person, sources and a question."""

from random import Random

import pytest

from tppo_kit.activities.blocks import FactBlock, Feedback, Lines, Scale, Sources, Table
from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_text


@pytest.fixture(scope="module")
def ends(shift):
    """Give a function from habit and setting to the last view."""

    def end(habit, setting=0, seed=5):
        state = shift.apply(shift.start(seed), Event("begin", shift.deck.settings[setting].id))
        while shift.outcome(state) is None:
            state = shift.apply(state, shift.next_event(state, habit, Random(1)))
        return shift.view(state)

    return end


def of(view, kind):
    """Return the blocks of a kind."""
    return [block for block in view.blocks if isinstance(block, kind)]


def test_it_names_everybody_and_both_steps(shift, ends):
    """The first table has a row for each person, with the step taken and the careful one."""
    table = of(ends(Habit.BY_THE_BOOK), Table)[0]

    assert len(table.rows) == shift.deck.settings[0].people
    assert all(row[1] == row[2] for row in table.rows)


def test_a_perfect_shift_costs_nobody_anything(ends):
    """By the book, nobody is missed and nobody innocent held up."""
    lines = of(ends(Habit.BY_THE_BOOK), Lines)[0]

    assert [entry.text.text for entry in lines.entries] == [
        "Nobody was missed, and nobody innocent was held up."
    ]


def test_suspicion_is_shown_as_minutes_and_journeys(shift, ends):
    """Whoever calls on everybody reads what that cost the innocent, summed up."""
    view = ends(Habit.SUSPICIOUS)
    burden = next(each for each in shift.deck.burdens if each.id == "urgent")
    total = of(view, Lines)[0].entries[-1].text

    assert total.values["minutes"] == burden.minutes * total.values["journeys"]
    assert total.values["journeys"] > 0


def test_silence_is_shown_as_people_who_went_on_alone(ends):
    """Whoever lets everybody pass reads whom they missed."""
    lines = of(ends(Habit.SILENT), Lines)[0]

    assert all("travelled on" in entry.text.text for entry in lines.entries)


def test_measures_and_natural_frequencies_are_there(ends):
    """d-prime and criterion with intervals, and the same eyes at other base rates."""
    view = ends(Habit.HASTY)

    assert len(of(view, Scale)) == 2
    assert len(of(view, Table)[1].rows) == 3


def test_the_base_rate_of_the_shift_is_told(shift, ends):
    """The setting chosen at the start stands in the debrief."""
    for number, setting in enumerate(shift.deck.settings):
        text = draw_text(ends(Habit.SILENT, number), "id")

        assert f"satu dari {setting.one_in} orang" in text


def test_it_ends_with_a_question_facts_and_sources(shift, ends):
    """There is something to talk about, and where it says so."""
    view = ends(Habit.HASTY)

    assert of(view, Feedback)[-1].text == shift.deck.talk
    assert [block.fact for block in of(view, FactBlock)] == shift.deck.facts
    assert of(view, Sources)[0].sources


def test_everybody_is_explained_in_one_folded_list_each(shift, ends):
    """Each person has a list to unfold, and figures and innocent readings besides."""
    folded = [block for block in of(ends(Habit.HASTY), Lines) if block.folded]

    assert len(folded) == shift.deck.settings[0].people + 2


def test_a_played_shift_ends_here(shift):
    """Any habit comes to the debrief by itself."""
    state, _ = play_habit(shift, 2, Habit.HASTY, Random(2))

    assert of(shift.view(state), Table)
