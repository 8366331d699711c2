"""What a table with totals gives away: nobody can work out what is hidden."""

import math
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tppo_kit.learning.suppression import Reason, hidden, protect

COUNT = st.one_of(st.integers(0, 6), st.sampled_from([0, 0, 1, 4, 5, 9, 30, 200]))


@st.composite
def tables(draw, most=4, count=COUNT):
    """Return a small table of counts."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    cells = draw(st.lists(count, min_size=rows * columns, max_size=rows * columns))
    return pd.DataFrame(
        np.array(cells).reshape(rows, columns),
        index=[f"r{number}" for number in range(rows)],
        columns=[f"c{number}" for number in range(columns)],
    )


def extended(counts):
    """Return a table with its totals, and what is hidden of both, in one grid each."""
    found = protect(counts)
    values = np.block(
        [
            [counts.to_numpy(), counts.sum(axis=1).to_numpy()[:, None]],
            [counts.sum().to_numpy()[None, :], np.array([[counts.to_numpy().sum()]])],
        ]
    )
    hides = np.block(
        [
            [found.cells.to_numpy(), found.rows.to_numpy()[:, None]],
            [found.columns.to_numpy()[None, :], np.array([[found.total]])],
        ]
    )
    return values, hides.astype(bool)


def equations(shape):
    """Return the matrix of what must add up: each row and each column, totals included."""
    rows, columns = shape
    signs = np.ones(shape)
    signs[:-1, -1] = signs[-1, :-1] = -1
    by_row = [np.where(np.arange(rows)[:, None] == row, signs, 0).ravel() for row in range(rows)]
    by_column = [np.where(np.arange(columns) == each, signs, 0).ravel() for each in range(columns)]
    return np.array(by_row + by_column)


def test_small_counts_are_hidden_and_nought_is_shown():
    """One to four are hidden, five is not; others are hidden only to keep them so."""
    counts = pd.Series({"a": 0, "b": 1, "c": 4, "d": 5, "e": 80})

    assert hidden(counts).to_dict() == {"a": False, "b": True, "c": True, "d": False, "e": False}
    assert not protect(counts).total


def test_a_single_small_count_takes_the_smallest_other_with_it():
    """Otherwise the total less the others is the small count."""
    assert hidden(pd.Series([3, 9, 7, 0, 50])).tolist() == [True, False, True, False, False]


def test_small_counts_whose_sum_is_small_take_another_with_them():
    """One and two would be known to be three together."""
    assert hidden(pd.Series([1, 2, 50, 8])).tolist() == [True, True, False, True]


def test_counts_of_one_that_can_only_be_ones_take_another_with_them():
    """Five hidden counts, none of them nought, that add up to five are all ones."""
    assert hidden(pd.Series([1, 1, 1, 1, 1, 9])).all()


def test_a_small_total_is_hidden_too():
    """If three people are all there are, no total may say so."""
    found = protect(pd.Series([3, 0]))

    assert (found.cells.tolist(), found.total) == ([True, False], True)


def test_a_table_is_hidden_in_rectangles():
    """A small count takes the cheapest three with it that leave no sum to tell it."""
    counts = pd.DataFrame({"x": [3, 20, 30], "y": [10, 11, 90], "z": [60, 70, 80]})

    assert hidden(counts).to_numpy().tolist() == [
        [True, True, False],
        [True, True, False],
        [False, False, False],
    ]


def test_a_row_with_a_small_total_hides_the_total():
    """The only people of a row are its total as well, so another row's total goes with it."""
    counts = pd.DataFrame({"x": [3, 20, 30], "y": [0, 11, 90]})
    found = protect(counts)

    assert found.rows.tolist() == [True, True, False]
    assert found.cells.to_numpy().tolist() == [[True, False], [True, False], [False, False]]
    assert not found.columns.any()
    assert not found.total


def test_the_shape_and_the_names_are_those_of_the_table():
    """What is returned can mask what was given."""
    counts = pd.DataFrame({"x": [30, 20], "y": [7, 11]}, index=["p", "q"])
    found = hidden(counts)

    assert found.index.equals(counts.index)
    assert found.columns.equals(counts.columns)
    assert not found.to_numpy().any()


def test_the_threshold_can_be_another():
    """With ten as the fewest, nine is small."""
    assert hidden(pd.Series([9, 30, 40]), fewest=10).tolist() == [True, True, False]


