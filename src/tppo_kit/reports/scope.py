"""What a report on a quarter counts, read from the log once: all places, or one of them."""

from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tppo_kit.language import Message, day_in_words, say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.frame import frame
from tppo_kit.reports.held import held, people_reached
from tppo_kit.reports.names import Names
from tppo_kit.reports.periods import start_of
from tppo_kit.sessions.follow_up import LAST_DAY
from tppo_kit.store.actions import ActionLog
from tppo_kit.store.answers import answered
from tppo_kit.store.judged import judged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tppo_kit.reports.held import Held
    from tppo_kit.reports.periods import Quarter
    from tppo_kit.store.actions import Improvement
    from tppo_kit.store.answers import Answered
    from tppo_kit.store.log import Log

#: So long before the quarter a training may have been whose last follow-up falls into it: the
#: year in which the test may be taken, and a day, for a workshop ends hours after its first test.
LOOK_BACK = dt.timedelta(days=LAST_DAY + 1)
_MONTHS = 6
_TOO_FEW = say("Fewer than five people of one place took part; no figure is shown.")


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything a report on a quarter needs.

    Attributes:
        names: of the content.
        quarter: that is told.
        today: day on which the report is made.
        place: id of the one place it is about, None for all.
        held: all sessions of the quarter, also those of small groups.
        every: sessions of the quarter in all places, but for small groups (``without_small``).
        everything: what was judged in all places from ``LOOK_BACK`` before the quarter to its
            end; besides the columns of ``frame``: ``home`` and ``course`` (place and programme
            of the room, or else the first of the person), ``role`` (audience of the course),
            ``month`` (its first day, ISO). Small groups are left out.
        small: the ``home``, ``course``, ``inside`` (the quarter) and ``purpose`` of those groups, so
            that what is hidden is not told as if there were nothing; nobody stands in it.
        items: what is to be improved.
        surveys: answers given in the sessions of the quarter.
    """

    names: Names
    quarter: Quarter
    today: dt.date
    place: str | None
    held: Sequence[Held]
    every: Sequence[Held]
    everything: pd.DataFrame
    small: pd.DataFrame
    items: Sequence[Improvement]
    surveys: Sequence[Answered]

    @property
    def sessions(self) -> list[Held]:
        """Return the sessions held where the report looks."""
        return self._here(self.held)

    @property
    def counted(self) -> list[Held]:
        """Return the sessions whose people are counted."""
        return self._here(self.every)

    def _here(self, sessions: Sequence[Held]) -> list[Held]:
        return [each for each in sessions if self.place in {None, each.record.place}]

    @property
    def long(self) -> pd.DataFrame:
        """Return what was judged where the report looks, from the look back on."""
        rows = self.everything
        return rows if self.place is None else rows[rows["home"] == self.place]

    @property
    def rows(self) -> pd.DataFrame:
        """Return what was judged in the quarter."""
        rows = self.long
        return rows[rows["at"] >= self.quarter.since]

    @property
    def trained(self) -> pd.DataFrame:
        """Return what was judged in the quarter by people who had begun to learn.

        The test before is left out: it shows what people brought along.
        """
        rows = self.rows
        return rows[rows["purpose"] != "before"]

    @property
    def few(self) -> pd.DataFrame:
        """Return the small groups of where the report looks."""
        return self.small if self.place is None else self.small[self.small["home"] == self.place]

    def silence(self, rows: pd.DataFrame, none: Message) -> Message:
        """Return why nothing is told: too few people, or ``none`` where there is nothing.

        ``rows`` are what would be told if there were enough people.
        """
        return none if rows.empty and self.few.empty else _TOO_FEW

    def month(self, month: str) -> str:
        """Return the name of a month by its first day."""
        return day_in_words(month, self.names.language).partition(" ")[2]


def collected(  # noqa: PLR0913, PLR0917 - what a report is made from
    log: Log,
    data: Path,
    quarter: Quarter,
    language: str,
    today: dt.date,
    place: str | None = None,
) -> Scope:
    """Read what a report on a quarter needs."""
    names = Names(data, language)
    since = start_of(quarter.first - LOOK_BACK)
    rows = _placed(frame(judged(log, since, quarter.until)), names, quarter)
    rows = rows.assign(inside=rows["at"] >= quarter.since)
    everything = without_small(rows, ["home", "course", "inside"])
    small = rows[~rows.index.isin(everything.index)]
    sessions = held(log, quarter.since, quarter.until)
    return Scope(
        names=names,
        quarter=quarter,
        today=today,
        place=place,
        held=sessions,
        every=[own for group in _by_course(sessions) if _enough(group) for own in group],
        everything=everything,
        small=small[["home", "course", "inside", "purpose"]].drop_duplicates(),
        items=ActionLog(log).every(),
        surveys=list(answered(log, "survey", quarter.since, quarter.until)),
    )


def without_small(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return the rows without those of groups of fewer than five people.

    What is left out is left out of totals too, so nothing shown elsewhere, in this report or in
    that on one place, can be subtracted from a total to find a small group.
    """
    people = rows[[*by, "seat"]].drop_duplicates()
    sizes = people.groupby(list(by), observed=True).size().rename("sizes").reset_index()
    return rows[
        (rows[list(by)].merge(sizes, on=list(by), how="left")["sizes"] >= FEWEST).to_numpy()
    ]


