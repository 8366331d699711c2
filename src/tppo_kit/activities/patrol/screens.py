"""What is shown while the patrol game is played: cover, plan, and result of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tppo_kit.activities.activity import begin_button
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Lines,
    Option,
    Options,
    Prose,
    Step,
    Steppers,
    Table,
    View,
)
from tppo_kit.activities.patrol.board import board
from tppo_kit.activities.patrol.ground import DAYS
from tppo_kit.activities.patrol.plans import nobody
from tppo_kit.activities.patrol.recruiters import expected, in_round, known_by_heart
from tppo_kit.activities.patrol.sample import sample
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.patrol.game import PatrolActivity, PatrolState
    from tppo_kit.activities.patrol.ground import Plan
    from tppo_kit.activities.patrol.recruiters import Forecast
    from tppo_kit.activities.patrol.sample import Day

NOT_A_FORECAST = say("An exercise with assumed numbers, not a forecast.")


def cover(activity: PatrolActivity) -> View:
    """Return what the game is, how long it takes, and the button to begin."""
    patrol = activity.patrol
    return View(
        activity.title,
        (
            Prose(activity.about, "lead"),
            Prose(patrol.scene, "scene"),
            Prose(
                say(
                    "You place presence and information, not suspicion of people. "
                    "Information protects; nobody is judged by how they look."
                )
            ),
            Prose(
                say(
                    "{rounds} rounds of ten days, about {minutes} minutes. All places are "
                    "invented. {note}",
                    rounds=patrol.rounds,
                    minutes=activity.minutes,
                    note=NOT_A_FORECAST,
                ),
                "small",
            ),
            begin_button(),
        ),
    )


def planning(activity: PatrolActivity, state: PatrolState) -> View:
    """Return the plan in hand, and everything that changes it."""
    plan, played = state.plan, len(state.history)
    left = activity.ground.capacity - sum(plan.days)
    announce = say("Round {number}: where will your units be?", number=played + 1)
    return View(
        activity.title,
        (
            Prose(announce, "lead"),
            board(activity, say("Hatched: days of presence out of ten."), plan.days),
            Prose(_explained(state), "small"),
            _steppers(activity, state, left),
            Options("preset", say("Or quickly:"), _PRESETS, layout="row"),
            _mode(plan),
            _duty(activity, plan),
            Options("run", "", (Option("", say("Carry out ten days")),), layout="primary"),
            Prose(NOT_A_FORECAST, "small"),
        ),
        progress=(played + 1, activity.patrol.rounds),
        announce=announce,
    )


_PRESETS = (
    Option("even", say("Spread evenly")),
    Option("hottest", say("All to the busiest")),
    Option("clear", say("Take all away")),
)


def _explained(state: PatrolState) -> Message:
    if not state.history:
        return say("Below each name: people a recruiter meets there in one shift.")
    return say(
        "Below each name: people a recruiter meets there in one shift; how many were approached "
        "in ten days last time."
    )


def _steppers(activity: PatrolActivity, state: PatrolState, left: int) -> Steppers:
    last = in_round(activity.ground, state.history) if state.history else None
    steps = []
    for number, post in enumerate(activity.patrol.posts):
        many = state.plan.days[number]
        note = say("{people} people", people=post.approached)
        if last is not None:
            before = round(last.approached[number])
            note = say(
                "{people} people; approached last round: {before}",
                people=post.approached,
                before=before,
            )
        steps.append(Step(post.id, activity.names[number], many, 0, min(DAYS, many + left), note))
    legend = say(
        "Days at each place, 0 to 10. Units: {units}. Days still to give out: {left}.",
        units=activity.ground.units,
        left=left,
    )
    return Steppers("days", legend, tuple(steps))


def _mode(plan: Plan) -> Options:
    return Options(
        "mode",
        say("Which days?"),
        (
            Option("fixed", say("Timetable: the same order every round"), _chosen(plan.fixed)),
            Option("dice", say("Dice: each day is drawn by lot"), _chosen(not plan.fixed)),
        ),
    )


def _duty(activity: PatrolActivity, plan: Plan) -> Options:
    units = activity.ground.units
    labels = {0: say("Everybody is present and informs"), units: say("Everybody checks people")}
    return Options(
        "duty",
        say("What do your units do there?"),
        tuple(
            Option(
                str(checks),
                labels.get(
                    checks,
                    say("{some} inform, {others} check", some=units - checks, others=checks),
                ),
                _chosen(plan.checks == checks),
                activity.patrol.checks.remark if checks else "",
            )
            for checks in range(units + 1)
        ),
    )


def _chosen(is_so: bool) -> Literal["open", "chosen"]:  # noqa: FBT001
    return "chosen" if is_so else "open"


def result(activity: PatrolActivity, state: PatrolState) -> View:
    """Return what came of the last round: expected, and in one drawn course."""
    played = len(state.history)
    seen = in_round(activity.ground, state.history)
    title = say(
        "Round {number}: {people} people approached and not protected",
        number=played,
        people=round(sum(seen.approached)) - round(sum(seen.informed)),
    )
    course = sample(activity.ground, state.history, state.seed)
    last = played == activity.patrol.rounds
    onward = say("Compare the plans") if last else say("Plan the next round")
    blocks: list[Block] = [
        Feedback("info", title, _told(activity, state, seen)),
        board(
            activity,
            say("Hatched: days of presence. Black: people approached."),
            state.plan.days,
            seen.approached,
        ),
        _table(activity, state.plan, seen),
        _drawn(activity, course),
        Options("next", "", (Option("", onward),), layout="primary"),
        Prose(NOT_A_FORECAST, "small"),
    ]
    return View(
        activity.title, tuple(blocks), progress=(played, activity.patrol.rounds), announce=title
    )


def _told(activity: PatrolActivity, state: PatrolState, seen: Forecast) -> Message:
    most = max(range(len(seen.approached)), key=lambda post: seen.approached[post])
    where = say("Recruiters were mostly at: {post}.", post=activity.names[most])
    if len(state.history) == 1:
        why = say("They had not seen you before.")
    elif known_by_heart(state.history):
        why = say("The same timetable again: they know each day where you are.")
    else:
        why = say("They chose after what they saw of you in earlier rounds.")
    said = say(
        "Recruiters spoke to {people} people in all; {informed} of them were protected. "
        "With nobody present, {most} people would not be protected. {where} {why}",
        people=round(sum(seen.approached)),
        informed=round(sum(seen.informed)),
        most=round(expected(activity.ground, nobody(activity.ground)).unprotected),
        where=where,
        why=why,
    )
    if not seen.stopped:
        return said
    return say(
        "{result} Your checks stopped about {people} people who had nothing to do with it.",
        result=said,
        people=round(seen.stopped),
    )


def _table(activity: PatrolActivity, plan: Plan, seen: Forecast) -> Table:
    rows, first = [], 0
    for place in activity.patrol.places:
        here = slice(first, first + len(place.posts))
        first = here.stop
        people, informed = round(sum(seen.approached[here])), round(sum(seen.informed[here]))
        counts = sum(plan.days[here]), people, people - informed
        rows.append((place.name, *map(str, counts)))
    return Table(
        say("Expected in ten days"),
        (say("Place"), say("Days"), say("Approached"), say("Unprotected")),
        tuple(rows),
    )


def _drawn(activity: PatrolActivity, course: tuple[Day, ...]) -> Lines:
    entries = []
    for number, day in enumerate(course, 1):
        places = "; ".join(activity.names[post] for post in day.present)
        present = say("present: {places}", places=places) if places else say("nobody present")
        met = say(
            "recruiters: {post}; {people} people, {informed} protected",
            post=activity.names[day.chosen],
            people=day.approached,
            informed=day.informed,
        )
        entries.append(
            Entry(say("Day {number}: {present}", number=number, present=present), "", met)
        )
    title = say(
        "One example of ten days: {people} approached, {informed} protected",
        people=sum(day.approached for day in course),
        informed=sum(day.informed for day in course),
    )
    return Lines(title, tuple(entries), folded=True)
