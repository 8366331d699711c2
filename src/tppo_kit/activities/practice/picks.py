"""What a round asks, as one short line in the event that begins it: replay needs nothing else."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tppo_kit.activities.practice.choosing import Side

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
#: Numbers of the line of chance from which a person or message is drawn.
DRAWS = _BASE**3
#: Stability is kept as thousandths of ln(1 + S), difficulty in hundredths, days as they are.
_FINE, _PERCENT = 1000, 100
_PICK = re.compile(r"([A-Z]+[0-9]+)([+?-])([0-9a-z]{2})([0-9a-z]{3})((?:[0-9a-z]{7})?)")


class Trace(NamedTuple):
    """What was left of a card when it was picked: enough to say when it comes back."""

    stability: float
    difficulty: float
    elapsed: int


@dataclass(frozen=True, slots=True)
class Pick:
    """One question: the card, its side, the source it comes from, and what chance draws there.

    ``trace`` is None for a card that was never met.
    """

    card: str
    side: Side
    source: int
    draw: int
    trace: Trace | None = None


def written(picks: Iterable[Pick]) -> str:
    """Return picks as words of at most 21 characters."""
    return " ".join(_word(pick) for pick in picks)


def read(words: Sequence[str], cards: Iterable[str]) -> tuple[Pick, ...] | None:
    """Return the picks of some words, None if one of them says nothing.

    Args:
        words: as ``written`` wrote them.
        cards: those there are.
    """
    names = {_short(card): card for card in cards}
    picks = [_pick(word, names) for word in words]
    sound = tuple(pick for pick in picks if pick is not None)
    return sound if len(sound) == len(picks) else None


def _short(card: str) -> str:
    return card.replace("-", "")


def _word(pick: Pick) -> str:
    word = f"{_short(pick.card)}{pick.side}{_digits(pick.source, 2)}{_digits(pick.draw, 3)}"
    if pick.trace is None:
        return word
    stability = _digits(round(_FINE * math.log1p(pick.trace.stability)), 3)
    difficulty = _digits(round(_PERCENT * pick.trace.difficulty), 2)
    return f"{word}{stability}{difficulty}{_digits(pick.trace.elapsed, 2)}"


def _pick(word: str, names: Mapping[str, str]) -> Pick | None:
    match = _PICK.fullmatch(word)
    if match is None or match[1] not in names:
        return None
    side = cast("Side", match[2])
    pick = Pick(names[match[1]], side, int(match[3], _BASE), int(match[4], _BASE))
    if not match[5]:
        return pick
    stability = math.expm1(int(match[5][:3], _BASE) / _FINE)
    trace = Trace(stability, int(match[5][3:5], _BASE) / _PERCENT, int(match[5][5:], _BASE))
    return Pick(pick.card, side, pick.source, pick.draw, trace)


def _digits(number: int, width: int) -> str:
    """Return a number in base 36; one that is too large as the largest that fits."""
    number = min(max(number, 0), _BASE**width - 1)
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits
