"""Which cards a round asks, on which side, and in which order.

A card is a sign or a fact. First comes what is due, then what is new, as much as a day may bring,
then what comes back soonest. A quarter of a round is kept for what is new: else somebody who
forgets quickly would repeat a few signs for ever and never meet the others. Neighbours are of different families wherever that is possible, for
mixing shows what sets categories apart (Kornell & Bjork 2008; Birnbaum and others 2013).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from random import Random

#: A case that calls for action, a harmless look-alike, a question on a fact.
Side = Literal["+", "-", "?"]
CASE_SIDES: tuple[Side, Side] = ("+", "-")
T = TypeVar("T")


class Memory(Protocol):
    """What is remembered of a card; days are counted from 1970."""

    @property
    def stability(self) -> float:
        """Return the days until the chance of remembering has fallen to 90 percent."""

    @property
    def difficulty(self) -> float:
        """Return 1 (easy) to 10."""

    @property
    def first(self) -> int:
        """Return the day on which it was met first."""

    @property
    def last(self) -> int:
        """Return the day of the last review."""

    @property
    def due(self) -> int:
        """Return the day on which it comes back."""

    def recall(self, day: int) -> float:
        """Return the chance that it is remembered on a day, 0 to 1."""


class Queue(NamedTuple):
    """Cards in the order in which a round should take them.

    ``waiting`` is what is due but has to leave room for the new; ``rest`` is only to fill up.
    """

    due: tuple[str, ...]
    new: tuple[str, ...]
    waiting: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def wanted(self) -> tuple[str, ...]:
        """Return what there is a reason to ask today."""
        return (*self.due, *self.new, *self.waiting)

    @property
    def all(self) -> tuple[str, ...]:
        """Return every card that may be asked, the most wanted first."""
        return (*self.wanted, *self.rest)


def queue(
    cards: Sequence[str], remembered: Mapping[str, Memory], day: int, new: int, room: int
) -> Queue:
    """Return what is due, what is new, and the rest: soonest first, what was met today last.

    Of what is due, the most forgotten comes first. What was met today is new no more: ``new`` is
    what one day brings at most, counted over all rounds of the day.

    Args:
        cards: all there are, in the order in which they are taught.
        remembered: the state of those that were met.
        day: today.
        new: so many cards may be met first on one day.
        room: so many of them a round asks.
    """
    met = [card for card in cards if card in remembered]
    due = [card for card in met if remembered[card].due <= day]
    due.sort(key=lambda card: remembered[card].recall(day))
    today = sum(remembered[card].first == day for card in met)
    unmet = [card for card in cards if card not in remembered]
    rest = [card for card in met if remembered[card].due > day]
    rest.sort(key=lambda card: remembered[card].due)
    left = max(0, new - today)
    fresh = [card for card in rest if remembered[card].last != day]
    again = [card for card in rest if remembered[card].last == day]
    kept = min(left, len(unmet), max(1, room // 4))
    first = max(0, room - kept)
    return Queue(
        tuple(due[:first]), tuple(unmet[:left]), tuple(due[first:]), (*fresh, *unmet[left:], *again)
    )


def both_sides(
    cards: Iterable[str],
    wanted: int,
    find: Callable[[str, Side], T | None],
    leaning: Callable[[str], float],
) -> list[T]:
    """Return so many cases, half of them harmless, each card once.

    A card is asked on the side on which it was asked less so far, as long as that half has room.

    Args:
        cards: the most wanted first.
        wanted: an even number.
        find: gives a case of a card on a side, None where there is none to be had.
        leaning: above 0 where a card was asked as a sign more often than as a look-alike.
    """
    room = dict.fromkeys(CASE_SIDES, wanted // 2)
    found: list[T] = []
    for card in cards:
        if not any(room.values()):
            break
        first: Side = "-" if leaning(card) > 0 else "+"
        if leaning(card) == 0 and room["-"] > room["+"]:
            first = "-"
        for side in (first, "+" if first == "-" else "-"):
            case = find(card, side) if room[side] else None
            if case is not None:
                room[side] -= 1
                found.append(case)
                break
    return found


def interleaved(
    questions: Sequence[T], family: Callable[[T], str], chance: Random
) -> tuple[T, ...]:
    """Return questions in a random order in which neighbours differ in family if they can.

    The family with most left goes first whenever it may: so two of one family meet only where one
    family has more than half of the questions.
    """
    left = list(questions)
    chance.shuffle(left)
    order: list[T] = []
    while left:
        before = family(order[-1]) if order else None
        counts = Counter(map(family, left))
        most = max(left, key=lambda one: (family(one) != before, counts[family(one)]))
        if 2 * counts[family(most)] <= len(left):
            # No family presses: take whichever chance brings that differs.
            most = next((one for one in left if family(one) != before), most)
        left.remove(most)
        order.append(most)
    return tuple(order)
