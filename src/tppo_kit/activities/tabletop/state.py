"""Where a coordination table stands: what was dealt, decided, planned and written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tppo_kit.activities.tabletop.book import TableBook
    from tppo_kit.content.simulations.tabletop_parts import Handling


class Phase(StrEnum):
    """The parts of a game, in order."""

    COVER = "cover"
    SHARING = "sharing"
    INJECTS = "injects"
    PLAN = "plan"
    HOT_WASH = "hot-wash"
    FOLLOW_UP = "follow-up"
    PROCEDURE = "procedure"
    END = "end"

    @property
    def number(self) -> int:
        """Return the place in the order, from 0."""
        return list(Phase).index(self)


@dataclass(frozen=True, slots=True)
class Deal:
    """What the seed drew: cards and the answers behind them, injects, the order of choices."""

    cards: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    injects: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handled:
    """A card and what its role did with it, after how many seconds."""

    card: str
    handling: Handling
    seconds: float


@dataclass(frozen=True, slots=True)
class Decided:
    """An inject and the answer to it; nothing if the chair closed it unanswered."""

    inject: str
    option: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Planned:
    """A step of the plan, who does it, and on which day from now."""

    step: str
    owner: str
    day: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A step that a role is about to plan; the owner is chosen before the day."""

    role: str
    step: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Who sees to an improvement, and within how many days."""

    owner: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class TableState:
    """Everything that happened at the table so far."""

    deal: Deal
    phase: Phase = Phase.COVER
    handled: tuple[Handled, ...] = ()
    decided: tuple[Decided, ...] = ()
    planned: tuple[Planned, ...] = ()
    drafts: tuple[Draft, ...] = ()
    washed: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    ways: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    review: int = 0
    shown_at: float = 0.0
    plan_seconds: float = 0.0

    def handling(self, card: str) -> Handling | None:
        """Return what was done with a card, None while it is undecided."""
        return next((each.handling for each in self.handled if each.card == card), None)

    def plan_of(self, step: str) -> Planned | None:
        """Return how a step is planned, None if it is not."""
        return next((each for each in self.planned if each.step == step), None)

    def draft_of(self, role: str) -> Draft | None:
        """Return what a role is about to plan."""
        return next((each for each in self.drafts if each.role == role), None)


def deal(book: TableBook, seed: int) -> Deal:
    """Return what a seed draws; what the truth rests on is always dealt."""
    record, chance = book.record, Random(seed)
    always = record.always_dealt
    cards: list[str] = []
    for role in record.roles:
        own = [card.id for card in record.cards if card.role == role.id]
        fixed = [name for name in own if name in always]
        free = [name for name in own if name not in always]
        hand = {*fixed, *chance.sample(free, record.hand - len(fixed))}
        cards += chance.sample(sorted(hand), len(hand))
    answers = tuple(
        (card.id, chance.choices(card.answers)[0].id) for card in record.cards if card.answers
    )
    drawn = {*chance.sample(list(book.injects), record.injects_drawn)}
    injects = tuple(name for name in book.injects if name in drawn)
    return Deal(
        cards=tuple(cards),
        answers=answers,
        injects=injects,
        options=tuple(
            _shuffled([o.id for o in book.injects[name].options], chance) for name in injects
        ),
        steps=_shuffled(list(book.steps), chance),
    )


def _shuffled(names: list[str], chance: Random) -> tuple[str, ...]:
    return tuple(chance.sample(names, len(names)))
