"""One drawn course of ten days, to set beside what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tppo_kit.activities.patrol.ground import DAYS
from tppo_kit.activities.patrol.recruiters import choices, known_by_heart, watched
from tppo_kit.activities.patrol.schedule import drawn, timetable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.patrol.ground import Ground, Plan
    from tppo_kit.activities.patrol.schedule import Allocation


@dataclass(frozen=True, slots=True)
class Day:
    """Where units were, where recruiters were, whom they spoke to, and who knew already."""

    present: Allocation
    chosen: int
    approached: int
    informed: int


def days_of(plan: Plan, chance: Random) -> tuple[Allocation, ...]:
    """Return where units are on each of ten days: by timetable, or drawn anew each day."""
    return timetable(plan.days, DAYS) if plan.fixed else drawn(plan.days, DAYS, chance)


def sample(ground: Ground, plans: Sequence[Plan], seed: int) -> tuple[Day, ...]:
    """Return one drawn course of the last of some rounds; the same seed gives the same.

    Recruiters choose as in ``recruiters.in_round``.
    """
    *earlier, plan = plans
    chance = Random(f"{seed}-{len(plans)}")
    effect = ground.effect(plan.checks)
    known = known_by_heart(plans)
    seen = watched(ground, earlier)
    course = []
    for present in days_of(plan, chance):
        view = [float(post in present) for post in range(len(ground.posts))] if known else seen
        weights = choices(ground, view, effect)
        chosen = chance.choices(range(len(ground.posts)), weights)[0]
        people = ground.posts[chosen].approached
        reached = effect if chosen in present else 0.0
        informed = sum(chance.random() < reached for _ in range(people))
        course.append(Day(present, chosen, people, informed))
    return tuple(course)
