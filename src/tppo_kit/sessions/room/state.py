"""Where a room stands, as plain frozen records; it is rebuilt by replaying the room's events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.records import Event

Way = Literal["each", "together", "discuss", "tables"]
Test = Literal["", "before", "after"]
WAYS: tuple[Way, ...] = ("each", "together", "discuss", "tables")
#: Ways in which the room has one shared play and votes.
SHARED: tuple[Way, ...] = ("together", "discuss")


@dataclass(frozen=True, slots=True)
class Member:
    """A seat in the room; ``place`` counts from 0 in order of joining."""

    seat: str
    place: int
    joined_at: float


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody chose, as ``event=value``, and how many seconds after the opening."""

    choice: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Round:
    """One vote on one question: by phone, by raised hands and by printed card.

    ``votes`` and ``sure`` (percent) go by seat, ``hands`` by choice, ``cards`` by card number.
    ``number`` counts the room's events before the opening.
    """

    opened_at: float
    open: bool = True
    votes: Mapping[str, Vote] = field(default_factory=dict)
    sure: Mapping[str, int] = field(default_factory=dict)
    hands: Mapping[str, int] = field(default_factory=dict)
    cards: Mapping[int, str] = field(default_factory=dict)
    number: int = 0

    def counts(self) -> dict[str, int]:
        """Return how many chose what: phones, hands and cards together."""
        found: dict[str, int] = dict(self.hands)
        chosen = [*(vote.choice for vote in self.votes.values()), *self.cards.values()]
        for choice in chosen:
            found[choice] = found.get(choice, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class Ballot:
    """All rounds on the question before step ``step`` of a shared play."""

    step: int
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One activity as the room plays it.

    ``keys`` holds one activity, or the two parallel forms of a test. ``events`` is the shared
    play of the whole room, ``tables`` those of the tables; ``cast`` says who holds which roles.
    """

    number: int
    block: int
    way: Way
    keys: tuple[str, ...]
    test: Test
    since: float
    seed: int
    events: tuple[Event, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    tables: Mapping[int, tuple[Event, ...]] = field(default_factory=dict)
    cast: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    talk_since: float | None = None
    over_at: float | None = None

    @property
    def key(self) -> str:
        """Return the activity of a stage that is no test."""
        return self.keys[0]

    @property
    def shared(self) -> bool:
        """Tell whether the whole room has one play."""
        return self.way in SHARED

    @property
    def ballot(self) -> Ballot | None:
        """Return the votes on the present question, None while nobody was asked."""
        found = [ballot for ballot in self.ballots if ballot.step == len(self.events)]
        return found[0] if found else None

    @property
    def round(self) -> Round | None:
        """Return the latest vote on the present question."""
        return self.ballot.rounds[-1] if self.ballot else None


@dataclass(frozen=True, slots=True)
class News:
    """Something told to all, a table or a role, from a moment on."""

    to: str
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class RoomState:
    """Where the room stands after ``number`` events.

    ``public`` counts those that change what everybody sees. ``block`` is -1 before the first;
    ``block_since`` moves on by each pause, so that the rest of a block is
    ``minutes * 60 - (now - block_since)`` seconds. ``deck`` printed cards, from 1, are handed out.
    ``showing`` is what stands on the wall instead of the room's play.
    """

    number: int = 0
    public: int = 0
    members: Mapping[str, Member] = field(default_factory=dict)
    block: int = -1
    block_since: float = 0.0
    paused_at: float | None = None
    live: bool = False
    blank: bool = False
    distress: bool = False
    showing: Literal["", "debrief"] = ""
    table_count: int = 1
    deck: int = 0
    stage: Stage | None = None
    past: tuple[Stage, ...] = ()
    news: tuple[News, ...] = ()
    blocks_run: tuple[tuple[int, float], ...] = ()
    ended_at: float | None = None

    def table_of(self, seat: str) -> int:
        """Return the table of a member, from 1."""
        return self.members[seat].place % self.table_count + 1

    def at_table(self, table: int) -> tuple[Member, ...]:
        """Return the members of a table in order of joining."""
        return tuple(each for each in self.members.values() if self.table_of(each.seat) == table)
