"""A quarter that has passed: intervals beside every number, pictures after a year, a way on."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Feedback, Options, Table
from tppo_kit.activities.drawing import Drawing
from tppo_kit.activities.habits import offered


@pytest.fixture
def seen(activity, walk):
    """Give a function from steps to the view after them."""
    return lambda *steps: activity.view(replay(activity, 1, walk(*steps)))


def blocks(view, kind):
    """Return the blocks of a kind."""
    return [block for block in view.blocks if isinstance(block, kind)]


def test_a_quarter_shows_one_world_and_the_interval_of_all(seen, ready):
    """Every number of a quarter stands beside its interval; a year ends in pictures."""
    quarter, year = seen(*ready, "run=quarter"), seen(*ready, "run=year")
    [table] = blocks(quarter, Table)

    assert all("(" in cell and "–" in cell for row in table.rows for cell in row[1:])
    assert not blocks(quarter, Drawing)
    assert len(blocks(year, Drawing)) == 2
    assert quarter.progress == (1, 12)


def test_what_cannot_be_paid_is_locked(activity, ready, walk):
    """The way on says what is missing; emptying the plan stays open."""
    dear = [f"spend={slot.id}+" for slot in activity.planner.slots if slot.page == "1"] * 2
    spent = walk(*ready, "clear", "edit=1", *dear, "copy", "back", "run=year", "open=plan")
    view = activity.view(replay(activity, 1, spent))
    pressable = {event.name for event in offered(view)}
    [play] = [block for block in blocks(view, Options) if block.event == "run"]

    assert "run" not in pressable
    assert "clear" in pressable
    assert play.options[0].note


def test_each_year_ends_in_a_question_of_its_own(game, seen, ready):
    """Other quarters ask what their numbers do not tell."""
    years = [["run=year"] * number for number in (1, 2, 3)]
    asked = [blocks(seen(*ready, *steps), Feedback)[-1].text for steps in years]

    assert asked == [review.question for review in game.reviews]


def test_the_way_on_leads_to_the_end_of_the_year_or_of_the_game(seen, ready):
    """In the last quarter of a year no button plays on to its end; after twelve only the end."""
    third = {(e.name, e.value) for e in offered(seen(*ready, *["run=quarter"] * 3))}
    last = {(e.name, e.value) for e in offered(seen(*ready, *["run=year"] * 3))}

    assert third == {("run", "quarter"), ("open", "plan")}
    assert last == {("finish", "")}
