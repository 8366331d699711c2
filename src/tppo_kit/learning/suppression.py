"""What must not be shown because it would tell about too few people.

Primary suppression hides counts of one to four people; nought is shown. Complementary
suppression hides further counts, so that nothing hidden can be worked out from what is shown
(Willenborg & de Waal 2001, Elements of Statistical Disclosure Control, ch. 5-6).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tppo_kit.learning.detection import FEWEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Cells = NDArray[np.bool_]

#: Hiding a total costs more than hiding any cells, the grand total more than any totals.
_TOTAL, _GRAND = 1e13, 1e15
#: Stands for the unknown counterpart of a single row; more people than any table has.
_SLACK = 10**12


class Reason(StrEnum):
    """Why there is no figure; measures return it in place of one."""

    #: Fewer people than may be shown.
    FEW_PEOPLE = "few-people"
    #: Fewer cases of a kind than a figure needs.
    FEW_CASES = "few-cases"
    #: Fewer than two questions.
    FEW_ITEMS = "few-items"
    #: Everybody has the same result, so nothing can be told apart.
    NO_SPREAD = "no-spread"
    #: Too few people on each form: with so few, taking the forms as equal errs less.
    FEW_TO_EQUATE = "few-to-equate"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a table must be hidden: cells, totals of rows and of columns, the grand total.

    ``cells`` has the shape of the table; ``rows`` and ``columns`` are indexed like its rows and
    columns. For a single row of counts, ``rows`` and ``columns`` are empty.
    """

    cells: Any
    rows: pd.Series
    columns: pd.Series
    total: bool


def hidden(counts: pd.DataFrame | pd.Series, fewest: int = FEWEST) -> pd.DataFrame | pd.Series:
    """Return which counts must be hidden where the totals are shown, in the same shape.

    A total of one to four people must be hidden itself; ``protect`` tells which.
    """
    return protect(counts, fewest).cells


