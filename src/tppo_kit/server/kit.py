"""What every page of the server shares: settings, log, secret, and whether the LAN may enter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.settings import Settings
    from tppo_kit.store.log import Log

#: Wrong seat codes from one address within the window before it must wait.
MOST_WRONG = 10
WINDOW_SECONDS = 60.0
#: A notebook's page needs about ninety scripts.
MOST_SCRIPTS = 120
_SCRIPT = re.compile(r"/voila/[A-Za-z0-9_./@-]{1,160}\.js(\?v=[0-9a-f]{8,40})?")


@dataclass(slots=True)
class Kit:
    """The running kit as its pages see it."""

    settings: Settings
    log: Log
    secret: bytes
    lan: bool
    opened: Callable[[], None]
    scripts: dict[str, str] = field(default_factory=dict)
    _wrong: dict[str, list[float]] = field(default_factory=dict)

    def learn_script(self, address: str) -> None:
        """Remember a script that a notebook's page asked for, so that the next page says so."""
        if _SCRIPT.fullmatch(address) and len(self.scripts) < MOST_SCRIPTS:
            self.scripts.setdefault(address.partition("?")[0], address)

    def may_try(self, address: str, now: float) -> bool:
        """Tell whether an address may try a seat code now."""
        recent = [at for at in self._wrong.get(address, []) if now - at < WINDOW_SECONDS]
        if recent:
            self._wrong[address] = recent
        else:
            self._wrong.pop(address, None)
        return len(recent) < MOST_WRONG

    def tried_wrong(self, address: str, now: float) -> None:
        """Remember a wrong seat code of an address."""
        self._wrong.setdefault(address, []).append(now)
