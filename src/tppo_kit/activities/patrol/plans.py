"""Plans to compare with: nobody, evenly, the hottest place, and the best that can be computed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from tppo_kit.activities.patrol.ground import DAYS, Ground, Plan
from tppo_kit.activities.patrol.recruiters import expected
from tppo_kit.activities.patrol.stackelberg import coverage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A plan is as good as the best one from this share on.
AS_GOOD = 0.95
_TINY = 1e-9


def nobody(ground: Ground) -> Plan:
    """Return the plan without presence."""
    return Plan((0,) * len(ground.posts))


def evenly(ground: Ground) -> Plan:
    """Return the plan that gives each post the same, what is left over to the first ones."""
    return Plan(_whole([min(DAYS, ground.capacity / len(ground.posts))] * len(ground.posts)))


def hottest(ground: Ground, amounts: Sequence[int] | None = None, checks: int = 0) -> Plan:
    """Return the plan that puts each unit, always, where most people are approached.

    Args:
        ground: the game.
        amounts: for each post what counts instead of people approached.
        checks: how many units check people.
    """
    counts = amounts or [post.approached for post in ground.posts]
    ranked = sorted(range(len(counts)), key=lambda post: -counts[post])
    taken = set(ranked[: ground.units])
    days = tuple(DAYS if post in taken else 0 for post in range(len(counts)))
    return Plan(days, fixed=True, checks=checks)


def protection(ground: Ground, plan: Plan) -> float:
    """Return how many more people are protected in ten days than with nobody there.

    Recruiters know the plan: what luck or surprise adds is not counted.
    """
    before = expected(ground, nobody(ground)).unprotected
    return before - expected(ground, plan).unprotected


def net_protection(ground: Ground, plan: Plan) -> float:
    """Return the people protected, less what checks cost harmless people."""
    return protection(ground, plan) - ground.harm * expected(ground, plan).stopped


def share(ground: Ground, plan: Plan) -> float:
    """Return the net protection of a plan, 1 for the best plan and 0 for nobody there.

    Where presence cannot protect anybody there is nothing to share, and all plans get 0.
    """
    most = net_protection(ground, best(ground))
    return net_protection(ground, plan) / most if most > _TINY else 0.0


@cache
def best(ground: Ground) -> Plan:
    """Return the best plan in whole days, drawn by lot, against recruiters who know it.

    The equilibrium coverage (see ``stackelberg.coverage``) is rounded to whole days. Single days
    are then moved as long as that helps, because recruiters sometimes err (quantal response)
    where the equilibrium takes them to be perfect.
    """
    ideal = coverage(ground.game())
    plan = Plan(_whole([DAYS * share for share in ideal.mixture]))
    while True:
        better = max(_neighbours(ground, plan), key=lambda other: protection(ground, other))
        if protection(ground, better) <= protection(ground, plan) + _TINY:
            return plan
        plan = better


def _whole(amounts: Sequence[float]) -> tuple[int, ...]:
    """Return whole numbers with the rounded sum, the largest remainders rounded up."""
    floors = [int(amount + _TINY) for amount in amounts]
    left = round(sum(amounts)) - sum(floors)
    order = sorted(range(len(floors)), key=lambda post: floors[post] - amounts[post])
    raised = set(order[:left])
    return tuple(floor + (post in raised) for post, floor in enumerate(floors))


def _neighbours(ground: Ground, plan: Plan) -> Iterator[Plan]:
    """Yield the plans in which one day was moved, given out or taken back."""
    here: list[int | None] = [post for post, many in enumerate(plan.days) if many]
    there: list[int | None] = [post for post, many in enumerate(plan.days) if many < DAYS]
    if sum(plan.days) < ground.capacity:
        here.append(None)
    for source, target in product(here, [*there, None]):
        if source != target:
            days = list(plan.days)
            if source is not None:
                days[source] -= 1
            if target is not None:
                days[target] += 1
            yield replace(plan, days=tuple(days))
