"""Who knows which card, and who leads the table, after what was told, asked and heeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.simulations.tabletop_parts import Handling

if TYPE_CHECKING:
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState
    from tppo_kit.content.simulations.tabletop_parts import TableAnswer, TableInject


def answer_of(book: TableBook, state: TableState, card: str) -> TableAnswer | None:
    """Return what the person behind a card answers in this deal, None where nobody is asked."""
    answers = book.cards[card].answers
    if not answers:
        return None
    drawn = next((answer for name, answer in state.deal.answers if name == card), None)
    return next((each for each in answers if each.id == drawn), None)


def seen_by(book: TableBook, state: TableState, card: str) -> frozenset[str]:
    """Return the roles that may look at a card by now; who lost the consent no longer does."""
    told = _told(book, state, card) - _shut_out(book, state, card)
    return told | {book.cards[card].role}


def _told(book: TableBook, state: TableState, card: str) -> frozenset[str]:
    holder, handling = book.cards[card].role, state.handling(card)
    needless = handling is Handling.ASK and book.cards[card].handling is Handling.SHARE
    if handling is Handling.SHARE or needless:
        return frozenset(book.roles)
    answer = answer_of(book, state, card) if handling is Handling.ASK else None
    if answer is not None and answer.given != "none":
        return frozenset(book.roles if answer.given == "all" else {holder, *answer.only})
    return frozenset({holder})


def _shut_out(book: TableBook, state: TableState, card: str) -> frozenset[str]:
    """Return the roles from which heeded news closes a person's card: too close, or not wanted."""
    person, shut = book.cards[card].person, set[str]()
    for inject in _heeded(book, state) if person is not None else ():
        shut.update(inject.bars)
        if inject.from_role is not None and inject.withdraws == person:
            shut.add(inject.from_role)
    return frozenset(shut)


def _heeded(book: TableBook, state: TableState) -> tuple[TableInject, ...]:
    """Return the news that the table has answered rightly by now."""
    decided = (each for each in state.decided if inject_right(book, each.inject, each.option))
    return tuple(book.injects[each.inject] for each in decided)


def leader(book: TableBook, state: TableState) -> str:
    """Return the role that leads the table; heeded news may pass this on."""
    handed = [inject.chair for inject in _heeded(book, state) if inject.chair is not None]
    return handed[-1] if handed else book.record.chair


def inject_right(book: TableBook, inject: str, option: str) -> bool:
    """Tell whether an inject was answered as a careful colleague would."""
    return any(each.right for each in book.injects[inject].options if each.id == option)
