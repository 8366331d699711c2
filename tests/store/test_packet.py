"""The file itself: the same rows give the same bytes, and whatever is wrong with it is refused."""

import json
import lzma
import random
import tracemalloc

import pytest
from beside import FILE_ONLY
from packets import LATER, content, craft, empty, fill, refused, sealed

from tppo_kit.errors import NotSaved, Refused
from tppo_kit.store import packet
from tppo_kit.store.merging import merge
from tppo_kit.store.packet import Scope, read
from tppo_kit.store.packing import pack

pytestmark = FILE_ONLY


@pytest.fixture
def rows(log):
    """Give all rows of a log with some of everything; the log is then empty."""
    empty(log)
    fill(log)
    found = content(log)
    empty(log)
    return found


@pytest.fixture
def packed(log, tmp_path):
    """Give the packet of a log with some of everything; the log is then empty."""
    empty(log)
    fill(log)
    path = tmp_path / "all.tppo"
    pack(log, path, Scope(), LATER)
    empty(log)
    return path


def test_the_same_rows_give_the_same_bytes(log, packed, tmp_path):
    """Merged into another log and packed there, the file is the same."""
    merge(log, packed, LATER)
    again = tmp_path / "again.tppo"
    pack(log, again, Scope(), LATER + 99)

    assert again.read_bytes() == packed.read_bytes()


def test_the_header_says_what_comes(packed):
    """Edition, scope and counts can be read without a log."""
    found = read(packed)

    assert found.scope.everything
    assert found.counts["attempts"] == sum(1 for t, _ in found.rows() if t.name == "attempts") == 6
    assert packed.read_bytes().startswith(b"tppo-kit packet 1\n")


def test_any_flipped_byte_is_noticed(log, packed, tmp_path):
    """Wherever a stick lost a bit, nothing is merged."""
    whole, odd = packed.read_bytes(), tmp_path / "odd.tppo"
    places = [*range(120), *random.Random(1).sample(range(120, len(whole)), 80), len(whole) - 1]
    for place in places:
        for bit in (1, 32, 128):
            data = bytearray(whole)
            data[place] ^= bit
            odd.write_bytes(data)
            with pytest.raises(Refused):
                merge(log, odd, LATER)

    assert not any(content(log).values())


def test_a_truncated_or_lengthened_file_is_refused(log, packed, tmp_path):
    """Also when it is cut after its checksum, or is empty."""
    whole, odd = packed.read_bytes(), tmp_path / "odd.tppo"
    for data in (b"", whole[:17], whole[:40], whole[:83], whole[:-1], whole + b"x", whole * 2):
        odd.write_bytes(data)
        refused(log, odd)


@pytest.mark.parametrize("first", [b"tppo-kit packet 2\n", b"tppo-kit packet 10\n"])
def test_a_newer_packet_is_refused_with_its_own_sentence(log, rows, tmp_path, first):
    """Somebody with a newer edition sent it; it is not damaged."""
    refused(log, craft(tmp_path / "new.tppo", rows, first=first), "newer edition")


@pytest.mark.parametrize(
    "first", [b"tppo-kit packet 0\n", b"tppo-kit packet 1 \n", b"PK\x03\x04\n"]
)
def test_what_is_no_packet_is_refused(log, rows, tmp_path, first):
    """Such as a spreadsheet that was chosen by mistake."""
    refused(log, craft(tmp_path / "odd.tppo", rows, first=first), "no packet")


def test_a_file_that_cannot_be_read_is_refused(log, tmp_path):
    """A missing file and a folder have their sentence too."""
    empty(log)
    refused(log, tmp_path / "none.tppo", "cannot be read")
    refused(log, tmp_path, "cannot be read")


@pytest.mark.parametrize(
    "changed",
    [
        {"tables": []},
        {"tables": None},
        {"tables": [["seats", ["code"], 1]]},
        {"scope": {"room": "r1", "since": 1.0}},
        {"scope": {"room": 1, "since": None}},
        {"scope": {"room": "", "since": True}},
        {"scope": {"room": ""}},
        {"scope": {"room": "", "since": None, "table": "x"}},
        {"scope": []},
        {"edition": None},
        {"other": 1},
    ],
)
def test_an_odd_header_is_refused(log, rows, tmp_path, changed):
    """What it does not know it does not guess."""
    refused(log, craft(tmp_path / "odd.tppo", rows, **changed))


