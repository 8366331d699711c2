"""The PIN, the pass it gives, and how long both last."""

import stat
import sys

import pytest

from tppo_kit.server.door import PASS_SECONDS, PIN_HOURS, Door, pin_of

NOW = 1_795_000_000.0
SECRET = b"s" * 32


@pytest.fixture
def door(monkeypatch):
    """Give a door at a fixed moment."""
    monkeypatch.setattr("time.time", lambda: NOW)
    return Door("012345", SECRET)


def test_the_pin_stays_for_a_day_and_then_changes(tmp_path):
    """A restart keeps the PIN; the next day, or a clock set back, makes another file."""
    first = pin_of(tmp_path, NOW)

    same = {pin_of(tmp_path, NOW), pin_of(tmp_path, NOW + PIN_HOURS * 3600 - 1)}
    later = {pin_of(tmp_path, NOW + day * PIN_HOURS * 3600) for day in range(1, 9)}

    assert same == {first}
    assert len(later) > 1
    assert {len(pin) for pin in later} == {6}
    assert all(pin.isdecimal() for pin in later)
    assert [path.name for path in tmp_path.iterdir()] == ["pin"]


def test_only_its_owner_can_read_the_pin(tmp_path):
    """The file is not for other accounts of the laptop."""
    pin_of(tmp_path, NOW)

    mode = (tmp_path / "pin").stat().st_mode

    assert sys.platform == "win32" or stat.S_IMODE(mode) == 0o600


@pytest.mark.parametrize(
    "content",
    ["", "123456", "12345 1795000000", "abcdef 1795000000", "123456 x", "123456 1 2", "123456 nan"],
)
def test_a_damaged_file_gives_a_new_pin(tmp_path, content):
    """Half a file, or one that somebody edited, is replaced."""
    (tmp_path / "pin").write_text(content, encoding="ascii")

    pin = pin_of(tmp_path, NOW)

    assert (tmp_path / "pin").read_text(encoding="ascii") == f"{pin} {NOW}\n"


def test_the_pin_opens_with_spaces_or_without(door):
    """Only the six digits count, in any grouping."""
    assert door.opens_with("012345")
    assert door.opens_with(" 012 345 ")


@pytest.mark.parametrize(
    "typed", ["", "12345", "0123456", "012346", "٠١٢٣٤٥", "012345\0", "é" * 6, "-12345"]
)
def test_nothing_else_opens(door, typed):
    """Anything but the PIN is no PIN, in whatever script it is written."""
    assert not door.opens_with(typed)


def test_a_pass_is_good_until_the_pin_changes(door, monkeypatch):
    """A pass serves for a day; another PIN or another installation does not know it."""
    card = door.new_pass()

    fresh = door.is_pass(card)
    others = [Door("543210", SECRET).is_pass(card), Door("012345", b"t" * 32).is_pass(card)]
    monkeypatch.setattr("time.time", lambda: NOW + PASS_SECONDS + 1)

    assert fresh
    assert others == [False, False]
    assert not door.is_pass(card)


def test_a_forged_pass_is_none(door):
    """Neither another time nor another signature, nor odd letters, make a pass."""
    at, _, signature = door.new_pass().partition(".")
    forged = ["", ".", at, f"{at}.", f".{signature}", f"{int(at) + 1}.{signature}"]
    forged += [f"{at}.{signature[:-1]}", f"{at}.{'é' * 40}", f"٣.{signature}", f"-1.{signature}"]
    forged += [f"{at}.{signature}.x", f" {at}.{signature}", "9" * 5000 + f".{signature}"]

    assert [card for card in forged if door.is_pass(card)] == []
