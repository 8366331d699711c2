"""Many plans of a game of villages in many worlds, on as many processes as there are.

Each plan and seed is worked out whole, by one process, from its own stream of chance: the same
numbers bit for bit however the work is divided.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tppo_kit.activities.villages.indicators import neediest, observe
from tppo_kit.activities.villages.model import World
from tppo_kit.activities.villages.plans import Planner
from tppo_kit.activities.villages.population import Rules, Size
from tppo_kit.activities.villages.runs import burden, spread, totals
from tppo_kit.content.simulations.village_assumptions import Parameter
from tppo_kit.errors import KitError, NotFound
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from distributed import Client
    from numpy.typing import NDArray

    from tppo_kit.content.simulations.villages import VillageGame

#: More is a slip of the finger, and would fill the memory.
MOST_WORLDS, MOST_PEOPLE = 10_000, 10_000
MOST_PARTS = 100_000


class Part(NamedTuple):
    """What one process works out in one go."""

    game: VillageGame
    plan: str
    seed: int
    size: Size


class Result(NamedTuple):
    """What a plan comes to in the worlds of one seed; ``counts`` has (what, villages, worlds)."""

    plan: str
    seed: int
    counts: NDArray[np.int64]
    burden: NDArray[np.float64]


def sweep(  # noqa: PLR0913 - what a sweep goes through
    game: VillageGame,
    plans: Sequence[str],
    seeds: Sequence[int],
    *,
    worlds: int = 200,
    people: int = 1000,
    workers: int | str = 1,
) -> list[Result]:
    """Return a result for each plan and seed, in this order.

    Args:
        game: a sound record.
        plans: ids of rival plans of the record; none means all of them.
        seeds: each draws villages and chance anew; the three most in need are assisted.
        worlds: how many worlds each seed has.
        people: how many people live in each village.
        workers: a number of local processes, or the address of a Dask scheduler.

    Raises:
        NotFound: if there is no such plan.
        KitError: if a number is out of range, the library is missing or nobody answers.
    """
    parts = _parts(game, plans, seeds, Size(people, worlds))
    if workers == 1:
        return [work_out(part) for part in parts]
    if isinstance(workers, int) and workers < 1:
        raise KitError(say("At least one worker is needed."))
    return _spread_out(parts, workers)


def _parts(game: VillageGame, plans: Sequence[str], seeds: Sequence[int], size: Size) -> list[Part]:
    known = [plan.id for plan in game.plans]
    for name in plans:
        if name not in known:
            raise NotFound(
                say(
                    "there is no plan '{plan}'; known are: {known}",
                    plan=name,
                    known=", ".join(known),
                )
            )
    if not 1 <= size.worlds <= MOST_WORLDS:
        raise KitError(say("Worlds: a number from {least} to {most}.", least=1, most=MOST_WORLDS))
    # Each listens to six others at most once around the ring.
    if not 10 <= size.people <= MOST_PEOPLE:  # noqa: PLR2004 - fewer make no village
        raise KitError(say("People: a number from {least} to {most}.", least=10, most=MOST_PEOPLE))
    chosen = plans or known
    if not 1 <= len(chosen) * len(seeds) <= MOST_PARTS:
        raise KitError(
            say("Plans times seeds: a number from {least} to {most}.", least=1, most=MOST_PARTS)
        )
    return [Part(game, plan, seed, size) for plan in chosen for seed in seeds]


def work_out(part: Part) -> Result:
    """Return the result of one part; depends on nothing but the part."""
    game, seed = part.game, part.seed
    rules = Rules(*(game.parameter(name) / 100 for name in Parameter))
    planner = Planner(game)
    rival = planner.rival(next(plan for plan in game.plans if plan.id == part.plan))
    chosen = neediest(game, observe(game, seed))
    world = World(seed, [each.profile for each in chosen], rules, part.size)
    population = world.begin(1)
    history = []
    for number, quarter in enumerate(rival, 1):
        population = world.quarter(population, planner.effects([quarter], rules.second), number)
        history.append(population.counts[:, :, 0])
    quarters = np.stack(history)
    return Result(part.plan, seed, quarters.sum(axis=0), burden(totals(quarters), rules))


def _spread_out(parts: list[Part], workers: int | str) -> list[Result]:
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - only who sweeps needs it
    except ImportError as error:
        raise KitError(
            say("Several workers need the library 'distributed': pip install 'tppo-kit[sweep]'.")
        ) from error
    if isinstance(workers, str):
        try:
            client = Client(workers, timeout=10)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise KitError(say("No scheduler answers at {address}.", address=workers)) from error
        with client:
            return _gathered(client, parts)
    # Loopback only, without a page of its own: nothing leaves the laptop.
    options = {"threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    with (
        LocalCluster(n_workers=workers, **options) as cluster,  # type: ignore[no-untyped-call]
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        return _gathered(client, parts)


def _gathered(client: Client, parts: list[Part]) -> list[Result]:
    futures = client.map(work_out, parts, pure=False)
    results: list[Result] = client.gather(futures)  # type: ignore[no-untyped-call]
    return results


def digest(results: Iterable[Result]) -> str:
    """Return sixteen hexadecimal digits that change with any bit of any number."""
    hashed = hashlib.sha256()
    for result in results:
        hashed.update(f"{result.plan} {result.seed} ".encode())
        for numbers in (result.counts, result.burden):
            hashed.update(f"{numbers.dtype.str}{numbers.shape}".encode())
            hashed.update(np.ascontiguousarray(numbers).tobytes())
    return hashed.hexdigest()[:16]


def comparison(results: Sequence[Result]) -> list[tuple[str, float, int, int, int]]:
    """Return for each plan its mean burden, the interval of 80 of 100 worlds, and the worlds."""
    rows = []
    for plan in dict.fromkeys(result.plan for result in results):
        worlds = np.concatenate([result.burden for result in results if result.plan == plan])
        rows.append((plan, round(float(worlds.mean()), 1), *spread(worlds), len(worlds)))
    return rows
