"""Indicators against their targets: what was reached, what was not, and where it is too early."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 - the table of measures is made of it
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from tppo_kit.activities.blocks import Amount, Heading, Prose, Table
from tppo_kit.content.indicators import SHARES, Better, Indicator, Indicators, Measure
from tppo_kit.language import Message, say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.shares import pooled_shares
from tppo_kit.learning.suppression import Reason
from tppo_kit.reports.cells import FEW_PEOPLE, NONE_YET, REASONS
from tppo_kit.reports.change import measured, paired_rows
from tppo_kit.reports.fidelity import blocks_run
from tppo_kit.reports.held import people_reached
from tppo_kit.reports.rates import decided, rates
from tppo_kit.reports.reactions import recommending
from tppo_kit.reports.report import Part
from tppo_kit.reports.retained import kept_after
from tppo_kit.reports.scope import without_few_months

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.reports.held import Held
    from tppo_kit.reports.report import ReportBlock
    from tppo_kit.reports.scope import Scope


#: What stands before the number of the target; the number keeps a column, for the workbook.
_WAYS: dict[Better, Message] = {
    Better.MORE: say("at least"),
    Better.LESS: say("at most"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured for an indicator; ``people`` is None where it counts no people.

    ``low`` and ``high`` are the 95 percent interval, None where the value is a plain count.
    """

    value: float
    people: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class _Own:
    """What the indicators of some programmes are measured on; figures are worked out once."""

    scope: Scope
    sessions: list[Held]
    counted: list[Held]
    rows: pd.DataFrame
    long: pd.DataFrame
    few: pd.DataFrame

    def none(self, rows: pd.DataFrame, *purposes: str, inside: bool = True) -> Message:
        """Return why there is no figure: too few people, or none with one of the purposes.

        ``rows`` are those that are counted; without purposes any of them will do.
        """
        few = self.few[self.few["inside"]] if inside else self.few
        there = pd.concat([rows["purpose"].astype(str), few["purpose"].astype(str)])
        met = set(purposes) <= set(there) if purposes else len(there) > 0
        return FEW_PEOPLE if met else NONE_YET

    @cached_property
    def rates(self) -> pd.Series | None:
        """Return the rates of those who had begun to learn, None where nobody decided."""
        trained = self.rows[self.rows["purpose"] != "before"]
        found = rates(without_few_months(decided(trained)).assign(all="all"), ["all"])
        return None if found.empty else found.iloc[0]

    @property
    def places(self) -> int:
        """Return in how many places a session was held."""
        return len({each.record.place for each in self.counted})


def targets_part(scope: Scope) -> Part:
    """Return every indicator with its target, what was reached and how sure that is."""
    title = say("Targets")
    lists = sorted(scope.names.catalogue.all(Indicators), key=lambda each: each.id)
    if not lists:
        return Part(title, (Prose(say("No targets are set in data/programmes.")),))
    blocks: list[ReportBlock] = []
    for each in lists:
        own = _own(scope, _programmes(each, lists, scope))
        if each.programmes and not own.sessions:
            continue
        blocks += [Heading(each.title), _table(each, own)]
    meaning = say(
        "The targets are a judgement, not a standard; data/programmes says why each is as it is. "
        "“Reached” and “not reached” are said only where the whole interval lies on one side of "
        "the target; a plain count has no interval. Figures on cases leave out the test before a "
        "session."
    )
    return Part(title, (*blocks, Prose(meaning, "small")))


def people_target(scope: Scope) -> float | None:
    """Return how many people one place is to reach, None without such an indicator."""
    return next(
        (
            indicator.target
            for each in scope.names.catalogue.all(Indicators)
            if not each.programmes
            for indicator in each.indicators
            if indicator.measure is Measure.PEOPLE_REACHED
        ),
        None,
    )


def _programmes(own: Indicators, lists: list[Indicators], scope: Scope) -> frozenset[str]:
    if own.programmes:
        return frozenset(own.programmes)
    taken = {name for each in lists for name in each.programmes}
    met = {each.record.programme for each in scope.held}
    met |= set(scope.everything["course"].astype(str))
    return frozenset(met - taken)


def _own(scope: Scope, programmes: frozenset[str]) -> _Own:
    """Return sessions and rows of some programmes; what was learned alone goes by its person."""
    long = scope.long[scope.long["course"].isin(list(programmes))]
    return _Own(
        scope,
        [each for each in scope.sessions if each.record.programme in programmes],
        [each for each in scope.counted if each.record.programme in programmes],
        long[long["at"] >= scope.quarter.since],
        long,
        scope.few[scope.few["course"].isin(list(programmes))],
    )


def _table(indicators: Indicators, own: _Own) -> Table:
    rows = tuple(_row(each, own) for each in indicators.indicators)
    columns = (
        say("Wanted"),
        say("Which way"),
        say("Target"),
        say("Reached"),
        say("from"),
        say("to"),
        say("People"),
        say("How it stands"),
    )
    return Table(say("Indicators against targets"), columns, rows)


