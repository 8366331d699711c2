"""How long the simulations take: one event, one view, one play, all of them by the book.

``--write`` puts the table into README.md.
"""

from __future__ import annotations

import statistics
import time
from random import Random
from typing import Any

from report import main, table

from tppo_kit.activities.habits import Habit, Simulation, play_habit
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.rules.programmes import RECORD_OF
from tppo_kit.sessions.library import SIMULATIONS, open_activity
from tppo_kit.settings import load_settings


def timed(action: Any, *given: Any) -> tuple[Any, float]:
    """Return what an action gives, and the milliseconds it took."""
    start = time.perf_counter()
    result = action(*given)
    return result, 1000 * (time.perf_counter() - start)


def played(key: str, plays: int) -> tuple[str, ...]:
    """Return a row: events, milliseconds of events and views, and of the first opening."""
    catalogue = Catalogue(load_settings().data)
    activity, opening = timed(open_activity, key, catalogue)
    if not isinstance(activity, Simulation):
        raise TypeError(key)
    applied: list[float] = []
    viewed: list[float] = []
    lengths: list[int] = []
    for seed in range(plays):
        _, events = play_habit(activity, seed, Habit.BY_THE_BOOK, Random(seed))
        fresh = open_activity(key, catalogue)
        state = fresh.start(seed + plays)
        _, events = play_habit(activity, seed + plays, Habit.BY_THE_BOOK, Random(seed))
        for event in events:
            state, took = timed(fresh.apply, state, event)
            applied.append(took)
            viewed.append(timed(fresh.view, state)[1])
        lengths.append(len(events))
    return (
        key,
        f"{statistics.median(lengths):.0f}",
        f"{opening:.0f}",
        f"{statistics.median(applied):.3f}",
        f"{statistics.quantiles(applied, n=100)[98]:.2f}",
        f"{statistics.median(viewed):.2f}",
        f"{statistics.quantiles(viewed, n=100)[98]:.1f}",
    )


def measured(rounds: int) -> str:
    """Return the table of the first record of each kind."""
    catalogue = Catalogue(load_settings().data)
    keys = [f"{kind}:{catalogue.names(RECORD_OF.get(kind, kind))[0]}" for kind in SIMULATIONS]
    head = (
        *("simulation", "events a play", "opening (ms)", "event p50 (ms)", "event p99 (ms)"),
        *("view p50 (ms)", "view p99 (ms)"),
    )
    how = f"; {rounds} plays of each by the book, each on an activity opened anew"
    return table(how, head, [played(key, rounds) for key in keys])


if __name__ == "__main__":
    main(__doc__, 20, "simulations", measured)
