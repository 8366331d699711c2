"""The content as it lies on disk now, read once for all pages until it changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.kernels.changes import fingerprint
from tppo_kit.language import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Seconds during which the disk is not looked at again.
FRESH_SECONDS = 1.0


class CurrentContent:
    """A catalogue that is replaced once a file of the content has changed."""

    def __init__(self, data: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember the folder; nothing is read yet."""
        self._data = data
        self._clock = clock
        self._looked_at = float("-inf")
        self._fingerprint = ""
        self._catalogue = Catalogue(data)

    def catalogue(self, language: str = DEFAULT) -> Catalogue:
        """Return the content in a language."""
        now = self._clock()
        if now - self._looked_at > FRESH_SECONDS:
            self._looked_at = now
            found = fingerprint([self._data])
            if found != self._fingerprint:
                self._fingerprint, self._catalogue = found, Catalogue(self._data)
        return self._catalogue.speaking(language)
