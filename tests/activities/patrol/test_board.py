"""The sketch and the bars say in words what they show."""

from tppo_kit.activities.drawing import Box, Label, Stroke
from tppo_kit.activities.patrol.board import WIDTH, bars, board, signed
from tppo_kit.language import say


def test_every_post_is_told_in_words(activity):
    """Days and people of each post stand in the text alternative."""
    size = len(activity.names)
    drawing = board(activity, "Papan", range(size), [float(2 * post) for post in range(size)])
    words = [line.render("id") for line in drawing.words]

    assert len(words) == size
    for number, name in enumerate(activity.names):
        assert name in words[number]
        assert f"{number} dari 10" in words[number]
        assert f"{2 * number} orang" in words[number]


def test_hatching_grows_with_the_days(activity):
    """A full box for ten days, none for no day."""
    size = len(activity.names)
    heights = {}
    for many in (0, 5, 10):
        drawing = board(activity, "Papan", [many] * size)
        boxes = [each for each in drawing.shapes if isinstance(each, Box)]
        heights[many] = [each.height for each in boxes if "hatched" in each.style]

    assert heights == {0: [], 5: [15.0] * size, 10: [30.0] * size}


def test_nothing_is_drawn_outside_the_picture(activity):
    """Boxes, lines and the starts of labels lie within width and height."""
    size = len(activity.names)
    drawing = board(activity, "Papan", [10] * size, [60.0] * size)

    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert shape.x >= 0
            assert shape.x + shape.width <= WIDTH
            assert shape.y + shape.height <= drawing.height
        elif isinstance(shape, Label):
            assert 0 <= shape.x < WIDTH - 10
            assert 0 < shape.y <= drawing.height
        elif isinstance(shape, Stroke):
            assert all(0 <= x <= WIDTH and 0 <= y <= drawing.height for x, y in shape.points)


def test_bars_are_as_long_as_their_values():
    """The largest value has the longest bar; less than nothing is shown as nothing."""
    entries = [(say("Round"), 40.0, "strong"), (say("Round"), 20.0, ""), (say("Round"), -7.0, "")]
    drawing = bars("Orang", entries)
    widths = [each.width for each in drawing.shapes if isinstance(each, Box)]

    assert widths == [280.0, 140.0, 1.0]
    assert drawing.words[2].render("id").endswith(": 0 orang")


def test_numbers_have_a_true_minus_and_no_minus_zero():
    """What rounds to nothing is plain nothing."""
    assert [signed(value) for value in (-3.2, -0.2, 0.4, 12.6)] == ["−3", "0", "0", "13"]
