"""The end of the patrol game: own plan beside others, what it cost, and what was assumed."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from statistics import mean
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import (
    Block,
    Entry,
    FactBlock,
    Feedback,
    Heading,
    Lines,
    Prose,
    Sources,
    Table,
    Tone,
    View,
)
from tppo_kit.activities.patrol.board import bars, board, signed
from tppo_kit.activities.patrol.plans import (
    best,
    evenly,
    hottest,
    net_protection,
    protection,
    share,
)
from tppo_kit.activities.patrol.recruiters import expected, in_round
from tppo_kit.activities.patrol.sample import days_of
from tppo_kit.activities.patrol.screens import NOT_A_FORECAST
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.drawing import Drawing
    from tppo_kit.activities.patrol.game import PatrolActivity, PatrolState
    from tppo_kit.activities.patrol.ground import Plan

_TITLES: dict[str, Message] = {
    "good": say("Hard to predict, and gentle with people"),
    "mixed": say("Half of what was possible"),
    "poor": say("Recruiters found the gaps"),
}
_DISTURBED = say("Too many harmless people were disturbed")


def debrief(activity: PatrolActivity, state: PatrolState) -> View:
    """Return the comparison after the last round, in sentences that can be read out aloud."""
    patrol = activity.patrol
    outcome = activity.outcome(state)
    ending = outcome.ending if outcome else "poor"
    tones: dict[str, Tone] = {"good": "good", "mixed": "mixed", "poor": "poor"}
    title = _DISTURBED if _disturbs(activity, state) else _TITLES[ending]
    blocks: list[Block] = [
        Feedback(tones[ending], title, _achieved(activity, state)),
        _compared(activity, state),
        Prose(
            say(
                "Counted against recruiters who know the plan: how many more people in ten "
                "days are protected than with nobody there. {note}",
                note=NOT_A_FORECAST,
            ),
            "small",
        ),
        _rounds(activity, state),
        _path(activity, state),
        *_lessons(activity, state),
        _assumptions(activity),
    ]
    if patrol.facts:
        blocks += [Heading(say("Where it says so")), *map(FactBlock, patrol.facts)]
    blocks.append(Sources(notes_for(patrol.from_, activity.sources)))
    return View(
        activity.title,
        tuple(blocks),
        announce=title,
        print_at=f"/print/own/patrol/{patrol.id}",
    )


def _lessons(activity: PatrolActivity, state: PatrolState) -> tuple[Block, ...]:
    lessons, ideal = activity.patrol.lessons, best(activity.ground)
    innocent = tuple(Entry(text) for text in lessons.innocent)
    return (
        Feedback("info", say("What a careful colleague would do"), lessons.careful),
        board(activity, say("The best plan: days out of ten, drawn by lot"), ideal.days),
        Feedback("info", say("Why predictable presence loses"), lessons.predictable),
        Feedback("info", say("What checking people costs"), _stopping(activity, state, ideal)),
        Lines(say("What it could innocently be"), innocent),
        Prose(say("To talk about: {question}", question=lessons.question), "lead"),
    )


def _disturbs(activity: PatrolActivity, state: PatrolState) -> bool:
    """Tell whether checks took more than a third of what presence gave."""
    own = mean(protection(activity.ground, plan) for plan in state.history)
    net = mean(net_protection(activity.ground, plan) for plan in state.history)
    return own - net > max(0.0, own) / 3


def _achieved(activity: PatrolActivity, state: PatrolState) -> Message:
    ground = activity.ground
    achieved = say(
        "Your plans protect about {own} people in ten days, the best plan {best}.",
        own=max(0, round(mean(protection(ground, plan) for plan in state.history))),
        best=round(protection(ground, best(ground))),
    )
    stopped = round(sum(expected(ground, plan).stopped for plan in state.history))
    if not stopped:
        return say("{achieved} You stopped nobody.", achieved=achieved)
    achieved = say(
        "{achieved} Your checks stopped {stopped} harmless people in all.",
        achieved=achieved,
        stopped=stopped,
    )
    if mean(net_protection(ground, plan) for plan in state.history) >= 0:
        return achieved
    return say("{achieved} Your checks did more harm than good.", achieved=achieved)


def _compared(activity: PatrolActivity, state: PatrolState) -> Drawing:
    ground = activity.ground
    own = mean(protection(ground, plan) for plan in state.history)
    less = mean(net_protection(ground, plan) for plan in state.history)
    entries = [(say("Your plans, on average"), own, "hatched")]
    if less < own:
        entries.append((say("Your plans, less what checks cost"), less, "crossed"))
    entries += [
        (say("The best plan, drawn by lot"), protection(ground, best(ground)), "strong"),
        (say("The same days by timetable"), _as_timetable(activity), "soft"),
        (say("Evenly everywhere, drawn by lot"), protection(ground, evenly(ground)), "soft"),
        (say("Always at the busiest places"), protection(ground, hottest(ground)), "soft"),
    ]
    return bars(say("People protected in ten days"), entries)


def _as_timetable(activity: PatrolActivity) -> float:
    return protection(activity.ground, replace(best(activity.ground), fixed=True))


def _rounds(activity: PatrolActivity, state: PatrolState) -> Table:
    ground = activity.ground
    rows = []
    for number, plan in enumerate(state.history, 1):
        met = in_round(ground, state.history[:number])
        people, informed = round(sum(met.approached)), round(sum(met.informed))
        rows.append(
            (
                str(number),
                str(people),
                str(people - informed),
                f"{max(0, round(100 * share(ground, plan)))}%",
            )
        )
    return Table(
        say("Round by round; the last column as if recruiters knew the plan"),
        (
            say("Nr"),
            say("Approached"),
            say("Unprotected"),
            say("Beside the best"),
        ),
        tuple(rows),
    )


def _path(activity: PatrolActivity, state: PatrolState) -> Lines:
    entries = []
    for number, plan in enumerate(state.history, 1):
        mode = say("timetable") if plan.fixed else say("dice")
        text = say("Round {number}: {mode}", number=number, mode=mode)
        if plan.checks:
            text = say(
                "Round {number}: {mode}; checking people: {checks}, stopped: {people}",
                number=number,
                mode=mode,
                checks=plan.checks,
                people=round(expected(activity.ground, plan).stopped),
            )
        entries.append(Entry(text, "", _places(activity, plan)))
    return Lines(say("What you did"), tuple(entries), folded=True)


def _places(activity: PatrolActivity, plan: Plan) -> str | Message:
    there = [f"{name} {many}" for name, many in zip(activity.names, plan.days, strict=True) if many]
    return "; ".join(there) or say("nobody present")


def _stopping(activity: PatrolActivity, state: PatrolState, ideal: Plan) -> Message:
    ground = activity.ground
    own = sum(expected(ground, plan).stopped for plan in state.history)
    every = replace(ideal, checks=ground.units)
    return say(
        "{lesson}\n\nIf everybody checked people on the days of the best plan, about {stopped} "
        "harmless people would be stopped in ten days. People protected in addition: {more}. "
        "In your rounds {own} harmless people were stopped.",
        lesson=activity.patrol.lessons.stopping,
        stopped=round(expected(ground, every).stopped),
        more=signed(protection(ground, every) - protection(ground, ideal)),
        own=round(own),
    )


def _assumptions(activity: PatrolActivity) -> Lines:
    patrol = activity.patrol
    presence, checks, recruiters = patrol.presence, patrol.checks, patrol.recruiters
    entries = [
        Entry(
            say(
                "Of 100 people met where a unit informs, {number} had been informed and are "
                "protected.",
                number=presence.protects,
            ),
            "",
            presence.because,
        ),
        Entry(
            say(
                "Where a unit checks people, {number} of 100 are protected. One in {one_in} "
                "people stopped has to do with it. Stopping {many} harmless people counts as "
                "much as one person unprotected.",
                number=checks.protects,
                one_in=checks.one_in,
                many=round(1 / checks.harm),
            ),
            "",
            checks.because,
        ),
        Entry(
            say(
                "Recruiters choose one place a day, mostly the best for them (sharpness "
                "{sharpness}); what they saw a round earlier still counts {memory}.",
                sharpness=recruiters.sharpness,
                memory=recruiters.memory,
            ),
            "",
            recruiters.because,
        ),
    ]
    entries.append(
        Entry(
            say(
                "The best plan is computed, not guessed: a Stackelberg equilibrium (linear "
                "programs), in whole days, single days moved as long as that helps."
            )
        )
    )
    return Lines(
        say("What this game assumes; your trainer can change every number"),
        (*entries, *_posts(activity)),
        folded=True,
    )


def _posts(activity: PatrolActivity) -> list[Entry]:
    return [
        Entry(
            say(
                "{post}: {approached} people approached; worth {gain} to recruiters, {setback} "
                "with presence; checks stop {stopped} people.",
                post=name,
                approached=post.approached,
                gain=_plain(post.gain),
                setback=_plain(post.setback),
                stopped=post.stopped,
            )
        )
        for name, post in zip(activity.names, activity.patrol.posts, strict=True)
    ]


def _plain(value: float) -> str | float:
    return signed(value) if value.is_integer() else value


def timetable_on_paper(activity: PatrolActivity, state: PatrolState) -> View:
    """Return ten days of the last plan as drawn, to print and talk about."""
    plan = state.history[-1]
    days = days_of(plan, Random(f"{state.seed}-paper"))
    rows = tuple(
        (str(number), "; ".join(activity.names[post] for post in present) or "–")
        for number, present in enumerate(days, 1)
    )
    return View(
        activity.title,
        (
            Prose(say("Example from an exercise, not a duty roster. {note}", note=NOT_A_FORECAST)),
            Table(say("Ten days as drawn"), (say("Day"), say("Presence")), rows, numbers_from=2),
            board(activity, say("Hatched: days of presence out of ten."), plan.days),
        ),
    )
