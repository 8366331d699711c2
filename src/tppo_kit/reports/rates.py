"""Hits, false alarms and safe steps of groups side by side, as tables and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tppo_kit.activities.blocks import Amount, Table
from tppo_kit.language import say
from tppo_kit.learning.detection import FEWEST
from tppo_kit.learning.groups import detections
from tppo_kit.learning.shares import pooled_shares
from tppo_kit.learning.suppression import Reason
from tppo_kit.reports.cells import counted, decimal, share
from tppo_kit.reports.figures import interval_chart
from tppo_kit.reports.scales import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.drawing import Drawing

#: A group's name and its row of ``rates``.
Group = tuple["Text", "pd.Series"]
#: The head of a column.
TOLD_APART = say("Told apart (d′)")
_SHARES = ("seen", "over_called", "safe", "harmful")


def decided(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are decisions on a case, with ``signal`` and ``called`` as booleans."""
    made = rows[rows["signal"].notna() & rows["called"].notna()]
    signal, called = made["signal"].astype(bool), made["called"].astype(bool)
    return made.assign(signal=signal, called=called, harmful=~signal & called)


def rates(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return the measures of ``groups.detections`` and four pooled shares with intervals.

    ``seen`` is of calls for action, ``over_called`` of harmless cases, ``safe`` and ``harmful``
    (troubled somebody harmless) of all decisions; each has ``_low`` and ``_high`` and is NaN
    where ``shares.pooled_shares`` has none.
    """
    made = decided(rows)
    found = [detections(made, by)]
    own = (made[made["signal"]], made[~made["signal"]], made, made)
    happened = ("called", "called", "correct", "harmful")
    for name, part, column in zip(_SHARES, own, happened, strict=True):
        shares = pooled_shares(part, column, by)[["share", "low", "high"]]
        shares.columns = pd.Index([name, f"{name}_low", f"{name}_high"])
        found.append(shares.reindex(found[0].index))
    return pd.concat(found, axis=1)


def told(row: pd.Series) -> bool:
    """Tell whether d' and c of a group may be shown."""
    return bool(min(row["people"], row["signals"], row["noises"]) >= FEWEST)


def why_not(row: pd.Series) -> Reason:
    """Return why a group has no figure."""
    return Reason.FEW_PEOPLE if row["people"] < FEWEST else Reason.FEW_CASES


def interval(label: Text, row: pd.Series | None, name: str) -> Interval:
    """Return a figure of ``rates`` with its interval, as a picture takes it."""
    if row is None or row["people"] < FEWEST or pd.isna(row[name]):
        return Interval(label, None, None, None, 0)
    low, high = float(row[f"{name}_low"]), float(row[f"{name}_high"])
    return Interval(label, float(row[name]), low, high, int(row["people"]))


def sensitivity_chart(rows: Sequence[Group]) -> Drawing:
    """Return d' of each group with its interval."""
    return interval_chart(
        say("How well they are told apart (d′)"),
        [interval(label, row, "sensitivity") for label, row in rows],
        smallest=-1.0,
        largest=4.0,
        note=say("0 is guessing"),
    )


def criterion_chart(rows: Sequence[Group]) -> Drawing:
    """Return c of each group with its interval."""
    return interval_chart(
        say("Which way people lean (c)"),
        [interval(label, row, "criterion") for label, row in rows],
        smallest=-1.5,
        largest=1.5,
        note=say("left: suspects too much; right: misses too much"),
    )


def _cells(row: pd.Series, name: str, form: str) -> tuple[Amount, ...]:
    """Return a figure with the ends of its interval, or why there is none."""
    written = share if form == "share" else decimal
    names = (name, f"{name}_low", f"{name}_high")
    if row["people"] < FEWEST or pd.isna(row[name]):
        return (written(why_not(row)), *(Amount(None, why="–"),) * 2)
    return tuple(written(float(row[each])) for each in names)


def rates_table(what: Text, rows: Sequence[Group]) -> Table:
    """Return people, hits and false alarms as plain shares with intervals."""
    return _table(
        what,
        rows,
        say("Seen and over-called, with 95 percent intervals"),
        (
            (say("Calls for action seen"), "seen", "share"),
            (say("Harmless over-called"), "over_called", "share"),
        ),
    )


def measures_table(what: Text, rows: Sequence[Group]) -> Table:
    """Return d' and c with their intervals."""
    return _table(
        what,
        rows,
        say("d′ and c, with 95 percent intervals"),
        ((TOLD_APART, "sensitivity", "decimal"), (say("Leaning (c)"), "criterion", "decimal")),
    )


def safe_table(what: Text, rows: Sequence[Group]) -> Table:
    """Return safe steps, and steps that troubled somebody harmless, with intervals."""
    return _table(
        what,
        rows,
        say("Steps taken, with 95 percent intervals"),
        (
            (say("Safe step"), "safe", "share"),
            (say("Troubled somebody harmless"), "harmful", "share"),
        ),
    )


def _table(
    what: Text, rows: Sequence[Group], caption: Text, figures: Sequence[tuple[Text, str, str]]
) -> Table:
    heads = [(title, say("from"), say("to")) for title, _, _ in figures]
    columns = (what, say("People"), *(each for head in heads for each in head))
    cells: list[tuple[Text | Amount, ...]] = []
    for label, row in rows:
        amounts = (each for _, name, form in figures for each in _cells(row, name, form))
        cells.append((label, counted(int(row["people"])), *amounts))
    return Table(caption, columns, tuple(cells))
