"""One plan beside the others in the same two hundred worlds, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Entry, Lines, Table
from tppo_kit.activities.villages.runs import ranged, spread
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tppo_kit.activities.villages.activity import VillagesActivity
    from tppo_kit.activities.villages.runs import Counts, Verdict

#: What is counted of people in three years.
_MEASURES = (
    say("Harmed, no help"),
    say("Wrongly suspected"),
    say("Helped"),
    say("Left safely"),
)
_PEOPLE = say("People in three years: average, in brackets 80 of 100 worlds")


def difference(verdict: Verdict) -> Message:
    """Return how often and by how many people the own plan beats doing nothing."""
    fewer = verdict.other_burdens[0] - verdict.own_burden
    low, high = spread(fewer)
    return say(
        "In {better} of {worlds} worlds your plan left fewer people harmed than doing nothing, "
        "those wrongly suspected included. The difference: {mean} people on average, {low} to "
        "{high} in 80 of 100 worlds. All plans met the same chance.",
        better=int((fewer > 0).sum()),
        worlds=len(fewer),
        mean=round(float(fewer.mean())),
        low=low,
        high=high,
    )


def beside_nothing(verdict: Verdict) -> Table:
    """Return the own plan beside doing nothing, narrow enough for a phone."""
    own, nothing = _figures(verdict.own), _figures(_of_rival(verdict, 0))
    return Table(
        _PEOPLE,
        (say("People"), say("Your plan"), say("No measures")),
        tuple(zip(_MEASURES, own, nothing, strict=True)),
    )


def all_plans(activity: VillagesActivity, verdict: Verdict) -> Table:
    """Return every plan in a row of its own, for paper."""
    rivals = (
        (plan.name, *_figures(_of_rival(verdict, place)))
        for place, plan in enumerate(activity.game.plans)
    )
    own = (say("Your plan"), *_figures(verdict.own))
    return Table(_PEOPLE, (say("Plan"), *_MEASURES), (own, *rivals))


def other_plans(activity: VillagesActivity, verdict: Verdict) -> Lines:
    """Return what the rivals do and what came of it, folded."""
    entries = []
    for place, plan in enumerate(activity.game.plans):
        harmed, suspected, helped, safe = _figures(_of_rival(verdict, place))
        remark = say(
            "{says} Harmed, no help: {harmed}. Wrongly suspected: {suspected}. "
            "Helped: {helped}. Left safely: {safe}.",
            says=plan.says,
            harmed=harmed,
            suspected=suspected,
            helped=helped,
            safe=safe,
        )
        entries.append(Entry(plan.name, remark=remark))
    return Lines(say("The other plans"), tuple(entries), folded=True)


def _of_rival(verdict: Verdict, place: int) -> Counts:
    return {name: numbers[place] for name, numbers in verdict.others.items()}


def _figures(counts: Counts) -> tuple[str, str, str, str]:
    """Return those harmed without help, wrongly suspected, helped, and away safely."""
    return (
        _ranged(counts["harmed"] - counts["helped"]),
        _ranged(counts["stopped"] + counts["suspected"]),
        _ranged(counts["helped"]),
        _ranged(counts["safe"]),
    )


def _ranged(numbers: NDArray[np.int64]) -> str:
    low, high = spread(numbers)
    return ranged(round(float(numbers.mean())), low, high)
