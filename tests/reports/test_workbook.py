"""Reports as workbooks: typed cells, no formulas, the same bytes every time."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from reporting import COLUMNS, DAY, HOSTILE, PLAIN, ROWS, WHY, report_with

from tppo_kit.activities.blocks import Amount, Table
from tppo_kit.language import say
from tppo_kit.reports.report import Part, Report
from tppo_kit.reports.workbook import xlsx


@pytest.fixture(scope="module")
def book():
    """Give the plain report, read back as another program would."""
    return openpyxl.load_workbook(io.BytesIO(xlsx(PLAIN, "id", DAY)))


def test_the_same_report_gives_the_same_bytes():
    """Neither the hour nor the order of anything shows; the day does."""
    assert xlsx(PLAIN, "id", DAY) == xlsx(PLAIN, "id", DAY)
    assert xlsx(PLAIN, "id", DAY) != xlsx(PLAIN, "id", dt.date(2026, 11, 23))


def test_the_file_is_dated_by_the_day_alone():
    """Made, changed and every part inside carry the day of the report."""
    file = xlsx(PLAIN, "id", DAY)
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        dates = {entry.date_time for entry in archive.infolist()}
        core = archive.read("docProps/core.xml").decode()

    assert dates == {(2026, 11, 22, 0, 0, 0)}
    assert core.count("2026-11-22T00:00:00Z") == 2


def test_each_table_has_a_sheet_of_its_own(book):
    """The first sheet holds the words; tables of one name are told apart."""
    assert book.sheetnames == ["Laporan", "Kehadiran", "Kehadiran 2"]


def test_the_first_sheet_says_all_that_is_said_in_words(book):
    """Title, lead, notes, lists and the words of pictures stand there, one below the other."""
    texts = [row[0].value for row in book["Laporan"].iter_rows() if row[0].value]

    assert texts[0] == "Laporan uji"
    assert "22 November 2026" in texts[1]
    assert {"Yang dihitung adalah kursi.", "Satu", "Terus begini.", "✗ Kedua (belum)"} <= set(texts)
    assert "Tabel: Kehadiran" in texts
    assert "Desa: 0,50, rentang 95 persen dari 0,25 sampai 0,75 (12 orang)" in texts


def test_numbers_are_numbers_with_their_form(book):
    """Counts are whole, shares percent, measures have two decimals; a sum works on them."""
    sheet = book["Kehadiran"]
    cells = [sheet.cell(3, column) for column in (2, 3, 4)]

    assert [cell.value for cell in cells] == [1234, 0.5, -0.25]
    assert [cell.data_type for cell in cells] == ["n", "n", "n"]
    assert [cell.number_format for cell in cells] == ["#,##0", "0%", "0.00"]


def test_numbers_are_no_finer_than_on_a_page():
    """All digits of two means would let the answers of single people be worked out."""
    amounts = (Amount(17 / 30, "share"), Amount(0.125, "share"), Amount(-1 / 3, "decimal"))
    table = Table("Halus", ("a", "b", "c", "d"), (("x", *amounts),))
    made = xlsx(Report("uji", "Uji", "", (Part("Satu", (table,)),)), "id", DAY)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Halus"]

    assert [cell.value for cell in sheet[3]][1:] == [0.57, 0.13, -0.33]


def test_a_hidden_number_is_its_reason(book):
    """There is no number in the cell, nor anywhere else in the file."""
    cell = book["Kehadiran"].cell(4, 2)

    assert (cell.value, cell.data_type) == (WHY.render("id"), "s")


def test_head_and_first_column_stay_in_sight(book):
    """The panes are frozen below the head, which is bold, and the columns are wide enough."""
    sheet = book["Kehadiran"]

    assert sheet.freeze_panes == "B3"
    assert [cell.value for cell in sheet[2]] == list(COLUMNS)
    assert all(cell.font.bold for cell in sheet[2])
    assert all(10 <= each.width <= 60 for each in sheet.column_dimensions.values())


@pytest.mark.parametrize("text", HOSTILE, ids=lambda each: ascii(each)[:24])
def test_no_text_becomes_a_formula(text):
    """Every cell of text is one, in every place; what looks like a formula is marked as text."""
    made = openpyxl.load_workbook(io.BytesIO(xlsx(report_with(text), "id", DAY)))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    signs = [cell for cell in cells if str(cell.value or "").strip()[:1] in {"=", "+", "@"}]

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in signs)
    assert [cell.value for cell in cells if cell.data_type == "n" and cell.value is not None] == [
        12
    ]


@pytest.mark.parametrize(
    "caption",
    ["a" * 60, "History", "'kutip'", "[x]:*?/\\", "", "laporan", "LAPORAN", "\x07"],
)
def test_any_caption_makes_a_name_that_excel_takes(caption):
    """Up to 31 letters, none that is forbidden, and no two alike in upper or lower case."""
    part = Part("Satu", tuple(Table(caption, COLUMNS, ROWS) for _ in range(12)))
    names = openpyxl.load_workbook(
        io.BytesIO(xlsx(Report("uji", "Uji", "", (part,)), "id", DAY))
    ).sheetnames

    assert len({name.lower() for name in names}) == 13
    assert all(1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert not any(name.startswith("'") or name.endswith("'") for name in names)
    assert "history" not in {name.lower() for name in names}


def test_english_is_english():
    """The language of the sheets is the one asked for."""
    report = Report("uji", say("Report"), "", ())
    book = openpyxl.load_workbook(io.BytesIO(xlsx(report, "en", DAY)))

    assert book.sheetnames == ["Report"]
    assert book.properties.language == "en"
