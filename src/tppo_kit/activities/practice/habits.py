"""How people of different habits go through a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.grading import right_answers
from tppo_kit.activities.habits import Habit
from tppo_kit.activities.practice.state import Stage
from tppo_kit.records import Event, Rung

if TYPE_CHECKING:
    from random import Random

    from tppo_kit.activities.practice.activity import PracticeActivity
    from tppo_kit.activities.practice.pool import Knowledge
    from tppo_kit.activities.practice.state import PracticeState

_STEPS = {
    # Something gives pause in every case: that alone is the first impression.
    Habit.HASTY: Rung.CONSULT,
    Habit.SUSPICIOUS: Rung.URGENT,
    Habit.SILENT: Rung.NO_CONCERN,
}


def next_of_habit(
    activity: PracticeActivity, state: PracticeState, habit: Habit, chance: Random
) -> Event:
    """Return the next event; every habit stands wherever chance puts it."""
    if state.stage in {Stage.COVER, Stage.RESTING}:
        name = "begin" if state.stage is Stage.COVER else "extra"
        return Event(name, chance.choice(activity.plan.places).id)
    if state.stage is Stage.TOLD:
        return Event("next")
    if state.stage is Stage.CONFIDENCE:
        return Event("confidence", "90" if habit is Habit.BY_THE_BOOK else "100")
    pool, at_hand = activity.pools[state.place], state.picks[len(state.answers)]
    knowledge = pool.knowledge(at_hand)
    if knowledge is not None:
        return _known(knowledge, state, habit)
    case = pool.case(at_hand)
    truth = case.truth if case else Rung.NO_CONCERN
    return Event("answer", _STEPS.get(habit, truth).value)


def _known(knowledge: Knowledge, state: PracticeState, habit: Habit) -> Event:
    """Return the answer to a question on a fact; whoever does not think takes what stands first."""
    item, right = knowledge.item, right_answers(knowledge.item)
    wanted = [name for name in knowledge.shown if name in right]
    if habit is not Habit.BY_THE_BOOK:
        wanted = [knowledge.shown[0]]
    if item.kind != "several":
        return Event("answer", wanted[0])
    left = [name for name in wanted if name not in state.picked]
    return Event("toggle", left[0]) if left else Event("seal")
