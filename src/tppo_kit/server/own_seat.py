"""The seat of the one person whose server this is, behind a Hub: theirs on every device.

It stands in the person's own folder and nowhere else: the log, which all share, knows no more
than the code. Without the folder the code that was written down brings the person back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from tppo_kit.sessions.seats import read_code

if TYPE_CHECKING:
    from pathlib import Path


class OwnSeat:
    """Remembers one seat code in a file."""

    def __init__(self, folder: Path) -> None:
        """Take the person's own folder for answers."""
        self._path = folder / "seat"

    def read(self) -> str | None:
        """Return the code, None if there is none or the file is damaged."""
        try:
            return read_code(self._path.read_text(encoding="ascii"))
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, code: str) -> None:
        """Remember a code; where that fails, this device still has it in its cookie."""
        draft = self._path.with_name("seat.new")
        try:
            draft.write_text(code, encoding="ascii")
            draft.replace(self._path)
        except OSError as error:
            logging.getLogger("tppo_kit").warning("the seat was not kept: %s", error)

    def forget(self) -> None:
        """Forget the code."""
        self._path.unlink(missing_ok=True)
