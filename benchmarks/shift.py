"""How fast people are drawn for a shift: 10,000 of each station, with papers and answers.

Their prevalence and how alike twins are stand beside it. ``--write`` puts the table into README.md.
"""

from __future__ import annotations

import statistics
import time

from report import main, table

from tppo_kit.activities.shift.dealing import Dealer, Draw
from tppo_kit.activities.shift.person import similarity
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.signs import Sign
from tppo_kit.content.simulations.shifts import ShiftDeck
from tppo_kit.settings import load_settings

PEOPLE = 10_000


def measured_station(deck: ShiftDeck, catalogue: Catalogue, rounds: int) -> tuple[str, ...]:
    """Return a row: seconds, microseconds each, different people, prevalence and twins alike."""
    dealer = Dealer(deck, {each.sign: catalogue.get(Sign, each.sign) for each in deck.weighings})
    draws = [Draw(seed, seed % 8, deck.settings[0].id) for seed in range(PEOPLE)]
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        people = [dealer.person(draw) for draw in draws]
        times.append(time.perf_counter() - start)
    needy = [(draw, one) for draw, one in zip(draws, people, strict=True) if one.needs_a_step]
    alike = [similarity(one, dealer.twin(draw)) for draw, one in needy]
    took = statistics.median(times)
    return (
        deck.id,
        f"{took:.2f}",
        f"{1_000_000 * took / PEOPLE:.0f}",
        str(len(set(people))),
        f"{len(needy) / PEOPLE:.3f}",
        f"{min(alike):.2f}–{max(alike):.2f}",
    )


def measured(rounds: int) -> str:
    """Return the table of all stations."""
    catalogue = Catalogue(load_settings().data)
    head = (
        "station",
        f"seconds for {PEOPLE:,} people",
        "µs each",
        "different people",
        "share who need a step (set: 0.5)",
        "twins alike on the first look",
    )
    rows = [measured_station(deck, catalogue, rounds) for deck in catalogue.all(ShiftDeck)]
    return table(f"; medians of {rounds} rounds", head, rows)


if __name__ == "__main__":
    main(__doc__, 5, "shift", measured)
