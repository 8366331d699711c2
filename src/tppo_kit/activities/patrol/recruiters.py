"""How recruiters answer to what they have seen, and what comes of a plan in expectation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from tppo_kit.activities.patrol.ground import DAYS
from tppo_kit.activities.patrol.schedule import timetable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.patrol.ground import Ground, Plan


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of ten days; tuples have one entry for each post.

    Attributes:
        approached: people that recruiters speak to.
        informed: those of them who had been informed first.
        stopped: harmless people stopped by checks, over all posts.
    """

    approached: tuple[float, ...]
    informed: tuple[float, ...]
    stopped: float

    @property
    def unprotected(self) -> float:
        """Return the people that recruiters speak to who knew nothing yet."""
        return sum(self.approached) - sum(self.informed)


def choices(ground: Ground, seen: Sequence[float], effect: float) -> tuple[float, ...]:
    """Return the probability that recruiters choose each post, by quantal response.

    A logit of their utility U (McFadden 1974; McKelvey & Palfrey 1995; in security games Yang,
    Kiekintveld, Ordóñez, Tambe & John 2011): q_t = exp(λ U_t) / sum_i exp(λ U_i), with λ the
    sharpness and U_t the gain less what presence, as seen, takes from it.

    Args:
        ground: the game.
        seen: for each post how often somebody was there, 0 to 1.
        effect: how much of the loss a presence brings about, 0 to 1.
    """
    worth = [
        post.gain - (post.gain - post.setback) * effect * often
        for post, often in zip(ground.posts, seen, strict=True)
    ]
    best = max(worth)
    weights = [exp(ground.sharpness * (each - best)) for each in worth]
    total = sum(weights)
    return tuple(weight / total for weight in weights)


@lru_cache(maxsize=4096)
def expected(ground: Ground, plan: Plan, seen: tuple[float, ...] | None = None) -> Forecast:
    """Return what is expected of ten days of a plan.

    Args:
        ground: the game.
        plan: what is done.
        seen: how often recruiters saw somebody at each post before; None if they know the plan
            itself: by its frequencies when it is drawn by lot, day by day when it is fixed.
    """
    effect = ground.effect(plan.checks)
    if seen is None and plan.fixed:
        rows: list[tuple[float, ...]] = [
            tuple(float(post in row) for post in range(len(ground.posts)))
            for row in timetable(plan.days, DAYS)
        ]
        days = [(1, choices(ground, row, effect), row) for row in rows]
    else:
        known = plan.frequencies if seen is None else seen
        days = [(DAYS, choices(ground, known, effect), plan.frequencies)]
    approached, informed = [], []
    for number, post in enumerate(ground.posts):
        chosen = sum(many * taken[number] for many, taken, _ in days)
        met = sum(many * taken[number] * there[number] for many, taken, there in days)
        approached.append(post.approached * chosen)
        informed.append(post.approached * effect * met)
    return Forecast(tuple(approached), tuple(informed), harmless_stopped(ground, plan))


def harmless_stopped(ground: Ground, plan: Plan) -> float:
    """Return how many people without any part in it are stopped in ten days."""
    people = sum(post.stopped * many for post, many in zip(ground.posts, plan.days, strict=True))
    return people * plan.checks / ground.units * (1 - 1 / ground.one_in)


def watched(ground: Ground, earlier: Sequence[Plan]) -> tuple[float, ...]:
    """Return how often recruiters think somebody is at each post, from earlier rounds.

    The mean over rounds, where each round further back counts ``memory`` times as much; before
    the first they have seen nobody.
    """
    if not earlier:
        return (0.0,) * len(ground.posts)
    weights = [ground.memory**back for back in reversed(range(len(earlier)))]
    total = sum(weights)
    return tuple(
        sum(weight * plan.frequencies[post] for weight, plan in zip(weights, earlier, strict=True))
        / total
        for post in range(len(ground.posts))
    )


def known_by_heart(plans: Sequence[Plan]) -> bool:
    """Tell whether the last plan is a timetable that was there in the round before."""
    return len(plans) > 1 and plans[-1].fixed and plans[-1] == plans[-2]


@lru_cache(maxsize=512)
def in_round(ground: Ground, plans: tuple[Plan, ...]) -> Forecast:
    """Return what is expected of the last of some rounds, recruiters having watched the others.

    What is known by heart is answered day by day, everything else by what was seen.
    """
    *earlier, plan = plans
    return expected(ground, plan, None if known_by_heart(plans) else watched(ground, earlier))
