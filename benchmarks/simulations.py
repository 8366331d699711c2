"""How long the simulations take: one event, one view, one play, all of them by the book.

``--write`` puts the table into README.md.
"""

from __future__ import annotations

import statistics
import time
from random import Random
from typing import Any

from report import main, table

from tppo_kit.activities.habits import Habit, Simulation
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
    """Return a row: events, milliseconds of the first opening, of events, outcomes and views.

    Each play has a seed that was never played before, so that nothing is remembered.
    """
    activity, opening = timed(open_activity, key, Catalogue(load_settings().data))
    if not isinstance(activity, Simulation):
        raise TypeError(key)
    applied: list[float] = []
    viewed: list[float] = []
    ended: list[float] = []
    lengths: list[int] = []
    for seed in range(plays):
        state, chance, events = activity.start(seed), Random(seed), 0
        outcome = None
        while outcome is None:
            viewed.append(timed(activity.view, state)[1])
            event = activity.next_event(state, Habit.BY_THE_BOOK, chance)
            state, took = timed(activity.apply, state, event)
            applied.append(took)
            outcome, took = timed(activity.outcome, state)
            ended.append(took)
            events += 1
        viewed.append(timed(activity.view, state)[1])
        lengths.append(events)
    return (
        key,
        f"{statistics.median(lengths):.0f}",
        f"{opening:.0f}",
        f"{statistics.median(applied):.3f}",
        f"{statistics.quantiles(applied, n=100)[98]:.2f}",
        f"{max(ended):.0f}",
        f"{statistics.median(viewed):.2f}",
        f"{statistics.quantiles(viewed, n=100)[98]:.1f}",
    )


def measured(rounds: int) -> str:
    """Return the table of the first record of each kind."""
    catalogue = Catalogue(load_settings().data)
    keys = [f"{kind}:{catalogue.names(RECORD_OF.get(kind, kind))[0]}" for kind in SIMULATIONS]
    head = (
        *("simulation", "events a play", "opening (ms)", "event p50 (ms)", "event p99 (ms)"),
        *("outcome, slowest (ms)", "view p50 (ms)", "view p99 (ms)"),
    )
    how = f"; {rounds} plays of each by the book, each with a seed of its own"
    return table(how, head, [played(key, rounds) for key in keys])


if __name__ == "__main__":
    main(__doc__, 20, "simulations", measured)
