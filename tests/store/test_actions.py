"""What is to be improved is opened, noted and closed, and never overwritten."""

import datetime as dt

import pytest

from tppo_kit.errors import NotFound, Refused
from tppo_kit.language import LANGUAGES
from tppo_kit.store.actions import ActionLog, Note

DUE = dt.date(2026, 12, 1)


@pytest.fixture
def items(log):
    """Give an empty list of items."""
    return ActionLog(log)


def only(items):
    """Return the one item there is."""
    (found,) = items.every()
    return found


def test_an_item_is_kept_as_it_was_opened(items):
    """Text, place, role and day come back; blanks are made single."""
    name = items.open("  Tempel nomor\nbantuan ", "desa-anis", "kader", DUE, 10.0)

    item = only(items)
    assert (item.id, item.text, item.place) == (name, "Tempel nomor bantuan", "desa-anis")
    assert (item.owner, item.due, item.opened_at) == ("kader", DUE, 10.0)
    assert (item.notes, item.closed_at) == ((), None)


def test_notes_come_in_their_order_and_closing_ends_them(items):
    """After closing nothing can be added, and nothing has changed by trying."""
    name = items.open("Latih petugas", "", "kepala seksi", DUE, 10.0)
    items.note(name, "jadwal ada", 20.0)
    items.note(name, "separuh sudah", 30.0)
    items.close(name, 40.0)
    before = only(items)

    for late in (lambda: items.note(name, "lagi", 50.0), lambda: items.close(name, 50.0)):
        with pytest.raises(Refused):
            late()

    assert before.notes == (Note("jadwal ada", 20.0), Note("separuh sudah", 30.0))
    assert before.closed_at == 40.0
    assert only(items) == before


def test_an_item_is_open_from_its_opening_until_it_is_closed(items):
    """The moment of closing belongs to the time after it."""
    name = items.open("Latih petugas", "", "kepala seksi", DUE, 10.0)
    items.close(name, 40.0)

    assert [only(items).is_open(at) for at in (10.0, 10.5, 40.0, 40.5)] == [
        False,
        True,
        True,
        False,
    ]


def test_items_come_by_their_day_whatever_the_order_of_writing(items):
    """The earliest is due first."""
    late = items.open("B", "", "kader", dt.date(2027, 1, 1), 1.0)
    soon = items.open("A", "", "kader", DUE, 2.0)

    assert [item.id for item in items.every()] == [soon, late]


@pytest.mark.parametrize(
    "text",
    [
        "Hubungi 081234567890",
        "Hubungi 0812-3456-7890",
        "Hubungi (0812) 3456 7890",
        "NIK 3201011501900001",
        "NIK 32.01.01.150190.0001",
        "no 1234567",
    ],
)
def test_a_number_that_could_be_somebodys_is_refused(items, text):
    """Identity and phone numbers are refused in text, role and note, also with blanks between."""
    name = items.open("Sah", "", "kader", DUE, 1.0)

    for write in (
        lambda: items.open(text, "", "kader", DUE, 2.0),
        lambda: items.open("Sah", "", text, DUE, 2.0),
        lambda: items.note(name, text, 2.0),
    ):
        with pytest.raises(Refused) as told:
            write()
        assert "identity number" in told.value.message.render("en")

    assert only(items).notes == ()


@pytest.mark.parametrize(
    "text", ["sampai 22-11-2026", "Rp 1.500.000", "123 456", "pasal 19 ayat 2"]
)
def test_dates_and_amounts_are_no_numbers_of_a_person(items, text):
    """Up to six digits on end, or eight with marks between, may stand in a text."""
    items.open(text, "", "kader", DUE, 1.0)

    assert only(items).text == text


@pytest.mark.parametrize(
    ("text", "place", "owner"),
    [
        ("", "", "kader"),
        (" \n", "", "kader"),
        ("x" * 201, "", "kader"),
        ("Sah", "", ""),
        ("Sah", "", "x" * 61),
        ("Sah", "../etc", "kader"),
        ("Sah", "Desa Anis", "kader"),
        ("Sah", "a" * 49, "kader"),
    ],
)
def test_what_is_missing_or_too_long_is_refused_with_a_sentence(items, text, place, owner):
    """Nothing is written then."""
    with pytest.raises(Refused) as told:
        items.open(text, place, owner, DUE, 1.0)

    assert all(told.value.message.render(language) for language in LANGUAGES)
    assert items.every() == []


def test_an_item_that_is_not_there_is_told(items):
    """Neither noting nor closing makes one."""
    with pytest.raises(NotFound):
        items.note("0" * 24, "x", 1.0)
    with pytest.raises(NotFound):
        items.close("0" * 24, 1.0)

    assert items.every() == []


def test_a_part_without_its_opening_waits_for_the_rest(log, items):
    """An item of which only a note has arrived is not told, and not in the way of others."""
    name = items.open("Latih petugas", "", "kepala seksi", DUE, 10.0)
    items._write("f" * 24, 1, "noted", "dari bagian lain", 20.0)

    assert [item.id for item in items.every()] == [name]