@pytest.mark.parametrize(
    "change",
    [
        lambda tables: tables.append(["secrets", ["a"], 0]),
        lambda tables: tables.reverse(),
        lambda tables: tables[1][1].append("name"),
        lambda tables: tables[1][1].reverse(),
        lambda tables: tables[1].__setitem__(2, tables[1][2] + 1),
        lambda tables: tables[1].__setitem__(2, tables[1][2] - 1),
        lambda tables: tables[-1].__setitem__(2, tables[-1][2] - 1),
        lambda tables: tables[-1].__setitem__(2, tables[-1][2] + 1),
        lambda tables: tables[1].__setitem__(2, -1),
        lambda tables: tables[1].__setitem__(2, 3.0),
        lambda tables: tables[1].__setitem__(0, "rooms"),
    ],
)
def test_tables_and_columns_are_exactly_those_known(log, packed, tmp_path, change):
    """A table, a column or a row more or less is refused."""
    body = packed.read_bytes().split(b"\n", 2)[2]
    header, _, rest = lzma.decompress(body).partition(b"\n")
    known = json.loads(header)
    change(known["tables"])
    body = lzma.compress(json.dumps(known).encode() + b"\n" + rest)

    refused(log, sealed(tmp_path / "odd.tppo", body))


def test_rows_of_a_session_hold_no_rehearsal_and_no_age(log, rows, tmp_path):
    """Only a backup does; elsewhere somebody put them in by hand."""
    scope = {"room": "r1", "since": None}
    refused(log, craft(tmp_path / "trial.tppo", rows, scope=scope))
    old = {"deleted": [("oldseat", "0" * 64, 1.0)]}
    refused(log, craft(tmp_path / "old.tppo", old, scope=scope))


def test_a_bomb_takes_no_memory(log, packed, tmp_path):
    """A gigabyte of zeros in a few hundred kilobytes is refused at its first line."""
    packer = lzma.LZMACompressor(preset=0)
    zeros = b"0" * 2**20
    body = b"".join([*(packer.compress(zeros) for _ in range(64)), packer.flush()])
    file = sealed(tmp_path / "bomb.tppo", body)
    tracemalloc.start()
    refused(log, file, "too large")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert file.stat().st_size < 2**20
    assert most < 16 * 2**20


def test_what_needs_too_much_memory_to_unpack_is_refused(log, tmp_path):
    """The sender does not choose how much memory this laptop gives."""
    empty(log)
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 2**28}]
    body = lzma.compress(b"{}\n", filters=filters)

    refused(log, sealed(tmp_path / "odd.tppo", body))


def test_too_many_rows_and_too_large_a_file_are_refused(log, packed, tmp_path, monkeypatch):
    """Both bounds hold, unpacked and packed."""
    with monkeypatch.context() as less:
        less.setattr(packet, "LARGEST_UNPACKED", 100)
        refused(log, packed, "too large")
    monkeypatch.setattr(packet, "LARGEST", 100)
    refused(log, packed, "too large")


def test_a_file_that_is_there_stays_as_it_is(log, packed, tmp_path):
    """The backup of yesterday is not written over."""
    before = packed.read_bytes()
    fill(log)
    with pytest.raises(Refused, match="there already"):
        pack(log, packed, Scope(room="r1"), LATER)

    assert packed.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.tppo*")] == [packed.name]


def test_a_packet_that_cannot_be_written_leaves_nothing(log, tmp_path):
    """A missing folder has its sentence; so has a log that holds what no packet may hold."""
    empty(log)
    fill(log)
    with pytest.raises(NotSaved, match="cannot be written"):
        pack(log, tmp_path / "none" / "x.tppo", Scope(), LATER)
    log.add_seat("EEEE-EEEE", -5.0)
    with pytest.raises(NotSaved, match="made_at"):
        pack(log, tmp_path / "x.tppo", Scope(), LATER)

    assert list(tmp_path.glob("*.tppo*")) == []
