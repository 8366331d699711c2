"""Three villages in NumPy beside the same model in Mesa: the same outcomes, and how much faster.

Each side plays the whole of a plan for so many seeds (``--rounds``), 3 villages of 1,000 people,
12 quarters, the same networks. The outcomes are compared by the two-sample Kolmogorov-Smirnov
test; a p-value near zero would mean that the two models differ. ``--write`` puts the tables into
README.md. Needs ``pip install mesa scipy``.
"""

from __future__ import annotations

import statistics
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from report import main, table
from scipy.stats import ks_2samp
from villages_mesa import ThreeVillages

from tppo_kit.activities.villages.indicators import neediest, observe
from tppo_kit.activities.villages.model import World
from tppo_kit.activities.villages.plans import Planner
from tppo_kit.activities.villages.population import COUNTED, Rules, Size
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.village_assumptions import Parameter
from tppo_kit.content.simulations.villages import QUARTERS, VillageGame
from tppo_kit.records import Event
from tppo_kit.sessions.opening.villages import opened

if TYPE_CHECKING:
    from numpy.typing import NDArray

DATA = Path(__file__).resolve().parent.parent / "data"
PEOPLE = 1000
SEED = 1
#: The kit's side is short: the median of so many times counts.
TIMES = 7
#: A plan that hurts, so that every rule is used; and the one that is best.
PLANS = ("bagi-rata", "berimbang")
OUTCOMES = ("harmed", "helped", "safe", "stopped", "suspected", "came")


class Side:
    """One record, one draw of villages, one plan."""

    def __init__(self, plan: str) -> None:
        """Read the record."""
        self.game = Catalogue(DATA).get(VillageGame, "tiga-desa")
        self.rules = Rules(*(self.game.parameter(name) / 100 for name in Parameter))
        self.profiles = [each.profile for each in neediest(self.game, observe(self.game, SEED))]
        planner = Planner(self.game)
        rival = planner.rival(next(each for each in self.game.plans if each.id == plan))
        self.effects = [planner.effects([quarter], self.rules.second) for quarter in rival]

    def numpy_worlds(self, worlds: int) -> tuple[dict[str, NDArray[Any]], float]:
        """Return the outcomes of all worlds and the seconds they took."""
        start = time.perf_counter()
        world = World(SEED, self.profiles, self.rules, Size(PEOPLE, worlds))
        population = world.begin(1)
        sums = np.zeros((len(COUNTED), worlds), np.int64)
        for number, effects in enumerate(self.effects, 1):
            population = world.quarter(population, effects, number)
            sums += population.counts.sum(axis=(1, 2))
        took = time.perf_counter() - start
        return dict(zip(COUNTED, sums, strict=True)), took

    def mesa_worlds(self, worlds: int) -> tuple[dict[str, NDArray[Any]], float]:
        """Return the same of Mesa, world by world."""
        neighbours = World(SEED, self.profiles, self.rules, Size(PEOPLE, 1)).neighbours
        effects = [each[:, :, 0] for each in self.effects]
        found: dict[str, list[int]] = {name: [] for name in COUNTED}
        start = time.perf_counter()
        for seed in range(worlds):
            model = ThreeVillages(
                profiles=self.profiles,
                rules=self.rules,
                neighbours=neighbours,
                effects=effects,
                people=PEOPLE,
                seed=seed,
            )
            for _ in range(QUARTERS):
                model.step()
            for name in COUNTED:
                found[name].append(model.totals[name])
        took = time.perf_counter() - start
        return {name: np.array(numbers) for name, numbers in found.items()}, took


def decisions(rounds: int) -> list[float]:
    """Return the seconds from a decision to its view, and of the last comparison."""
    activity = opened("tiga-desa", Catalogue(DATA))
    state = activity.start(SEED)
    names = [village.id for village in activity.game.villages[:3]]
    for event in (Event("begin"), *(Event("toggle", name) for name in names), Event("seal")):
        state = activity.apply(state, event)
    times = []
    presses = [Event("run", "quarter")] * QUARTERS + [Event("finish")]
    for event in presses[: max(rounds, len(presses))]:
        start = time.perf_counter()
        state = activity.apply(state, event)
        activity.view(state)
        times.append(time.perf_counter() - start)
    return times


def measured(rounds: int) -> str:
    """Return both tables."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "mesa", "scipy"))
    speeds, fits = [], []
    for plan in PLANS:
        side = Side(plan)
        timed = [side.numpy_worlds(rounds) for _ in range(TIMES)]
        own, own_seconds = timed[0][0], statistics.median(seconds for _, seconds in timed)
        mesa, mesa_seconds = side.mesa_worlds(rounds)
        speeds.append(
            (
                plan,
                f"{own_seconds:.2f}",
                f"{mesa_seconds:.1f}",
                f"{mesa_seconds / own_seconds:.0f}",
            )
        )
        for name in OUTCOMES:
            test = ks_2samp(own[name], mesa[name])
            fits.append(
                (
                    f"{plan}: {name}",
                    f"{own[name].mean():.1f} ± {own[name].std():.1f}",
                    f"{mesa[name].mean():.1f} ± {mesa[name].std():.1f}",
                    f"{test.statistic:.3f}",
                    f"{test.pvalue:.2f}",
                )
            )
    times = decisions(0)
    how = f", {versions}; {rounds} worlds of 3 x {PEOPLE} people, 12 quarters"
    head = ("plan", "kit (s)", "Mesa (s)", "Mesa / kit")
    second = ("outcome over 12 quarters", "kit", "Mesa", "KS distance", "p")
    answered = (
        f"A decision with six plans side by side is answered in {1000 * max(times[:-1]):.0f} ms at "
        f"most, the comparison at the end in {1000 * times[-1]:.0f} ms.\n"
    )
    return (
        table(how, head, speeds)
        + "\n"
        + table("", second, fits).split("\n\n", 1)[1]
        + "\n"
        + answered
    )


if __name__ == "__main__":
    main(__doc__, 200, "villages", measured)
