"""What every page of the server shares: settings, log, secret, and whether the LAN may enter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.settings import Settings
    from tppo_kit.store.log import Log

#: Wrong seat codes from one address within the window before it must wait.
MOST_WRONG = 10
WINDOW_SECONDS = 60.0


@dataclass(slots=True)
class Kit:
    """The running kit as its pages see it."""

    settings: Settings
    log: Log
    secret: bytes
    lan: bool
    opened: Callable[[], None]
    _wrong: dict[str, list[float]] = field(default_factory=dict)

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
