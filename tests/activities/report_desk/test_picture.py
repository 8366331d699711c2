"""The pictures of a shift: every report has its row, and the words say the same."""

from random import Random

import pytest

from tppo_kit.activities.drawing import Box, Label, Stroke
from tppo_kit.activities.habits import Habit
from tppo_kit.activities.report_desk.course import Stay
from tppo_kit.activities.report_desk.picture import WIDTH, line_lengths, queue, timeline
from tppo_kit.content.simulations.report_reports import Way
from tppo_kit.language import shown


def drawn(activity, state):
    """Return the timeline of a finished play."""
    made = {decision.report: decision for decision in state.decisions}
    return timeline(activity, activity.course(state), made)


def test_the_line_rises_and_falls():
    """Two who overlap make a line of two; who does not wait makes none."""
    stays = [
        Stay("a", 0, 10, served=True),
        Stay("b", 5, 20, served=False),
        Stay("c", 7, 7, served=True),
    ]

    assert line_lengths(stays) == [(0, 1), (5, 2), (10, 1), (20, 0)]


@pytest.mark.parametrize("habit", Habit)
@pytest.mark.parametrize("seed", range(6))
def test_a_timeline_stays_in_its_frame(activity, played, habit, seed):
    """Nothing is drawn outside, and each report is a sentence."""
    drawing = drawn(activity, played(habit, seed)[0])
    points = []
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            points += [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        elif isinstance(shape, Stroke):
            points += shape.points
        elif isinstance(shape, Label):
            points.append((shape.x, shape.y))

    assert all(0 <= x <= WIDTH and 0 <= y <= drawing.height for x, y in points)
    assert len(drawing.words) == activity.desk.drawn


def test_served_is_a_box_and_waiting_is_dashed(activity, played):
    """As many boxes as reports heard, as many dashes as stays in the line."""
    state, _ = played(Habit.SUSPICIOUS, 3)
    course, shapes = activity.course(state), drawn(activity, state).shapes

    assert sum(isinstance(shape, Box) for shape in shapes) == len(course.done)
    dashed = [s for s in shapes if isinstance(s, Stroke) and "dashed" in s.style]
    assert len(dashed) == len(course.stays)


def test_a_long_line_is_cut_but_counted():
    """Only so many places fit; the words name all."""
    chance = Random(1)
    waiting = chance.choices(list(Way), k=9)
    drawing = queue(waiting)
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]

    assert max(box.x + box.width for box in boxes) <= WIDTH
    assert len(drawing.words) == 9
    assert drawing.title.render("en") == "Waiting: 9"


def test_each_row_says_how_it_ended(activity, played):
    """Safe with its time, answered, hurt, or not heard at all."""
    ends = {}
    for habit in (Habit.BY_THE_BOOK, Habit.SUSPICIOUS):
        shapes = drawn(activity, played(habit, 2)[0]).shapes
        labels = [shown(s.text, "en") for s in shapes if isinstance(s, Label) and s.x > 300]
        ends[habit] = {label.split(":")[0] for label in labels}

    assert ends[Habit.BY_THE_BOOK] - {"not heard"} == {"safe", "answered"}
    assert {"✗ troubled", "✗ given away"} <= ends[Habit.SUSPICIOUS]
    assert "safe" not in ends[Habit.SUSPICIOUS]
