"""The picture: a square for each line, told apart without colour, and the same in words."""

from tppo_kit.activities.drawing import Box, Label
from tppo_kit.activities.messages.picture import picture
from tppo_kit.activities.messages.tally import Score

SCORES = [
    Score(2, 1, 0, right_step=True),
    Score(0, 0, 0, right_step=True),
    Score(0, 1, 14, right_step=True),
]


def test_every_line_is_a_square_with_a_pattern_of_its_own():
    """Found is filled, missed is dashed, too many is crossed; the legend shows all three."""
    styles = [
        shape.style for shape in picture(["A", "B", "C"], SCORES).shapes if type(shape) is Box
    ]

    assert [styles.count(style) for style in ("strong", "none dashed", "crossed")] == [3, 3, 15]


def test_a_message_without_squares_says_so():
    """Nothing to mark and nothing marked is a success, and is written there."""
    labels = [shape.text for shape in picture(["B"], SCORES[1:2]).shapes if type(shape) is Label]

    assert "nothing to mark, nothing marked" in [getattr(text, "text", text) for text in labels]


def test_everything_stays_inside_the_picture():
    """However many lines were marked, no shape leaves the picture."""
    drawing = picture(["A", "B", "C"], SCORES)
    for shape in drawing.shapes:
        right = shape.x + getattr(shape, "width", 0)
        bottom = shape.y + getattr(shape, "height", 0)

        assert 0 <= shape.x <= right <= drawing.width
        assert 0 <= shape.y <= bottom <= drawing.height


def test_the_words_tell_the_same():
    """Each message has its sentence with its numbers."""
    words = picture(["A", "B", "C"], SCORES).words

    assert words[2].render("en") == "3. C: found 0, missed 1, too many 14."
