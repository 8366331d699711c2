"""Console and wall, behind the PIN: what only the facilitator may see and do."""

from __future__ import annotations

import asyncio
import time
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError

from tppo_kit.cards.reading import read_cards
from tppo_kit.errors import KitError, NotSaved, Refused
from tppo_kit.language import say
from tppo_kit.server.door import CONSOLE_COOKIE, PIN_NOTEBOOKS, is_facilitator
from tppo_kit.server.pages import Page
from tppo_kit.server.room_pages import Live
from tppo_kit.sessions.room.ballots import new_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.language import Message

_COOKIE_DAYS = 1
#: A photo of a full hall from a phone of today.
MOST_PHOTO_BYTES = 24 * 1024 * 1024
#: Wall and console show many votes at once, at most so often.
PAUSE_SECONDS = 0.25
#: Where a PIN leads to.
_AFTER_PIN = {
    "/console",
    "/console/debrief",
    "/console/entry",
    "/console/print",
    "/wall",
    "/reports",
    *(f"/voila/render/{notebook}" for notebook in PIN_NOTEBOOKS),
}


class PinPage(Page):
    """The door."""

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401 - as the guard's
        """Ask nobody for a PIN whom the Hub knows."""
        await super().prepare(**options)
        if self._finished or not self.kit.hub:
            return
        if not is_facilitator(self):
            raise self.kit.hub.refusal()
        self._go_on(self.get_argument("to", "/console"))

    def get(self) -> None:
        """Ask for the PIN."""
        self._ask(self.get_query_argument("to", "/console"))

    def post(self) -> None:
        """Let in who knows it; guessing is slowed down."""
        now, address = time.monotonic(), f"pin {self.request.remote_ip}"
        wanted = self.get_body_argument("to", "/console")
        if not self.kit.may_try(address, now):
            self.set_status(429)
            self._ask(wanted, say("Too many wrong PINs. Wait a minute, then try again."))
            return
        if not self.kit.door.opens_with(self.get_body_argument("pin", "")[:20]):
            self.kit.tried_wrong(address, now)
            self.set_status(403)
            self._ask(wanted, say("This is not the PIN. It stands where the kit was started."))
            return
        self.set_cookie(
            CONSOLE_COOKIE,
            self.kit.door.new_pass(),
            expires_days=_COOKIE_DAYS,
            httponly=True,
            samesite="Strict",
        )
        self._go_on(wanted)

    def _go_on(self, wanted: str) -> None:
        self.redirect(wanted if wanted in _AFTER_PIN else "/console", status=303)

    def _ask(self, wanted: str, problem: Message | None = None) -> None:
        to = wanted if wanted in _AFTER_PIN else "/console"
        self.show("pin.html", seat=None, to=to, problem=problem)


class Behind(Live):
    """A page that only opens with the PIN; our own notebook may show it inside itself."""

    framed_by = "'self'"

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401 - as the guard's
        """Send everybody else to the door, or refuse."""
        await super().prepare(**options)
        if self._finished or is_facilitator(self):
            return
        if self.kit.hub:
            raise self.kit.hub.refusal()
        if self.request.method == "GET" and self.here in _AFTER_PIN:
            self.redirect(f"/pin?to={self.here}")
            return
        raise HTTPError(403)


class ConsolePage(Behind):
    """The console as a page of its own; the notebook shows the same inside itself."""

    def get(self) -> None:
        """Show it; behind a Hub, where there is no hall, only what else is there."""
        framed = self.get_query_argument("framed", "")
        if self.kit.hub:
            self.show("console_hub.html", seat=None, framed=bool(framed))
            return
        screen = self.kit.screens.console(self.language)
        self.show("console.html", seat=None, screen=screen, problem=None, framed=bool(framed))


class ConsoleDebrief(Behind):
    """What to talk about with the room, for the facilitator's eyes."""

    in_hall = True

    def get(self) -> None:
        """Show it, or the console with the sentence that says why not."""
        try:
            body = self.kit.screens.debrief(self.language)
        except KitError as error:
            self.set_status(409)
            screen = self.kit.screens.console(self.language)
            self.show("console.html", seat=None, screen=screen, problem=error.message, framed=False)
            return
        self.show("console_debrief.html", seat=None, body=body)


class ConsoleNow(Behind):
    """Where the console waits for what comes next."""

    in_hall = True

    async def get(self) -> None:
        """Answer when there is something new, else after a while with nothing."""
        since, language = self.get_query_argument("since", "")[:64], self.language
        screens = self.kit.screens
        if await self.changed(
            ("watch", "all"), lambda: screens.console_tag(language) != since, PAUSE_SECONDS
        ):
            self.finish(screens.console(language))
            return
        self.set_status(204)
        self.finish()


