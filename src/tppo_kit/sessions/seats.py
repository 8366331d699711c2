"""Seat codes: made without a name, easy to read aloud, and checked by their last letter.

A page carries a *pass*: the code with a signature of this installation, so that a forged or
guessed code opens nothing; the code alone is taken only by the join form, which is limited.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: No letters or digits that look alike when written by hand: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "3467ACDEFGHJKMNPQRTWXY9"
_LENGTH = 7
_SECRET_BYTES = 32


def new_code() -> str:
    """Return a random seat code such as ``7KXM-QDTA``: seven letters and a check letter."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return with_dash(body + check_letter(body))


def check_letter(body: str) -> str:
    """Return the letter that finds one wrong or two swapped neighbours (weights modulo 23)."""
    total = sum((place + 2) * ALPHABET.index(letter) for place, letter in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def with_dash(code: str) -> str:
    """Return a code in the form it is shown."""
    return f"{code[:4]}-{code[4:]}"


def read_code(text: str) -> str | None:
    """Return a typed code in its proper form, or None when it cannot be one."""
    letters = "".join(text.upper().replace("-", "").split())
    if len(letters) != _LENGTH + 1 or any(letter not in ALPHABET for letter in letters):
        return None
    return with_dash(letters) if check_letter(letters[:-1]) == letters[-1] else None


def secret_of(folder: Path) -> bytes:
    """Return the secret of this installation, made on first use and readable by its owner only.

    Raises:
        OSError: if the folder cannot be written.
    """
    path = folder / "secret"
    found = _read_secret(path)
    if found is not None:
        return found
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"secret.{os.getpid()}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        # Of several processes that start together one makes the secret; the others read it.
        path.hardlink_to(draft)
    except FileExistsError:
        if _read_secret(path) is None:
            draft.replace(path)
    except OSError:  # a file system without links, such as a USB stick's
        draft.replace(path)
    draft.unlink(missing_ok=True)
    return _read_secret(path) or secret_of(folder)


def _read_secret(path: Path) -> bytes | None:
    """Return the secret, or None if it is missing or damaged."""
    try:
        text = path.read_text(encoding="ascii")
        found = bytes.fromhex(text)
    except (FileNotFoundError, ValueError):
        return None
    return found if len(found) == _SECRET_BYTES and len(set(found)) > 1 else None


def pass_for(code: str, secret: bytes) -> str:
    """Return the pass of a seat: its code, a dot, and the signature."""
    return f"{code}.{_signature(code, secret)}"


def seat_of(card: str, secret: bytes) -> str | None:
    """Return the seat code of a genuine pass, else None."""
    code, _, signature = card.partition(".")
    known = read_code(code)
    if known is None or known != code or not signature.isascii():
        return None
    return code if hmac.compare_digest(signature, _signature(code, secret)) else None


def _signature(code: str, secret: bytes) -> str:
    return hmac.new(secret, code.encode(), hashlib.sha256).hexdigest()[:32]
