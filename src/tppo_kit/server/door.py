"""The door to console, wall and reports: a PIN, a signed pass, and patience with guessing."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_DIGITS = 6
CONSOLE_COOKIE = "tppo_console"
#: Notebooks that only open with the PIN.
PIN_NOTEBOOKS = ("facilitator_guide/console.ipynb", "facilitator_guide/reports.ipynb")
#: A restart keeps the PIN, so that nobody is locked out in the middle; the next day has a new one.
PIN_HOURS = 16
PASS_SECONDS = PIN_HOURS * 3600


def pin_of(folder: Path, now: float) -> str:
    """Return today's PIN, six digits, kept in a file that only its owner can read.

    Raises:
        OSError: if the folder cannot be written.
    """
    path = folder / "pin"
    try:
        pin, made_at = path.read_text(encoding="ascii").split()
        if len(pin) == _DIGITS and pin.isdecimal() and 0 <= now - float(made_at) < PASS_SECONDS:
            return pin
    except (OSError, ValueError):
        pass
    pin = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    draft = folder / f"pin.{os.getpid()}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{pin} {now}\n")
    draft.replace(path)
    return pin


class Door:
    """Knows the PIN and who has shown it."""

    def __init__(self, pin: str, secret: bytes) -> None:
        """Take the PIN, and the secret of this installation to sign passes with."""
        self.pin = pin
        self._secret = secret

    def opens_with(self, typed: str) -> bool:
        """Tell whether this is the PIN; spaces do not matter."""
        digits = "".join(typed.split())
        return digits.isascii() and hmac.compare_digest(digits, self.pin)

    def new_pass(self) -> str:
        """Return a pass for a browser: the time, a dot, and the signature."""
        at = str(int(time.time()))
        return f"{at}.{self._signature(at)}"

    def is_pass(self, card: str) -> bool:
        """Tell whether a pass is genuine, of this PIN, and not too old."""
        at, _, signature = card.partition(".")
        if not at.isdecimal() or not at.isascii() or not signature.isascii():
            return False
        if not hmac.compare_digest(signature, self._signature(at)):
            return False
        return abs(time.time() - int(at)) < PASS_SECONDS

    def _signature(self, at: str) -> str:
        words = f"console {self.pin} {at}".encode()
        return hmac.new(self._secret, words, hashlib.sha256).hexdigest()[:40]


def is_facilitator(page: Any) -> bool:  # noqa: ANN401 - any of the handlers
    """Tell whether a request comes with a genuine pass of the console.

    Behind a Hub there is no PIN: the Hub says who is a facilitator.
    """
    if page.kit.hub:
        found: bool = page.kit.hub.is_facilitator(page.person)
        return found
    card = page.get_cookie(CONSOLE_COOKIE)
    return bool(card) and page.kit.door.is_pass(card)
