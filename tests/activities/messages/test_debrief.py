"""The end of a round: counts in words, sign by sign, what it cost, and one question."""

import pytest

from tppo_kit.activities.blocks import FactBlock, Feedback, Lines, Sources, Table
from tppo_kit.activities.drawing import Drawing
from tppo_kit.activities.habits import Habit
from tppo_kit.views.draw import draw_html, draw_text


@pytest.fixture(scope="module")
def ended(activity, played):
    """Give a function from seed and habit to the last view, and its text."""

    def view(seed, habit):
        state, _ = played(seed, habit)
        shown = activity.view(state)
        return shown, draw_text(shown, "en"), state

    return view


def blocks(view, kind):
    """Return the blocks of a kind."""
    return [block for block in view.blocks if type(block) is kind]


def test_a_facilitator_finds_everything_to_read_out(ended, activity):
    """Words, picture, table, steps, innocent reasons, facts, a question and sources are there."""
    view, text, _ = ended(1, Habit.HASTY)

    assert len(blocks(view, Drawing)) == len(blocks(view, Table)) == len(blocks(view, Sources)) == 1
    assert [block.fact for block in blocks(view, FactBlock)] == activity.deck.facts
    assert "Which step you chose" in text
    assert "What it could innocently be" in text


def test_precision_and_recall_are_told_with_their_counts(ended, activity):
    """The careful one reads that every marked line had a sign and every sign was found."""
    view, text, state = ended(2, Habit.BY_THE_BOOK)
    there = sum(bool(line.sign) for m in activity.messages(state) for line in m.passages)

    assert blocks(view, Feedback)[0].tone == "good"
    assert f"Of {there} lines that you marked, {there} had a sign." in text
    assert f"Of {there} lines with a sign, {there} were found." in text
    assert "Harmless messages left in peace: 3 of 3." in text


def test_marking_nothing_is_told_without_a_division(ended):
    """Whoever marked no line reads how many there were."""
    _, text, _ = ended(2, Habit.SILENT)

    assert "You marked no line." in text


def test_the_table_adds_up(ended, activity):
    """Its rows hold every sign of the round once."""
    view, _, state = ended(3, Habit.SUSPICIOUS)
    rows = blocks(view, Table)[0].rows
    names = {activity.signs[name].name for m in activity.messages(state) for name in m.signs}

    assert len({row[0] for row in rows}) == len(rows)
    assert names <= {row[0] for row in rows}


def test_missed_and_over_called_lines_come_with_their_reasons(ended, activity):
    """The silent read what they missed, the suspicious what was harmless, folded away."""
    for habit, word in ((Habit.SILENT, "missed"), (Habit.SUSPICIOUS, "too many")):
        view, _, _ = ended(4, habit)
        (told,) = [
            block
            for block in blocks(view, Lines)
            if block.folded and word in getattr(block.title, "text", "")
        ]

        assert told.entries


@pytest.mark.parametrize(
    ("habit", "missed", "over"),
    [
        (Habit.BY_THE_BOOK, False, False),
        (Habit.SILENT, True, False),
        (Habit.SUSPICIOUS, False, True),
    ],
)
def test_a_cost_is_told_only_where_there_is_one(ended, habit, missed, over):
    """Nobody reads what nought missed or nought too many lines have cost."""
    _, text, _ = ended(7, habit)

    assert ("somebody may leave without asking" in text) == missed
    assert ("somebody honest is doubted" in text) == over


@pytest.mark.parametrize(
    ("habit", "question"),
    [(Habit.SUSPICIOUS, "over"), (Habit.SILENT, "missed"), (Habit.BY_THE_BOOK, "even")],
)
def test_the_question_fits_what_went_wrong(ended, activity, habit, question):
    """Who marked too much, missed much or neither gets another question to talk about."""
    _, text, _ = ended(5, habit)

    assert getattr(activity.deck.questions, question) in text


def test_both_languages_can_draw_it(ended):
    """The page can be drawn in Indonesian and in English."""
    view, _, _ = ended(6, Habit.RANDOM)

    assert all(draw_html(view, language) for language in ("id", "en"))
