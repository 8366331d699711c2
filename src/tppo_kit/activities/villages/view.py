"""What is on the table before the end: cover, assumptions, villages, plan, quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Lines,
    Option,
    Options,
    Prose,
    Step,
    Steppers,
    Table,
    View,
)
from tppo_kit.activities.villages.indicators import ADULTS, interval
from tppo_kit.activities.villages.plans import MOST_LEVEL
from tppo_kit.activities.villages.protocol import NO_FORECAST, described
from tppo_kit.activities.villages.quarter import play_buttons, quarter_seen
from tppo_kit.activities.villages.state import Stage
from tppo_kit.content.simulations.villages import ASSISTED, QUARTERS
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.villages.activity import VillagesActivity
    from tppo_kit.activities.villages.indicators import Observed
    from tppo_kit.activities.villages.state import VillagesState


def draw(activity: VillagesActivity, state: VillagesState) -> View:
    """Return the view of any stage but the last."""
    stages = {
        Stage.COVER: _cover,
        Stage.ASSUME: _assume,
        Stage.CHOOSE: _choose,
        Stage.PLAN: _plan,
        Stage.EDIT: _edit,
        Stage.SEEN: quarter_seen,
    }
    return stages[state.stage](activity, state)


def _cover(activity: VillagesActivity, state: VillagesState) -> View:
    game = activity.game
    change = Option("assumptions", say("Change assumptions first"))
    return View(
        game.title,
        (
            Prose(game.task, "lead"),
            Prose(game.invented),
            Prose(game.content_note, "small"),
            Prose(say("About {minutes} minutes.", minutes=game.minutes), "small"),
            begin_button(),
            Options("open", "", (change,)),
            *described(activity, state),
        ),
    )


def _assume(activity: VillagesActivity, state: VillagesState) -> View:
    steps = tuple(
        Step(each.id.value, each.name, value, int(each.least), int(each.most), each.says)
        for each, value in zip(activity.changeable, state.assumed, strict=True)
    )
    legend = say("What do you believe? Change it, play, then play again with the old values.")
    return View(
        say("Assumptions"),
        (Prose(NO_FORECAST, "small"), Steppers("assume", legend, steps), begin_button()),
        announce=legend,
    )


def _choose(activity: VillagesActivity, state: VillagesState) -> View:
    game = activity.game
    villages = activity.villages(state.seed)
    full = len(state.chosen) == ASSISTED
    tiles = []
    for each in villages:
        taken = each.village.id in state.chosen
        if full and not taken:
            note = say("Three are chosen")
            tiles.append(Option(each.village.id, each.village.name, "locked", note))
        else:
            tiles.append(Option(each.village.id, each.village.name, "chosen" if taken else "open"))
    ready = Option("", say("Assist these three"), "open" if full else "locked")
    legend = say("Which three villages do you assist? Chosen: {number}", number=len(state.chosen))
    return View(
        say("Twelve villages"),
        (
            Prose(game.choosing),
            _indicator_table(activity, villages),
            Lines(
                say("What the columns count"),
                tuple(Entry(each.name, remark=each.says) for each in game.indicators),
                folded=True,
            ),
            Options("toggle", legend, tuple(tiles), layout="tiles"),
            Options("seal", "", (ready,), layout="primary"),
            Prose(NO_FORECAST, "small"),
        ),
        announce=legend,
    )


def _indicator_table(activity: VillagesActivity, villages: tuple[Observed, ...]) -> Table:
    asked = activity.game.asked

    def of_asked(found: int) -> str:
        low, high = interval(found, asked)
        return f"{low}–\N{WORD JOINER}{high}"

    cells = {
        "reports": lambda each: str(each.reports),
        "leaving": lambda each: str(each.leaving),
        "offers": lambda each: of_asked(each.offers),
        "know": lambda each: of_asked(each.know),
    }
    shown = activity.game.indicators
    return Table(
        say("Last year, in villages of {people} adults", people=ADULTS),
        (say("Village"), *(each.name for each in shown)),
        tuple(
            (each.village.name, *(cells[column.id](each) for column in shown)) for each in villages
        ),
    )


def _plan(activity: VillagesActivity, state: VillagesState) -> View:
    cost = activity.planner.cost(state.draft)
    edits = [
        Option(str(place + 1), say("Village {name}: change", name=each.village.name))
        for place, each in enumerate(activity.chosen(state))
    ]
    edits.append(Option("all", say("For all three villages: change")))
    blocks: list[Block] = [
        _purse(activity, state),
        _plan_table(activity, state),
        Options("edit", say("Spend points. One level costs points every quarter."), tuple(edits)),
        *play_buttons(activity, state),
    ]
    if cost:
        blocks.append(Options("clear", "", (Option("", say("Empty the plan")),)))
    blocks.append(Prose(NO_FORECAST, "small"))
    return View(
        say("Plan for quarter {number}", number=len(state.played) + 1),
        tuple(blocks),
        progress=(len(state.played), QUARTERS),
        announce=say("The plan costs {cost} points a quarter.", cost=cost),
    )


def _purse(activity: VillagesActivity, state: VillagesState) -> Prose:
    return Prose(
        say(
            "Left: {left} of {budget} points for {quarters} quarters. "
            "This plan costs {cost} points a quarter.",
            left=activity.left(state),
            budget=activity.game.budget,
            quarters=QUARTERS - len(state.played),
            cost=activity.planner.cost(state.draft),
        ),
        "lead",
    )


def _plan_table(activity: VillagesActivity, state: VillagesState) -> Table:
    level = dict(zip((slot.id for slot in activity.planner.slots), state.draft, strict=True))
    rows: list[tuple[Text, ...]] = []
    for measure in activity.game.measures:
        if measure.shared:
            shared = str(level[f"{measure.id}.all"])
            rows.append((measure.name, shared, shared, shared))
        else:
            own = (str(level[f"{measure.id}.{place + 1}"]) for place in range(ASSISTED))
            rows.append((measure.name, *own))
    names = (each.village.name for each in activity.chosen(state))
    return Table(say("The plan: level of each measure"), (say("Measure"), *names), tuple(rows))


def _edit(activity: VillagesActivity, state: VillagesState) -> View:
    steps = tuple(
        Step(
            slot.id,
            slot.measure.name,
            level,
            0,
            MOST_LEVEL,
            say(
                "{about} {cost} points for each level.",
                about=slot.measure.about,
                cost=slot.measure.cost,
            ),
        )
        for slot, level in zip(activity.planner.slots, state.draft, strict=True)
        if slot.page == state.page
    )
    title: Text = say("For all three villages")
    same: tuple[Options, ...] = ()
    if state.page != "all":
        same = (Options("copy", "", (Option("", say("Do the same in all three villages")),)),)
        village = activity.chosen(state)[int(state.page) - 1].village.name
        title = say("Village {name}", name=village)
    return View(
        title,
        (
            _purse(activity, state),
            Steppers("spend", say("Levels 0 to 2"), steps),
            Options("back", "", (Option("", say("Back to the plan")),), layout="primary"),
            *same,
            Prose(NO_FORECAST, "small"),
        ),
        progress=(len(state.played), QUARTERS),
        announce=title,
    )
