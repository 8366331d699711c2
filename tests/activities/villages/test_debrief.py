"""The debrief: compared with every rival in intervals, what was hidden, sources, a question."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Feedback, Lines, Sources, Table
from tppo_kit.activities.villages.debrief import debrief
from tppo_kit.views.draw import draw_text


@pytest.fixture
def ended(activity, ready, walk):
    """Give a function from steps before the years to the last state."""

    def after(*steps):
        years = ("run=year", "run=year", "run=year", "finish")
        return replay(activity, 1, walk(*ready, *steps, *years))

    return after


def test_the_screen_shows_one_narrow_table(activity, ended):
    """The own plan beside doing nothing, no number without its interval."""
    view = debrief(activity, ended())
    (table,) = [block for block in view.blocks if isinstance(block, Table)]

    assert len(table.columns) == 3
    assert all("(" in cell and "–" in cell for row in table.rows for cell in row[1:])


def test_what_is_long_is_folded(activity, game, ended):
    """Only what nobody may miss stands open: the limits of the game."""
    view = debrief(activity, ended())
    opened = [block for block in view.blocks if isinstance(block, Lines) and not block.folded]

    assert [[entry.text for entry in block.entries] for block in opened] == [game.limits]


def test_the_facts_are_quoted_under_their_titles(activity, game, ended):
    """Each by its id, so that it stands in full at the foot of the screen."""
    blocks = debrief(activity, ended()).blocks
    quoted = [
        (entry.text, entry.remark)
        for block in blocks
        if isinstance(block, Lines)
        for entry in block.entries
        if entry.remark in [f"{{{name}}}" for name in game.facts]
    ]

    assert quoted == [(activity.titles[name], f"{{{name}}}") for name in game.facts]


def test_a_world_and_the_burden_are_explained_where_they_are_counted(activity, ended):
    """On the screen and on the sheet."""
    state = ended()

    for view in (activity.view(state), activity.paper(state)):
        text = draw_text(view, "id")
        assert "Satu kali main kami sebut satu dunia." in text
        assert "Beban ialah" in text


def test_it_says_what_was_hidden_and_asks_a_question(activity, game, ended):
    """Profiles of the chosen villages, what measures do, limits, facts, sources."""
    state = ended()
    text = draw_text(activity.view(state), "id")
    blocks = activity.view(state).blocks

    for each in activity.chosen(state):
        assert each.profile.told in text
    for said in (game.talk, game.limits[0], game.measures[0].why, game.indicators[0].after):
        assert said in text
    assert any(isinstance(block, Sources) and block.sources for block in blocks)


def test_the_comparison_can_be_printed(activity, game, ended, ready, walk):
    """On one sheet with the questions to talk about; before the end there is nothing to print."""
    state = ended()
    sheet = draw_text(activity.paper(state), "id")

    assert activity.view(state).print_at == "/print/own/villages/tiga-desa"
    assert all(each.question in sheet for each in game.reviews)
    assert "bukan ramalan" in sheet
    assert activity.paper(replay(activity, 1, walk(*ready, "run=year"))) is None


def test_spending_nothing_is_told_as_no_better_than_nothing(activity, ended):
    """The same as the first rival in every world."""
    view = activity.view(ended("clear"))
    first = next(block for block in view.blocks if isinstance(block, Feedback))

    assert first.tone == "poor"
    assert first.text.values["better"] == 0
    assert first.text.values["mean"] == 0
