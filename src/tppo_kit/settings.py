"""Where things are: the repository with its content, and the folder for answers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import SecretStr

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Settings:
    """The folders one running kit uses; all else is content or command-line options.

    ``url`` names a database of PostgreSQL for the event log. It may hold a password, so that it
    never shows itself. ``base`` is the path below which the server's addresses stand; it begins
    and ends with a slash.
    """

    home: Path
    answers: Path
    url: SecretStr | None = None
    base: str = "/"

    @property
    def data(self) -> Path:
        """Return the folder of all content."""
        return self.home / "data"

    @property
    def database(self) -> Path | SecretStr:
        """Return where the event log is: the URL if there is one, else a file."""
        return self.url or self.answers / "tppo-kit.sqlite3"

    @property
    def served(self) -> bool:
        """Tell whether this process is a kernel that the kit's own server started."""
        return os.environ.get("TPPO_SERVED") == "1"


def load_settings() -> Settings:
    """Read the settings from the environment, else defaults.

    TPPO_HOME and TPPO_DATA_DIR are folders; TPPO_DATABASE_URL puts the log into PostgreSQL;
    TPPO_BASE is the path that a web server in front keeps for this one.
    """
    home = Path(os.environ.get("TPPO_HOME") or REPOSITORY)
    answers = Path(os.environ.get("TPPO_DATA_DIR") or home / "var")
    url = os.environ.get("TPPO_DATABASE_URL")
    base = f"/{os.environ.get('TPPO_BASE', '').strip('/')}/".replace("//", "/")
    return Settings(home, answers, _hidden(url) if url else None, base)


def _hidden(url: str) -> SecretStr:
    from pydantic import SecretStr  # noqa: PLC0415 - help need not load it

    return SecretStr(url)
