"""What a careful colleague would have done: cards, injects and steps, computed from the deal."""

from __future__ import annotations

from enum import StrEnum
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from tppo_kit.activities.tabletop.circle import answer_of, inject_right
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.records import Judgement, Outcome, Rung

if TYPE_CHECKING:
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import Planned, TableState
    from tppo_kit.content.simulations.tabletop_parts import TableStep

#: A needless question costs the table time, but harms nobody.
NEEDLESS = 0.5
#: Each fault of a right step costs half of it.
FAULT = 0.5


class Fault(StrEnum):
    """What is wrong with the way a right step is planned."""

    OWNER = "owner"
    BARRED = "barred"
    WITHDRAWN = "withdrawn"
    CONSENT = "consent"
    ORDER = "order"
    LATE = "late"


def card_points(book: TableBook, state: TableState, card: str) -> float:
    """Return 1 for what a careful colleague does, a half for a needless question, else 0."""
    right, done = book.cards[card].handling, state.handling(card)
    if done is right:
        return 1.0
    return NEEDLESS if done is Handling.ASK else 0.0


def leaked(book: TableBook, state: TableState, card: str) -> bool:
    """Tell whether something was told that was not the table's to know."""
    done = state.handling(card)
    return done is Handling.SHARE and book.cards[card].handling is not Handling.SHARE


def last_day(book: TableBook, state: TableState, step: TableStep) -> int:
    """Return the last day on which a step is in time; news may bring the departure forward."""
    if not step.departs:
        return step.by
    moved = (book.injects[name].departure for name in state.deal.injects)
    return min(step.by, book.record.departure, *(day for day in moved if day is not None))


def barred(book: TableBook, state: TableState) -> frozenset[str]:
    """Return the roles that news bars from sensitive steps."""
    return frozenset(role for name in state.deal.injects for role in book.injects[name].bars)


def withdrawn(book: TableBook, state: TableState) -> frozenset[tuple[str, str]]:
    """Return pairs of a person and the role that this person no longer wants to know."""
    injects = (book.injects[name] for name in state.deal.injects)
    return frozenset((each.withdraws or "", each.from_role or "") for each in injects)


def able(book: TableBook, state: TableState, step: TableStep) -> tuple[str, ...]:
    """Return the roles that may do a right step in this deal, in the order of the record."""
    shut = barred(book, state) if step.sensitive else frozenset()
    gone = {role for person, role in withdrawn(book, state) if person == step.person}
    answer = answer_of(book, state, step.needs) if step.needs else None
    allowed = set(answer.only) if answer is not None and answer.given == "some" else set(book.roles)
    return tuple(role for role in step.owners if role in allowed - shut - gone)


def fits(book: TableBook, state: TableState, step: TableStep) -> bool:
    """Tell whether a careful colleague plans a step here; a person may have said no to it."""
    answer = answer_of(book, state, step.needs) if step.needs else None
    refused = answer is not None and answer.given == "none"
    return step.right and not refused and bool(able(book, state, step))


def faults(book: TableBook, state: TableState, planned: Planned) -> tuple[Fault, ...]:
    """Return what is wrong with the way a fitting step is planned, one reason about its owner."""
    step = book.steps[planned.step]
    found = []
    if planned.owner not in step.owners:
        found.append(Fault.OWNER)
    elif step.sensitive and planned.owner in barred(book, state):
        found.append(Fault.BARRED)
    elif planned.owner not in able(book, state, step):
        found.append(Fault.WITHDRAWN)
    if step.needs and state.handling(step.needs) is not Handling.ASK:
        found.append(Fault.CONSENT)
    before = [state.plan_of(name) for name in step.after if fits(book, state, book.steps[name])]
    if any(each is None or each.day > planned.day for each in before):
        found.append(Fault.ORDER)
    if planned.day > last_day(book, state, step):
        found.append(Fault.LATE)
    return tuple(found)


def plan_rung(book: TableBook, state: TableState) -> Rung:
    """Return the highest rung that the plan amounts to."""
    rungs = [book.steps[each.step].rung for each in state.planned]
    return max(rungs, key=lambda rung: rung.height, default=Rung.NO_CONCERN)


def harmful(book: TableBook, state: TableState) -> tuple[Planned, ...]:
    """Return the planned steps that a careful colleague leaves out."""
    return tuple(each for each in state.planned if not fits(book, state, book.steps[each.step]))


