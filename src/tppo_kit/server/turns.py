"""Pages that open at the same moment take turns; side by side they would all be ready last."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

#: Pages for each processor that are drawn side by side: while one waits, another works.
PAGES_EACH = 2
#: Seconds after which nobody waits longer: a page in front may have got stuck.
PATIENCE = 3.0


class Turns:
    """A few places; whoever has waited long enough goes on without one."""

    def __init__(self, places: int = 0, patience: float = PATIENCE) -> None:
        """Give ``places`` places, by default as many as the processors can use."""
        self._places = asyncio.Semaphore(places or PAGES_EACH * (os.cpu_count() or 1))
        self._patience = patience

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place, first come first served, and give it back in the end."""
        try:
            async with asyncio.timeout(self._patience):
                await self._places.acquire()
        except TimeoutError:
            yield
            return
        try:
            yield
        finally:
            self._places.release()