class Acting(Behind):
    """A page that does something, then shows the console."""

    in_hall = True

    def show_console(self, status: int, sentence: Message | None = None) -> None:
        """Answer with the console, and with a sentence where something is to be said."""
        screen = self.kit.screens.console(self.language)
        if self.by_script and sentence is not None:
            self.say_no(status, sentence, **screen)
        elif self.by_script:
            self.finish(screen)
        elif sentence is None:
            self.redirect("/console", status=303)
        else:
            self.set_status(status)
            self.show("console.html", seat=None, screen=screen, problem=sentence, framed=False)


class ConsoleAct(Acting):
    """What the facilitator does."""

    async def post(self) -> None:
        """Do one thing, then show the console."""
        before = self.kit.host.room
        name, _, value = self.get_body_argument("press", "").partition("=")
        click = self.get_body_argument("click", "")
        try:
            await self.kit.scribe.do(lambda: self._do(name, value, click))
        except KitError as error:
            lost = isinstance(error, NotSaved)
            self.show_console(503 if lost else 409, error.message)
            return
        self.wake(before)
        self.kit.rehearse()
        self.show_console(200)

    def _do(self, name: str, value: str, click: str) -> None:
        host = self.kit.host
        if name == "room":
            rehearsal = self.get_body_argument("rehearsal", "") == "on"
            host.open(value, rehearsal=rehearsal, place=self._place())
            return
        if name == "hands":
            value = self._hands()
        elif name == "inject":
            to = self.get_body_argument("to", "all")
            value = f"{to}|{self.get_body_argument('text', '')}"
        elif name in {"tables", "deck"}:
            value = self.get_body_argument(name, "").strip()
        elif name == "stage" and not value:
            value = f"{self.get_body_argument('way', '')} - {self.get_body_argument('key', '')}"
        host.do("", name, value, click)

    def _place(self) -> str:
        """Return the chosen village or office, empty for none.

        Raises:
            Refused: if it is not in the list, so that no report speaks of it.
        """
        wanted = self.get_body_argument("place", "")
        if wanted and not self.kit.host.playbook.catalogue().has("place", wanted):
            raise Refused(say("This place is not in the list any more. Choose another, or none."))
        return wanted

    def _hands(self) -> str:
        """Return the typed counts as ``A:3 B:0``; an empty field counts nobody."""
        words = []
        for letter in ascii_uppercase:
            typed = self.get_body_argument(f"hands_{letter}", "").strip() or "0"
            if typed != "0":
                words.append(f"{letter}:{typed}")
        return " ".join(words)


class ConsoleCards(Acting):
    """A photo of raised cards, from a file or the laptop's camera."""

    def most_bytes(self) -> int:
        """Return how long a photo may be."""
        return MOST_PHOTO_BYTES

    async def post(self) -> None:
        """Read the cards of a photo, count them, and say which were missed."""
        before = self.kit.host.room
        files = self.request.files.get("photo", [])
        try:
            if not files or not files[0].body:
                raise Refused(say("Choose a photo first."))
            told = await self._read(files[0].body)
        except KitError as error:
            self.show_console(503 if isinstance(error, NotSaved) else 409, error.message)
            return
        self.wake(before)
        self.show_console(200, told)

    async def _read(self, photo: bytes) -> Message:
        room = self.kit.host.running()
        deck = room.state.deck
        if not deck:
            raise Refused(say("Say first how many cards you handed out."))
        reading = await asyncio.to_thread(read_cards, photo, range(1, deck + 1))
        if reading.hint is not None:
            raise Refused(reading.hint)
        await self.kit.scribe.do(lambda: self._count(reading.letters))
        return say(
            "{read} cards read, {doubtful} doubtful, {missed} not seen in this photo.",
            read=len(reading.letters),
            doubtful=len(reading.doubtful),
            missed=len(reading.missed),
        )

    def _count(self, read: Mapping[int, str]) -> None:
        host = self.kit.host
        new = new_letters(host.playbook, host.running().state, read)
        if new:
            value = " ".join(f"{number}:{side}" for number, side in new.items())
            host.do("", "cards", value)


class WallPage(Behind):
    """The projector's page."""

    in_hall = True

    def get(self) -> None:
        """Show it."""
        self.show("wall.html", seat=None, screen=self.kit.screens.wall(self.language))


class WallNow(Behind):
    """Where the wall waits for what comes next."""

    in_hall = True

    async def get(self) -> None:
        """Answer when there is something new, else after a while with nothing."""
        since, language = self.get_query_argument("since", "")[:64], self.language
        screens = self.kit.screens
        if await self.changed(
            ("watch", "all"), lambda: screens.wall_tag(language) != since, PAUSE_SECONDS
        ):
            self.finish(screens.wall(language))
            return
        self.set_status(204)
        self.finish()
