"""What is told when a file is closed, and at the end of the round."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    FactBlock,
    Feedback,
    Heading,
    Lines,
    Option,
    Options,
    Prose,
    Table,
    Text,
    Tone,
    View,
)
from tppo_kit.activities.referral.appraisal import POINTS, Appraisal, Verdict, appraise
from tppo_kit.activities.referral.scenes import called
from tppo_kit.activities.referral.timeline import FAULT_NAMES, result_of, timeline
from tppo_kit.content.simulations.referral_people import Fault
from tppo_kit.language import Message, say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tppo_kit.activities.referral.casework import Casework
    from tppo_kit.activities.referral.round import RoundState
    from tppo_kit.content.simulations.referral_people import Service

#: From this share of the points on an ending is careful, below the other it is poor.
GOOD, POOR = 0.8, 0.4
#: More reasons than that are folded away.
MOST_OPEN = 4
#: The steps of the ladder, short enough for a column.
_SHORT: dict[Rung, Message] = {
    Rung.NO_CONCERN: say("greet"),
    Rung.INFORM: say("inform"),
    Rung.CONSULT: say("check"),
    Rung.REFER: say("refer"),
    Rung.URGENT: say("at once"),
}
#: Faults that hurt by telling somebody who had no part in it.
_HURTS = frozenset({Fault.UNNEEDED, Fault.WRONG})


def person_debrief(casework: Casework, state: RoundState) -> View:
    """Return what is told when the file of one person is closed."""
    appraisal = appraise(casework, state.file)
    last = len(state.done) + 1 == len(state.order)
    onward = Option("", say("To the end of the round") if last else say("Next person"))
    return View(
        called(appraisal.person),
        (*_told(casework, appraisal), Options("next", "", (onward,), layout="primary")),
        progress=(len(state.done) + 1, len(state.order)),
        announce=say("What a careful colleague would do"),
    )


def _tone(appraisal: Appraisal) -> Tone:
    share = appraisal.points / POINTS
    if share >= GOOD and appraisal.right:
        return "good"
    return "poor" if share < POOR else "mixed"


def _told(casework: Casework, appraisal: Appraisal) -> tuple[Block, ...]:
    person = appraisal.person
    step = say("Your step: {step}", step=RUNG_NAMES[appraisal.rung])
    careful = say("What a careful colleague would do: {rung}", rung=RUNG_NAMES[person.truth])
    blocks: list[Block] = [
        Feedback(_tone(appraisal), step, _score_text(appraisal)),
        Feedback("info", careful, person.why),
    ]
    if appraisal.verdicts:
        yardstick = say("The days without a law behind them are a yardstick of this exercise.")
        blocks += [timeline(casework, appraisal), _table(casework, appraisal)]
        blocks.append(Prose(yardstick, "small"))
        folded = len(appraisal.verdicts) > MOST_OPEN
        reasons = tuple(_reasons(casework, appraisal))
        blocks.append(Lines(say("Why, service by service"), reasons, folded=folded))
    blocks += [
        Lines(say("What could be done better"), tuple(_better(casework, [appraisal]))),
        Lines(say("What it costs"), (Entry(person.cost),)),
        Lines(say("What it could innocently be"), (Entry(person.harmless),)),
        Heading(say("Where it says so")),
        *(FactBlock(fact) for fact in person.facts),
    ]
    return tuple(blocks)


def _score_text(appraisal: Appraisal) -> Text:
    needed = [verdict for verdict in appraisal.verdicts if verdict.last_day is not None]
    met = sum(verdict.fine for verdict in needed)
    harmed = sum(bool(_HURTS & set(verdict.faults)) for verdict in appraisal.verdicts)
    points = round(appraisal.points)
    if not needed:
        return say(
            "Contacted without need: {harmed}. Points: {points} of {most}.",
            harmed=harmed,
            points=points,
            most=int(POINTS),
        )
    return say(
        "Needs met well: {met} of {all}. Contacted without need: {harmed}. "
        "Points: {points} of {most}.",
        met=met,
        all=len(needed),
        harmed=harmed,
        points=points,
        most=int(POINTS),
    )


def _table(casework: Casework, appraisal: Appraisal) -> Table:
    rows: list[tuple[Text, ...]] = [
        (
            casework.services[verdict.service].label,
            f"{_day(verdict.day)} / {_day(verdict.last_day)}",
            result_of(verdict),
        )
        for verdict in appraisal.verdicts
    ]
    return Table(
        say("Each service: the day you contacted it, the last day in time, and the result"),
        (say("Service"), say("Day / last"), say("Result")),
        tuple(rows),
        numbers_from=3,
    )


def _day(day: int | None) -> str:
    return "–" if day is None else str(day)


def _reasons(casework: Casework, appraisal: Appraisal) -> Iterator[Entry]:
    for verdict in appraisal.verdicts:
        service = casework.services[verdict.service]
        yield Entry(
            service.label, "yes" if verdict.fine else "no", _reason(casework, appraisal, verdict)
        )


def _reason(casework: Casework, appraisal: Appraisal, verdict: Verdict) -> Text:
    service = casework.services[verdict.service]
    need = appraisal.person.need(verdict.service)
    if need is not None and verdict.stop_by is not None:
        return say(
            "{why} Consent was taken back: stop at once, and use no data after day {day}.",
            why=need.why,
            day=verdict.stop_by,
        )
    if need is not None:
        return need.why
    return _reason_without_need(appraisal, verdict, service)


def _reason_without_need(appraisal: Appraisal, verdict: Verdict, service: Service) -> Text:
    """Return why a service nobody counted on was welcome, or what is wrong with it."""
    person = appraisal.person
    if service.id in person.also:
        return say("This person may choose it too. The exercise does not count it.")
    if not service.has_role or not service.consent:
        return service.harm or service.about
    if Fault.WRONG in verdict.faults and person.calls:
        return say("It does not serve somebody like this person. Look for one that does.")
    if Fault.WRONG in verdict.faults:
        return say("It does not serve somebody like this person.")
    if person.calls:
        return say("Not what this person needs first. Another service fits, or it can wait.")
    return service.harm or service.about


def round_debrief(casework: Casework, state: RoundState) -> tuple[Block, ...]:
    """Return what is told at the end: all people side by side, needs met, harm done."""
    appraisals = [appraise(casework, file) for file in state.done]
    rows: list[tuple[Text, ...]] = [
        (
            called(each.person),
            _SHORT[each.rung],
            _SHORT[each.person.truth],
            str(round(each.points)),
        )
        for each in appraisals
    ]
    table = Table(
        say("The people of this round"),
        (say("Person"), say("You"), say("Careful"), say("Points")),
        tuple(rows),
        numbers_from=3,
    )
    return (
        _verdict(appraisals),
        table,
        Lines(say("What could be done better"), tuple(_better(casework, appraisals))),
        Lines(say("To talk about"), tuple(Entry(text) for text in casework.record.questions)),
        *(FactBlock(fact) for fact in casework.record.facts),
    )


def _verdict(appraisals: list[Appraisal]) -> Feedback:
    share = sum(each.points for each in appraisals) / (POINTS * len(appraisals))
    tone: Tone = "good" if share >= GOOD else "poor" if share < POOR else "mixed"
    calm = [each for each in appraisals if not each.person.calls]
    peace = sum(not any(_HURTS & set(v.faults) for v in each.verdicts) for each in calm)
    needed = [v for each in appraisals for v in each.verdicts if v.last_day is not None]
    text = say(
        "Needs met in time, with consent where it is asked: {met} of {all}. People without need "
        "of a referral left in peace: {peace} of {calm}. Sending an innocent person on costs as much as "
        "missing a need.",
        met=sum(v.fine for v in needed),
        all=len(needed),
        peace=peace,
        calm=len(calm),
    )
    titles = {
        "good": say("A careful round"),
        "mixed": say("Half right"),
        "poor": say("This could hurt somebody"),
    }
    return Feedback(tone, titles[tone], text)


def _better(casework: Casework, appraisals: list[Appraisal]) -> Iterator[Entry]:
    """Yield each fault with how often it happened and why it matters."""
    lessons = {lesson.id: lesson.text for lesson in casework.record.lessons}
    faults = Counter(fault for each in appraisals for v in each.verdicts for fault in v.faults)
    faults[Fault.PRESSED] = sum(each.pressed for each in appraisals)
    for fault in Fault:
        if faults[fault]:
            name = FAULT_NAMES[fault]
            text = say("{what}: {number} times", what=name, number=faults[fault])
            yield Entry(text, "no", lessons[fault])
    if not faults.total():
        yield Entry(say("Nothing: in time, in good order, with consent where it is asked."), "yes")