def plan_is_right(book: TableBook, state: TableState) -> bool:
    """Tell whether the plan amounts to the right rung and holds nothing that harms."""
    record, rung = book.record, plan_rung(book, state)
    right = rung in {record.truth, *record.accepts}
    return right and not harmful(book, state) and (rung is not Rung.URGENT or _at_once(book, state))


def _at_once(book: TableBook, state: TableState) -> bool:
    """Tell whether somebody who may do it acts in time; else an urgent plan is urgent in name."""
    idle = {Fault.OWNER, Fault.BARRED, Fault.WITHDRAWN, Fault.LATE}
    return any(
        book.steps[each.step].rung is Rung.URGENT and idle.isdisjoint(faults(book, state, each))
        for each in state.planned
    )


def signs_dealt(book: TableBook, state: TableState) -> tuple[str, ...]:
    """Return the signs of the table without those whose every card stayed in the pack."""
    tied = {card.sign for card in book.record.cards}
    dealt = {book.cards[name].sign for name in state.deal.cards}
    return tuple(sign for sign in book.signs if sign in dealt or sign not in tied)


def step_share(book: TableBook, state: TableState) -> float:
    """Return 0 to 1: half for what is planned well, half for what is left out."""
    done, spared = [], []
    for step in book.record.steps:
        planned = state.plan_of(step.id)
        if not fits(book, state, step):
            spared.append(float(planned is None))
        elif planned is None:
            done.append(0.0)
        else:
            done.append(max(0.0, 1.0 - FAULT * len(faults(book, state, planned))))
    return (fmean(done or [1.0]) + fmean(spared or [1.0])) / 2


def outcome(book: TableBook, state: TableState, fingerprint: str) -> Outcome:
    """Return judgements on cards, injects and plan, and the points."""
    weights = book.record.weights
    cards = fmean(card_points(book, state, card) for card in state.deal.cards)
    injects = fmean(inject_right(book, each.inject, each.option) for each in state.decided)
    right = plan_is_right(book, state)
    earned = weights.sharing * cards + weights.injects * injects + weights.rung * right
    earned += weights.steps * step_share(book, state)
    judgements = (
        *(_card(book, state, each.card, each.seconds, fingerprint) for each in state.handled),
        *(
            _inject(book, each.inject, each.option, each.seconds, fingerprint)
            for each in state.decided
        ),
        _plan(book, state, fingerprint),
    )
    possible = weights.sharing + weights.injects + weights.steps + weights.rung
    return Outcome(judgements, min(earned, possible), possible, tone(book, state))


def tone(book: TableBook, state: TableState) -> Literal["good", "mixed", "poor"]:
    """Return good, mixed or poor: harm and leaks weigh as heavily as what was missed."""
    if not plan_is_right(book, state):
        return "poor"
    leaks = sum(leaked(book, state, card) for card in state.deal.cards)
    flawless = all(not faults(book, state, each) for each in state.planned)
    return "good" if not leaks and flawless else "mixed"


def _card(
    book: TableBook, state: TableState, card: str, seconds: float, fingerprint: str
) -> Judgement:
    right, done = book.cards[card].handling, state.handling(card) or Handling.KEEP
    return Judgement(
        kind="sharing",
        subject=f"{book.record.id}.{card}",
        fingerprint=fingerprint,
        signs=(),
        right=right.value,
        chosen=done.value,
        correct=done is right,
        signal=None,
        called=None,
        confidence=None,
        seconds=seconds,
    )


def _inject(
    book: TableBook, inject: str, option: str, seconds: float, fingerprint: str
) -> Judgement:
    return Judgement(
        kind="inject",
        subject=f"{book.record.id}.{inject}",
        fingerprint=fingerprint,
        signs=(),
        right=next(each.id for each in book.injects[inject].options if each.right),
        chosen=option,
        correct=inject_right(book, inject, option),
        signal=None,
        called=None,
        confidence=None,
        seconds=seconds,
    )


def _plan(book: TableBook, state: TableState, fingerprint: str) -> Judgement:
    record, rung = book.record, plan_rung(book, state)
    return Judgement(
        kind="tabletop",
        subject=record.id,
        fingerprint=fingerprint,
        signs=tuple(sorted({*record.signs}.intersection(signs_dealt(book, state)))),
        right=record.truth.value,
        chosen=rung.value,
        correct=plan_is_right(book, state),
        signal=record.truth.calls_for_action,
        called=rung.calls_for_action,
        confidence=None,
        seconds=state.plan_seconds,
    )
