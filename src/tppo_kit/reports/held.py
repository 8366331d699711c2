"""What a session's own events tell, whatever became of its content: who came, what was run.

Nothing is replayed here, so a programme or case that was changed since takes nothing away.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tppo_kit.store.rooms import RoomLog

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tppo_kit.store.log import Log
    from tppo_kit.store.rooms import RoomEvent, RoomRecord


@dataclass(frozen=True, slots=True)
class Held:
    """A session that took place.

    Attributes:
        record: the room.
        seats: the codes that joined; for counting, never for showing.
        aside: raised hands and cards, the most at any one vote.
        at_once: answers by phone, hand and card together, the most at any one vote.
        minutes: by number of the block, how long it was on, pauses left out.
        ended: whether the facilitator ended the session.
    """

    record: RoomRecord
    seats: frozenset[str]
    aside: int
    at_once: int
    minutes: Mapping[int, float]
    ended: bool

    @property
    def people(self) -> int:
        """Return how many took part, at the least."""
        return max(len(self.seats), self.at_once)

    @property
    def without_seat(self) -> int:
        """Return how many took part who have no seat, at the least."""
        return self.people - len(self.seats)


def held(log: Log, since: float = 0.0, until: float = math.inf) -> list[Held]:
    """Return the sessions opened from a moment on and before another, rehearsals left out."""
    rooms = RoomLog(log)
    found = [each for each in rooms.every() if since <= each.opened_at < until]
    return [looked_at(record, rooms.events(record.id)) for record in found]


def people_reached(sessions: Iterable[Held]) -> int:
    """Return how many people some sessions reached.

    A seat counts once however often it came. Who has none cannot be known again, so they count
    once in each session.
    """
    sessions = list(sessions)
    seats = frozenset[str]().union(*(each.seats for each in sessions))
    return len(seats) + sum(each.without_seat for each in sessions)


def looked_at(record: RoomRecord, events: Iterable[RoomEvent]) -> Held:
    """Return what the events of a room tell."""
    tally, clock = _Tally(), _Clock()
    seats, ended = set(), False
    for event in events:
        if event.name == "join":
            seats.add(event.seat)
        tally.take(event)
        clock.take(event)
        ended = ended or event.name == "end"
    return Held(record, frozenset(seats), tally.aside, tally.at_once, clock.minutes(), ended)


@dataclass
class _Tally:
    """Counts the answers to the vote at hand, and keeps the most there ever were."""

    aside: int = 0
    at_once: int = 0
    phones: set[str] = field(default_factory=set)
    hands: int = 0
    cards: set[str] = field(default_factory=set)

    def take(self, event: RoomEvent) -> None:
        """Count one event."""
        words = event.value.split()
        if event.name == "open":
            self.phones, self.hands, self.cards = set(), 0, set()
        elif event.name == "vote":
            self.phones.add(event.seat)
        elif event.name == "hands":
            self.hands = sum(int(word.partition(":")[2]) for word in words)
        elif event.name == "cards":
            self.cards.update(word.partition(":")[0] for word in words)
        else:
            return
        self.aside = max(self.aside, self.hands + len(self.cards))
        self.at_once = max(self.at_once, self.hands + len(self.cards) + len(self.phones))


@dataclass
class _Clock:
    """Adds up how long each block was on; a pause or a stop for safety counts for none."""

    block: int = -1
    since: float = 0.0
    paused_at: float | None = None
    stopped: bool = False
    last: float = 0.0
    seconds: dict[int, float] = field(default_factory=dict)

    def take(self, event: RoomEvent) -> None:
        """Take one event, in order."""
        self.last = event.at
        if event.name in {"block", "end"}:
            self._put_away(event.at)
            self.block = int(event.value) if event.name == "block" else -1
            self.since = event.at
            # A stop is ended by nothing but its own button; until then the next block waits.
            self.paused_at = event.at if self.stopped else None
        elif event.name in {"pause", "distress"}:
            self.stopped = self.stopped or event.name == "distress"
            self.paused_at = event.at if self.paused_at is None else self.paused_at
        elif event.name in {"resume", "calm"} and self.paused_at is not None:
            self.since += event.at - self.paused_at
            self.paused_at, self.stopped = None, False

    def _put_away(self, at: float) -> None:
        until = at if self.paused_at is None else self.paused_at
        if self.block >= 0:
            self.seconds[self.block] = self.seconds.get(self.block, 0.0) + until - self.since

    def minutes(self) -> dict[int, float]:
        """Return the minutes of each block; one that nobody put away lasts to the last event."""
        self._put_away(self.last)
        self.block = -1
        return {block: seconds / 60 for block, seconds in sorted(self.seconds.items())}
