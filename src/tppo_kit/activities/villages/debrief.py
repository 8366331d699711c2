"""After twelve quarters: what the plan did, beside other plans in the same two hundred worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Heading,
    Lines,
    Prose,
    Sources,
    Tone,
    View,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.activities.villages.charts import burdens, fan
from tppo_kit.activities.villages.compared import (
    all_plans,
    beside_nothing,
    difference,
    other_plans,
)
from tppo_kit.activities.villages.indicators import choice_share, neediest
from tppo_kit.activities.villages.protocol import NO_FORECAST, described, worlds_said
from tppo_kit.activities.villages.robustness import robustness_lines
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.villages.activity import VillagesActivity
    from tppo_kit.activities.villages.runs import Verdict
    from tppo_kit.activities.villages.state import VillagesState

_TITLES: dict[Tone, Message] = {
    "good": say("Your plan helped, and hurt few"),
    "mixed": say("Part of it helped"),
    "poor": say("No better than doing nothing"),
}
#: Shares of what the best rival reaches.
_GOOD, _POOR = 0.6, 0.05

_BURDEN = Prose(
    say(
        "Burden: people harmed and not helped, a part of those who were helped, and those wrongly "
        "suspected."
    ),
    "small",
)


def debrief(activity: VillagesActivity, state: VillagesState) -> View:
    """Return the comparison, what the table hid, the measures, the model, the sources."""
    game = activity.game
    verdict = activity.runs.verdict(activity.setting(state), state.played)
    tone: Tone = "good" if verdict.share >= _GOOD else "poor" if verdict.share < _POOR else "mixed"
    why = Lines(
        say("What each measure does, and does not"),
        tuple(Entry(each.name, remark=each.why) for each in game.measures),
        folded=True,
    )
    blocks: list[Block] = [
        Feedback(tone, _TITLES[tone], difference(verdict)),
        worlds_said(activity),
        _points(activity, state, verdict),
        burdens(activity, verdict),
        _BURDEN,
        beside_nothing(verdict),
        _careful(activity, verdict),
        other_plans(activity, verdict),
        fan(activity, state),
        robustness_lines(activity, state),
        *_villages(activity, state),
        why,
        Feedback("info", say("Talk about it"), game.talk),
        Prose(game.closing),
        Lines(say("What this game cannot tell"), tuple(map(Entry, game.limits))),
        Prose(NO_FORECAST),
        *described(activity, state),
        _facts(activity),
        Heading(say("Where it says so")),
        Sources(notes_for(game.from_, activity.sources)),
    ]
    printed = f"/print/own/villages/{game.id}"
    return View(activity.title, tuple(blocks), announce=_TITLES[tone], print_at=printed)


def _points(activity: VillagesActivity, state: VillagesState, verdict: Verdict) -> Prose:
    weight = activity.game.choice_weight
    rest = 100 - weight
    return Prose(
        say(
            "Points: {choice} of {weight} for the choice of villages, {plan} of {rest} for the "
            "plan. Counted over {worlds} worlds, so luck counts for little.",
            choice=round(weight * choice_share(activity.game, activity.chosen(state))),
            weight=weight,
            plan=round(rest * verdict.share),
            rest=rest,
            worlds=activity.runs.size.worlds,
        )
    )


def sheet(activity: VillagesActivity, state: VillagesState) -> View:
    """Return the comparison on one sheet, for those who talk on without a screen."""
    verdict = activity.runs.verdict(activity.setting(state), state.played)
    game = activity.game
    questions = (*(each.question for each in game.reviews), game.talk)
    return View(
        activity.title,
        (
            Prose(NO_FORECAST),
            worlds_said(activity),
            Prose(difference(verdict)),
            burdens(activity, verdict),
            _BURDEN,
            all_plans(activity, verdict),
            Lines(say("Talk about it"), tuple(map(Entry, questions))),
            Lines(say("What this game cannot tell"), tuple(map(Entry, game.limits))),
        ),
    )


def _careful(activity: VillagesActivity, verdict: Verdict) -> Feedback:
    best = activity.game.plans[verdict.best]
    return Feedback(
        "info",
        say("What a careful colleague would do: {plan}", plan=best.name),
        say(
            "{says} A careful colleague also watches where vague offers grow, and puts what "
            "is left there.",
            says=best.says,
        ),
    )


def _facts(activity: VillagesActivity) -> Lines:
    """Return the facts by title, folded; each stands in full at the foot of the screen."""
    entries = (Entry(activity.titles[name], remark=f"{{{name}}}") for name in activity.game.facts)
    return Lines(say("What is known about this"), tuple(entries), folded=True)


def _villages(activity: VillagesActivity, state: VillagesState) -> tuple[Block, ...]:
    game = activity.game
    villages = activity.villages(state.seed)
    best = neediest(game, villages)
    chosen = activity.chosen(state)
    right = sum(each in best for each in chosen)
    return (
        Heading(say("The choice of villages")),
        Prose(
            say(
                "In most danger were {villages}. You chose {right} of these three.",
                villages=", ".join(each.village.name for each in best),
                right=right,
            )
        ),
        Lines(
            say("What the table hid"),
            tuple(
                Entry(
                    each.village.name,
                    "yes" if each in best and each in chosen else "no" if each in chosen else "",
                    each.profile.told,
                )
                for each in villages
                if each in chosen or each in best
            ),
            folded=True,
        ),
        Lines(
            say("What each column was worth"),
            tuple(Entry(each.name, remark=each.after) for each in game.indicators),
            folded=True,
        ),
    )
