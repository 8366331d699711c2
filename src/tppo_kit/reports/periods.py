"""Quarters and months in local time, as the office that writes the report counts them."""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.errors import Refused
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.language import Message

_WRITTEN = re.compile(r"(2\d{3})-?[qQtT]?([1-4])")
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Return the quarter that ``2026-4`` names.

        Raises:
            Refused: with a sentence, if the text names none.
        """
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise Refused(say("Write the quarter as year and number, such as 2026-4."))
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: dt.date) -> Quarter:
        """Return the quarter in which a day lies."""
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def slug(self) -> str:
        """Return it as it is written in addresses and file names: 2026-4."""
        return f"{self.year}-{self.number}"

    @property
    def title(self) -> Message:
        """Return its name."""
        return say("Quarter {number} of {year}", number=self.number, year=str(self.year))

    @property
    def first(self) -> dt.date:
        """Return its first day."""
        return dt.date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def last(self) -> dt.date:
        """Return its last day."""
        return self.next().first - dt.timedelta(days=1)

    @property
    def since(self) -> float:
        """Return its first moment, seconds since 1970."""
        return start_of(self.first)

    @property
    def until(self) -> float:
        """Return the first moment after it."""
        return start_of(self.next().first)

    def next(self) -> Quarter:
        """Return the quarter after it."""
        later = self.number % 4 + 1
        return Quarter(self.year + (later == 1), later)

    def before(self) -> Quarter:
        """Return the quarter before it."""
        earlier = (self.number - 2) % 4 + 1
        return Quarter(self.year - (self.number == 1), earlier)


def start_of(day: dt.date) -> float:
    """Return the first moment of a day where this computer stands, seconds since 1970."""
    return time.mktime((day.year, day.month, day.day, 0, 0, 0, 0, 0, -1))


def day_of(at: float) -> dt.date:
    """Return the day of a moment where this computer stands."""
    return dt.date(*time.localtime(at)[:3])
