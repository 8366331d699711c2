"""The debrief: what the table did, what a careful one would do and why, and what it cost."""

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
    View,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.activities.tabletop.board import day_name, plan_drawing, table_drawing
from tppo_kit.activities.tabletop.circle import inject_right, seen_by
from tppo_kit.activities.tabletop.closing import aftermath, refused, report
from tppo_kit.activities.tabletop.knowledge import HANDLINGS, quoted, who_may
from tppo_kit.activities.tabletop.turns import missing
from tppo_kit.activities.tabletop.verdict import (
    Fault,
    able,
    card_points,
    faults,
    fits,
    harmful,
    last_day,
    leaked,
    plan_is_right,
    plan_rung,
    signs_dealt,
)
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState
    from tppo_kit.content.simulations.tabletop_parts import TableStep

_FAULTS: dict[Fault, Message] = {
    Fault.OWNER: say("this is the task of another role"),
    Fault.BARRED: say("this role is too close to somebody involved"),
    Fault.WITHDRAWN: say("the person does not want this role to know"),
    Fault.CONSENT: say("nobody asked for consent"),
    Fault.ORDER: say("something must come first"),
    Fault.LATE: say("too late"),
}


def review(book: TableBook, state: TableState, role: str | None) -> View:
    """Return the debrief; with a role, of the cards only its own."""
    record = book.record
    right = plan_is_right(book, state)
    blocks: list[Block] = [
        aftermath(book, state),
        Feedback(
            "good" if right else "info",
            say("What a careful colleague would do: {rung}", rung=RUNG_NAMES[record.truth]),
            record.why,
            notes_for(record.from_, book.sources),
        ),
        Prose(say("Your plan amounts to: {rung}", rung=RUNG_NAMES[plan_rung(book, state)])),
        *_cost(book, state, role),
        plan_drawing(book, state, judged=True),
        _steps(book, state),
        who_may(book),
        _injects(book, state),
        table_drawing(book, state, role),
        _cards(book, state, role),
        report(book, state),
        Lines(say("What it could innocently be"), tuple(map(Entry, record.harmless))),
        _signs(book, state),
        Prose(record.talk_about, "scene"),
        Prose(
            say("Another table looks much like this one and needs another plan. Compare the two.")
        ),
        Heading(say("Where it says so")),
        *(FactBlock(fact) for fact in record.facts),
    ]
    printed = f"/print/own/tabletop/{record.id}"
    return View(record.title, tuple(blocks), announce=say("Looking back"), print_at=printed)


def _signs(book: TableBook, state: TableState) -> Lines:
    found = (book.signs[sign] for sign in signs_dealt(book, state))
    entries = (Entry(sign.name, remark=" ".join(sign.harmless)) for sign in found)
    title = say("Signs that come to mind here, and what they may innocently be")
    return Lines(title, tuple(entries), folded=True)


def _cost(book: TableBook, state: TableState, role: str | None) -> tuple[Lines, ...]:
    """Return what harmed, was missed or was told needlessly; nothing where nothing did."""
    hurting = {each.step for each in harmful(book, state)}
    missed = set(missing(book, state))
    entries = [
        Entry(step.text, "no", say("planned; better left out. {why}", why=step.why))
        if step.id in hurting
        else Entry(step.text, "open", say("left out; it belongs here. {wanted}", wanted=step.why))
        for step in book.record.steps
        if step.id in hurting | missed
    ]
    entries += [
        Entry(card.text, "no", say("told without consent or need. {why}", why=card.why))
        for card in map(book.cards.__getitem__, state.deal.cards)
        if leaked(book, state, card.id) and (not role or role in seen_by(book, state, card.id))
    ]
    return (Lines(say("What it cost"), tuple(entries)),) if entries else ()


def _steps(book: TableBook, state: TableState) -> Lines:
    entries = [_step(book, state, step) for step in book.record.steps]
    return Lines(say("Step by step"), tuple(entries), folded=True)


def _step(book: TableBook, state: TableState, step: TableStep) -> Entry:
    planned = state.plan_of(step.id)
    if not fits(book, state, step):
        said_no = step.id in refused(book, state)
        why = say("The person said no. {why}", why=step.why) if said_no else step.why
        if planned is None:
            return Entry(step.text, "yes", say("rightly left out. {why}", why=why))
        reason = say("{why} {facts}", why=why, facts=quoted(step.facts))
        return Entry(step.text, "no", say("planned; better left out. {why}", why=reason))
    who = ", ".join(book.roles[name].name for name in able(book, state, step))
    when = day_name(last_day(book, state, step))
    wanted = say("{roles}, {day} at the latest. {why}", roles=who, day=when, why=step.why)
    found = faults(book, state, planned) if planned is not None else ()
    if planned is not None and not found:
        return Entry(step.text, "yes", wanted)
    wanted = say("{why} {facts}", why=wanted, facts=quoted(step.facts))
    if planned is None:
        return Entry(step.text, "no", say("left out; it belongs here. {wanted}", wanted=wanted))
    words: Message = _FAULTS[found[0]]
    for more in found[1:]:
        words = say("{one}, {other}", one=words, other=_FAULTS[more])
    return Entry(step.text, "no", say("{faults}. {wanted}", faults=words, wanted=wanted))


def _injects(book: TableBook, state: TableState) -> Lines:
    entries = []
    for each in state.decided:
        inject = book.injects[each.inject]
        best = next(option for option in inject.options if option.right)
        chosen = next((o for o in inject.options if o.id == each.option), None)
        if inject_right(book, each.inject, each.option):
            remark = say("You: {chosen} {why}", chosen=_stop(best.text), why=best.why)
        else:
            remark = say(
                "You: {chosen} {harm} Better: {best} {why} {facts}",
                chosen=_stop(chosen.text) if chosen else say("no answer."),
                harm=chosen.why if chosen else "",
                best=_stop(best.text),
                why=best.why,
                facts=quoted(inject.facts),
            )
        right = inject_right(book, each.inject, each.option)
        entries.append(Entry(inject.text, "yes" if right else "no", remark))
    return Lines(say("The news, and what was done"), tuple(entries), folded=True)


def _stop(text: str) -> str:
    return text if text[-1] in ".!?”" else f"{text}."


def _cards(book: TableBook, state: TableState, role: str | None) -> Lines:
    entries = []
    for name in state.deal.cards:
        card = book.cards[name]
        if role is not None and card.role != role:
            continue
        done = state.handling(name) or Handling.KEEP
        points = card_points(book, state, name)
        values = {"role": book.roles[card.role].name, "done": HANDLINGS[done], "why": card.why}
        if points == 1:
            remark = say("{role}: {done}. {why}", **values)
        else:
            better = HANDLINGS[card.handling]
            remark = say("{role}: {done}. Better: {better}. {why}", better=better, **values)
        entries.append(Entry(card.text, "yes" if points == 1 else "no", remark))
    return Lines(say("Card by card ({number})", number=len(entries)), tuple(entries), folded=True)
