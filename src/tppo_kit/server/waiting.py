"""Pages that wait for news, and who is there: an open page is present, a silent one is away."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: A phone that slept or reloads is not gone at once.
AWAY_SECONDS = 40.0


class Waiting:
    """Waiters by topic: ``all``, ``watch`` (wall and console), ``seat:…``, ``table:…``."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._topics: dict[str, set[asyncio.Future[None]]] = {}

    async def wait(self, topics: Iterable[str], seconds: float) -> None:
        """Return when one of the topics is woken, or after some seconds."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        names = tuple(topics)
        for name in names:
            self._topics.setdefault(name, set()).add(future)
        try:
            await asyncio.wait({future}, timeout=max(0.0, seconds))
        finally:
            for name in names:
                group = self._topics.get(name)
                if group is not None:
                    group.discard(future)
                    if not group:
                        del self._topics[name]
            future.cancel()

    def wake(self, *topics: str) -> None:
        """Let everybody look again who waits for one of the topics."""
        for name in topics:
            for future in tuple(self._topics.get(name, ())):
                if not future.done():
                    future.set_result(None)

    def __len__(self) -> int:
        """Return how many topics somebody waits for."""
        return len(self._topics)


class Presence:
    """Which seats have a page open, or had a moment ago."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with nobody there."""
        self._clock = clock
        self._open: Counter[str] = Counter()
        self._seen: dict[str, float] = {}

    def came(self, seat: str) -> None:
        """Note a page of a seat that begins to wait."""
        self._open[seat] += 1
        self._seen[seat] = self._clock()

    def went(self, seat: str) -> None:
        """Note that a page of a seat no longer waits."""
        self._open[seat] -= 1
        self._seen[seat] = self._clock()

    def here(self) -> set[str]:
        """Return the seats that are there."""
        soon = self._clock() - AWAY_SECONDS
        return {seat for seat, at in self._seen.items() if self._open[seat] > 0 or at > soon}
