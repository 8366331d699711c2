"""The table of all judgements, against the judgements themselves."""

from dataclasses import replace

import pandas as pd
import pytest
from decision import DECISION
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.learning import frame as frames
from tppo_kit.learning.frame import COLUMNS, by_family, frame, shares_right
from tppo_kit.records import Judged, Judgement

ONE = replace(
    DECISION,
    at=10.5,
    judgement=replace(
        DECISION.judgement,
        signs=("T-REK-01", "T-DOK-02"),
        chosen="inform",
        correct=False,
        called=False,
        confidence=70,
    ),
)
CHOICE = replace(
    ONE,
    seat="s0",
    judgement=replace(
        ONE.judgement, kind="choice", signs=(), signal=None, called=None, confidence=None
    ),
)
SIGNS = st.lists(
    st.sampled_from(["T-REK-01", "T-REK-02", "T-DOK-01", "T-UPA-07"]), unique=True, max_size=4
).map(tuple)
ROWS = st.lists(
    st.builds(
        Judged,
        seat=st.sampled_from(["s1", "s2", "card-3@r1"]),
        at=st.floats(0, 1e9),
        room=st.sampled_from(["", "r1"]),
        place=st.sampled_from(["", "desa-a"]),
        programme=st.just("half-day"),
        activity=st.sampled_from(["quiz:a", "shift:b"]),
        attempt=st.text(max_size=3),
        purpose=st.sampled_from(["", "before", "30"]),
        edition=st.just("26.4"),
        judgement=st.builds(
            Judgement,
            kind=st.sampled_from(["vignette", "card"]),
            subject=st.text(max_size=2),
            fingerprint=st.text(max_size=2),
            signs=SIGNS,
            right=st.just("refer"),
            chosen=st.text(max_size=2),
            correct=st.booleans(),
            signal=st.none() | st.booleans(),
            called=st.none() | st.booleans(),
            confidence=st.none() | st.integers(50, 100),
            seconds=st.floats(0, 100),
        ),
    ),
    max_size=12,
)


def plain(each):
    """Return the values of a row as they are expected in the table."""
    made = {name: getattr(each, name, getattr(each.judgement, name, None)) for name in COLUMNS}
    return {**made, "signs": " ".join(each.judgement.signs)}


def told(table):
    """Return the rows of a table as plain values, missing ones as None."""
    rows = table.astype(object).to_dict("records")
    return [
        {name: None if pd.isna(value) else value for name, value in row.items()} for row in rows
    ]


def test_a_row_holds_what_was_judged_and_where():
    """Every column is filled from the judgement, its attempt and its room."""
    table = frame([ONE])

    assert tuple(table.columns) == COLUMNS
    assert told(table) == [
        {
            "seat": "s1",
            "at": 10.5,
            "room": "r1",
            "place": "desa-a",
            "programme": "half-day",
            "activity": "quiz:a",
            "attempt": "a1",
            "purpose": "before",
            "kind": "vignette",
            "subject": "paket",
            "fingerprint": "f1",
            "signs": "T-REK-01 T-DOK-02",
            "right": "refer",
            "chosen": "inform",
            "correct": False,
            "signal": True,
            "called": False,
            "confidence": 70.0,
            "seconds": 2.5,
        }
    ]


def test_what_was_not_asked_is_missing():
    """No signal, no call and no confidence are neither false nor nought."""
    table = frame([CHOICE])

    assert table[["signal", "called", "confidence"]].isna().all(axis=None)
    assert table["signs"].tolist() == [""]


@settings(deadline=None)
@given(ROWS)
def test_the_table_says_what_the_judgements_said(rows):
    """Nothing is lost, changed or put into another order."""
    assert told(frame(rows)) == [plain(each) for each in rows]


@settings(deadline=None)
@given(ROWS, st.integers(1, 5))
def test_taking_rows_in_chunks_changes_nothing(rows, size):
    """A table built a few rows at a time is the table built at once."""
    whole = frame(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "_CHUNK", size)
        pieces = frame(iter(rows))

    pd.testing.assert_frame_equal(pieces, whole)


@settings(deadline=None)
@given(ROWS)
def test_categories_do_not_depend_on_the_order_of_rows(rows):
    """The same judgements in another order are grouped in the same order."""
    one, other = frame(rows), frame(rows[::-1])

    pd.testing.assert_frame_equal(one, other.iloc[::-1].reset_index(drop=True))


def test_types_are_the_same_without_a_single_judgement():
    """An empty table can be asked what a full one can."""
    empty, full = frame([]), frame([ONE])

    assert len(empty) == 0
    assert tuple(empty.columns) == COLUMNS
    assert [str(each) for each in empty.dtypes] == [str(each) for each in full.dtypes]
    assert len(by_family(empty)) == 0


@settings(deadline=None)
@given(ROWS)
def test_there_is_a_row_for_each_family_of_each_judgement(rows):
    """Two signs of a family make one row, no signs make none; the rest of the row is kept."""
    expected = [
        {**plain(each), "family": family}
        for each in rows
        for family in sorted({sign.split("-")[1] for sign in each.judgement.signs})
    ]

    assert told(by_family(frame(rows))) == expected


def test_the_rows_of_a_part_are_those_of_its_judgements():
    """Families are found after rows were picked, too, and keep the index of their judgement."""
    table = frame([ONE, CHOICE, replace(ONE, seat="s2")])
    found = by_family(table[table["seat"] == "s2"])

    assert found["family"].tolist() == ["DOK", "REK"]
    assert found.index.tolist() == [2, 2]


def test_the_share_right_of_each_person_is_over_all_their_answers():
    """One of two is half, whatever was asked."""
    right = replace(ONE, judgement=replace(ONE.judgement, correct=True))

    assert shares_right(frame([ONE, right, CHOICE])).to_dict() == {"s0": 0.0, "s1": 0.5}
