"""What a seat sees while the table sits: one role, its cards, news, plan, and what follows.

``role`` None is the one screen of a person alone or of a room: it shows the seat whose turn it
is. With a role, nothing of another hand is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Heading,
    Lines,
    Option,
    Options,
    Prose,
    View,
)
from tppo_kit.activities.tabletop.board import day_name, in_order, plan_drawing, table_drawing
from tppo_kit.activities.tabletop.circle import leader
from tppo_kit.activities.tabletop.closing import follow_up, hot_wash, procedure
from tppo_kit.activities.tabletop.knowledge import (
    HANDLINGS,
    answer_words,
    answered,
    changed,
    on_the_table,
    who_may,
)
from tppo_kit.activities.tabletop.state import Phase
from tppo_kit.activities.tabletop.turns import CLOSE, turn, undecided
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState


def screen(book: TableBook, state: TableState, role: str | None) -> View:
    """Return what is shown before the end, to one seat or to the one screen."""
    record = book.record
    if state.phase is Phase.COVER:
        return View(record.title, _cover(book, role))
    seat = role or turn(book, state)
    blocks = _SHOWS[state.phase](book, state, seat, role is None)
    announce = say("{part}, {role}", part=_PARTS[state.phase], role=book.roles[seat].name)
    return View(record.title, (Heading(announce), *blocks), _progress(book, state), announce)


def _progress(book: TableBook, state: TableState) -> tuple[int, int] | None:
    """Return how far this part has come; a plan is ready when the table says so."""
    if state.phase is Phase.SHARING:
        return len(state.handled), len(state.deal.cards)
    if state.phase is Phase.INJECTS:
        return len(state.decided), len(state.deal.injects)
    if state.phase is Phase.HOT_WASH:
        return len(state.washed), len(book.record.hot_wash)
    if state.phase is Phase.FOLLOW_UP:
        return sum(each.days is not None for each in state.follow_ups), len(state.washed)
    if state.phase is Phase.PROCEDURE:
        return len(state.ways), len(book.record.procedure.questions) + 1
    return None


_PARTS: dict[Phase, Message] = {
    Phase.SHARING: say("Who tells what"),
    Phase.INJECTS: say("News"),
    Phase.PLAN: say("One plan"),
    Phase.HOT_WASH: say("Looking back at once"),
    Phase.FOLLOW_UP: say("Who sees to it, and by when"),
    Phase.PROCEDURE: say("Our procedure"),
}


def _cover(book: TableBook, role: str | None) -> tuple[Block, ...]:
    record = book.record
    first = (begin_button(),) if role in {None, record.chair} else (waiting(book, record.chair),)
    return (
        Prose(record.about, "lead"),
        Prose(record.scene, "scene"),
        *first,
        Lines(
            "",
            (
                Entry(say("First each role decides on its cards: tell, ask for consent, or keep.")),
                Entry(say("Then {number} pieces of news come in.", number=record.injects_drawn)),
                Entry(say("Then one plan: what, who, when. At the end a procedure to print.")),
            ),
            numbered=True,
        ),
        Prose(
            say(
                "Alone you take every seat in turn. In a room people divide the seats. "
                "About {minutes} minutes alone, twice that in a room.",
                minutes=record.minutes,
            ),
            "small",
        ),
        Prose(record.content_note, "small"),
        Prose(say("All people, places and firms here are invented."), "small"),
    )


def waiting(book: TableBook, role: str) -> Prose:
    """Return the sentence of a seat whose turn it is not."""
    return Prose(say("Now it is the turn of: {role}.", role=book.roles[role].name), "lead")


def _sharing(book: TableBook, state: TableState, seat: str, alone: bool) -> tuple[Block, ...]:  # noqa: FBT001
    blocks: list[Block] = []
    last = state.handled[-1].card if state.handled else None
    if last is not None and (alone or book.cards[last].role == seat):
        blocks += _told(book, state, last, seat)
    blocks.append(Prose(book.roles[seat].seat, "small"))
    left = undecided(book, state, seat)
    for number, card in enumerate(left, start=1):
        label = say("{number}. {card}", number=number, card=book.cards[card].text)
        options = tuple(Option(f"{seat}:{each}:{card}", name) for each, name in HANDLINGS.items())
        blocks.append(Options("card", label, options, layout="row"))
    if not left:
        blocks.append(Prose(say("Your cards are all decided."), "lead"))
        if seat == leader(book, state):
            close = Option(f"{seat}:{CLOSE}", say("End the round; what is open stays unsaid"))
            blocks.append(Options("card", "", (close,)))
    return (*blocks, _own(book, state, seat), on_the_table(book, state, seat))


def _told(book: TableBook, state: TableState, card: str, seat: str) -> list[Block]:
    """Return what came of asking about the last card; its words for the seat that holds it."""
    if state.handling(card) is not Handling.ASK:
        return []
    holder = book.cards[card].role
    last = say("The last card of {role}:", role=book.roles[holder].name)
    about = book.cards[card].text if holder == seat else last
    words = say("{card} {answer}", card=about, answer=answer_words(book, state, card))
    return [Feedback("info", say("Consent was asked"), words)]


def _own(book: TableBook, state: TableState, seat: str) -> Lines:
    cards = [card for card in state.deal.cards if book.cards[card].role == seat]
    entries = tuple(
        Entry(book.cards[card].text, remark=HANDLINGS[done])
        for card in cards
        if (done := state.handling(card)) is not None
    )
    return Lines(say("Your decided cards ({number})", number=len(entries)), entries, folded=True)


def _injects(book: TableBook, state: TableState, seat: str, alone: bool) -> tuple[Block, ...]:  # noqa: FBT001
    number = len(state.decided)
    inject = book.injects[state.deal.injects[number]]
    blocks: list[Block] = []
    if number:
        blocks.append(answered(book, state))
    if inject.role != seat:
        blocks.append(waiting(book, inject.role))
        if seat == leader(book, state):
            close = Option(
                f"{seat}:{inject.id}:{CLOSE}", say("Time is up; go on without an answer")
            )
            blocks.append(Options("inject", "", (close,)))
    else:
        when = say("{time}. News for: {role}", time=inject.time, role=book.roles[seat].name)
        texts = {each.id: each.text for each in inject.options}
        options = tuple(
            Option(f"{seat}:{inject.id}:{name}", texts[name]) for name in state.deal.options[number]
        )
        blocks += [
            Prose(when, "small"),
            Prose(inject.text, "scene"),
            Options("inject", say("What does this role do?"), options),
            Prose(
                say("In a room: talk about it for {minutes} minutes.", minutes=inject.talk), "small"
            ),
        ]
    if alone and not number:
        blocks += _told(book, state, state.handled[-1].card, seat)
    return (
        *blocks,
        *changed(book, state),
        table_drawing(book, state, None if alone else seat),
        on_the_table(book, state, seat),
    )


def _plan(book: TableBook, state: TableState, seat: str, alone: bool) -> tuple[Block, ...]:  # noqa: ARG001, FBT001
    draft = state.draft_of(seat)
    if draft is not None:
        step = book.steps[draft.step]
        undo = Options("plan", "", (Option(f"{seat}:undo", say("Another step")),))
        if not draft.owner:
            owners = tuple(
                Option(f"{seat}:owner:{draft.step}:{role.id}", role.name)
                for role in book.roles.values()
            )
            chosen = Options("plan", say("Who does it?"), owners, layout="tiles")
        else:
            days = tuple(
                Option(f"{seat}:day:{draft.step}:{day}", day_name(day)) for day in book.record.days
            )
            chosen = Options("plan", say("By when?"), days, layout="tiles")
        owner = (Prose(book.roles[draft.owner].name, "small"),) if draft.owner else ()
        return (Prose(step.text, "scene"), *owner, chosen, undo, who_may(book))
    drawn = (plan_drawing(book, state),) if state.planned else (answered(book, state),)
    seal = Options("plan", "", (Option(f"{seat}:seal", say("Close the plan")),), layout="primary")
    return (
        *changed(book, state),
        *drawn,
        Options(
            "plan",
            say("Which steps belong to the plan? Press a step again to take it out."),
            tuple(_step(book, state, seat, name) for name in state.deal.steps),
        ),
        *((seal,) if seat == leader(book, state) else ()),
        on_the_table(book, state, seat),
    )


def _step(book: TableBook, state: TableState, seat: str, name: str) -> Option:
    step, planned = book.steps[name], state.plan_of(name)
    if planned is not None:
        note = say(
            "{number}. {role}, {day}",
            number=in_order(state).index(planned) + 1,
            role=book.roles[planned.owner].name,
            day=day_name(planned.day),
        )
        return Option(f"{seat}:drop:{name}", step.text, "chosen", note)
    other = next((each for each in state.drafts if each.step == name), None)
    if other is not None:
        note = say("{role} is planning this", role=book.roles[other.role].name)
        return Option(f"{seat}:take:{name}", step.text, "locked", note)
    return Option(f"{seat}:take:{name}", step.text)


_SHOWS: dict[Phase, Callable[[TableBook, TableState, str, bool], tuple[Block, ...]]] = {
    Phase.SHARING: _sharing,
    Phase.INJECTS: _injects,
    Phase.PLAN: _plan,
    Phase.HOT_WASH: hot_wash,
    Phase.FOLLOW_UP: follow_up,
    Phase.PROCEDURE: procedure,
}
