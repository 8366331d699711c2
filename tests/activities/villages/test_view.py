"""Views before the end: table, plan, quarter, each on a phone's measure."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Options, Steppers, Table
from tppo_kit.activities.habits import offered


@pytest.fixture
def seen(activity, walk):
    """Give a function from steps to the view after them."""
    return lambda *steps: activity.view(replay(activity, 1, walk(*steps)))


def blocks(view, kind):
    """Return the blocks of a kind."""
    return [block for block in view.blocks if isinstance(block, kind)]


def test_the_table_shows_twelve_villages_with_intervals(seen):
    """Counts as they are, shares of a sample as intervals."""
    [table] = blocks(seen("begin"), Table)

    assert len(table.rows) == 12
    assert all(row[1].isdigit() and row[2].isdigit() for row in table.rows)
    assert all("–" in cell for row in table.rows for cell in row[3:])


def test_a_fourth_village_is_locked(seen):
    """Three chosen, nine locked with a reason, and the way on is open."""
    view = seen("begin", "toggle=anis", "toggle=soka", "toggle=iris")
    tiles, ready = blocks(view, Options)

    assert [tile.state for tile in tiles.options].count("chosen") == 3
    assert all(tile.note for tile in tiles.options if tile.state == "locked")
    assert ready.options[0].state == "open"


def test_each_village_is_edited_on_its_own_page(seen, ready):
    """Steppers for what belongs there; what is shared has a page too."""
    [own] = blocks(seen(*ready, "edit=2"), Steppers)
    [shared] = blocks(seen(*ready, "edit=all"), Steppers)

    assert {step.id[-1] for step in own.steps} == {"2"}
    assert {step.id.rpartition(".")[2] for step in shared.steps} == {"all"}


def test_the_cover_explains_the_model_and_its_assumptions(activity, seen):
    """Folded away below the button; assumptions can be changed before playing."""
    view, changing = seen(), seen("open=assumptions")
    [steps] = blocks(changing, Steppers)

    assert {event.name for event in offered(view)} == {"begin", "open"}
    assert len(steps.steps) == len(activity.changeable)
