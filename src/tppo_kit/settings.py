"""Where things are: the repository with its content, and the folder for answers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders one running kit uses; all else is content or command-line options."""

    home: Path
    answers: Path

    @property
    def data(self) -> Path:
        """Return the folder of all content."""
        return self.home / "data"

    @property
    def database(self) -> Path:
        """Return the file of the event log."""
        return self.answers / "tppo-kit.sqlite3"

    @property
    def served(self) -> bool:
        """Tell whether this process is a kernel that the kit's own server started."""
        return os.environ.get("TPPO_SERVED") == "1"


def load_settings() -> Settings:
    """Read the settings from the environment: TPPO_HOME and TPPO_DATA_DIR, else defaults."""
    home = Path(os.environ.get("TPPO_HOME") or REPOSITORY)
    answers = Path(os.environ.get("TPPO_DATA_DIR") or home / "var")
    return Settings(home=home, answers=answers)
