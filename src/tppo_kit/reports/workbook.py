"""A report as a workbook: one sheet for each table, numbers kept as numbers, nothing a formula.

The first sheet holds title, lead and all that is said in words. Shares and decimals are rounded to
what a page shows. The bytes are the same every
time for the same report and day.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from tppo_kit import __version__
from tppo_kit.activities.blocks import Amount, Feedback, Heading, Lines, Prose, Table
from tppo_kit.language import say, shown
from tppo_kit.reports.cells import rounded
from tppo_kit.reports.letters import looks_like_formula, printable, zipped
from tppo_kit.views.amounts import written

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from tppo_kit.activities.blocks import Entry, Text
    from tppo_kit.reports.report import Report, ReportBlock

_FORMATS = {"count": "#,##0", "share": "0%", "decimal": "0.00"}
_HEAD = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="0B5563")
_TITLE = Font(bold=True, size=16, color="0B5563")
_PART = Font(bold=True, size=12, color="0B5563")
_WHY = Font(italic=True, color="55636D")
_LINE = Border(bottom=Side("thin", color="D9CFC0"))
_NUMBER = Alignment(horizontal="right", vertical="top")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
#: Letters: the longest text of a cell, the longest name of a sheet, the widths of columns.
_CELL, _NAME = 32_000, 31
_NARROWEST, _WIDEST, _WORDS = 10, 60, 100
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def xlsx(report: Report, language: str, day: dt.date) -> bytes:
    """Return a report as an Excel workbook.

    Args:
        report: what to write.
        language: of the interface texts.
        day: on which the report is made; it stands on the first sheet and in the file.
    """
    book = Workbook()
    words = book.worksheets[0]
    names = {"history"}  # Excel keeps this name for itself
    words.title = _sheet_name(say("Report").render(language), names)
    _write_words(words, report, language, day)
    for part in report.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                name = _sheet_name(shown(block.caption, language), names)
                _write_table(book.create_sheet(name), block, language)
    moment = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the file takes no zone
    book.properties.creator = "tppo-kit"
    book.properties.title = printable(shown(report.title, language))
    book.properties.language = language
    book.properties.created = moment
    buffer = io.BytesIO()
    book.save(buffer)
    return _dated(buffer, day)


def _dated(buffer: io.BytesIO, day: dt.date) -> bytes:
    """Return the saved file with the day in place of the moment it was saved."""
    stamp = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(buffer) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(((name, _MODIFIED.sub(stamp, data)) for name, data in files), day)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel takes and no other sheet has; upper and lower case are one."""
    base = " ".join(_FORBIDDEN.sub(" ", printable(wanted)).split()).strip("'") or "-"
    name, number = base[:_NAME].strip(" '"), 1
    while name.lower() in taken:
        number += 1
        ending = f" {number}"
        name = base[: _NAME - len(ending)].strip(" '") + ending
    taken.add(name.lower())
    return name


def _write_words(sheet: Worksheet, report: Report, language: str, day: dt.date) -> None:
    made = say("Made on {day}, edition {edition} of the kit", day=day, edition=__version__)
    rows: list[tuple[Text, Font | None]] = [
        (report.title, _TITLE),
        (made, _WHY),
        (report.lead, None),
    ]
    for part in report.parts:
        rows += [("", None), (part.title, _PART)]
        for block in part.blocks:
            rows += _words(block, language)
    for number, (text, font) in enumerate(rows, start=1):
        if not text:
            continue
        cell = _at(sheet, number, 1)
        _write_text(cell, shown(text, language))
        cell.alignment = _WRAPPED
        if font is not None:
            cell.font = font
    sheet.column_dimensions["A"].width = _WORDS
    sheet.sheet_view.showGridLines = False


def _words(block: ReportBlock, language: str) -> list[tuple[Text, Font | None]]:
    """Return what a block says in words; of a table, where it is."""
    bold = Font(bold=True)
    match block:
        case Prose():
            return [(block.text, None)]
        case Heading():
            return [(block.text, bold)]
        case Feedback():
            return [(block.title, bold), (block.text, None)]
        case Lines():
            return [
                (block.title, bold),
                *((_entry(each, language), None) for each in block.entries),
            ]
        case Table():
            return [(say("Table: {name}", name=block.caption), _WHY)]
        case _:
            return [(block.title, bold), *((line, None) for line in block.words)]


def _entry(entry: Entry, language: str) -> str:
    mark = {"": "", "yes": "✓ ", "no": "✗ ", "open": "○ "}[entry.mark]
    remark = shown(entry.remark, language)
    return f"{mark}{shown(entry.text, language)}" + (f" ({remark})" if remark else "")


def _write_table(sheet: Worksheet, table: Table, language: str) -> None:
    caption = _at(sheet, 1, 1)
    _write_text(caption, shown(table.caption, language))
    caption.font = _PART
    for place, name in enumerate(table.columns, start=1):
        cell = _at(sheet, 2, place)
        _write_text(cell, shown(name, language))
        cell.font, cell.fill, cell.alignment = _HEAD, _HEAD_FILL, _WRAPPED
    for number, row in enumerate(table.rows, start=3):
        for place, value in enumerate(row, start=1):
            _write_cell(_at(sheet, number, place), value, language)
    for place in range(1, len(table.columns) + 1):
        letters = [len(_read(row[place - 1], language)) for row in table.rows]
        letters.append(len(shown(table.columns[place - 1], language)) // 2)
        width = min(max(_NARROWEST, *(each + 2 for each in letters)), _WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", sheet.cell(row, column))  # nothing is merged here


def _write_cell(cell: Cell, value: Text | Amount, language: str) -> None:
    cell.border, cell.alignment = _LINE, _WRAPPED
    if isinstance(value, Amount) and value.value is not None:
        cell.value = rounded(value)
        cell.number_format = _FORMATS[value.form]
        cell.alignment = _NUMBER
        return
    _write_text(cell, _read(value, language))
    if isinstance(value, Amount):
        cell.font = _WHY


def _read(value: Text | Amount, language: str) -> str:
    return written(value, language) if isinstance(value, Amount) else shown(value, language)


def _write_text(cell: Cell, text: str) -> None:
    """Write a text as a text, also one that looks like a formula or a number."""
    sound = printable(text)[:_CELL]
    if sound:
        cell.value = sound
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(sound)
