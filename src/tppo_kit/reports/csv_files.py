"""A report as CSV files, one for each table, in the form that Excel in Indonesia opens.

Fields are divided by semicolons, numbers have a decimal comma, and the file begins with the mark
of UTF-8. Shares are numbers from 0 to 1, rounded as on a page. A text that a table program could
take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Amount, Table
from tppo_kit.language import shown
from tppo_kit.reports.cells import rounded
from tppo_kit.reports.letters import looks_like_formula, printable, zipped

if TYPE_CHECKING:
    import datetime as dt

    from tppo_kit.activities.blocks import Text
    from tppo_kit.reports.report import Report

#: Letters of a file's name.
_NAME = 60


def csv_zip(report: Report, language: str, day: dt.date) -> bytes:
    """Return the tables of a report as CSV files in one zip, dated at a day."""
    tables = [each for part in report.parts for each in part.blocks if isinstance(each, Table)]
    return zipped(
        (
            (f"{number:02d}-{_slug(shown(table.caption, language))}.csv", csv_file(table, language))
            for number, table in enumerate(tables, start=1)
        ),
        day,
    )


def csv_file(table: Table, language: str) -> bytes:
    """Return one table as a CSV file."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(shown(each, language)) for each in table.columns])
    writer.writerows([_field(cell, language) for cell in row] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _field(cell: Text | Amount, language: str) -> str:
    if not isinstance(cell, Amount):
        return _text(shown(cell, language))
    value = rounded(cell)
    if value is None:
        return _text(shown(cell.why, language))
    if cell.form == "count":
        return f"{value}"
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _text(text: str) -> str:
    sound = printable(text)
    return f"'{sound}" if looks_like_formula(sound) else sound


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_NAME].strip("-") or "tabel"
