"""How people of four habits would play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.villages.indicators import likely_need
from tppo_kit.activities.villages.plans import MOST_LEVEL
from tppo_kit.activities.villages.state import Stage
from tppo_kit.content.simulations.villages import ASSISTED, QUARTERS, Effect
from tppo_kit.records import Event

if TYPE_CHECKING:
    from random import Random

    from tppo_kit.activities.villages.activity import VillagesActivity
    from tppo_kit.activities.villages.plans import Quarter, Slot
    from tppo_kit.activities.villages.state import VillagesState

#: What those who read the record would look for.
_CARING = frozenset({Effect.SPOT, Effect.OPEN, Effect.HELP})


def next_event(
    activity: VillagesActivity, state: VillagesState, habit: Habit, chance: Random
) -> Event:
    """Return what a person of a habit does next."""
    if state.stage is Stage.COVER:
        return Event("begin")
    if state.stage is Stage.CHOOSE:
        return _choose(activity, state, habit, chance)
    if state.stage is Stage.SEEN and len(state.played) == QUARTERS:
        return Event("finish")
    wanted = _wanted(activity, state, habit)
    if state.stage is Stage.EDIT:
        return _change(activity, state, wanted)
    differs = [
        slot.page
        for slot, level, aim in zip(activity.planner.slots, state.draft, wanted, strict=True)
        if level != aim
    ]
    if not differs:
        return Event("run", "quarter")
    return Event("open", "plan") if state.stage is Stage.SEEN else Event("edit", differs[0])


def _choose(
    activity: VillagesActivity, state: VillagesState, habit: Habit, chance: Random
) -> Event:
    if len(state.chosen) == ASSISTED:
        return Event("seal")
    villages = list(activity.villages(state.seed))
    if habit is Habit.BY_THE_BOOK:
        villages.sort(key=lambda each: -likely_need(activity.game, each))
    elif habit is Habit.SUSPICIOUS:
        villages.sort(key=lambda each: -each.reports)
    elif habit is Habit.SILENT:
        chance.shuffle(villages)
    free = [each for each in villages if each.village.id not in state.chosen]
    return Event("toggle", free[0].village.id)


def _change(activity: VillagesActivity, state: VillagesState, wanted: Quarter) -> Event:
    for slot, level, aim in zip(activity.planner.slots, state.draft, wanted, strict=True):
        if slot.page == state.page and level != aim:
            return Event("spend", f"{slot.id}{'+' if aim > level else '-'}")
    return Event("back")


def _wanted(activity: VillagesActivity, state: VillagesState, habit: Habit) -> Quarter:
    """Return the levels that a person of a habit wants for the next quarter."""
    slots = activity.planner.slots
    if habit is Habit.SILENT:
        return activity.planner.nothing
    if habit is Habit.BY_THE_BOOK:
        return _caring(activity, state)
    strength = Effect.ALARM if habit is Habit.SUSPICIOUS else Effect.LEARN
    first = max(slots, key=lambda slot: slot.measure.effects.get(strength, 0)).measure
    levels = [MOST_LEVEL * (slot.measure is first) for slot in slots]
    if habit is Habit.SUSPICIOUS:
        # Whatever else makes people report each other.
        for place, slot in enumerate(slots):
            if slot.village is None and strength in slot.measure.effects:
                levels[place] = MOST_LEVEL
    return _affordable(activity, state, levels)


def _caring(activity: VillagesActivity, state: VillagesState) -> Quarter:
    """Return checking, telling and helping everywhere, and more where offers grow vague."""
    slots = activity.planner.slots
    caring = [int(bool(_CARING & slot.measure.effects.keys())) for slot in slots]
    if state.played:
        offers = activity.offers_seen(state)
        softest = offers.index(max(offers))
        caring[_checking(slots, softest)] = MOST_LEVEL
    return _affordable(activity, state, caring)


def _checking(slots: tuple[Slot, ...], village: int) -> int:
    return max(
        range(len(slots)),
        key=lambda place: (
            slots[place].village == village,
            slots[place].measure.effects.get(Effect.SPOT, 0),
        ),
    )


def _affordable(activity: VillagesActivity, state: VillagesState, levels: list[int]) -> Quarter:
    """Return the levels, from the last on lowered until a quarter costs no more than its part."""
    quarters = QUARTERS - len(state.played)
    most = activity.left(state) // quarters
    lowered = list(levels)
    for place in reversed(range(len(lowered))):
        while lowered[place] and activity.planner.cost(tuple(lowered)) > most:
            lowered[place] -= 1
    return tuple(lowered)
