"""Plans played in two hundred worlds at once; what was worked out before is kept.

A plan is stepped together with its rivals. A decision costs one quarter only, for the population
after the last quarters is kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tppo_kit.activities.villages.model import World
from tppo_kit.activities.villages.plans import Planner
from tppo_kit.activities.villages.population import COUNTED, Population, Rules, Size
from tppo_kit.content.simulations.village_assumptions import Parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tppo_kit.activities.villages.plans import Quarter
    from tppo_kit.content.simulations.villages import VillageGame

Counts = dict[str, "NDArray[np.int64]"]


class Setting(NamedTuple):
    """What decides chance and world, apart from the plan.

    Attributes:
        seed: of the attempt.
        profiles: places of the chosen villages among the profiles of the record.
        assumed: values of the assumptions that players may change.
    """

    seed: int
    profiles: tuple[int, ...]
    assumed: tuple[int, ...]


class Runs:
    """Histories of plans in all worlds of a setting."""

    def __init__(self, game: VillageGame, size: Size) -> None:
        """Take a sound record; nothing is worked out yet."""
        self.game = game
        self.size = size
        self.planner = Planner(game)
        self.rivals = tuple(self.planner.rival(plan) for plan in game.plans)
        self._world = lru_cache(maxsize=2)(self._make_world)
        self._population = lru_cache(maxsize=2)(self._step)
        self._counts = lru_cache(maxsize=64)(self._count)
        self._verdict = lru_cache(maxsize=64)(self._judge)

    def rules(self, assumed: Sequence[int]) -> Rules:
        """Return the assumptions as shares, with those that the player changed."""
        values = {each.id: each.value for each in self.game.assumptions}
        changeable = [each.id for each in self.game.assumptions if each.step]
        values.update(zip(changeable, assumed, strict=True))
        return Rules(*(values[parameter] / 100 for parameter in Parameter))

    def history(self, setting: Setting, plan: tuple[Quarter, ...]) -> NDArray[np.int32]:
        """Return what was counted; shape (quarters, what, villages, plans, worlds).

        The first of the plans is the one asked for, the others are the rivals.
        """
        ends = range(1, len(plan) + 1)
        return np.stack([self._counts(setting, plan[:end]) for end in ends])

    def last(self, setting: Setting, plan: tuple[Quarter, ...]) -> NDArray[np.int32]:
        """Return what was counted in the last quarter; shape (what, villages, plans, worlds)."""
        return self._counts(setting, plan)

    def population(self, setting: Setting, plan: tuple[Quarter, ...]) -> Population:
        """Return the people after the quarters of a plan, and of each rival."""
        return self._population(setting, plan)

    def neighbours(self, setting: Setting) -> NDArray[np.int32]:
        """Return who listens to whom."""
        return self._world(setting).neighbours

    def verdict(self, setting: Setting, plan: tuple[Quarter, ...]) -> Verdict:
        """Return the burden of a whole plan and of its rivals, world by world."""
        return self._verdict(setting, plan)

    def _make_world(self, setting: Setting) -> World:
        profiles = [self.game.profiles[place] for place in setting.profiles]
        return World(setting.seed, profiles, self.rules(setting.assumed), self.size)

    def _step(self, setting: Setting, plan: tuple[Quarter, ...]) -> Population:
        world = self._world(setting)
        if not plan:
            return world.begin(1 + len(self.rivals))
        number = len(plan)
        levels = [plan[-1], *(rival[number - 1] for rival in self.rivals)]
        effects = self.planner.effects(levels, world.rules.second)
        return world.quarter(self._population(setting, plan[:-1]), effects, number)

    def _count(self, setting: Setting, plan: tuple[Quarter, ...]) -> NDArray[np.int32]:
        return self._population(setting, plan).counts

    def _judge(self, setting: Setting, plan: tuple[Quarter, ...]) -> Verdict:
        counts = totals(self.history(setting, plan))
        own = {name: numbers[0] for name, numbers in counts.items()}
        others = {name: numbers[1:] for name, numbers in counts.items()}
        rules = self.rules(setting.assumed)
        return Verdict(own, others, burden(own, rules), burden(others, rules))


class Verdict(NamedTuple):
    """Sums over twelve quarters and three villages; rivals have their plan as first axis."""

    own: Counts
    others: Counts
    own_burden: NDArray[np.float64]
    other_burdens: NDArray[np.float64]

    @property
    def share(self) -> float:
        """Return how good the plan is: 0 as doing nothing or worse, 1 as the best rival.

        Means over all worlds, so that luck counts for little. The first rival does nothing.
        """
        means = self.other_burdens.mean(axis=-1)
        nothing, best = float(means[0]), float(means.min())
        if nothing <= best:
            return 1.0 if float(self.own_burden.mean()) <= nothing else 0.0
        gained = (nothing - float(self.own_burden.mean())) / (nothing - best)
        return min(1.0, max(0.0, gained))

    @property
    def best(self) -> int:
        """Return which rival has the smallest mean burden."""
        return int(self.other_burdens.mean(axis=-1).argmin())


def totals(history: NDArray[np.int32]) -> Counts:
    """Return sums over quarters and villages by name; shape (…, worlds)."""
    sums = history.sum(axis=(0, 2))
    return dict(zip(COUNTED, sums, strict=True))


def burden(counts: Counts, rules: Rules) -> NDArray[np.float64]:
    """Return harmed and never helped, a part of those helped, and those wrongly suspected."""
    missed = counts["harmed"] - counts["helped"]
    innocent = counts["stopped"] + counts["suspected"]
    result: NDArray[np.float64] = missed + rules.helped_counts * counts["helped"] + innocent
    return result


def spread(numbers: NDArray[np.number[Any]]) -> tuple[int, int]:
    """Return the ends between which 80 of 100 worlds lie, rounded to people."""
    low, high = np.quantile(numbers, (0.1, 0.9))
    return round(float(low)), round(float(high))


def ranged(value: int, low: int, high: int) -> str:
    """Return a number with its interval, which may only be broken before the bracket."""
    return f"{value} ({low}–\N{WORD JOINER}{high})"