def without_few_months(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows without those of months that tell of fewer than five people in one place.

    A month of fewer than five is not shown. Where the hidden months of a place have fewer than
    five people together, they would be what its quarter leaves beside the months that are shown.
    """
    shown = rows.index.isin(without_small(rows, ["home", "month"]).index)
    enough = rows.index.isin(without_small(rows[~shown], ["home"]).index)
    return without_small(rows[shown | enough], ["home"])


def _by_course(sessions: Sequence[Held]) -> list[list[Held]]:
    """Return sessions grouped by place and programme."""
    groups: dict[tuple[str, str], list[Held]] = {}
    for each in sessions:
        groups.setdefault((each.record.place, each.record.programme), []).append(each)
    return list(groups.values())


def _enough(sessions: Sequence[Held]) -> bool:
    return people_reached(sessions) >= FEWEST


def months(quarter: Quarter) -> list[dt.date]:
    """Return the first days of the months of a quarter and of the one before."""
    first = quarter.before().first
    whole = [divmod(first.month - 1 + number, 12) for number in range(_MONTHS)]
    return [dt.date(first.year + years, month + 1, 1) for years, month in whole]


def _placed(rows: pd.DataFrame, names: Names, quarter: Quarter) -> pd.DataFrame:
    """Add home, role and month to each row."""
    course = _filled(rows, "programme")
    roles = {name: str(names.audience(name) or "") for name in course.categories}
    firsts = [day.isoformat() for day in months(quarter)]
    starts = [start_of(day) for day in months(quarter)]
    month = np.array([bisect.bisect_right(starts, at) for at in rows["at"]], dtype=int)
    return rows.assign(
        home=_filled(rows, "place"),
        course=course,
        role=pd.Categorical(pd.Series(course, index=rows.index).astype(str).map(roles)),
        month=pd.Categorical.from_codes(month, categories=["", *firsts]),
    )


def _filled(rows: pd.DataFrame, column: str) -> pd.Categorical:
    """Return a column in which what is empty has the first value that the person ever had."""
    values = rows[column].astype(str)
    known = pd.DataFrame({"seat": rows["seat"], "value": values, "at": rows["at"]})
    known = known[known["value"] != ""].sort_values("at", kind="stable")
    first = known.drop_duplicates("seat").set_index("seat")["value"]
    own = rows["seat"].astype(str).map(first)
    return pd.Categorical(values.where(values != "", own).fillna(""))
