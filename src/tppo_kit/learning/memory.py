"""What somebody still remembers: each sign and each fact is a card with a memory state (FSRS-6).

The states, the forgetting curve and the intervals are those of the library ``fsrs`` with its
default parameters (https://github.com/open-spaced-repetition/py-fsrs); test vectors:
facts/pedagogi.md section 4. The library's steps of minutes are left out and its fuzz is off:
practice comes once a day, and equal histories give equal states.

Time is counted in days of western Indonesian time, so that Monday evening and Tuesday morning are
one day apart.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fsrs import Card, Rating, Scheduler, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tppo_kit.records import Dated, Judgement

_ZONE = 7 * 3600
_DAY = 24 * 3600
#: The chance of remembering at which a card comes back.
RETENTION = 0.9
#: Nothing stays away for longer, in days: half a year, as the last follow-up.
LONGEST = 180
#: What the screen calls a guess; up to where somebody is unsure; from where on they are sure.
GUESS, UNSURE, SURE = 50, 70, 90


@dataclass(frozen=True, slots=True)
class Memory:
    """What is left of one card.

    Attributes:
        stability: days until the chance of remembering has fallen to 90 percent.
        difficulty: 1 (easy) to 10.
        first: day on which it was met first.
        last: day of the last review.
        due: day on which it comes back.
    """

    stability: float
    difficulty: float
    first: int
    last: int
    due: int

    def recall(self, day: int) -> float:
        """Return the chance that it is remembered on a day, 0 to 1."""
        return _scheduler().get_card_retrievability(_card_of(self), _noon(day))


def day_of(at: float) -> int:
    """Return the number of the day of a moment in seconds since 1970."""
    return int((at + _ZONE) // _DAY)


def date_of(day: int) -> dt.date:
    """Return the date of a day's number."""
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)


def rating_of(judgement: Judgement) -> Rating:
    """Return how well a card was remembered, by one judgement.

    - Again: the wrong side of calling for action, be it a miss or a false alarm; for a question
      without sides, a wrong answer. To call on a harmless look-alike means that what makes the
      difference was not remembered, as much as to miss the sign. A right answer with a confidence
      of 50 too: the screen calls that a guess, and with two sides half of all guesses are right.
    - Hard: the right side with another step than the right one, or a right answer with a
      confidence of up to 70.
    - Easy: right, with a confidence of 90 or more, where nothing but this sign could have told it.
    - Good: everything else that is right, so also where nobody asked how sure somebody was.
    """
    if judgement.signal is None and not judgement.correct:
        return Rating.Again
    if judgement.signal != judgement.called or judgement.confidence == GUESS:
        return Rating.Again
    if not judgement.correct:
        return Rating.Hard
    if judgement.confidence is None:
        return Rating.Good
    if judgement.confidence <= UNSURE:
        return Rating.Hard
    alone = len(judgement.signs) == 1
    return Rating.Easy if judgement.confidence >= SURE and alone else Rating.Good


def memories(
    earlier: Sequence[Dated], cards_of: Callable[[Judgement], Iterable[str]]
) -> dict[str, Memory]:
    """Return the memory state of every card that somebody has met.

    What was judged of one card at one moment (in one round) is one review, rated by the worst of
    it: whoever fails once in a round does not have it yet.

    Args:
        earlier: the judgements of one person, oldest first.
        cards_of: from a judgement to the cards it is about.
    """
    reviews: dict[tuple[float, str], Rating] = {}
    for dated in earlier:
        rating = rating_of(dated.judgement)
        for card in cards_of(dated.judgement):
            key = (dated.at, card)
            reviews[key] = min(rating, reviews.get(key, rating))
    states: dict[str, Memory] = {}
    for (at, card), rating in reviews.items():
        states[card] = reviewed(states.get(card), day_of(at), rating)
    return states


def reviewed(memory: Memory | None, day: int, rating: Rating) -> Memory:
    """Return the state of a card after a review; None is a card that was never met."""
    before = Card(card_id=1, due=_noon(day)) if memory is None else _card_of(memory)
    after, _ = _scheduler().review_card(before, rating, _noon(day))
    return _memory_of(after, day if memory is None else memory.first)


def days_until(stability: float, difficulty: float, elapsed: int, judgement: Judgement) -> int:
    """Return after how many days a card comes back.

    Args:
        stability: before the judgement; 0 for a card that was never met.
        difficulty: likewise.
        elapsed: days since its last review.
        judgement: the review.
    """
    known = Memory(stability, difficulty, 0, 0, 0) if stability else None
    return reviewed(known, elapsed, rating_of(judgement)).due - elapsed


@cache
def _scheduler() -> Scheduler:
    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )


def _noon(day: int) -> dt.datetime:
    return dt.datetime(1970, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=day)


def _card_of(memory: Memory) -> Card:
    return Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(memory.due),
        last_review=_noon(memory.last),
    )


def _memory_of(card: Card, first: int) -> Memory:
    if card.stability is None or card.difficulty is None or card.last_review is None:
        raise TypeError(card)
    last, due = (day_of(each.timestamp()) for each in (card.last_review, card.due))
    return Memory(card.stability, card.difficulty, first, last, due)
