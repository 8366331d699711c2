"""The code of a certificate: the seat, the day, the hours, and a digest of what they rest on.

Twenty-five letters of the seat codes' alphabet: seven of the seat, three of the day, two of the hours,
twelve of the digest (54 bits), one check letter. The digest is SHA-256 over seat, day, hours,
edition and the ids of all results counted. There is no key in it: whoever has the log can check
a code, and could also make one; whoever has not can do neither. The check letter finds slips of
the pen, the digest everything else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.errors import Refused
from tppo_kit.language import say
from tppo_kit.sessions.seats import ALPHABET, check_letter, with_dash

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEAT, _DAY, _HOURS, _DIGEST = 7, 3, 2, 12
_BODY = _SEAT + _DAY + _HOURS + _DIGEST
_GROUP = 5
_BASE = len(ALPHABET)
#: Day 0; three letters last until 2059.
FIRST_DAY = dt.date(2026, 1, 1)
MOST_HOURS = _BASE**_HOURS - 1


@dataclass(frozen=True, slots=True)
class Claim:
    """What a code says, true or not: whose, until when, how many hours (JP), and the digest."""

    seat: str
    day: dt.date
    hours: int
    digest: str


def digest(seat: str, day: dt.date, hours: int, edition: str, ids: Iterable[str]) -> str:
    """Return twelve letters that stand for exactly these results."""
    words = "\n".join([seat, day.isoformat(), str(hours), edition, *ids])
    number = int.from_bytes(hashlib.sha256(words.encode()).digest())
    return _letters(number % _BASE**_DIGEST, _DIGEST)


def write_code(claim: Claim) -> str:
    """Return the code of a claim in five groups of five letters.

    Raises:
        Refused: if this computer's date cannot be right.
    """
    number = (claim.day - FIRST_DAY).days
    if not 0 <= number < _BASE**_DAY:
        raise Refused(
            say(
                "This computer's date, {day}, cannot be right. Set it, then try again.",
                day=claim.day,
            )
        )
    body = "".join(
        (
            claim.seat.replace("-", "")[:_SEAT],
            _letters(number, _DAY),
            _letters(claim.hours, _HOURS),
            claim.digest,
        )
    )
    letters = body + _check(body)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def read_claim(text: str) -> Claim | None:
    """Return what a typed code says, None if it is mistyped: small letters and gaps do not matter."""
    letters = "".join(text.upper().replace("-", "").split())
    if len(letters) != _BODY + 1 or any(letter not in ALPHABET for letter in letters):
        return None
    body = letters[:-1]
    if _check(body) != letters[-1]:
        return None
    seat, rest = body[:_SEAT], body[_SEAT:]
    return Claim(
        with_dash(seat + check_letter(seat)),
        FIRST_DAY + dt.timedelta(days=_number(rest[:_DAY])),
        _number(rest[_DAY : _DAY + _HOURS]),
        rest[_DAY + _HOURS :],
    )


def _check(body: str) -> str:
    # Weights 1 to 22: none is 0 modulo 23, and neighbours differ, so that one wrong letter and
    # two swapped neighbours are always found, also in a text longer than the alphabet.
    total = sum((place % 22 + 1) * ALPHABET.index(letter) for place, letter in enumerate(body))
    return ALPHABET[total % _BASE]


def _letters(number: int, length: int) -> str:
    found = ""
    for _ in range(length):
        number, rest = divmod(number, _BASE)
        found = ALPHABET[rest] + found
    return found


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _BASE + ALPHABET.index(letter)
    return number
