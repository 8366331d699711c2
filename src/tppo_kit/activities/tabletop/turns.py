"""Whose turn it is, and what each event changes; anything else is refused with a sentence.

Every value names the role that acts: ``police:share:card``. So one table can be played by one
person in turn, by a room on one screen, or by many phones, with the same events.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.tabletop.circle import leader
from tppo_kit.activities.tabletop.plan import planning
from tppo_kit.activities.tabletop.state import Decided, FollowUp, Handled, Phase
from tppo_kit.activities.tabletop.verdict import fits
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.errors import Refused
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState
    from tppo_kit.records import Event

#: Which events belong to which part.
PHASE_OF = {
    "begin": Phase.COVER,
    "card": Phase.SHARING,
    "inject": Phase.INJECTS,
    "plan": Phase.PLAN,
    "hot-wash": Phase.HOT_WASH,
    "follow-up": Phase.FOLLOW_UP,
    "procedure": Phase.PROCEDURE,
}
CLOSE = "close"


def undecided(book: TableBook, state: TableState, role: str) -> tuple[str, ...]:
    """Return the cards in a hand about which the role has not decided."""
    return tuple(
        name
        for name in state.deal.cards
        if book.cards[name].role == role and state.handling(name) is None
    )


def turn(book: TableBook, state: TableState) -> str:
    """Return the role whose turn it is; in a free part, the chair."""
    if state.phase is Phase.SHARING:
        waiting = (role for role in book.roles if undecided(book, state, role))
        return next(waiting, leader(book, state))
    if state.phase is Phase.INJECTS:
        return book.injects[state.deal.injects[len(state.decided)]].role
    return leader(book, state)


def taken(book: TableBook, state: TableState, event: Event) -> TableState:
    """Return the state after an event.

    Raises:
        Refused: if it is not of this part, from the wrong role, twice, or makes no sense.
    """
    phase = PHASE_OF.get(event.name)
    if phase is None:
        raise refuse(event)
    if phase.number < state.phase.number:
        raise Refused(say("This part is over; nothing has changed."))
    if phase.number > state.phase.number:
        raise Refused(say("This part has not begun yet; nothing has changed."))
    if phase is Phase.COVER:
        if event.value:
            raise refuse(event)
        return replace(state, phase=Phase.SHARING, shown_at=event.at)
    role, *words = event.value.split(":")
    if role not in book.roles:
        raise refuse(event)
    after = _TAKES[phase](book, state, role, words, event)
    spent = state.plan_seconds + (_seconds(state, event) if phase is Phase.PLAN else 0.0)
    return replace(after, shown_at=event.at, plan_seconds=spent)


def _seconds(state: TableState, event: Event) -> float:
    return max(0.0, event.at - state.shown_at)


def _only_chair(book: TableBook, state: TableState, role: str) -> None:
    if role != leader(book, state):
        raise Refused(say("The chair of the table does this; nothing has changed."))


def _sharing(
    book: TableBook, state: TableState, role: str, words: list[str], event: Event
) -> TableState:
    if words == [CLOSE]:
        _only_chair(book, state, role)
        left = [name for name in state.deal.cards if state.handling(name) is None]
        kept = tuple(Handled(name, Handling.KEEP, 0.0) for name in left)
        return replace(state, handled=(*state.handled, *kept), phase=Phase.INJECTS)
    if len(words) != 2 or words[0] not in set(Handling) or words[1] not in state.deal.cards:  # noqa: PLR2004
        raise refuse(event)
    handling, card = words
    if book.cards[card].role != role:
        raise Refused(say("This card is in another hand; nothing has changed."))
    if state.handling(card) is not None:
        raise Refused(say("This was decided before; nothing has changed."))
    done = Handled(card, Handling(handling), _seconds(state, event))
    after = replace(state, handled=(*state.handled, done))
    finished = len(after.handled) == len(state.deal.cards)
    return replace(after, phase=Phase.INJECTS) if finished else after


def _inject(
    book: TableBook, state: TableState, role: str, words: list[str], event: Event
) -> TableState:
    if len(words) != 2:  # noqa: PLR2004 - which inject, and the answer
        raise refuse(event)
    name, option = words
    if name in {each.inject for each in state.decided}:
        raise Refused(say("This was decided before; nothing has changed."))
    current = state.deal.injects[len(state.decided)]
    if name != current:
        raise refuse(event)
    if option == CLOSE:
        _only_chair(book, state, role)
        done = Decided(name, "", _seconds(state, event))
    elif role != book.injects[name].role:
        raise Refused(say("This news reached another role; nothing has changed."))
    elif option in {each.id for each in book.injects[name].options}:
        done = Decided(name, option, _seconds(state, event))
    else:
        raise refuse(event)
    after = replace(state, decided=(*state.decided, done))
    finished = len(after.decided) == len(state.deal.injects)
    return replace(after, phase=Phase.PLAN) if finished else after


def _hot_wash(
    book: TableBook, state: TableState, role: str, words: list[str], event: Event
) -> TableState:
    questions = book.record.hot_wash
    question = questions[len(state.washed)]
    options = {each.id for each in question.options}
    if len(words) != 2 or words[0] != question.id or words[1] not in options:  # noqa: PLR2004
        raise refuse(event)
    _only_chair(book, state, role)
    after = replace(state, washed=(*state.washed, words[1]))
    finished = len(after.washed) == len(questions)
    return replace(after, phase=Phase.FOLLOW_UP) if finished else after


def _follow_up(
    book: TableBook, state: TableState, role: str, words: list[str], event: Event
) -> TableState:
    _only_chair(book, state, role)
    open_one = bool(state.follow_ups) and state.follow_ups[-1].days is None
    number = len(state.follow_ups) - open_one
    if len(words) != 3 or words[1] != str(number):  # noqa: PLR2004 - what, which, value
        raise refuse(event)
    what, _, value = words
    if what == "owner" and not open_one and value in book.roles:
        return replace(state, follow_ups=(*state.follow_ups, FollowUp(value)))
    if what == "due" and open_one and value in map(str, book.record.due_days):
        done = replace(state.follow_ups[-1], days=int(value))
        after = replace(state, follow_ups=(*state.follow_ups[:-1], done))
        finished = len(after.follow_ups) == len(state.washed)
        return replace(after, phase=Phase.PROCEDURE) if finished else after
    raise refuse(event)


def _procedure(
    book: TableBook, state: TableState, role: str, words: list[str], event: Event
) -> TableState:
    _only_chair(book, state, role)
    if len(words) != 2:  # noqa: PLR2004 - what, and the value
        raise refuse(event)
    what, value = words
    procedure = book.record.procedure
    if len(state.ways) < len(procedure.questions):
        question = procedure.questions[len(state.ways)]
        if what == question.id and value in {each.id for each in question.options}:
            return replace(state, ways=(*state.ways, value))
    elif what == "leave" and value in missing(book, state):
        return replace(state, left_out=state.left_out ^ {value})
    elif what == "review" and value in map(str, procedure.review_months):
        if not adopted(book, state):
            raise Refused(say("A procedure needs a step."))
        return replace(state, review=int(value), phase=Phase.END)
    raise refuse(event)


def missing(book: TableBook, state: TableState) -> tuple[str, ...]:
    """Return the steps that fit this case and that the plan left out."""
    return tuple(
        step.id
        for step in book.record.steps
        if fits(book, state, step) and state.plan_of(step.id) is None
    )


def kept(book: TableBook, state: TableState) -> tuple[str, ...]:
    """Return the steps of the plan that fit this case, and so go into the procedure."""
    return tuple(
        step.id
        for step in book.record.steps
        if fits(book, state, step) and state.plan_of(step.id) is not None
    )


def adopted(book: TableBook, state: TableState) -> tuple[str, ...]:
    """Return the steps of the procedure: the kept ones, and missing ones not left out."""
    added = (name for name in missing(book, state) if name not in state.left_out)
    return (*kept(book, state), *added)


_TAKES: dict[Phase, Callable[[TableBook, TableState, str, list[str], Event], TableState]] = {
    Phase.SHARING: _sharing,
    Phase.INJECTS: _inject,
    Phase.PLAN: planning,
    Phase.HOT_WASH: _hot_wash,
    Phase.FOLLOW_UP: _follow_up,
    Phase.PROCEDURE: _procedure,
}
