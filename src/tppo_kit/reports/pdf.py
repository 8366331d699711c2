"""A report as PDF: A4, tagged, set by Typst without a network, the same bytes every time.

The report goes to the template as data (``sys.inputs``), so no text of it is ever read as
markup. Fonts are those inside Typst, so that every laptop makes the same pages.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from tppo_kit import __version__
from tppo_kit.activities.blocks import Amount, Feedback, Heading, Lines, Prose, Table
from tppo_kit.language import say, shown
from tppo_kit.reports.letters import printable
from tppo_kit.views.amounts import number_columns, written
from tppo_kit.views.draw import draw_svg

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text
    from tppo_kit.activities.drawing import Drawing
    from tppo_kit.reports.report import Report, ReportBlock

_FOLDER = Path(__file__).parent / "typst"
_MARKS = {"": "", "yes": "✓", "no": "✗", "open": "○"}
#: Centimetres: how wide a picture of 340 units is, how wide any may be, and how high.
_PICTURE, _WIDE, _HIGH = 9.0, 11.5, 21.0
#: Letters of a picture's words that stay together beside it; more may go on to the next page.
_TOGETHER = 1500
#: Letters: no column is narrower; none wants more, for names and reasons, or for texts.
_NARROWEST, _FOLDED, _WIDEST = 6, 14, 40
#: Letters of all columns that fill the width of the page.
_FULL = 84
#: Letters to which a column of texts may be narrowed, so that numbers and their heads stay whole.
_GIVES_WAY = 24


def pdf(report: Report, language: str, day: dt.date) -> bytes:
    """Return a report as a PDF file that a screen reader can read.

    Args:
        report: what to set.
        language: of the interface texts, and of the file.
        day: on which the report is made; it stands on the first page and in the file.
    """
    made: bytes
    try:
        made = _compile(report, language, day, format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        if "PDF/UA-1" not in str(error):
            raise
        # A letter that no font here has, such as an emoji, breaks the promise, not the report.
        made = _compile(report, language, day, format="pdf")
    return made


def pages(report: Report, language: str, day: dt.date, ppi: float = 100) -> list[bytes]:
    """Return the pages of the PDF as PNG pictures, to be looked at."""
    made = _compile(report, language, day, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compile(report: Report, language: str, day: dt.date, **options: Any) -> Any:  # noqa: ANN401
    compiler = typst.Compiler(
        input=_FOLDER / "report.typ",
        root=_FOLDER,
        font_paths=[],
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(_printable(_data(report, language, day)))},
    )
    moment = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    return compiler.compile(timestamp=moment, **options)


def _data(report: Report, language: str, day: dt.date) -> dict[str, Any]:
    """Return the report as plain data, every text in its language."""

    def told(text: Text) -> str:
        return shown(text, language)

    made = say("Made on {day}, edition {edition} of the kit", day=day, edition=__version__)
    return {
        "language": language,
        "day": [day.year, day.month, day.day],
        "title": told(report.title),
        "dated": told(made),
        "foot": told(report.title),
        "page": told(say("page")),
        "lead": _prose(Prose(report.lead, "lead"), language),
        "parts": [
            {"title": told(part.title), "blocks": [_block(each, language) for each in part.blocks]}
            for part in report.parts
        ],
    }


def _printable(data: Any) -> Any:  # noqa: ANN401 - plain data of any depth
    """Return plain data without the letters that no file may hold."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, list):
        return [_printable(each) for each in data]
    if isinstance(data, dict):
        return {name: _printable(each) for name, each in data.items()}
    return data


def _block(block: ReportBlock, language: str) -> dict[str, Any]:
    match block:
        case Prose():
            return _prose(block, language)
        case Heading():
            return {"kind": "heading", "text": shown(block.text, language)}
        case Feedback():
            texts = _paragraphs(shown(block.text, language))
            title = shown(block.title, language)
            return {"kind": "feedback", "tone": block.tone, "title": title, "texts": texts}
        case Lines():
            return _lines(block, language)
        case Table():
            return _table(block, language)
        case _:
            return _drawing(block, language)


def _prose(block: Prose, language: str) -> dict[str, Any]:
    texts = _paragraphs(shown(block.text, language))
    return {"kind": "prose", "style": block.style, "texts": texts}


def _paragraphs(text: str) -> list[str]:
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text) if each.strip()]


def _lines(block: Lines, language: str) -> dict[str, Any]:
    return {
        "kind": "lines",
        "title": shown(block.title, language),
        "numbered": block.numbered,
        "entries": [
            {
                "mark": _MARKS[each.mark],
                "text": shown(each.text, language),
                "remark": shown(each.remark, language),
            }
            for each in block.entries
        ],
    }


def _table(block: Table, language: str) -> dict[str, Any]:
    columns = [shown(each, language) for each in block.columns]
    rows = [[_cell(cell, language) for cell in row] for row in block.rows]
    numbers = number_columns(block)
    widths = _fitted(
        [_width(name, [row[place] for row in rows]) for place, name in enumerate(columns)]
    )
    return {
        "kind": "table",
        "caption": shown(block.caption, language),
        "columns": columns,
        "rows": rows,
        "numbers": [place in numbers for place in range(len(columns))],
        "widths": widths,
        "share": min(1, sum(widths) / _FULL),
    }


def _cell(cell: Text | Amount, language: str) -> dict[str, Any]:
    if isinstance(cell, Amount):
        return {"text": written(cell, language), "why": cell.value is None}
    return {"text": shown(cell, language), "why": False}


def _width(name: str, cells: list[dict[str, Any]]) -> int:
    """Return how wide a column wants to be, in letters; its name and reasons may be folded."""
    texts = [name, *(cell["text"] for cell in cells)]
    word = max((len(word) for text in texts for word in text.split()), default=0)
    whole = max((len(cell["text"]) for cell in cells if not cell["why"]), default=0)
    return max(_NARROWEST, word + 3, min(whole, _WIDEST), min(max(map(len, texts)), _FOLDED))


def _fitted(widths: list[int]) -> list[float]:
    """Return the widths with those of texts narrowed as far as the page needs it."""
    over = sum(widths) - _FULL
    room = sum(each - _GIVES_WAY for each in widths if each > _GIVES_WAY)
    if over <= 0 or not room:
        return [*widths]
    part = min(1, over / room)
    return [each - part * max(0, each - _GIVES_WAY) for each in widths]


def _drawing(block: Drawing, language: str) -> dict[str, Any]:
    words = [shown(each, language) for each in block.words]
    title = shown(block.title, language)
    return {
        "kind": "drawing",
        "title": title,
        "svg": draw_svg(block, language),
        "width": min(_PICTURE * block.width / 340, _WIDE, _HIGH * block.width / block.height),
        "long": sum(map(len, words)) > _TOGETHER,
        "alt": " ".join([f"{title}.", *words]),
        "words": words,
    }
