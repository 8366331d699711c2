"""A report in one language: every text of it as it is read, quoted facts filled in."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from tppo_kit.language import Message
from tppo_kit.views.quotes import Quotes, plain

if TYPE_CHECKING:
    import datetime as dt

    from tppo_kit.reports.report import Report
    from tppo_kit.views.quotes import Facts


def spoken(report: Report, language: str, day: dt.date, facts: Facts) -> Report:
    """Return a report whose texts are plain words; a fact past its date is not told any more."""
    quotes = Quotes(facts, language, day.isoformat())
    said: Report = _said(report, quotes)
    return said


def _said(value: Any, quotes: Quotes) -> Any:  # noqa: ANN401 - records and texts of any kind
    if isinstance(value, str | Message):
        return plain(quotes.fill(value))
    if isinstance(value, tuple):
        return tuple(_said(each, quotes) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return type(value)(**{name: _said(getattr(value, name), quotes) for name in names})
    return value
