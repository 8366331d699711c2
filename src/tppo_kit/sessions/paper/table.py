"""A coordination table on paper: what each role knows, the news, the plan, and the key to it.

One deal is drawn for each edition of the content, so all packs of an edition and its key agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from tppo_kit.activities.tabletop.board import day_name
from tppo_kit.activities.tabletop.circle import answer_of
from tppo_kit.activities.tabletop.knowledge import HANDLINGS, quoted
from tppo_kit.sessions.paper.sheets import Lettered, edition

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.activities.tabletop.state import TableState
    from tppo_kit.activities.tabletop.tabletop import TabletopActivity
    from tppo_kit.content.simulations.tabletop_parts import TableInject


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What one role holds: who it is, what it may do, and the numbered clues it alone knows."""

    name: str
    seat: str
    may: str
    leads: bool
    clues: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class NewsCard:
    """News for one role, handed out when its turn comes; minutes to talk about it."""

    number: int
    time: str
    role: str
    text: str
    options: tuple[Lettered, ...]
    talk: int


@dataclass(frozen=True, slots=True)
class TablePack:
    """Everything one table gets; ``ways`` is what may be done with a clue."""

    title: str
    scene: str
    content_note: str
    edition: str
    ways: tuple[Text, ...]
    roles: tuple[RoleCard, ...]
    news: tuple[NewsCard, ...]
    steps: tuple[Lettered, ...]


@dataclass(frozen=True, slots=True)
class ClueKey:
    """What a careful colleague does with a clue, why, and what is answered if consent is asked."""

    number: int
    role: str
    text: str
    way: Text
    why: str
    answer: str
    only: str


@dataclass(frozen=True, slots=True)
class NewsKey:
    """The right answer to a piece of news, why, and what the table knows afterwards."""

    number: int
    role: str
    right: Lettered
    why: str
    then: str


@dataclass(frozen=True, slots=True)
class StepKey:
    """Whether a step belongs to the plan, who may do it, until which day, and why."""

    step: Lettered
    right: bool
    owners: str
    day: Text
    why: str


@dataclass(frozen=True, slots=True)
class TableKey:
    """The facilitator's key of a pack of the same edition."""

    title: str
    edition: str
    clues: tuple[ClueKey, ...]
    news: tuple[NewsKey, ...]
    steps: tuple[StepKey, ...]


def table_pack(activity: TabletopActivity) -> TablePack:
    """Return what one table gets on paper; nothing in it tells what is right."""
    book, dealt = activity.book, _dealt(activity)
    numbers = _numbers(dealt)
    roles = tuple(
        RoleCard(
            name=role.name,
            seat=role.seat,
            may=quoted(role.facts),
            leads=role.id == book.record.chair,
            clues=tuple(
                (number, book.cards[card].text)
                for card, number in numbers.items()
                if book.cards[card].role == role.id
            ),
        )
        for role in book.roles.values()
    )
    news = tuple(
        NewsCard(number, each.time, book.roles[each.role].name, each.text, lettered, each.talk)
        for number, each, lettered in _news(book, dealt)
    )
    return TablePack(
        title=book.record.title,
        scene=book.record.scene,
        content_note=book.record.content_note,
        edition=edition(activity.fingerprint),
        ways=tuple(HANDLINGS.values()),
        roles=roles,
        news=news,
        steps=tuple(_steps(book, dealt).values()),
    )


def table_key(activity: TabletopActivity) -> TableKey:
    """Return the key of the pack."""
    book, dealt = activity.book, _dealt(activity)
    clues = tuple(_clue_key(book, dealt, card, number) for card, number in _numbers(dealt).items())
    return TableKey(
        title=book.record.title,
        edition=edition(activity.fingerprint),
        clues=clues,
        news=tuple(_news_key(book, *each) for each in _news(book, dealt)),
        steps=tuple(
            _step_key(book, name, lettered) for name, lettered in _steps(book, dealt).items()
        ),
    )


def _dealt(activity: TabletopActivity) -> TableState:
    return activity.start(int(activity.fingerprint, 16))


def _numbers(dealt: TableState) -> dict[str, int]:
    return {card: number for number, card in enumerate(dealt.deal.cards, start=1)}


def _news(
    book: TableBook, dealt: TableState
) -> list[tuple[int, TableInject, tuple[Lettered, ...]]]:
    """Return number, news and lettered answers of what was drawn, in the order it comes."""
    found = []
    drawn = zip(dealt.deal.injects, dealt.deal.options, strict=True)
    for number, (name, options) in enumerate(drawn, start=1):
        inject = book.injects[name]
        texts = {option.id: option.text for option in inject.options}
        lettered = tuple(
            Lettered(letter, texts[option])
            for letter, option in zip(ascii_uppercase, options, strict=False)
        )
        found.append((number, inject, lettered))
    return found


def _steps(book: TableBook, dealt: TableState) -> dict[str, Lettered]:
    return {
        name: Lettered(letter, book.steps[name].text)
        for letter, name in zip(ascii_uppercase, dealt.deal.steps, strict=False)
    }


def _clue_key(book: TableBook, dealt: TableState, name: str, number: int) -> ClueKey:
    card, answer = book.cards[name], answer_of(book, dealt, name)
    return ClueKey(
        number=number,
        role=book.roles[card.role].name,
        text=card.text,
        way=HANDLINGS[card.handling],
        why=card.why,
        answer=answer.text if answer else "",
        only=", ".join(book.roles[role].name for role in answer.only) if answer else "",
    )


def _news_key(
    book: TableBook, number: int, inject: TableInject, lettered: tuple[Lettered, ...]
) -> NewsKey:
    right = next(option for option in inject.options if option.right)
    letter = next(each for each in lettered if each.text == right.text)
    return NewsKey(number, book.roles[inject.role].name, letter, right.why, inject.then)


def _step_key(book: TableBook, name: str, lettered: Lettered) -> StepKey:
    step = book.steps[name]
    owners = ", ".join(book.roles[role].name for role in step.owners)
    return StepKey(lettered, step.right, owners, day_name(step.by), step.why)
