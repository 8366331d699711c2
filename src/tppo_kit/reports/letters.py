"""Letters and names that files of other programs take: PDF, workbook, CSV, zip."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

#: What XML 1.0 does not allow, half letters of UTF-16 among it.
_UNFIT = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
#: How a formula begins in Excel, LibreOffice and their like.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def printable(text: str) -> str:
    """Return a text without control letters."""
    return _UNFIT.sub("", text)


def looks_like_formula(text: str) -> bool:
    """Tell whether a table program could take a text for a formula."""
    return text.lstrip(" \n").startswith(_FORMULA)


def zipped(files: Iterable[tuple[str, bytes]], day: dt.date) -> bytes:
    """Return files in one zip, dated at the start of a day, so that the bytes are the same."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()
