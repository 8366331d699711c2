"""The end of a shift: what was seen, missed and over-called, whom it cost what, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES
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
    View,
)
from tppo_kit.activities.shift.explaining import cost_of, evidence_lines, reason
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from tppo_kit.activities.shift.person import Person
    from tppo_kit.activities.shift.shift import ShiftActivity
    from tppo_kit.activities.shift.state import Decision, ShiftState
    from tppo_kit.content.model import Citation

_SHORT = {
    Rung.NO_CONCERN: say("as usual"),
    Rung.INFORM: say("inform"),
    Rung.CONSULT: say("check first"),
    Rung.REFER: say("connect"),
    Rung.URGENT: say("at once"),
}


def debrief_view(activity: ShiftActivity, state: ShiftState) -> View:
    """Return the view after the last person."""
    met = [(activity.person(decision.draw), decision) for decision in state.decisions]
    title = say("The shift is over")
    blocks: list[Block] = [
        _sums(met),
        Lines(say("What it cost"), _costs(activity, met)),
        _table(met),
        Prose(
            say(
                "This shift was made so that on average one in {number} needs a next step. "
                "This time it may be more or fewer.",
                number=activity.dealer.settings[state.setting].one_in,
            )
        ),
        *activity.measure(activity.judgements(state)),
        Heading(say("Person by person")),
        *(_one(activity, number, *one) for number, one in enumerate(met, start=1)),
        _innocent(activity, met),
        Prose(
            say(
                "A published rule of experts adds the signs up; which step follows is our own "
                "judgement. It says who needs a next step, never what somebody is."
            ),
            "small",
        ),
        Feedback("info", say("To talk about"), activity.deck.talk),
        Heading(say("Where it says so")),
        *(FactBlock(fact) for fact in activity.deck.facts),
        Sources(notes_for(_cited(activity, met), activity.sources)),
    ]
    return View(activity.title, tuple(blocks), announce=title)


def _sums(met: list[tuple[Person, Decision]]) -> Feedback:
    needed = [decision for person, decision in met if person.needs_a_step]
    harmless = [decision for person, decision in met if not person.needs_a_step]
    hits = sum(decision.rung.calls_for_action for decision in needed)
    over = sum(decision.rung.calls_for_action for decision in harmless)
    right = sum(person.finding.allows(decision.rung) for person, decision in met)
    return Feedback(
        "good" if hits == len(needed) and not over else "mixed",
        say("Steps that fit: {right} of {people}", right=right, people=len(met)),
        say(
            "Needed a next step: {needed}, of whom you saw {hits}. "
            "Needed none: {harmless}, of whom you held up {over}.",
            needed=len(needed),
            hits=hits,
            harmless=len(harmless),
            over=over,
        ),
    )


def _costs(activity: ShiftActivity, met: list[tuple[Person, Decision]]) -> tuple[Entry, ...]:
    costs = [cost_of(activity, person, decision) for person, decision in met]
    found = [cost for cost in costs if cost is not None]
    if not found:
        return (Entry(say("Nobody was missed, and nobody innocent was held up.")),)
    burdens = {burden.id: burden for burden in activity.deck.burdens}
    over = [
        burdens[decision.rung]
        for person, decision in met
        if decision.rung.calls_for_action and not person.needs_a_step
    ]
    entries = [Entry(cost) for cost in found]
    if over:
        total = say(
            "In all, innocent people lost {minutes} minutes and {journeys} journeys. "
            "These numbers are assumptions that a trainer can change.",
            minutes=sum(burden.minutes for burden in over),
            journeys=sum(burden.journey for burden in over),
        )
        entries.append(Entry(total))
    return tuple(entries)


def _table(met: list[tuple[Person, Decision]]) -> Table:
    rows = tuple(
        (
            f"{number}. {person.name}",
            _SHORT[decision.rung],
            _SHORT[person.finding.rung],
        )
        for number, (person, decision) in enumerate(met, start=1)
    )
    columns = (say("Who"), say("Your step"), say("Careful step"))
    return Table(say("Everybody of this shift"), columns, rows, numbers_from=3)


def _one(activity: ShiftActivity, number: int, person: Person, decision: Decision) -> Lines:
    entries: list[Entry] = [
        Entry(say("Your step: {step}", step=RUNG_NAMES[decision.rung])),
        Entry(say("The step: {step}", step=RUNG_NAMES[person.finding.rung]), remark=reason(person)),
        *evidence_lines(activity, person, decision).entries,
    ]
    title = say("{name}: {what}", name=f"{number}. {person.name}", what=person.purpose)
    return Lines(title, tuple(entries), folded=True)


def _met_signs(met: list[tuple[Person, Decision]]) -> list[str]:
    return sorted({clue.sign for person, _ in met for clue in person.clues})


def _innocent(activity: ShiftActivity, met: list[tuple[Person, Decision]]) -> Lines:
    signs = [activity.signs[name] for name in _met_signs(met)]
    entries = tuple(Entry(sign.name, remark=" ".join(sign.harmless)) for sign in signs)
    return Lines(say("What it could innocently be"), entries, folded=True)


def _cited(activity: ShiftActivity, met: list[tuple[Person, Decision]]) -> list[Citation]:
    signs = _met_signs(met)
    citations = list(activity.deck.from_)
    for weighing in activity.deck.weighings:
        if weighing.sign in signs:
            citations += [*weighing.from_, *activity.signs[weighing.sign].from_]
    return citations
