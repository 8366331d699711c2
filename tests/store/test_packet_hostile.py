"""A crafted file with a valid checksum: each cell, judgement and reference is looked at."""

import json
from dataclasses import replace

import pytest
from beside import FILE_ONLY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packets import LATER, ONE, content, craft, empty, fill, refused

from tppo_kit.errors import Refused
from tppo_kit.store.merging import merge

pytestmark = FILE_ONLY
#: What could stand in a cell of a crafted file and never stands in one that was packed.
ODD = [
    None,
    True,
    -1,
    2**31,
    10**400,
    1,
    1.5,
    -0.5,
    float("nan"),
    float("inf"),
    1e300,
    "",
    "\0",
    "\ud800",
    "x" * 300_000,
    [],
    {},
    [[[]]],
    "AAAA-AAAA",
    "[" * 100_000,
    '[{"kind": "x"}]',
    "NaN",
]


@pytest.fixture
def rows(log):
    """Give all rows of a log with some of everything; the log is then empty."""
    empty(log)
    fill(log)
    found = content(log)
    empty(log)
    return found


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_an_odd_cell_is_refused_or_harmless(log, rows, tmp_path, data):
    """With a valid checksum: either a sentence and nothing, or exactly what was written."""
    name = data.draw(st.sampled_from([name for name, found in rows.items() if found]))
    number = data.draw(st.integers(0, len(rows[name]) - 1))
    row = list(rows[name][number])
    row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.sampled_from(ODD))
    odd = {**rows, name: [*rows[name][:number], row, *rows[name][number + 1 :]]}
    empty(log)
    try:
        merge(log, craft(tmp_path / "odd.tppo", odd), LATER)
    except Refused:
        assert not any(content(log).values())
    else:
        assert sum(map(len, content(log).values())) == sum(map(len, rows.values()))


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": float("nan")},
        {"seconds": "3"},
        {"seconds": -1.0},
        {"seconds": 10**400},
        {"correct": 1},
        {"signal": 0},
        {"called": "yes"},
        {"confidence": 50.5},
        {"confidence": True},
        {"confidence": 101},
        {"signs": "T-REK-01"},
        {"signs": [1]},
        {"kind": None},
        {"chosen": "\ud800"},
        {"chosen": "\0"},
        {"name": "Budi"},
    ],
)
def test_an_odd_judgement_is_refused(log, rows, tmp_path, change):
    """Reports eat judgements, so each is looked at, in results and in rooms."""
    judgement = {**ONE.as_data(), **change}
    one, shared = list(rows["results"][0]), list(rows["room_judgements"][0])
    one[-1], shared[-1] = json.dumps([judgement]), json.dumps(judgement)
    refused(log, craft(tmp_path / "a.tppo", {**rows, "results": [one, *rows["results"][1:]]}))
    more = [shared, *rows["room_judgements"][1:]]
    refused(log, craft(tmp_path / "b.tppo", {**rows, "room_judgements": more}))


def test_a_judgement_without_a_field_is_refused(log, rows, tmp_path):
    """And so is a result that is no list, or no JSON."""
    short = {k: v for k, v in ONE.as_data().items() if k != "signs"}
    for text in (json.dumps([short]), json.dumps(ONE.as_data()), "[", "", "[1]", "[" * 90_000):
        one = list(rows["results"][0])
        one[-1] = text
        refused(log, craft(tmp_path / "a.tppo", {**rows, "results": [one, *rows["results"][1:]]}))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("seats", lambda found: found[1:]),
        ("attempts", lambda found: found[1:]),
        ("rooms", lambda found: found[1:]),
        ("room_events", lambda found: found[1:]),
        ("room_events", lambda found: [*found[:2], *found[3:]]),
        ("events", lambda found: found[::-1]),
        ("events", lambda found: [*found, found[-1]]),
        ("deleted", lambda _: [("seat", "x", 1.0)]),
        ("deleted", lambda _: [("attempt", "0" * 64, 1.0)]),
        ("action_events", lambda found: [(*found[0][:3], "{}", 1.0)]),
        ("action_events", lambda found: [(*found[0][:2], "burned", "", 1.0)]),
        ("rooms", lambda found: [("", *found[0][1:]), *found]),
        ("seats", lambda found: [(*found[0], 1), *found[1:]]),
        ("seats", lambda found: [{"code": "x"}, *found]),
    ],
)
def test_rows_that_do_not_belong_together_are_refused(log, rows, tmp_path, name, change):
    """A missing reference, a gap in a room, a wrong order, a row twice, an unknown kind."""
    refused(log, craft(tmp_path / "odd.tppo", {**rows, name: change(rows[name])}))


def test_signs_of_any_language_travel(log, tmp_path):
    """Texts come back letter by letter."""
    empty(log)
    fill(log)
    strange = replace(ONE, chosen="“é” 🙂 \u2028")
    before = content(log)
    rows = {name: list(found) for name, found in before.items()}
    rows["results"][0] = (*rows["results"][0][:-1], json.dumps([strange.as_data()]))
    empty(log)
    merge(log, craft(tmp_path / "a.tppo", rows), LATER)

    assert content(log) == rows