def protect(counts: pd.DataFrame | pd.Series, fewest: int = FEWEST) -> Hidden:
    """Return what must be hidden of a table of counts of people shown with its totals.

    Afterwards three things hold for whoever knows the rule, the totals shown and that nought is
    shown: no hidden count has only one possible value; no row or column lets the sum of what it
    hides be worked out as one to four people; and every count hidden beyond the small ones was
    the smallest that would do at its step (the whole need not be the fewest possible).

    Raises:
        ValueError: for counts that are negative or not whole.
    """
    values = np.asarray(counts, dtype=float)
    if not (np.isfinite(values).all() and (values >= 0).all() and (values % 1 == 0).all()):
        raise ValueError("counts of people are whole and not negative")
    whole = values.astype(np.int64)
    if isinstance(counts, pd.Series):
        found = _Grid.of_row(whole, fewest).hidden()[0]
        empty = pd.Series(dtype=bool)
        return Hidden(pd.Series(found[:-1], counts.index), empty, empty, bool(found[-1]))
    found = _Grid.of_table(whole, fewest).hidden()
    return Hidden(
        pd.DataFrame(found[:-1, :-1], counts.index, counts.columns),
        pd.Series(found[:-1, -1], counts.index),
        pd.Series(found[-1, :-1], counts.columns),
        bool(found[-1, -1]),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with its totals as further row and column; every line adds up to nought.

    Attributes:
        values: counts and totals.
        rising: whether a line counts the value with a plus; totals of rows and of columns do not.
        cost: of hiding; infinite for what is always shown.
        hides: what is hidden from the start.
        fewest: people.
    """

    values: NDArray[np.int64]
    rising: Cells
    cost: NDArray[np.float64]
    hides: Cells
    fewest: int

    @classmethod
    def of_table(cls, counts: NDArray[np.int64], fewest: int) -> _Grid:
        """Return the grid of rows and columns with all totals."""
        values = np.pad(counts, ((0, 1), (0, 1)))
        values[:-1, -1], values[-1] = counts.sum(axis=1), np.append(counts.sum(axis=0), 0)
        values[-1, -1] = counts.sum()
        rising = np.ones(values.shape, dtype=bool)
        rising[:-1, -1] = rising[-1, :-1] = False
        cost = values.astype(np.float64) + np.where(rising, 0.0, _TOTAL)
        cost[-1, -1] += _GRAND
        cost[values == 0] = np.inf
        return cls(values, rising, cost, (values > 0) & (values < fewest), fewest)

    @classmethod
    def of_row(cls, counts: NDArray[np.int64], fewest: int) -> _Grid:
        """Return the grid of one row and its total, above a row that nobody knows."""
        row = np.append(counts, counts.sum())
        values = np.stack([row, np.full(len(row), _SLACK)])
        rising = np.ones(values.shape, dtype=bool)
        rising[:, -1] = False
        cost = values.astype(float)
        cost[0, -1] += _GRAND
        cost[values == 0] = np.inf
        hides = (values > 0) & (values < fewest)
        hides[1] = True
        return cls(values, rising, cost, hides, fewest)

    def hidden(self) -> Cells:
        """Return what must be hidden, found by hiding more until nothing is given away."""
        hides = self.hides.copy()
        while True:
            more = next(self._small_sums(hides), None) or next(self._exposed(hides), None)
            if more is None:
                return hides
            for cell in more:
                hides[cell] = True

    def _small_sums(self, hides: Cells) -> Iterator[list[tuple[int, int]]]:
        """Yield the cheapest cell to hide in each line whose hidden part is known to be small."""
        for turned in (False, True):
            across = 0 if turned else 1
            sums = np.where(hides, self.values, 0).sum(axis=across)
            mixed = (hides & self.rising).any(axis=across) & (hides & ~self.rising).any(axis=across)
            costs = np.where(hides, np.inf, self.cost)
            for line in np.flatnonzero(~mixed & (sums > 0) & (sums < self.fewest)):
                cell = int(np.argmin(costs[:, line] if turned else costs[line]))
                yield [(cell, int(line)) if turned else (int(line), cell)]

    def _exposed(self, hides: Cells) -> Iterator[list[tuple[int, int]]]:
        """Yield, for each hidden cell with one possible value, the cheapest cells that free it."""
        for row, column in np.argwhere(hides & (self.values < _SLACK)):
            if not self._free(hides, int(row), int(column)):
                yield self._cheapest_cycle(hides, int(row), int(column))

    def _free(self, hides: Cells, row: int, column: int) -> bool:
        """Tell whether the cell can have another value while every line still adds up.

        All consistent tables differ by cycles of changes of one up or down (the matrix is totally
        unimodular), so it is enough to look for a way back from the column to the row, or the
        other way round if the cell can become smaller and still not nought.
        """
        up, down = self._steps(hides)
        for raised in (True, False):
            if not raised and self.values[row, column] == 1:
                continue
            forward = raised == self.rising[row, column]
            out, back = up.copy(), down.copy()
            out[row, column] = back[row, column] = False
            start, end = (column, row) if forward else (row, column)
            if _reaches(out, back, start, end, from_column=forward):
                return True
        return False

    def _steps(self, hides: Cells) -> tuple[Cells, Cells]:
        """Return where a change leads from row to column, and where from column to row."""
        less = hides & (self.values > 1)
        return np.where(self.rising, hides, less), np.where(self.rising, less, hides)

    def _cheapest_cycle(self, hides: Cells, row: int, column: int) -> list[tuple[int, int]]:
        """Return the corners of the cheapest rectangle in which the cell can change.

        There always is one: cell, both its totals and the grand total can all become larger.
        """
        cost = np.where(hides, 0.0, self.cost)
        whole = cost[row][None, :] + cost[:, column][:, None] + cost
        whole[row] = whole[:, column] = np.inf
        up, down = self._steps(np.isfinite(self.cost) | hides)
        # Cell and far corner change one way along the lines, the other two corners the other way.
        one = (up[row, column] & up) & (down[row][None, :] & down[:, column][:, None])
        other = (down[row, column] & down) & (up[row][None, :] & up[:, column][:, None])
        whole[~(one | other)] = np.inf
        far = np.unravel_index(int(np.argmin(whole)), whole.shape)
        return [(row, int(far[1])), (int(far[0]), column), (int(far[0]), int(far[1]))]


def _reaches(out: Cells, back: Cells, start: int, end: int, *, from_column: bool) -> bool:
    """Tell whether steps along rows and columns lead from one line to another, of other kind."""
    rows, columns = np.zeros(out.shape[0], dtype=bool), np.zeros(out.shape[1], dtype=bool)
    (columns if from_column else rows)[start] = True
    while True:
        more_columns = columns | out[rows].any(axis=0)
        more_rows = rows | back[:, more_columns].any(axis=1)
        if (more_rows if from_column else more_columns)[end]:
            return True
        if (more_rows == rows).all() and (more_columns == columns).all():
            return False
        rows, columns = more_rows, more_columns
