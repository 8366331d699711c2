"""A sweep over plans told as a table, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.authoring.sweep import comparison, digest, sweep
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.villages import VillageGame
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.settings import Settings


def tell_sweep(  # noqa: PLR0913 - what a sweep goes through
    settings: Settings,
    key: str,
    plans: Sequence[str],
    seeds: Sequence[int],
    *,
    worlds: int,
    people: int,
    workers: int | str,
    language: str,
) -> list[str]:
    """Return a line for each plan, lightest burden first, and how to tell two sweeps apart.

    Args:
        settings: folders.
        key: the game, ``villages:id`` or the id alone.
        plans: ids of plans of the record; none means all.
        seeds: each draws villages and chance anew.
        worlds: how many worlds each seed has.
        people: how many people live in each village.
        workers: a number of local processes, or the address of a Dask scheduler.
        language: of the sentences.

    Raises:
        KitError: if there is no such game or plan, or a number is out of range.
    """
    game = Catalogue(settings.data, language).get(VillageGame, key.removeprefix("villages:"))
    results = sweep(game, plans, seeds, worlds=worlds, people=people, workers=workers)
    names = {plan.id: plan.name for plan in game.plans}
    rows = sorted(comparison(results), key=lambda row: row[1])
    lines = [
        say(
            "{plan}: burden {mean}, in 80 of 100 worlds from {low} to {high} ({worlds} worlds)",
            plan=f"{names[plan]} ({plan})",
            mean=mean,
            low=low,
            high=high,
            worlds=count,
        )
        for plan, mean, low, high, count in rows
    ]
    lines += [
        say("An exercise with assumed numbers, no forecast."),
        say("Digest of all numbers: {digest}", digest=digest(results)),
    ]
    return [line.render(language) for line in lines]
