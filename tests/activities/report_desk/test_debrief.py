"""The debrief: score, harm, comparison, picture, each report, one question to talk about."""

import pytest

from tppo_kit.activities.blocks import Feedback, Lines, Sources, Table
from tppo_kit.activities.drawing import Drawing
from tppo_kit.activities.habits import Habit
from tppo_kit.activities.report_desk.course import unheard
from tppo_kit.views.draw import draw_text


@pytest.mark.parametrize("habit", Habit)
def test_every_part_is_there(activity, played, habit):
    """Whatever was done, the debrief holds all its parts and every report."""
    state, _ = played(habit, 2)
    view = activity.view(state)
    kinds = [type(block) for block in view.blocks]
    text = draw_text(view, "id")

    for kind in (Feedback, Table, Drawing, Lines, Sources):
        assert kind in kinds
    for visit in activity.course(state).visits:
        assert visit.report.why in text
        assert visit.report.harmless in text
    assert activity.desk.talk in text
    assert all(assumption.text in text for assumption in activity.desk.assumptions[:3])


def test_who_was_hurt_stands_first(activity, played):
    """A shift of suspicion names the innocent; a careful one names nobody."""
    first = {}
    for habit, seed in ((Habit.SUSPICIOUS, 2), (Habit.BY_THE_BOOK, 1)):
        state, _ = played(habit, seed)
        first[habit] = activity.view(state).blocks[1]

    assert isinstance(first[Habit.SUSPICIOUS], Lines)
    assert len(first[Habit.SUSPICIOUS].entries) > 2
    assert isinstance(first[Habit.BY_THE_BOOK], Table)


def test_facts_are_quoted_by_name(activity, played):
    """Their words come from the records when drawn."""
    state, _ = played()
    entries = [
        entry.text
        for block in activity.view(state).blocks
        if isinstance(block, Lines)
        for entry in block.entries
    ]
    wanted = {fact for visit in activity.course(state).visits for fact in visit.report.facts}

    assert {f"{{{fact}}}" for fact in wanted} <= {text for text in entries if isinstance(text, str)}


def test_who_was_never_heard_is_named_too(activity, played):
    """Somebody who needed help and gave up waiting stands among those who were hurt."""
    state = next(
        state
        for state in (played(Habit.SUSPICIOUS, seed)[0] for seed in range(20))
        if unheard(activity.course(state))
    )
    hurt = activity.view(state).blocks[1]

    for report in unheard(activity.course(state)):
        assert report.hurt in [entry.remark for entry in hurt.entries]
