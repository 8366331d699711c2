"""What a check finds: a code, a place, what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tppo_kit.language import Message


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file.

    Attributes:
        code: letter of the level and three digits, such as G303.
        file: the file the finding is in.
        line: line in that file, from 1; 0 when it concerns the file as a whole.
        what: what is wrong.
        mend: how to mend it.
        warning: a warning is allowed in a draft, an error nowhere.
    """

    code: str
    file: Path
    line: int
    what: Message
    mend: Message
    warning: bool = False

    def as_data(self, language: str) -> dict[str, Any]:
        """Return the finding as plain data in one language."""
        return {
            "code": self.code,
            "file": self.file.as_posix(),
            "line": self.line,
            "what": self.what.render(language),
            "mend": self.mend.render(language),
            "warning": self.warning,
        }
