"""How long an equilibrium takes: compact form against multiple LPs, 5 to 400 targets.

Random games of which the defender covers some targets; the payoffs follow from a fixed seed.
Both forms must give the defender the same value. ``--write`` puts the table into README.md.
"""

from __future__ import annotations

import random
import statistics
import time
from math import comb, isclose
from typing import TYPE_CHECKING

import scipy
from report import main, table

from tppo_kit.activities.patrol.stackelberg import (
    SecurityGame,
    Target,
    as_bimatrix,
    commitment,
    coverage,
)

if TYPE_CHECKING:
    from collections.abc import Callable

#: Targets and units.
SIZES = ((5, 2), (20, 2), (100, 2), (400, 20))
#: Beyond so many allocations the matrices of multiple LPs are not built.
MOST_ALLOCATIONS = 5_000


def game(targets: int, units: int, seed: int) -> SecurityGame:
    """Return a random game in which coverage helps the defender and hurts the attacker."""
    chance = random.Random(f"{targets}-{units}-{seed}")
    drawn = chance.uniform
    return SecurityGame(
        tuple(
            Target(drawn(0, 10), -drawn(1, 10), -drawn(1, 10), drawn(1, 10)) for _ in range(targets)
        ),
        units,
    )


def timed(solve: Callable[[], float]) -> tuple[float, float]:
    """Return the seconds that something takes, and what it returns."""
    start = time.perf_counter()
    value = solve()
    return time.perf_counter() - start, value


def row(targets: int, units: int, rounds: int) -> tuple[str, ...]:
    """Return one line of the table: sizes, seconds of both forms, and their ratio."""
    coverage(game(3, 1, 0))  # loads SciPy, which is not what is measured
    compact, full = [], []
    allocations = comb(targets, units)
    for seed in range(rounds):
        each = game(targets, units, seed)
        seconds, value = timed(lambda each=each: coverage(each).leader)
        compact.append(seconds)
        # A hundred programs of five thousand columns vary little, and take their time.
        if allocations <= MOST_ALLOCATIONS and (seed == 0 or allocations < MOST_ALLOCATIONS / 10):
            matrices = as_bimatrix(each)
            seconds, other = timed(lambda pair=matrices: commitment(*pair).leader)
            full.append(seconds)
            if not isclose(value, other, abs_tol=1e-6):
                print(f"values differ: {targets} targets, seed {seed}: {value} and {other}")
    fast = statistics.median(compact)
    slow = statistics.median(full) if full else 0.0
    return (
        str(targets),
        str(units),
        f"{allocations:,}" if allocations < 10**9 else f"{allocations:.0e}",
        f"{1000 * fast:.0f}",
        f"{1000 * slow:.0f}" if full else "not tried",
        f"{slow / fast:.1f}" if full else "",
    )


def measured(rounds: int) -> str:
    """Return the table of all sizes."""
    head = ("targets", "units", "allocations", "compact (ms)", "multiple LPs (ms)", "ratio")
    how = f", SciPy {scipy.__version__} (HiGHS); medians of {rounds} rounds"
    return table(how, head, [row(*size, rounds) for size in SIZES])


if __name__ == "__main__":
    main(__doc__, 5, "patrol", measured)
