"""What the person at the desk sees: the cover, who waits, what was said, what to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button
from tppo_kit.activities.blocks import (
    Block,
    Feedback,
    Lines,
    Option,
    Options,
    Prose,
    Text,
    View,
)
from tppo_kit.activities.report_desk.picture import queue
from tppo_kit.activities.report_desk.telling import WAYS, clock, duration, news
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.activities.report_desk.activity import DeskState, ReportDeskActivity
    from tppo_kit.activities.report_desk.course import Course
    from tppo_kit.content.simulations.report_desks import Channel, NoteLine
    from tppo_kit.content.simulations.report_reports import Report

#: So much of what happened meanwhile stands open; the rest is folded away.
_MOST_NEWS = 3


def cover(activity: ReportDeskActivity) -> View:
    """Return what it is, what to do, and that all is invented."""
    desk = activity.desk
    return View(
        activity.title,
        (
            Prose(activity.about, "lead"),
            Prose(desk.scene),
            Prose(
                say(
                    "For each of {number} reports: ask one question, choose how urgent it is, "
                    "whom to tell, and what to write. Your time counts: others are waiting.",
                    number=desk.drawn,
                )
            ),
            Prose(desk.content_note, "small"),
            begin_button(),
        ),
    )


def desk_view(activity: ReportDeskActivity, state: DeskState, report: Report) -> View:
    """Return the report at the desk and the next thing to choose."""
    course = activity.course(state)
    blocks: list[Block] = [_where(activity, course, report)]
    if state.question is None and not state.called:
        blocks += _news(activity, state, course)
        if course.waiting:
            blocks.append(queue([each.visit.report.way for each in course.waiting]))
    blocks.append(Prose(f"“{report.said}”", "scene"))
    if state.question is not None:
        blocks += _answered(activity, state.question, report)
    blocks += _choices(activity, state)
    step = sum((state.question is not None, state.rung is not None, state.passed))
    legend = next(block.legend for block in blocks if isinstance(block, Options))
    return View(
        report.title,
        tuple(blocks),
        progress=(len(state.decisions) + 1, activity.desk.drawn),
        announce=legend if step else report.title,
    )


def line_view(activity: ReportDeskActivity, state: DeskState) -> View:
    """Return those who wait, of whom one is to be called; nothing yet of what they say."""
    course = activity.course(state)
    legend = say("Several people are waiting. Who is first?")
    options = tuple(
        Option(
            str(place),
            say(
                "{number}. {way}, waiting for {time}",
                number=place,
                way=WAYS[each.visit.report.way],
                time=duration(course.now - each.came),
            ),
        )
        for place, each in enumerate(course.waiting, 1)
    )
    return View(
        activity.title,
        (
            Prose(say("Time: {time}", time=clock(activity.desk, course.now)), "small"),
            *_news(activity, state, course),
            queue([each.visit.report.way for each in course.waiting]),
            Options("next", legend, options),
        ),
        progress=(len(state.decisions) + 1, activity.desk.drawn),
        announce=legend,
    )


def _where(activity: ReportDeskActivity, course: Course, report: Report) -> Prose:
    line: Text = say("nobody is waiting")
    if course.waiting:
        line = say("{number} waiting", number=len(course.waiting))
    return Prose(
        say(
            "{time} · a report {way} · {line}",
            time=clock(activity.desk, course.now),
            way=WAYS[report.way],
            line=line,
        ),
        "small",
    )


def _news(activity: ReportDeskActivity, state: DeskState, course: Course) -> list[Lines]:
    if not state.decisions:
        return []
    last = state.decisions[-1].report
    since = next(stay.ended for stay in course.stays if stay.served and stay.report == last)
    heard = news(activity, course, since)
    recent, older = heard[-_MOST_NEWS:], heard[:-_MOST_NEWS]
    blocks = [Lines(say("Meanwhile"), recent)] if recent else []
    return blocks + ([Lines(say("Earlier"), older, folded=True)] if older else [])


def _answered(activity: ReportDeskActivity, question: str, report: Report) -> list[Feedback]:
    asked = activity.questions.get(question)
    if asked is None:
        return []
    answer = asked.reply or f"“{report.answers[question]}”"
    return [Feedback("info", asked.text, answer)]


def _choices(activity: ReportDeskActivity, state: DeskState) -> list[Options]:
    if state.question is None:
        return _questions(activity)
    if state.rung is None:
        options = tuple(Option(each.id.value, each.text) for each in activity.desk.urgencies)
        return [Options("urgency", say("How urgent is it?"), options)]
    if not state.passed:
        return _toggles(
            say("To whom do you pass it on? Press all that you choose."),
            activity.desk.channels,
            state.channels,
            say("Pass it on"),
        )
    return _toggles(
        say("What do you write in the note? Press all that belongs there."),
        activity.desk.lines,
        state.lines,
        say("Close the note"),
    )


def _questions(activity: ReportDeskActivity) -> list[Options]:
    options = tuple(Option(each.id, each.text) for each in activity.desk.questions)
    return [
        Options("ask", say("You have time for one question."), options),
        Options("skip", "", (Option("", say("Ask nothing")),)),
    ]


def _toggles(
    legend: Message, entries: Iterable[Channel | NoteLine], picked: frozenset[str], done: Message
) -> list[Options]:
    options = tuple(
        Option(each.id, each.text, "chosen" if each.id in picked else "open") for each in entries
    )
    return [
        Options("toggle", legend, options),
        Options("seal", "", (Option("", done),), layout="primary"),
    ]
