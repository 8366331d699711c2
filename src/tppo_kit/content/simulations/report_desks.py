"""A desk that takes reports, and the reports that may come in."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from tppo_kit.content.model import (
    Line,
    Model,
    SceneLine,
    SceneSentence,
    Sentence,
    Slug,
    refuse_doubles,
)
from tppo_kit.content.reasons import Unfit
from tppo_kit.content.simulations.record import SimulationRecord
from tppo_kit.content.simulations.report_reports import Report
from tppo_kit.content.simulations.report_times import Assumption, DeskTimes, Points, Span
from tppo_kit.language import say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What the ladder is called at the desk; somebody has asked, so "no concern" is not among them.
DESK_RUNGS = (Rung.URGENT, Rung.REFER, Rung.CONSULT, Rung.INFORM)


class DeskQuestion(Model):
    """One question that may be asked back, once for each report."""

    id: Slug = Field(description="Permanent id in this desk.")
    text: SceneLine = Field(description="The question, as it is said.")
    safe: bool = Field(description="Whether asking it endangers nobody.")
    leaks: bool = Field(default=False, description="Whether asking it gives somebody away.")
    always: bool = Field(
        default=False, description="Whether it is as good as any as a first question, always."
    )
    minutes: float = Field(ge=0, le=60, description="Time it takes at the desk.")
    reply: SceneLine | None = Field(
        default=None, description="What an unsafe question brings, in every report."
    )
    why: Line = Field(description="Why it is safe, or why not.")

    @model_validator(mode="after")
    def _an_unsafe_one_has_a_reply(self) -> Self:
        if self.safe == (self.reply is not None):
            raise Unfit(say("an unsafe question has a 'reply'; the reports answer safe ones"))
        if self.safe and self.leaks:
            raise Unfit(say("a question that leaks is not safe"))
        if self.always and not self.safe:
            raise Unfit(say("a question that is 'always' good is safe"))
        return self


class Urgency(Model):
    """One step of the ladder, as it is called at the desk."""

    id: Rung = Field(description="urgent, refer, consult or inform.")
    text: Line = Field(description="What is said at the desk.")
    taken_up: float = Field(ge=0, le=20_000, description="Minutes until agencies take it up.")
    within: float = Field(
        gt=0, le=20_000, description="Minutes to safety that still earn full points."
    )


class Channel(Model):
    """Somebody to whom a report can be passed."""

    id: Slug = Field(description="Permanent id in this desk.")
    text: Line = Field(description="What stands on the button.")
    agency: Slug | None = Field(default=None, description="Record in data/agencies.")
    chain: Slug = Field(description="Channels of one chain are not independent of each other.")
    minutes: float = Field(ge=0, le=120, description="Time it takes at the desk.")
    answers: Span = Field(description="Minutes until somebody acts.")
    busy: float = Field(ge=0, le=2_000, description="Minutes they are tied up afterwards.")
    capacity: int = Field(ge=1, le=20, description="How many reports they act on at a time.")
    visits: bool = Field(description="Whether somebody comes to the door.")
    leaks: bool = Field(default=False, description="Whether everybody can read it.")
    why: Line = Field(description="For what it is there.")


class NoteLine(Model):
    """One line that may be written in the note."""

    id: Slug = Field(description="Permanent id in this desk.")
    text: SceneLine = Field(description="What would be written.")
    minutes: float = Field(ge=0, le=30, description="Time it takes at the desk.")
    leaks: bool = Field(default=False, description="Whether it gives the reporter away.")
    needed_to_act: bool = Field(
        default=False, description="Whether agencies ask back when it is missing."
    )
    why: Line = Field(description="Why it belongs in a note, or not.")


class ReportDesk(SimulationRecord):
    """A desk that takes reports, and the reports that may come in."""

    format: Literal["report-desk/1"] = Field(description="Version of this format.")
    scene: SceneSentence = Field(description="Where the desk stands, for the cover.")
    content_note: Sentence = Field(description="What may touch somebody.")
    drawn: int = Field(ge=4, le=40, description="Reports in one shift; an even number.")
    times: DeskTimes = Field(description="Arrivals, patience, delays.")
    points: Points = Field(description="Weights of the score.")
    questions: list[DeskQuestion] = Field(min_length=3, description="Safe and unsafe ones.")
    urgencies: list[Urgency] = Field(description="The four steps, highest first.")
    channels: list[Channel] = Field(min_length=3, description="To whom to pass it.")
    lines: list[NoteLine] = Field(min_length=3, description="What could be written.")
    threat: SceneLine = Field(description="What happens to a reporter some time after a leak.")
    reports: list[Report] = Field(min_length=4, description="What may come in, in twins.")
    talk: Line = Field(description="One question to talk about at the end.")
    assumptions: list[Assumption] = Field(description="One sentence for each key of 'times'.")

    @model_validator(mode="after")
    def _ids_are_known(self) -> Self:
        questions = {each.id for each in self.questions}
        safe = {each.id for each in self.questions if each.safe}
        channels = {each.id for each in self.channels}
        lines = {each.id for each in self.lines}
        for group in (self.questions, self.channels, self.lines, self.reports, self.assumptions):
            refuse_doubles(each.id for each in group)
        if tuple(each.id for each in self.urgencies) != DESK_RUNGS:
            raise Unfit(say("the urgencies are urgent, refer, consult, inform, in this order"))
        if questions & channels or lines & (questions | channels):
            raise Unfit(say("questions, channels and lines need different ids"))
        for report in self.reports:
            passed = report.pass_on
            _known(report.id, [*passed.to, *passed.never], channels)
            _known(report.id, [*report.write, *report.may_write], lines)
            _known(report.id, [*report.ask, *report.agrees_in], safe)
            if report.answers.keys() != safe:
                raise Unfit(
                    say(
                        "report '{report}': answer each safe question, and only those: {all}",
                        report=report.id,
                        all=", ".join(sorted(safe)),
                    )
                )
        return self

    @model_validator(mode="after")
    def _reports_are_fair(self) -> Self:
        leaking = {each.id for each in self.lines if each.leaks}
        public = {each.id for each in self.channels if each.leaks}
        chains = {each.id: each.chain for each in self.channels}
        for report in self.reports:
            if leaking & {*report.write, *report.may_write} or public & set(report.pass_on.to):
                raise Unfit(
                    say("report '{report}' asks for something that leaks", report=report.id)
                )
            banned = {chains[name] for name in report.pass_on.never}
            independent = {chains[name] for name in report.pass_on.to} - banned
            if len(independent) < report.pass_on.least:
                raise Unfit(
                    say(
                        "report '{report}' needs {least} independent channels; 'to' has {number}",
                        report=report.id,
                        least=report.pass_on.least,
                        number=len(independent),
                    )
                )
        return self

    @model_validator(mode="after")
    def _half_is_harmless(self) -> Self:
        reports = {report.id: report for report in self.reports}
        for report in self.reports:
            other = reports.get(report.twin)
            if other is None or other.twin != report.id or other.calls == report.calls:
                raise Unfit(
                    say(
                        "report '{report}' needs a twin of the opposite truth that names it back",
                        report=report.id,
                    )
                )
            if other.way is not report.way or _kinds(other) != _kinds(report):
                raise Unfit(
                    say(
                        "'{report}' and its twin need the same way in and the same people, "
                        "so that neither tells the answer",
                        report=report.id,
                    )
                )
        if self.drawn % 2 or self.drawn > len(self.reports) // 2:
            raise Unfit(say("'drawn' is even, and at most the number of pairs of twins"))
        return self

    @model_validator(mode="after")
    def _assumptions_are_said(self) -> Self:
        wanted = {name.replace("_", "-") for name in DeskTimes.model_fields} | {"channels"}
        given = {each.id for each in self.assumptions}
        if wanted != given:
            odd = sorted(wanted ^ given)
            raise Unfit(
                say("one sentence for each key of 'times' is needed; look at: {odd}", odd=odd[0])
            )
        waits = [each.taken_up for each in self.urgencies[:-1]]
        if any(first > second for first, second in pairwise(waits)):
            raise Unfit(say("a higher urgency is taken up no later than a lower one"))
        return self


def _known(report: str, names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise Unfit(
                say(
                    "report '{report}' names '{name}', which is not there", report=report, name=name
                )
            )


def _kinds(report: Report) -> Counter[tuple[str, str, int]]:
    return Counter((person.role, person.gender, person.age) for person in report.people)
