"""Whether a result still stands when an assumption is at the end of its range.

One assumption at a time, in smaller worlds: Saltelli et al. (2008), Global Sensitivity Analysis,
chapter 1, warns that this shows no interplay; it is enough to ask whether a conclusion tips over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tppo_kit.activities.blocks import Entry, Lines
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.activities.villages.activity import VillagesActivity
    from tppo_kit.activities.villages.state import VillagesState
    from tppo_kit.content.simulations.village_assumptions import VillageAssumption


class Tipped(NamedTuple):
    """In how many worlds the plan beats doing nothing, with an assumption at either end."""

    assumption: VillageAssumption
    at_least: int
    at_most: int
    worlds: int


def tipped(activity: VillagesActivity, state: VillagesState) -> tuple[Tipped, ...]:
    """Return for each assumption that players may change what becomes of the comparison."""
    worlds = activity.rough_runs.size.worlds
    return tuple(
        Tipped(
            each,
            _better(activity, state, place, each.least),
            _better(activity, state, place, each.most),
            worlds,
        )
        for place, each in enumerate(activity.changeable)
    )


def _better(activity: VillagesActivity, state: VillagesState, place: int, value: float) -> int:
    assumed = (*state.assumed[:place], int(value), *state.assumed[place + 1 :])
    setting = activity.setting(state)._replace(assumed=assumed)
    verdict = activity.rough_runs.verdict(setting, state.played)
    return int((verdict.other_burdens[0] > verdict.own_burden).sum())


def robustness_lines(activity: VillagesActivity, state: VillagesState) -> Lines:
    """Return the same as a folded list: assumption, worlds at the least and at the most."""
    size = activity.rough_runs.size
    rule = say(
        "In how many of {worlds} worlds your plan beats doing nothing (villages of {people}).",
        worlds=size.worlds,
        people=size.people,
    )
    entries = (
        Entry(
            row.assumption.name,
            remark=say(
                "If it were {least}: {at_least}. If it were {most}: {at_most}.",
                least=f"{row.assumption.least:g}",
                at_least=row.at_least,
                most=f"{row.assumption.most:g}",
                at_most=row.at_most,
            ),
        )
        for row in tipped(activity, state)
    )
    title = say("Does it still hold if an assumption changes?")
    return Lines(title, (Entry(rule), *entries), folded=True)
