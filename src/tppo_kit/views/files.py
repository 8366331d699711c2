"""Scripts and styles: each has an address that changes when its content does."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
_KINDS = {".css": "text/css; charset=utf-8", ".js": "application/javascript; charset=utf-8"}
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it is sent: its MIME type, its version, and its bytes plain and compressed."""

    kind: str
    version: str
    plain: bytes
    packed: bytes


def static_file(name: str) -> StaticFile:
    """Return a file of the folder; it is read and compressed again only when it has changed.

    Raises:
        FileNotFoundError: if there is none of that name.
    """
    path = STATIC / name
    if path.name != name or path.suffix not in _KINDS:
        raise FileNotFoundError(name)
    found = path.stat()
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int, _size: int) -> StaticFile:
    content = path.read_bytes()
    return StaticFile(
        kind=_KINDS[path.suffix],
        version=hashlib.sha256(content).hexdigest()[:_DIGITS],
        plain=content,
        packed=gzip.compress(content, mtime=0),
    )


def static_address(name: str) -> str:
    """Return the address of a file on the server, such as ``/kit/kit.css?v=0123456789ab``."""
    return f"/kit/{name}?v={static_file(name).version}"
