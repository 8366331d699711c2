"""Reports as PDF: whole, readable by machines, the same every time, and never fooled by a text."""

import datetime as dt
import re
import zlib

import pytest
from reporting import COLUMNS, DAY, HOSTILE, PLAIN, ROWS, report_with

from tppo_kit.activities.blocks import Amount, Prose, Table
from tppo_kit.reports.pdf import _table, pages, pdf
from tppo_kit.reports.report import Part, Report


def streams(file):
    """Return what the packed parts of a PDF hold."""
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


def objects(file):
    """Return all that a PDF says in plain letters, its packed objects too."""
    return file + streams(file)


def test_the_same_report_gives_the_same_bytes():
    """Nothing in the file depends on the hour, only on the day that is told."""
    other = pdf(PLAIN, "id", dt.date(2026, 11, 23))

    assert pdf(PLAIN, "id", DAY) == pdf(PLAIN, "id", DAY)
    assert pdf(PLAIN, "id", DAY) != other


def test_the_file_says_its_language_title_and_day():
    """A screen reader knows how to read it, and the promise of PDF/UA stands in it."""
    file = objects(pdf(PLAIN, "id", DAY))

    assert file.startswith(b"%PDF-1.7")
    assert b"/Lang(id)" in file
    assert b"Laporan uji" in file
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file
    assert b"2026-11-22" in file
    assert b"/Lang(en)" in objects(pdf(PLAIN, "en", DAY))


def test_headings_tables_and_pictures_are_tagged():
    """Their tags are there, and the picture has its words."""
    file = objects(pdf(PLAIN, "id", DAY))

    assert all(tag in file for tag in (b"/H1", b"/H2", b"/H3", b"/Table", b"/TH", b"/Figure"))
    assert b"/Alt(Langkah. Desa: 0,50, rentang 95 persen dari 0,25 sampai 0,75" in file


def test_a_column_of_texts_gives_way_before_one_of_numbers():
    """On a page that is too narrow for all, heads of numbers keep room; else nothing is narrowed."""
    heads = ("Apa", "Mengapa", *("sampai",) * 6)
    numbers = (Amount(0.5, "share"),) * 6
    text = "kata yang panjang sekali " * 4

    wide = _table(Table("Lebar", heads, ((text, text, *numbers),)), "id")["widths"]
    narrow = _table(Table("Sempit", heads[1:4], ((text, *numbers[:2]),)), "id")["widths"]

    assert wide[0] == wide[1] == 24
    assert set(wide[2:]) == {9}
    assert narrow == [40, 9, 9]


def test_nothing_in_it_leads_away():
    """No link, no script, no file inside it."""
    file = objects(pdf(PLAIN, "id", DAY))

    assert not re.search(rb"/(URI|JavaScript|JS|Launch|EmbeddedFile|Action|OpenAction)\b", file)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda each: ascii(each)[:24])
def test_no_text_is_read_as_markup(text):
    """Whatever a text holds, in every place, the file is made, and made whole."""
    file = pdf(report_with(text), "id", DAY)

    assert file.startswith(b"%PDF-1.7")
    assert file.rstrip().endswith(b"%%EOF")


def test_markup_takes_as_much_room_as_the_letters_it_is_made_of():
    """Were a page break or a calculation carried out, the pages would differ in number."""
    break_it = Report("uji", "Uji", "#pagebreak()", (Part("Satu", (Prose("#pagebreak()" * 5),)),))

    assert len(pages(break_it, "id", DAY, 20)) == 1


def test_a_letter_that_no_font_has_costs_the_promise_alone():
    """With an emoji there is still a tagged file, without the claim of PDF/UA."""
    file = objects(pdf(report_with("Bagus 😀"), "id", DAY))

    assert b"pdfuaid" not in file
    assert b"/StructTreeRoot" in file


def test_a_long_table_goes_on_with_its_head():
    """Two hundred rows take several pages, each a picture that can be looked at."""
    table = Table("Panjang", COLUMNS, ROWS * 100)
    report = Report("uji", "Uji", "Panjang.", (Part("Satu", (table,)),))
    made = pages(report, "id", DAY, 20)

    assert len(made) > 2
    assert all(page.startswith(b"\x89PNG") for page in made)


def test_a_report_of_one_page_is_one_picture():
    """The pages come as a list, also a single one."""
    assert len(pages(Report("uji", "Uji", "Pendek.", ()), "id", DAY, 20)) == 1
