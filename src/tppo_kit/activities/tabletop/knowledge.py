"""What the table knows: what was told, what was answered, what has changed, who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Entry, Feedback, Lines
from tppo_kit.activities.tabletop.circle import answer_of, leader, seen_by
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.activities.blocks import Block, Text
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState

HANDLINGS: dict[Handling, Message] = {
    Handling.SHARE: say("Tell the table"),
    Handling.ASK: say("Ask for consent first"),
    Handling.KEEP: say("Keep it"),
}


def answer_words(book: TableBook, state: TableState, card: str) -> Text:
    """Return who was asked through whom, and the answer."""
    answer, contact = answer_of(book, state, card), book.cards[card].contact
    if answer is None or contact is None:
        if book.cards[card].handling is Handling.SHARE:
            return say(
                "This is nobody's own story: there was no one to ask, so the table knows it."
            )
        return say("Nobody could be found who may agree to this, so it stays unsaid.")
    values = {"role": book.roles[contact].name, "answer": answer.text}
    if answer.given == "none":
        return say("Asked by {role} in a safe way. {answer} So it stays unsaid.", **values)
    if answer.given == "some":
        roles = ", ".join(book.roles[name].name for name in answer.only)
        return say(
            "Asked by {role} in a safe way. {answer} So it is known only to: {roles}.",
            roles=roles,
            **values,
        )
    return say("Asked by {role} in a safe way. {answer} So the table knows it now.", **values)


def on_the_table(book: TableBook, state: TableState, role: str) -> Lines:
    """Return what a role was told so far, on its phone and on the one screen alike."""
    entries = []
    for each in state.handled:
        seen = seen_by(book, state, each.card)
        if len(seen) > 1 and role in seen:
            limited = ", ".join(book.roles[name].name for name in book.roles if name in seen)
            only = say("only: {roles}", roles=limited) if len(seen) < len(book.roles) else ""
            card = book.cards[each.card]
            told = say("{role}: {told}", role=book.roles[card.role].name, told=card.text)
            entries.append(Entry(told, remark=only))
    title = say("What was told to this seat ({number})", number=len(entries))
    return Lines(title, tuple(entries), folded=True)


def answered(book: TableBook, state: TableState) -> Feedback:
    """Return what was done about the last news, without a verdict."""
    last = state.decided[-1]
    inject = book.injects[last.inject]
    done = next((each.text for each in inject.options if each.id == last.option), None)
    title = say("{role} decided", role=book.roles[inject.role].name)
    return Feedback("info", title, done or say("Nothing was decided in time."))


def changed(book: TableBook, state: TableState) -> tuple[Block, ...]:
    """Return what the news changed for everybody, nothing before the first news."""
    entries = [Entry(book.injects[each.inject].then) for each in state.decided]
    chair = leader(book, state)
    if chair != book.record.chair:
        entries.append(
            Entry(say("{role} leads the table from now on.", role=book.roles[chair].name))
        )
    return (Lines(say("What has changed"), tuple(entries)),) if entries else ()


def who_may(book: TableBook) -> Lines:
    """Return what each role may do, as the facts say."""
    entries = (
        Entry(role.name, remark=quoted(role.facts) or role.seat) for role in book.roles.values()
    )
    return Lines(say("Who may do what"), tuple(entries), folded=True)


def quoted(facts: Iterable[str]) -> str:
    """Return facts to be filled in when the view is drawn."""
    return " ".join(f"{{{fact}}}" for fact in facts)
