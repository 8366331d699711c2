"""A merge is the union of log and packet, in any order, or nothing at all."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packets import DAY, LATER, ONE, SEATS, attempt, content, craft, empty, fill, improve, room

from tppo_kit.errors import Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.store.judged import judged
from tppo_kit.store.merging import merge, restore
from tppo_kit.store.packet import Scope, write
from tppo_kit.store.packet_rows import TABLES
from tppo_kit.store.packing import pack
from tppo_kit.store.rooms import RoomJudgement, RoomLog

#: Which rows another row needs: column and table.
NEEDS = {
    "attempts": (1, "seats"),
    "events": (0, "attempts"),
    "results": (0, "attempts"),
    "room_events": (0, "rooms"),
    "room_judgements": (0, "rooms"),
}


@pytest.fixture
def full(log):
    """Give a log with some of everything."""
    empty(log)
    fill(log)
    return log


@pytest.fixture
def packed(full, tmp_path):
    """Give the packet of the whole log, which is then emptied."""
    path = tmp_path / "all.tppo"
    pack(full, path, Scope(), LATER)
    empty(full)
    return path


def whole(rows):
    """Return rows with all that they need; a room's events without a gap from the first."""
    rows = {name: set(found) for name, found in rows.items()}
    for name in ("events", "results", "attempts", "room_events", "room_judgements"):
        place, other = NEEDS[name]
        wanted = {row[place] for row in rows[name]}
        rows[other] |= {row for row in EVERYTHING[other] if row[0] in wanted}
    last = {}
    for row in rows["room_events"]:
        last[row[0]] = max(last.get(row[0], 0), row[1])
    rows["room_events"] = {
        row for row in EVERYTHING["room_events"] if row[1] <= last.get(row[0], -1)
    }
    return rows


EVERYTHING = {}


def write_part(path, rows):
    """Write some rows as a packet."""
    ordered = [
        (table, row)
        for table in TABLES
        for row in sorted(rows[table.name], key=lambda row, t=table: row[: len(t.primary_key)])
    ]
    write(path, Scope(), {name: len(found) for name, found in rows.items()}, ordered)
    return path


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_parts_in_any_order_give_the_whole(full, tmp_path_factory, data):
    """Overlapping, twice, shuffled, half an attempt now and half later: the log is the same."""
    if not content(full)["seats"]:
        fill(full)
    before, told = content(full), list(judged(full))
    EVERYTHING.clear()
    EVERYTHING.update(before)
    every = [(name, row) for name, found in before.items() for row in found]
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    folder = tmp_path_factory.mktemp("parts")
    parts, seen = [], set()
    for _ in range(data.draw(st.integers(1, 4))):
        some = chance.sample(every, data.draw(st.integers(1, len(every))))
        rows = whole({name: {r for n, r in some if n == name} for name in before})
        seen |= {(name, row) for name, found in rows.items() for row in found}
        parts.append(rows)
    parts.append(whole({n: {r for m, r in every if m == n and (n, r) not in seen} for n in before}))
    files = [write_part(folder / f"{number}.tppo", rows) for number, rows in enumerate(parts)]
    empty(full)
    for file in data.draw(st.permutations(files + files[:2])):
        merge(full, file, LATER)

    assert content(full) == before
    assert list(judged(full)) == told


def test_a_merge_says_what_was_new_and_what_was_there(full, packed):
    """The second time everything is there already."""
    first = merge(full, packed, LATER)
    second = merge(full, packed, LATER)

    assert first.new == second.known
    assert first.known.total() == second.new.total() == first.left_out.total() == 0
    assert (first.new["attempts"], first.new["rooms"], first.new["seats"]) == (6, 2, 3)


def changed(rows, name, place, value):
    """Return the rows of a log with one value of one row changed."""
    rows = {table: list(found) for table, found in rows.items()}
    one = list(rows[name][0])
    one[place] = value
    return {**rows, name: [tuple(one), *rows[name][1:]]}


@pytest.mark.parametrize(
    ("name", "place", "value"),
    [
        ("attempts", 4, 8),
        ("attempts", 7, 1.5),
        ("events", 3, "other"),
        ("events", 4, 1.5),
        ("results", 2, 9.0),
        ("rooms", 6, "desa-b"),
        ("room_events", 4, "9"),
        ("room_judgements", 5, 1.5),
        ("room_events", 2, "EEEE-EEEE"),
    ],
)
def test_a_contradiction_is_refused_whole(full, tmp_path, name, place, value):
    """One row that says something else, and nothing of the packet is taken."""
    before = content(full)
    rows = changed(before, name, place, value)
    rows["seats"] = [*rows["seats"], ("EEEE-EEEE", 1.0)]
    file = craft(tmp_path / "odd.tppo", rows)
    with pytest.raises(Refused, match="contradicts") as told:
        merge(full, file, LATER)

    assert content(full) == before
    assert all(str(file) in told.value.message.render(language) for language in LANGUAGES)