def _row(indicator: Indicator, own: _Own) -> tuple[Text | Amount, ...]:
    found = _MEASURED[indicator.measure](own)
    per_place = indicator.measure is Measure.PEOPLE_REACHED and own.scope.place is None
    wanted = indicator.target * max(1, own.places if per_place else 1)
    title: Text = indicator.title
    if per_place and own.places > 1:
        title = say("{title}, {places} places together", title=title, places=own.places)
    target = (_WAYS.get(indicator.better) or _between(wanted), _amount(indicator.measure, wanted))
    none = Amount(None, why="–")
    if isinstance(found, Message):
        nothing = Amount(None, why=found)
        return (title, *target, nothing, none, none, none, say("cannot be told"))
    low = none if found.low is None else _amount(indicator.measure, found.low)
    high = none if found.high is None else _amount(indicator.measure, found.high)
    people = none if found.people is None else Amount(found.people)
    value = _amount(indicator.measure, found.value)
    stands = standing(indicator.better, wanted, found)
    return (title, *target, value, low, high, people, stands)


def _between(target: float) -> Message:
    return say("between {low} and", low=-target)


def _amount(measure: Measure, value: float) -> Amount:
    if measure is Measure.PEOPLE_REACHED:
        return Amount(round(value))
    return Amount(value, "share" if measure in SHARES else "decimal")


def standing(better: Better, target: float, found: Found) -> Message:
    """Return in words how a value stands to its target, given its interval."""
    low = found.value if found.low is None else found.low
    high = found.value if found.high is None else found.high
    if better is Better.MORE:
        surely, surely_not, seems = low >= target, high < target, found.value >= target
    elif better is Better.LESS:
        surely, surely_not, seems = high <= target, low > target, found.value <= target
    else:
        surely = -target <= low and high <= target
        surely_not = low > target or high < -target
        seems = abs(found.value) <= target
    if surely:
        return say("reached")
    if surely_not:
        return say("not reached")
    return say("reached so far, not yet sure") if seems else say("not yet, but it may be")


def _people(own: _Own) -> Found | Message:
    people = people_reached(own.counted)
    if people:
        return Found(people, people)
    return FEW_PEOPLE if own.sessions else NONE_YET


def _rate(name: str) -> Callable[[_Own], Found | Message]:
    def found(own: _Own) -> Found | Message:
        row = own.rates
        if row is None:
            return own.none(decided(own.rows[own.rows["purpose"] != "before"]))
        if row["people"] < FEWEST:
            return FEW_PEOPLE
        if pd.isna(row[name]):
            return REASONS[Reason.FEW_CASES]
        low, high = float(row[f"{name}_low"]), float(row[f"{name}_high"])
        return Found(float(row[name]), int(row["people"]), low, high)

    return found


def _gain(own: _Own) -> Found | Message:
    found = measured(paired_rows(own.rows))
    if isinstance(found, Reason):
        few = found is Reason.FEW_PEOPLE
        return own.none(own.rows, "before", "after") if few else REASONS[found]
    if found.gain is None:
        return say("all was right before")
    # The mean before is taken as known, so the interval is a little too narrow.
    missing = 1 - found.before
    return Found(found.gain, found.people, found.low / missing, found.high / missing)


def _kept(own: _Own) -> Found | Message:
    found = kept_after(own.long, "30")
    if isinstance(found, Reason):
        if found is Reason.NO_SPREAD:
            return say("nothing was gained that could be kept")
        few = found is Reason.FEW_PEOPLE
        return own.none(own.long, "before", "after", "30", inside=False) if few else REASONS[found]
    return Found(found.share, found.people, found.low, found.high)


def _run(own: _Own) -> Found | Message:
    found = blocks_run(own.sessions, own.scope.names)
    if found is not None:
        return Found(found)
    return say("no session with a known programme") if own.sessions else NONE_YET


def _recommend(own: _Own) -> Found | Message:
    places = {each.record.id: each.record.place for each in own.counted}
    found: list[bool] = []
    asked = False
    for place in sorted(set(places.values())):
        here = [each for each in own.scope.surveys if places.get(each.room) == place]
        told = recommending(here, own.scope.names)
        asked = asked or told is not None
        # As everywhere, fewer than five in one place are left out of the whole.
        found += told if told is not None and len(told) >= FEWEST else []
    if not own.counted:
        return FEW_PEOPLE if own.sessions else NONE_YET
    if not asked:
        return say("no survey of these sessions asks this")
    answers = pd.DataFrame({"yes": found, "seat": range(len(found)), "all": "all"})
    if len(answers) < FEWEST:
        return FEW_PEOPLE
    row = pooled_shares(answers, "yes", ["all"]).iloc[0]
    return Found(float(row["share"]), len(answers), float(row["low"]), float(row["high"]))


_MEASURED: dict[Measure, Callable[[_Own], Found | Message]] = {
    Measure.PEOPLE_REACHED: _people,
    Measure.SAFE_ACTION_RATE: _rate("safe"),
    Measure.HIT_RATE: _rate("seen"),
    Measure.FALSE_ALARM_RATE: _rate("over_called"),
    Measure.SENSITIVITY: _rate("sensitivity"),
    Measure.CRITERION: _rate("criterion"),
    Measure.GAIN: _gain,
    Measure.KEPT_AFTER_30_DAYS: _kept,
    Measure.BLOCKS_RUN: _run,
    Measure.WOULD_RECOMMEND: _recommend,
}
