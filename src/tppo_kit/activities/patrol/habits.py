"""What people of different habits do in the patrol game."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tppo_kit.activities.habits import Habit
from tppo_kit.activities.patrol.plans import best, hottest, nobody
from tppo_kit.records import Event

if TYPE_CHECKING:
    from tppo_kit.activities.patrol.game import PatrolActivity, PatrolState
    from tppo_kit.activities.patrol.ground import Ground, Plan


def next_event(activity: PatrolActivity, state: PatrolState, habit: Habit) -> Event:
    """Return the next press on the way to the plan of a habit.

    By the book: the best plan, drawn by lot, with information. Hasty: always the hottest places.
    Suspicious: every unit checks people where most of them pass. Silent: nobody anywhere.
    """
    if not state.begun:
        return Event("begin")
    if state.reviewing:
        return Event("next")
    return _towards(activity, state.plan, _wanted(activity.ground, habit))


def _wanted(ground: Ground, habit: Habit) -> Plan:
    if habit is Habit.BY_THE_BOOK:
        return best(ground)
    if habit is Habit.HASTY:
        return hottest(ground)
    if habit is Habit.SUSPICIOUS:
        return hottest(ground, [post.stopped for post in ground.posts], ground.units)
    return replace(nobody(ground), fixed=True)


def _towards(activity: PatrolActivity, plan: Plan, wanted: Plan) -> Event:
    if plan.fixed != wanted.fixed:
        return Event("mode", "fixed" if wanted.fixed else "dice")
    if plan.checks != wanted.checks:
        return Event("duty", str(wanted.checks))
    for sign in ("-", "+"):
        for post, now, then in zip(activity.patrol.posts, plan.days, wanted.days, strict=True):
            if (now > then) if sign == "-" else (now < then):
                return Event("days", f"{post.id}{sign}")
    return Event("run")
