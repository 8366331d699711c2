"""The seat of the one person whose server this is."""

import logging

import pytest

from tppo_kit.server.own_seat import OwnSeat
from tppo_kit.sessions.seats import new_code


def test_a_seat_is_there_until_it_is_forgotten(tmp_path):
    """The next start of the server knows it; the last one kept counts."""
    first, second = new_code(), new_code()
    empty = OwnSeat(tmp_path).read()
    OwnSeat(tmp_path).keep(first)
    OwnSeat(tmp_path).keep(second)
    kept = OwnSeat(tmp_path).read()
    OwnSeat(tmp_path).forget()
    OwnSeat(tmp_path).forget()

    assert (empty, kept, OwnSeat(tmp_path).read()) == (None, second, None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"x", b"AAAA-AAAB", b"\xff\xfe", b"7KXM-QDTA" * 99])
def test_a_damaged_file_is_no_seat(tmp_path, content):
    """Whatever stands there, the person is welcomed, and the code brings them back."""
    (tmp_path / "seat").write_bytes(content)

    assert OwnSeat(tmp_path).read() is None


def test_a_folder_that_cannot_be_written_is_a_line_in_the_log(tmp_path, caplog):
    """The device has its cookie all the same, so that nobody is stopped."""
    caplog.set_level(logging.WARNING, "tppo_kit")
    OwnSeat(tmp_path / "nowhere").keep(new_code())

    assert "the seat was not kept" in caplog.text