@pytest.mark.parametrize("counts", [[-1, 5], [0.5, 5], [float("nan"), 5]])
def test_what_counts_no_people_is_refused(counts):
    """Shares, differences and missing values are not counts."""
    with pytest.raises(ValueError, match="whole and not negative"):
        hidden(pd.Series(counts))


@settings(deadline=None)
@given(tables(most=5))
def test_every_small_count_and_total_is_hidden_and_nought_never(counts):
    """That is the rule everybody is told."""
    values, hides = extended(counts)

    assert hides[(values > 0) & (values < 5)].all()
    assert not hides[values == 0].any()


@settings(deadline=None)
@given(tables(most=5))
def test_nothing_is_hidden_where_nothing_is_small(counts):
    """Large counts stay where they are."""
    assume(((counts == 0) | (counts >= 5)).all(axis=None))
    _, hides = extended(counts)

    assert not hides.any()


@settings(deadline=None)
@given(tables(most=5))
def test_no_hidden_count_follows_from_sums_and_differences(counts):
    """The equations of rows and columns leave every hidden count and total open."""
    values, hides = extended(counts)
    matrix = equations(values.shape)[:, hides.ravel()]
    unit = np.eye(matrix.shape[1])
    rank = np.linalg.matrix_rank(matrix) if matrix.size else 0

    # A count follows from the equations exactly if asking for it adds nothing to them.
    assert all(np.linalg.matrix_rank(np.vstack([matrix, row])) > rank for row in unit)


@settings(deadline=None)
@given(tables(most=5))
def test_no_row_or_column_tells_a_small_sum_of_what_it_hides(counts):
    """What a line hides is nobody, cannot be known, or is five people or more."""
    values, hides = extended(counts)
    signs = equations(values.shape).sum(axis=0).reshape(values.shape) > 0
    for value, hide, sign in [
        *zip(values, hides, signs, strict=True),
        *zip(values.T, hides.T, signs.T, strict=True),
    ]:
        known = len(set(sign[hide])) == 1
        assert not known or value[hide].sum() >= 5


@settings(deadline=None, max_examples=60)
@given(tables(most=3, count=st.integers(0, 6)))
def test_no_hidden_count_follows_for_who_knows_that_people_are_whole_and_nought_is_shown(counts):
    """Trying every table: each hidden count and total can be something else."""
    values, hides = extended(counts)
    inner = hides[:-1, :-1]
    free = values[:-1, :-1][inner]
    # Every hidden count may be from one to two more than it is; others are as shown.
    possible = [range(1, count + 3) for count in free]
    assume(math.prod(map(len, possible)) <= 300_000)
    tries = np.array(list(product(*possible)))
    cells = np.repeat(values[None, :-1, :-1], len(tries), axis=0)
    if inner.any():
        cells[:, inner] = tries
    rows, columns, total = cells.sum(axis=2), cells.sum(axis=1), cells.sum(axis=(1, 2))
    fits = (
        ((rows == values[:-1, -1]) | hides[:-1, -1]).all(axis=1)
        & ((columns == values[-1, :-1]) | hides[-1, :-1]).all(axis=1)
        & ((total == values[-1, -1]) | hides[-1, -1])
    )

    assert all(len(np.unique(cells[fits][:, r, c])) > 1 for r, c in np.argwhere(inner))
    assert all(len(np.unique(rows[fits][:, r])) > 1 for r in np.flatnonzero(hides[:-1, -1]))
    assert all(len(np.unique(columns[fits][:, c])) > 1 for c in np.flatnonzero(hides[-1, :-1]))
    assert not hides[-1, -1] or len(np.unique(total[fits])) > 1


@settings(deadline=None)
@given(st.lists(COUNT, min_size=1, max_size=8))
def test_no_hidden_count_of_a_row_follows_from_its_total(counts):
    """At least two are hidden, they are five or more together, and not all of them are ones."""
    found = protect(pd.Series(counts))
    inside = [count for count, hide in zip(counts, found.cells, strict=True) if hide]

    assert found.total or not inside or (len(inside) > 1 and sum(inside) >= 5)
    assert found.total or not inside or sum(inside) > len(inside)
    assert not found.total or inside


def test_every_reason_has_a_word():
    """Reports tell reasons apart by short words that never change."""
    assert {str(each) for each in Reason} == {
        "few-people",
        "few-cases",
        "few-items",
        "no-spread",
        "few-to-equate",
    }
