"""Whether the package or the content on disk is still what was loaded."""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LEFT_OUT = {"__pycache__", ".git"}


def fingerprint(folders: Iterable[Path]) -> str:
    """Return a digest of name, size and time of every file below some folders.

    What is not there or cannot be read is left out, and all else is still looked at.
    """
    digest = hashlib.sha256()
    for folder in folders:
        for line in sorted(_files(os.fspath(folder))):
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: str) -> list[str]:
    found = []
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _LEFT_OUT:
                found += _files(entry.path)
            continue
        with contextlib.suppress(OSError):  # an editor's lock may be a link to nowhere
            known = entry.stat()
            found.append(f"{entry.path}\0{known.st_size}\0{known.st_mtime_ns}\n")
    return found
