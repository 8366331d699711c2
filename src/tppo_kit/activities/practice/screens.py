"""The screens of a practice: cover, nothing due, question, how sure, explanation, what comes back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES, confidence_options
from tppo_kit.activities.asking import asked, text_of
from tppo_kit.activities.asking import explained as explained_item
from tppo_kit.activities.blocks import Block, Entry, Lines, Option, Options, Prose, View
from tppo_kit.activities.practice.state import Stage
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import Message, say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.practice.activity import PracticeActivity
    from tppo_kit.activities.practice.picks import Pick
    from tppo_kit.activities.practice.state import PracticeState
    from tppo_kit.records import Judgement

_ASK = say("What is the smallest safe next step?")
#: From so many days on, an interval is told in weeks, then in months.
_WEEKS, _MONTHS = 14, 60
_WEEK, _MONTH = 7, 30


def screen(activity: PracticeActivity, state: PracticeState) -> View:
    """Return the screen of any stage."""
    if state.stage is Stage.COVER:
        return View(activity.title, _cover(activity))
    if state.stage is Stage.RESTING:
        return View(activity.title, _resting(state), announce=_NOTHING_DUE)
    if state.stage is Stage.OVER:
        return _ended(activity, state)
    blocks, announce = _open_screen(activity, state)
    done = len(state.answers) + (state.stage is not Stage.TOLD)
    return View(activity.title, blocks, (done, len(state.picks)), announce)


def _cover(activity: PracticeActivity) -> tuple[Block, ...]:
    plan = activity.plan
    return (
        Prose(activity.about, "lead"),
        Lines("", tuple(Entry(text) for text in plan.cover)),
        Prose(
            say(
                "{number} questions, about {minutes} minutes. All people are invented.",
                number=plan.questions,
                minutes=plan.minutes,
            ),
            "small",
        ),
        _places(activity),
    )


def _places(activity: PracticeActivity) -> Options:
    places = activity.plan.places
    options = tuple(Option(each.id, each.title, note=each.note) for each in places)
    return Options("begin", say("Where do you meet people?"), options)


_NOTHING_DUE = say("Nothing has to come back today.")


def _resting(state: PracticeState) -> tuple[Block, ...]:
    again = Option(state.place, say("Look again whether something is due"))
    extra = Option(state.place, say("Practise some more now"))
    return (
        Prose(_NOTHING_DUE, "lead"),
        Prose(
            say(
                "The next questions come on {day}. A pause helps you to remember.",
                day=dt.date.fromisoformat(state.until),
            )
        ),
        Options("extra", "", (extra,), layout="primary"),
        Options("begin", "", (again,), layout="row"),
    )


def _open_screen(
    activity: PracticeActivity, state: PracticeState
) -> tuple[tuple[Block, ...], str | Message]:
    if state.stage is Stage.TOLD:
        last = len(state.answers) == len(state.picks)
        label = say("See the result") if last else say("Next question")
        forward = Options("next", "", (Option("", label),), layout="primary")
        return (*_told(activity, state), forward), say("What was there")
    if state.stage is Stage.CONFIDENCE:
        step = say("Your step: {step}", step=RUNG_NAMES[Rung(state.picked[0])])
        return (Prose(step, "lead"), confidence_options()), step
    at_hand = state.picks[len(state.answers)]
    pool = activity.pools[state.place]
    knowledge = pool.knowledge(at_hand)
    if knowledge is not None:
        item = knowledge.item
        return asked(item, state.picked, knowledge.shown), text_of(item)
    case = pool.case(at_hand)
    scene = case.scene if case else ()
    steps = tuple(Option(rung.value, RUNG_NAMES[rung]) for rung in Rung)
    return (*scene, Options("answer", _ASK, steps)), _ASK


def _told(activity: PracticeActivity, state: PracticeState) -> tuple[Block, ...]:
    pool = activity.pools[state.place]
    at_hand, answer = state.picks[len(state.answers) - 1], state.answers[-1]
    knowledge = pool.knowledge(at_hand)
    if knowledge is not None:
        notes = notes_for(knowledge.item.from_, activity.stock.sources)
        return explained_item(knowledge.item, answer.options, notes)
    case = pool.case(at_hand)
    return case.told(Rung(answer.options[0])) if case else ()


def _ended(activity: PracticeActivity, state: PracticeState) -> View:
    judgements = activity.judgements(state)
    finished = say("You have finished this round.")
    return View(
        activity.title,
        (
            Prose(finished, "lead"),
            Lines(say("Your result"), _result(judgements)),
            Lines(say("When it comes back"), _returns(activity, state, judgements)),
            Prose(
                say(
                    "What did not fit comes back soon. What you know well stays away longer, "
                    "then comes in another case."
                )
            ),
        ),
        (len(state.picks), len(state.picks)),
        announce=finished,
    )


def _result(judgements: Sequence[Judgement]) -> tuple[Entry, ...]:
    cases = [judgement for judgement in judgements if judgement.signal is not None]
    signals = [judgement for judgement in cases if judgement.signal]
    harmless = [judgement for judgement in cases if not judgement.signal]
    entries = [
        Entry(
            say(
                "You saw {seen} of {all} cases that called for action.",
                seen=sum(bool(judgement.called) for judgement in signals),
                all=len(signals),
            )
        ),
        Entry(
            say(
                "You left {left} of {all} harmless people in peace.",
                left=sum(not judgement.called for judgement in harmless),
                all=len(harmless),
            )
        ),
    ]
    facts = [judgement for judgement in judgements if judgement.signal is None]
    if facts:
        right = sum(judgement.correct for judgement in facts)
        entries.append(Entry(say("You knew {right} of {all} facts.", right=right, all=len(facts))))
    return tuple(entries)


def _returns(
    activity: PracticeActivity, state: PracticeState, judgements: Sequence[Judgement]
) -> tuple[Entry, ...]:
    """Return each card of the round, soonest first, with how it went and when it comes back."""
    rows = sorted(
        (
            (_days(activity, at, judgement), number, at, judgement)
            for number, (at, judgement) in enumerate(zip(state.picks, judgements, strict=True))
        ),
        key=lambda row: row[:2],
    )
    return tuple(
        Entry(activity.stock.names[at.card], "yes" if _held(judgement) else "no", in_words(days))
        for days, _, at, judgement in rows
    )


def _held(judgement: Judgement) -> bool:
    if judgement.signal is None:
        return judgement.correct
    return judgement.signal == judgement.called


def _days(activity: PracticeActivity, at: Pick, judgement: Judgement) -> int:
    if at.trace is None:
        return activity.memory.days_until(0.0, 0.0, 0, judgement)
    return activity.memory.days_until(*at.trace, judgement)


def in_words(days: int) -> Message:
    """Return after how long something comes back, as one says it."""
    if days <= 1:
        return say("comes back tomorrow")
    if days < _WEEKS:
        return say("comes back in {days} days", days=days)
    if days < _MONTHS:
        return say("comes back in about {weeks} weeks", weeks=round(days / _WEEK))
    return say("comes back in about {months} months", months=round(days / _MONTH))