def test_a_click_that_is_two_answers_is_a_contradiction(full, tmp_path):
    """The page makes a click once; under another number it was forged."""
    before = content(full)
    rows = {name: list(found) for name, found in before.items()}
    forged = ("a2", 3, "choose", "x", 9.0, "c0")
    rows["events"] = sorted([*rows["events"], forged])
    with pytest.raises(Refused, match="contradicts"):
        merge(full, craft(tmp_path / "odd.tppo", rows), LATER)

    assert content(full) == before


def test_two_laptops_that_began_the_same_try_are_both_kept(full, tmp_path):
    """Both tries are there, counted in the order they were begun, whichever came first."""
    files = []
    for name, at in (("late", 70 * DAY), ("early", 60 * DAY), ("middle", 65 * DAY)):
        empty(full)
        full.add_seat(SEATS[0], at)
        attempt(full, name, SEATS[0], at)
        files.append(tmp_path / f"{name}.tppo")
        pack(full, files[-1], Scope(), LATER)
    found = []
    for order in (files, files[::-1], [files[1], files[0], files[2], files[0]]):
        empty(full)
        for file in order:
            merge(full, file, LATER)
        found.append(content(full))

    assert found[0] == found[1] == found[2]
    turns = {row[0]: row[5] for row in found[0]["attempts"]}
    assert turns == {"early": 1, "middle": 2, "late": 3}
    assert found[0]["seats"] == [(SEATS[0], 60 * DAY)]
    assert full.latest(SEATS[0], "quiz:x").id == "late"


def test_an_improvement_goes_on_at_two_places(full, tmp_path):
    """A note in the village and the closing in the office both stay, in order of time."""
    files = []
    for steps in (("noted", 5.0), ("closed", 7.0)):
        empty(full)
        improve(full, "i2", ("opened", 4.0), steps)
        files.append(tmp_path / f"{steps[0]}.tppo")
        pack(full, files[-1], Scope(), LATER)
    found = []
    for order in (files, files[::-1]):
        empty(full)
        for file in order:
            merge(full, file, LATER)
        found.append(content(full)["action_events"])

    assert found[0] == found[1]
    assert [(row[1], row[2]) for row in found[0]] == [(0, "opened"), (1, "noted"), (2, "closed")]


def test_one_improvement_is_not_opened_as_two(full, tmp_path):
    """The same id with another opening is a contradiction."""
    empty(full)
    improve(full, "i2", ("opened", 4.0))
    file = tmp_path / "item.tppo"
    pack(full, file, Scope(), LATER)
    empty(full)
    improve(full, "i2", ("opened", 5.0))

    with pytest.raises(Refused, match="contradicts"):
        merge(full, file, LATER)


def test_a_backup_restores_the_log_as_it_was(full, packed):
    """Rehearsals, wishes and all; the same judgements are read from it."""
    empty(full)
    fill(full)
    before, told = content(full), list(judged(full))
    empty(full)
    counts = restore(full, packed)

    assert content(full) == before
    assert list(judged(full)) == told
    assert counts == {name: len(found) for name, found in before.items()}


def test_a_backup_is_not_restored_over_answers(full, packed):
    """One seat is enough; the sentence names the way."""
    full.add_seat("EEEE-EEEE", 1.0)
    before = content(full)
    with pytest.raises(Refused, match=r"kit\.py merge"):
        restore(full, packed)

    assert content(full) == before


def test_a_packet_of_a_room_is_no_backup(full, tmp_path):
    """A part is merged, not restored."""
    file = tmp_path / "room.tppo"
    pack(full, file, Scope(room="r1"), LATER)
    empty(full)

    with pytest.raises(Refused, match="no backup"):
        restore(full, file)
    assert not any(content(full).values())


def test_a_backup_that_contradicts_itself_restores_nothing(full, tmp_path):
    """Two tries of a seat with one number cannot come from any log."""
    rows = changed(content(full), "attempts", 5, 2)
    empty(full)
    with pytest.raises(Refused, match="damaged"):
        restore(full, craft(tmp_path / "odd.tppo", rows))

    assert not any(content(full).values())


def test_a_long_room_comes_over_in_portions(full, tmp_path):
    """More rows than fit into one query, and a room that went on since the first packet."""
    empty(full)
    codes = [f"{number:04}-AAAA" for number in range(700)]
    room(full, "r2", 10.0, seats=codes, ended=False)
    first, second = tmp_path / "first.tppo", tmp_path / "second.tppo"
    pack(full, first, Scope(), LATER)
    RoomLog(full).add_judgements(
        "r2", [RoomJudgement(1, 1, codes[0], "x", 2.0, replace(ONE, subject="more"))]
    )
    pack(full, second, Scope(), LATER)
    before = content(full)
    empty(full)
    merge(full, first, LATER)
    merged = merge(full, second, LATER)

    assert content(full) == before
    assert merged.new.total() == 1
