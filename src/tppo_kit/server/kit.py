"""What every page of the server shares: settings, log, secret, and whether the LAN may enter."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tppo_kit.server.current import CurrentContent
from tppo_kit.server.door import Door, pin_of
from tppo_kit.server.rehearsal import Rehearsal
from tppo_kit.server.room_screens import RoomScreens, joining_at
from tppo_kit.server.scribe import Scribe
from tppo_kit.server.turns import Turns
from tppo_kit.server.waiting import Presence, Waiting
from tppo_kit.sessions.room.host import RoomHost

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.server.hub import Hub
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
    opened: Callable[[str], None]
    addresses: tuple[str, ...]
    #: The Hub whose sign-in guards this server, if one does.
    hub: Hub | None = None
    turns: Turns = field(default_factory=Turns)
    waiting: Waiting = field(default_factory=Waiting)
    presence: Presence = field(default_factory=lambda: Presence(time.monotonic))
    content: CurrentContent = field(init=False)
    host: RoomHost = field(init=False)
    scribe: Scribe = field(init=False)
    screens: RoomScreens = field(init=False)
    door: Door = field(init=False)
    rehearsal: Rehearsal = field(init=False)
    #: Which seat a tap on “Join” has made, and when.
    taps: dict[str, tuple[str, float]] = field(default_factory=dict)
    _wrong: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take up the room that was open, and today's PIN."""
        self.content = CurrentContent(self.settings.data)
        self.host = RoomHost(self.log, self.settings.data, time.time)
        if self.hub:
            self.host.room = None  # the log is shared: the room is another machine's
        self.scribe = Scribe(self.host)
        self.screens = RoomScreens(self.host, self.presence, joining_at(self.addresses))
        self.door = Door(pin_of(self.settings.answers, time.time()), self.secret)
        notes = self.settings.answers / "rehearsal.json"
        port = urlsplit(self.addresses[0]).port or 80
        self.rehearsal = Rehearsal(port, notes, base=self.settings.base)

    @property
    def is_open(self) -> bool:
        """Tell whether requests may come from other machines."""
        return self.lan or self.hub is not None

    def rehearse(self) -> None:
        """Let the simulated participants into a rehearsal, and out when it is over."""
        self.rehearsal.follow(self.host.room)

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
