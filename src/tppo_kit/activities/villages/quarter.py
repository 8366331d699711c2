"""A quarter that has passed: one world, the interval of all, a question, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import (
    Block,
    Feedback,
    Heading,
    Option,
    Options,
    Prose,
    Table,
    View,
)
from tppo_kit.activities.villages.charts import DRAWN, OWN, fan, network
from tppo_kit.activities.villages.protocol import NO_FORECAST, worlds_said
from tppo_kit.activities.villages.runs import ranged, spread
from tppo_kit.activities.villages.state import Stage
from tppo_kit.content.simulations.villages import QUARTERS, YEAR
from tppo_kit.language import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.villages.activity import VillagesActivity
    from tppo_kit.activities.villages.state import VillagesState


def quarter_seen(activity: VillagesActivity, state: VillagesState) -> View:
    """Return what the last quarter brought; at the end of a year with pictures."""
    setting = activity.setting(state)
    number = len(state.played)
    counts = activity.runs.last(setting, state.played)[:, :, OWN]
    blocks: list[Block] = [
        _quarter_table(activity, state, counts),
        worlds_said(activity),
        _loudest(activity, state),
    ]
    if number % YEAR == 0:
        blocks += [
            Heading(say("The end of year {number}", number=number // YEAR)),
            fan(activity, state),
            network(activity, state),
        ]
        question: Text = activity.game.reviews[number // YEAR - 1].question
    else:
        question = say("What do these numbers not tell? What do you change, and why?")
    blocks.append(Feedback("info", say("Talk about it"), question))
    if number == QUARTERS:
        done = Option("", say("To the comparison"))
        blocks.append(Options("finish", "", (done,), layout="primary"))
    else:
        blocks += play_buttons(activity, state)
        blocks.append(Options("open", "", (Option("plan", say("Change the plan")),)))
        blocks.append(
            Prose(
                say(
                    "Points left: {left} of {most}",
                    left=activity.left(state),
                    most=activity.game.budget,
                ),
                "small",
            )
        )
    blocks.append(Prose(NO_FORECAST, "small"))
    return View(
        say("Quarter {number} has passed", number=number),
        tuple(blocks),
        progress=(number, QUARTERS),
        announce=question,
    )


def _quarter_table(
    activity: VillagesActivity, state: VillagesState, counts: NDArray[np.int32]
) -> Table:
    offers, warned, _, safe, stopped, suspected, came, helped = counts
    rows = (
        (say("Vague offers heard of"), offers),
        (say("of these seen through in time"), warned),
        (say("Left safely"), safe),
        (say("Told that they were harmed"), came),
        (say("of these helped"), helped),
        (say("Wrong suspicion"), stopped + suspected),
    )
    return Table(
        say("This quarter: one world, in brackets what 80 of 100 worlds show"),
        (say("People"), *(each.village.name for each in activity.chosen(state))),
        tuple((name, *(_ranged(each) for each in numbers)) for name, numbers in rows),
    )


def _ranged(worlds: NDArray[np.int32]) -> str:
    low, high = spread(worlds)
    return ranged(int(worlds[DRAWN]), low, high)


def _loudest(activity: VillagesActivity, state: VillagesState) -> Prose:
    """Return where most vague offers were heard of, which tells where recruiters turn."""
    offers = activity.offers_seen(state)
    names = [each.village.name for each in activity.chosen(state)]
    if max(offers) == 0:
        return Prose(say("No vague offers were heard of this quarter."))
    most = [name for name, number in zip(names, offers, strict=True) if number == max(offers)]
    return Prose(say("Most vague offers this quarter: {villages}.", villages=", ".join(most)))


def play_buttons(activity: VillagesActivity, state: VillagesState) -> tuple[Options, ...]:
    """Return the buttons that play the next quarter, or the year, with the plan as it stands."""
    cost, left = activity.planner.cost(state.draft), activity.left(state)
    number, to_end = len(state.played) + 1, activity.to_year_end(state)
    same = state.stage is Stage.SEEN
    label = (
        say("Same plan: play quarter {number}", number=number)
        if same
        else say("Play quarter {number}", number=number)
    )
    play = Option("quarter", label)
    if cost > left:
        note = say("Costs {cost} points, {left} are left", cost=cost, left=left)
        play = Option("quarter", label, "locked", note)
    blocks = [Options("run", "", (play,), layout="primary")]
    if to_end > 1 and cost * 2 <= left:
        short = cost * to_end > left
        reach: Text = say("As far as the points last") if short else ""
        year = Option("year", say("Play on until the end of the year"), note=reach)
        blocks.append(Options("run", "", (year,)))
    return tuple(blocks)
