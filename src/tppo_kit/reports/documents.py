"""Reports by name and as files, whoever asks: page, command or test.

What is heavy (pandas, Typst, openpyxl) is loaded when the first report needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Heading, Prose, View
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.reports.spoken import spoken
from tppo_kit.sessions.library import quoted_facts
from tppo_kit.views.draw import draw_text

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from tppo_kit.activities.blocks import Block
    from tppo_kit.reports.periods import Quarter
    from tppo_kit.reports.report import Report
    from tppo_kit.store.log import Log

#: By ending: what a browser is told of the file.
FORMS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is about: a room, a place in a quarter, or a whole quarter."""

    room: str = ""
    place: str = ""
    quarter: Quarter | None = None


def report_on(asked: Asked, log: Log, data: Path, language: str, today: dt.date) -> Report:
    """Return a report from what is in the log and the content now.

    Raises:
        NotFound: if there is no such room or place.
    """
    if asked.quarter is None:
        from tppo_kit.reports.session import session_report  # noqa: PLC0415 - heavy

        return session_report(log, data, asked.room, language, today)
    if asked.place:
        from tppo_kit.reports.place import place_report  # noqa: PLC0415 - heavy

        return place_report(log, data, asked.place, asked.quarter, language, today)
    from tppo_kit.reports.quarter import quarter_report  # noqa: PLC0415 - heavy

    return quarter_report(log, data, asked.quarter, language, today)


def document(report: Report, form: str, data: Path, language: str, day: dt.date) -> bytes:
    """Return a report as a file.

    Args:
        report: what to write.
        form: one of ``FORMS``.
        data: folder of the content, for facts that a text quotes.
        language: of everything in the file.
        day: on which the report is made.
    """
    facts = quoted_facts(Catalogue(data, language))
    told = spoken(report, language, day, facts)
    match form:
        case "pdf":
            from tppo_kit.reports.pdf import pdf  # noqa: PLC0415 - heavy

            return pdf(told, language, day)
        case "xlsx":
            from tppo_kit.reports.workbook import xlsx  # noqa: PLC0415 - heavy

            return xlsx(told, language, day)
        case "zip":
            from tppo_kit.reports.csv_files import csv_zip  # noqa: PLC0415 - seldom

            return csv_zip(told, language, day)
        case _:
            return in_words(told, language).encode()


def in_words(report: Report, language: str) -> str:
    """Return a report as plain text."""
    blocks: list[Block] = [Prose(report.lead)]
    for part in report.parts:
        blocks += [Heading(part.title), *part.blocks]
    return draw_text(View(report.title, tuple(blocks)), language)
