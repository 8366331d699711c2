"""What every report is made of: a title, a lead, and parts made of the blocks of a view.

A page, a PDF, a workbook, CSV files and plain text are all drawn from this. Texts are content
(``str``) or interface (``Message``); a number in a table is an ``Amount``, so that a workbook
keeps it as a number. A report never holds a seat code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Feedback, Heading, Lines, Prose, Table
from tppo_kit.activities.drawing import Drawing

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import Text

#: What a part of a report may hold.
ReportBlock = Prose | Heading | Lines | Table | Feedback | Drawing


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter of a report: a sheet of the workbook, a heading on paper."""

    title: Text
    blocks: tuple[ReportBlock, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    ``key`` is a slug for file names, such as ``session-2026-11-22-1a2b3c`` or
    ``quarter-2026-4``; ``lead`` says what was counted, where and when.
    """

    key: str
    title: Text
    lead: Text
    parts: tuple[Part, ...]
