"""What people still know 30, 90 and 180 days later, and how many came back to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tppo_kit.activities.blocks import Amount, Prose, Table
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.frame import shares_right
from tppo_kit.learning.kept import kept
from tppo_kit.learning.retention import MOMENTS, retention
from tppo_kit.learning.suppression import Reason
from tppo_kit.reports.cells import FEW_PEOPLE, NONE_YET, WITHHELD, of_100, share
from tppo_kit.reports.change import SEED, without_few_alone
from tppo_kit.reports.figures import interval_chart
from tppo_kit.reports.periods import start_of
from tppo_kit.reports.report import Part
from tppo_kit.reports.scales import Interval
from tppo_kit.reports.scope import LOOK_BACK, without_small

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.language import Message
    from tppo_kit.learning.kept import Kept
    from tppo_kit.reports.scope import Scope

_DAY = 86_400
_NONE = Amount(None, why=NONE_YET)
NAMES: dict[str, Message] = {
    "before": say("Before"),
    "after": say("After"),
    "30": say("After {days} days", days=30),
    "90": say("After {days} days", days=90),
    "180": say("After {days} days", days=180),
}


def earliest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of all tests, of each person the earliest, without small groups."""
    tests = rows[rows["purpose"].isin(list(MOMENTS))]
    ordered = tests.sort_values(["at", "attempt"], kind="stable")
    first = ordered.drop_duplicates(["seat", "purpose"])[["seat", "purpose", "attempt"]]
    own = ordered.merge(first, on=["seat", "purpose", "attempt"])
    return without_small(without_few_alone(own, "home"), ["home", "purpose"])


def kept_after(rows: pd.DataFrame, days: str) -> Kept | Reason:
    """Return which share of what was gained is still there after some days."""
    tests = earliest(rows)
    before, after, later = (
        shares_right(tests[tests["purpose"] == purpose]) for purpose in ("before", "after", days)
    )
    return kept(before, after, later, SEED)


def retention_part(scope: Scope) -> Part:
    """Return what is left, moment by moment, of those trained since the look back."""
    title = say("What is still known later")
    tests = earliest(scope.long)
    now = min(scope.quarter.until, start_of(scope.today) + _DAY)
    trained = tests[tests["purpose"].isin(["before", "after"])]["seat"].unique()
    hidden = _hidden(scope, tests)
    if len(trained) < FEWEST:
        nobody = say("Nobody has been tested before or after a session yet.")
        few = say("Fewer than five people have been tested before or after a session.")
        return Part(title, (Prose(few if hidden or len(trained) else nobody),))
    # Whoever was trained before the look back counts no more, whenever their answers come in.
    tests = tests[tests["seat"].isin(trained)]
    found = retention(tests, now, SEED).assign(given_away=_given_away(tests))
    since = scope.quarter.first - LOOK_BACK
    who = say("Counted are the people trained from {day} to the end of the quarter.", day=since)
    kept_30 = kept_after(scope.long, "30")
    drawn = [each for each in MOMENTS if each in hidden or not _none_yet(found.loc[each])]
    points = [_point(moment, found.loc[moment]) for moment in drawn]
    chart = interval_chart(
        say("Right answers, from before to half a year later"),
        points,
        smallest=0.0,
        largest=1.0,
        form="share",
    )
    missing = say(
        "Those who come back may be those who know more; so “after” is given once more for the "
        "same people. Where nearly all came back, the number is rounded, so that nobody who "
        "stayed away is given away. Each test stays open for weeks, so who is due may still come."
    )
    blocks = (
        Prose(_lead(kept_30, found.loc["30"]), "lead"),
        Prose(who),
        chart,
        _table(found, hidden),
    )
    return Part(title, (*blocks, Prose(missing, "small")))


def _hidden(scope: Scope, tests: pd.DataFrame) -> set[str]:
    """Return the moments at which people came, but too few in one place to be in the rows."""
    came = {*scope.long["purpose"], *scope.few["purpose"]} & set(MOMENTS)
    return came - set(tests["purpose"])


def _given_away(tests: pd.DataFrame) -> dict[str, bool]:
    """Tell of each moment whether “after” of who came would give away the few who did not."""
    there = {moment: set(tests[tests["purpose"] == moment]["seat"]) for moment in MOMENTS}
    gone = {moment: len(there["after"] - seats) for moment, seats in there.items()}
    return {moment: 0 < number < FEWEST for moment, number in gone.items()}


def _none_yet(row: pd.Series) -> bool:
    """Tell whether nobody came, and that may be said: of one to four who are due it may not."""
    return bool(not row["people"] and not 0 < row["due"] < FEWEST)


def _few_missing(row: pd.Series) -> bool:
    return bool(0 < row["lost"] < FEWEST)


def _came(row: pd.Series) -> int:
    """Return how many came; where hardly anybody is missing, the least that they can be."""
    return int(row["due"]) - FEWEST + 1 if _few_missing(row) else int(row["people"])


def _point(moment: str, row: pd.Series) -> Interval:
    if row["people"] < FEWEST:
        return Interval(NAMES[moment], None, None, None, 0)
    low, high = float(row["share_low"]), float(row["share_high"])
    return Interval(NAMES[moment], float(row["share"]), low, high, _came(row))


def _lead(found: Kept | Reason, row: pd.Series) -> Message:
    if found is Reason.NO_SPREAD:
        return say("Nothing was gained in the sessions, so nothing could be kept.")
    if isinstance(found, Reason):
        if not row["due"]:
            return say("Nobody's 30 days are over yet.")
        return say("Fewer than five people took all three tests up to 30 days; nothing is told.")
    return say(
        "Of what was gained, {kept} of 100 was still there after 30 days (95 percent interval "
        "from {low} to {high}; at least {people} people).",
        kept=of_100(found.share),
        low=of_100(found.low),
        high=of_100(found.high),
        people=min(found.people, _came(row)),
    )


def _table(found: pd.DataFrame, hidden: set[str]) -> Table:
    rows: list[tuple[Text | Amount, ...]] = []
    for moment in MOMENTS:
        row = found.loc[moment]
        due, people = int(row["due"]), int(row["people"])
        if moment in hidden or _none_yet(row):
            few = Amount(None, why=FEW_PEOPLE)
            came, none = (few, few) if moment in hidden else (Amount(0), _NONE)
            rows.append((NAMES[moment], _due(due), came, *[none] * 4))
            continue
        shares = (_share(row, name) for name in ("share", "share_low", "share_high"))
        same = Amount(None, why=WITHHELD) if row["given_away"] else _share(row, "same_after")
        rows.append((NAMES[moment], _due(due), _came_cell(row, people), *shares, same))
    columns = (
        say("When"),
        say("Whose time had come"),
        say("Came"),
        say("Right"),
        say("from"),
        say("to"),
        say("The same people, after"),
    )
    return Table(say("Right answers and people, with 95 percent intervals"), columns, tuple(rows))


def _due(due: int) -> Amount:
    return Amount(due) if due >= FEWEST or not due else Amount(None, why=FEW_PEOPLE)


def _came_cell(row: pd.Series, people: int) -> Amount:
    if _few_missing(row) and row["due"] >= 2 * FEWEST:
        return Amount(None, why=say("at least {number}", number=_came(row)))
    if 0 < people < FEWEST or _few_missing(row):
        return Amount(None, why=FEW_PEOPLE if people < FEWEST else say("nearly all"))
    return Amount(people)


def _share(row: pd.Series, name: str) -> Amount:
    few = row["people"] < FEWEST or pd.isna(row[name])
    return share(Reason.FEW_PEOPLE if few else float(row[name]))
