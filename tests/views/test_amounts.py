"""Numbers in tables, as a person reads them."""

import pytest

from tppo_kit.activities.blocks import Amount, Table, View
from tppo_kit.language import say
from tppo_kit.views.amounts import number_columns, written
from tppo_kit.views.draw import draw_html, draw_text

WHY = say("Nothing here.")


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (Amount(0), "0", "0"),
        (Amount(1234567), "1.234.567", "1,234,567"),
        (Amount(-12), "−12", "−12"),
        (Amount(0.625, "share"), "63%", "63%"),
        (Amount(-0.004, "share"), "0%", "0%"),
        (Amount(-0.3, "share"), "−30%", "−30%"),
        (Amount(1.005, "decimal"), "1,00", "1.00"),
        (Amount(-0.254, "decimal"), "−0,25", "−0.25"),
        (Amount(-0.001, "decimal"), "0,00", "0.00"),
        (Amount(2345.6, "decimal"), "2.345,60", "2,345.60"),
        (Amount(None, "share", WHY), WHY.render("id"), WHY.render("en")),
        (Amount(None), "–", "–"),
    ],
    ids=str,
)
def test_a_number_is_written_in_the_language(amount, indonesian, english):
    """Points and commas change places, minus is a minus, and nought has no sign."""
    assert (written(amount, "id"), written(amount, "en")) == (indonesian, english)


def test_texts_between_amounts_are_no_numbers():
    """Where a table has amounts, they alone make a column of numbers."""
    rows = (("satu", Amount(1), "baik"), ("dua", "tiga", "baik"))

    assert number_columns(Table("Uji", ("a", "b", "c"), rows)) == {1}
    assert number_columns(Table("Uji", ("a", "b", "c"), (("satu", "1", "2"),))) == {1, 2}
    assert number_columns(Table("Uji", ("a", "b"), ((Amount(1), Amount(2)),))) == {1}


@pytest.fixture
def table():
    """Give a table with a number, a share, and one that is hidden."""
    rows = (("Desa", Amount(1200), Amount(0.5, "share")), ("Kantor", Amount(None, why=WHY), "<b>"))
    return View("Uji", (Table("Hasil", ("Di mana", "Orang", "Bagian"), rows),))


def test_a_page_shows_amounts_as_texts(table, read):
    """Numbers stand flush right, a hidden one gives its reason, and texts stay escaped."""
    page = read(draw_html(table, "id"))

    assert "1.200 50%" in page.words
    assert f"{WHY.render('id')} <b>" in page.words
    assert [cell.get("class") for cell in page.of("td")] == ["number"] * 4


def test_plain_text_shows_amounts_as_texts(table):
    """The transcript reads as the page does."""
    text = draw_text(table, "en")

    assert "Desa | 1,200 | 50%" in text
    assert f"Kantor | {WHY.render('en')} | <b>" in text
