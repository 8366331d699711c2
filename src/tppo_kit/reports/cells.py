"""Numbers as they may be shown: of too few people there is none, and the reason stands there."""

from __future__ import annotations

import math

from tppo_kit.activities.blocks import Amount
from tppo_kit.language import Message, say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.suppression import Reason

FEW_PEOPLE = say("fewer than {fewest} people", fewest=FEWEST)
#: The same after the word people.
FEWER = say("fewer than {fewest}", fewest=FEWEST)
WITHHELD = say("hidden: it would give away a small group")
NONE_YET = say("none yet")
REASONS: dict[Reason, Message] = {
    Reason.FEW_PEOPLE: FEW_PEOPLE,
    Reason.FEW_CASES: say("fewer than {fewest} cases of each kind", fewest=FEWEST),
    Reason.FEW_ITEMS: say("fewer than two questions"),
    Reason.NO_SPREAD: say("everybody has the same result"),
    Reason.FEW_TO_EQUATE: say("too few people on each form"),
}


def counted(people: int, *, hide: bool = False) -> Amount:
    """Return a number of people; nought is shown, one to four never."""
    if 0 < people < FEWEST:
        return Amount(None, why=FEW_PEOPLE)
    return Amount(None, why=WITHHELD) if hide else Amount(people)


def share(value: float | Reason | None) -> Amount:
    """Return a share of 0 to 1, or why there is none."""
    return _number(value, "share")


def decimal(value: float | Reason | None) -> Amount:
    """Return a measure that is no share, or why there is none."""
    return _number(value, "decimal")


def _number(value: float | Reason | None, form: str) -> Amount:
    if isinstance(value, Reason):
        return Amount(None, why=REASONS[value])
    if value is None or math.isnan(value):
        return Amount(None, why=NONE_YET)
    return Amount(value, "share" if form == "share" else "decimal")


def rounded(amount: Amount) -> float | None:
    """Return the number of a cell as a file holds it: no finer than the page shows it.

    All digits of two means would let the answers of single people be worked out.
    """
    if amount.value is None:
        return None
    if amount.form == "share":
        return of_100(amount.value) / 100
    return round(amount.value) if amount.form == "count" else round(amount.value, 2)


def of_100(value: float) -> int:
    """Return a share of 0 to 1 as so many of a hundred; halves go up, away from nought."""
    return int(math.copysign(math.floor(abs(100 * value) + 0.5), value))


def signed(number: float) -> str:
    """Return a whole number with its sign, minus as a minus."""
    return f"{round(number):+d}".replace("-", "−")
