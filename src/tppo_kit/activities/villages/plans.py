"""Plans: what each quarter spends on which measure where, and what that does.

A quarter of a plan is a tuple of levels, one for each slot; a slot is a measure in a village,
or a measure that all share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING

import numpy as np

from tppo_kit.content.simulations.villages import ASSISTED, HURTING, QUARTERS, Effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tppo_kit.content.simulations.villages import Measure, RivalPlan, VillageGame

MOST_LEVEL = 2
#: Measures add up, but never to certainty.
MOST_EFFECT = 0.95

Quarter = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A measure in a village (0 to 2), or in all of them (None)."""

    measure: Measure
    village: int | None

    @property
    def id(self) -> str:
        """Return the name under which the slot is pressed."""
        return f"{self.measure.id}.{self.page}"

    @property
    def page(self) -> str:
        """Return the page on which it is edited: 1 to 3 for a village, or all."""
        return "all" if self.village is None else str(self.village + 1)


class Planner:
    """The slots of a game, what a quarter costs, and what it does."""

    def __init__(self, game: VillageGame) -> None:
        """Lay out the slots: village by village, then what all share."""
        own = [measure for measure in game.measures if not measure.shared]
        shared = [measure for measure in game.measures if measure.shared]
        self.slots = (
            *(Slot(measure, village) for village in range(ASSISTED) for measure in own),
            *(Slot(measure, None) for measure in shared),
        )
        self.nothing: Quarter = (0,) * len(self.slots)
        self._costs = tuple(slot.measure.cost for slot in self.slots)
        self._first = self._table()
        self._effect = lru_cache(maxsize=256)(self._sum)
        self._hurting = np.array([effect in HURTING for effect in Effect])

    def _table(self) -> NDArray[np.float32]:
        """Return what the first level does, as shares by slot, effect and village."""
        kinds = list(Effect)
        table = np.zeros((len(self.slots), len(kinds), ASSISTED), np.float32)
        for number, slot in enumerate(self.slots):
            where = slice(None) if slot.village is None else slot.village
            for effect, percent in slot.measure.effects.items():
                table[number, kinds.index(effect), where] = percent / 100
        return table

    def alike(self, quarter: Quarter, village: int) -> Quarter:
        """Return a quarter with the levels of one village in all of them."""
        levels = {
            slot.measure.id: level
            for slot, level in zip(self.slots, quarter, strict=True)
            if slot.village in {village, None}
        }
        return tuple(levels[slot.measure.id] for slot in self.slots)

    def cost(self, quarter: Quarter) -> int:
        """Return the points that a quarter costs."""
        return sum(map(mul, self._costs, quarter))

    def rival(self, plan: RivalPlan) -> tuple[Quarter, ...]:
        """Return a rival plan as twelve quarters."""
        quarters = []
        for number in range(QUARTERS):
            levels = {each.measure: each.level for each in plan.in_quarter(number)}
            quarters.append(tuple(levels.get(slot.measure.id, 0) for slot in self.slots))
        return tuple(quarters)

    def effects(self, quarters: Sequence[Quarter], second: float) -> NDArray[np.float32]:
        """Return what one quarter of several plans does; shape (effects, villages, plans).

        The second level adds the share ``second`` of what the first does, and as much again of
        what hurts.
        """
        return np.stack([self._effect(quarter, second) for quarter in quarters], axis=-1)

    def _sum(self, quarter: Quarter, second: float) -> NDArray[np.float32]:
        """Return what a quarter of one plan does; shape (effects, villages)."""
        helps = np.array([0.0, 1.0, 1.0 + second], np.float32)
        hurts = np.array([0.0, 1.0, 2.0], np.float32)
        levels = np.array(quarter)[:, None]
        reach = np.where(self._hurting, hurts[levels], helps[levels])
        sums = (self._first * reach[:, :, None]).sum(axis=0)
        effect: NDArray[np.float32] = np.minimum(sums, np.float32(MOST_EFFECT))
        return effect
