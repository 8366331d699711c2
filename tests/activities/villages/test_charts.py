"""Pictures: inside their frame, readable without colour, the same in words."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.drawing import Box, Dot, Label, Stroke
from tppo_kit.activities.villages.charts import PEOPLE_DRAWN, burdens, fan, network


@pytest.fixture
def ended(activity, ready, walk):
    """Give the state after three years."""
    return replay(activity, 1, walk(*ready, "run=year", "run=year", "run=year"))


@pytest.fixture
def pictures(activity, ended):
    """Give all three pictures."""
    verdict = activity.runs.verdict(activity.setting(ended), ended.played)
    return fan(activity, ended), burdens(activity, verdict), network(activity, ended)


def places(shape):
    """Return the points that a shape touches."""
    if isinstance(shape, Box):
        return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
    return shape.points if isinstance(shape, Stroke) else [(shape.x, shape.y)]


def test_everything_lies_inside_the_frame(pictures):
    """No shape reaches beyond the width or the height."""
    for picture in pictures:
        for shape in picture.shapes:
            for x, y in places(shape):
                assert 0 <= x <= picture.width
                assert 0 <= y <= picture.height


def test_what_must_be_told_apart_differs_in_pattern(pictures):
    """Own plan and doing nothing, and who is what in the network, by line or hatching."""
    over_time, side_by_side, people = pictures
    fills = {shape.style for shape in people.shapes if isinstance(shape, Dot)}

    assert any("hatched" in shape.style for shape in over_time.shapes)
    assert any("dashed" in shape.style for shape in over_time.shapes)
    assert {s.style for s in side_by_side.shapes if isinstance(s, Box)} == {"soft", "crossed"}
    assert {"strong", "none", "none dashed", "crossed thick"} <= fills


def test_each_picture_is_told_in_words(activity, pictures):
    """Each year, each plan, and who is known how to be."""
    over_time, side_by_side, people = pictures

    assert len(over_time.words) == 3
    assert len(side_by_side.words) == 1 + len(activity.game.plans)
    assert len(people.words) == 3
    assert all(isinstance(s, Label | Stroke | Box | Dot) for s in over_time.shapes)


def test_the_network_shows_a_part_of_one_village(activity, ended):
    """So many people, and ties among them only."""
    picture = network(activity, ended)
    legend = 4

    assert sum(isinstance(s, Dot) for s in picture.shapes) == PEOPLE_DRAWN + legend
    assert sum(isinstance(s, Stroke) for s in picture.shapes) > PEOPLE_DRAWN
