"""The phone of a simulated participant: cookies, requests, and what the page offers to press."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from tornado.simple_httpclient import SimpleAsyncHTTPClient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tornado.httpclient import HTTPResponse

#: A page that waits is answered well before.
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Screen:
    """What a phone shows: the mark its answers carry, and every ``event=value`` offered.

    ``chosen`` are those that are marked as chosen already; ``seat`` is the own seat code.
    """

    tag: str = ""
    mark: str = ""
    seat: str = ""
    presses: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    is_door: bool = False

    @property
    def is_vote(self) -> bool:
        """Tell whether the whole room is asked: its marks name stage, step and round."""
        return self.mark.count(".") == 2  # noqa: PLR2004

    @property
    def open_ones(self) -> list[str]:
        """Return what can be pressed and is not chosen; in a vote, without how sure one is."""
        rest = [press for press in self.presses if press not in self.chosen]
        if self.is_vote:
            rest = [press for press in rest if not press.startswith("confidence=")]
        return rest


class _Reader(HTMLParser):
    """Finds in a page, or in a piece of one, what a phone needs."""

    def __init__(self) -> None:
        super().__init__()
        self.screen = Screen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        screen = self.screen
        if found.get("id") == "live":
            screen = replace(screen, tag=found["data-tag"], seat=found["data-seat-mark"])
        elif tag == "input" and found.get("name") == "at":
            screen = replace(screen, mark=found["value"])
        elif tag == "button" and found.get("name") == "press":
            screen = replace(screen, presses=(*screen.presses, found["value"]))
            if "chosen" in found.get("class", "").split():
                screen = replace(screen, chosen=(*screen.chosen, found["value"]))
        elif tag == "form" and found.get("action", "").endswith("/room/join"):
            screen = replace(screen, is_door=True)
        self.screen = screen


def read_screen(html: str) -> Screen:
    """Return what a page, or the piece of it that changes, shows."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.screen


class Phone:
    """One device with cookies of its own."""

    def __init__(self, port: int, base: str = "/") -> None:
        """Remember where the server is, and below which path; nothing is sent yet."""
        self._address = f"http://127.0.0.1:{port}{base.rstrip('/')}"
        self._client = SimpleAsyncHTTPClient(force_instance=True)
        self._cookies: dict[str, str] = {}

    async def join(self) -> Screen:
        """Tap “Join” and look."""
        await self._ask("/room/join", {})
        return await self.look()

    async def come_back(self, code: str) -> Screen:
        """Type a seat code on this device and look."""
        await self._ask("/seat/join", {"code": code, "back": "/room"})
        return await self.look()

    async def look(self) -> Screen:
        """Open the page of the room.

        Raises:
            HTTPClientError: if it cannot be opened.
        """
        answer = await self._ask("/room")
        answer.rethrow()
        return read_screen(answer.body.decode())

    async def wait(self, screen: Screen) -> Screen | None:
        """Wait for something new, as an open page does; None if the page should look again."""
        answer = await self._ask(f"/room/now?since={quote(screen.tag)}")
        if answer.code == 204:  # noqa: PLR2004 - nothing new
            return screen
        return self._shown(screen, answer)

    async def press(self, screen: Screen, press: str) -> Screen | None:
        """Press something; None if it was not saved or the page should look again.

        What was refused shows the present screen too.
        """
        fields = {"at": screen.mark, "press": press, "click": secrets.token_hex(8)}
        return self._shown(screen, await self._ask("/room/press", fields))

    @staticmethod
    def _shown(before: Screen, answer: HTTPResponse) -> Screen | None:
        if answer.code not in {200, 409}:
            return None
        told: dict[str, Any] = json.loads(answer.body)
        if "html" not in told:
            return None
        return replace(read_screen(told["html"]), tag=told["tag"], seat=before.seat)

    async def _ask(self, path: str, form: Mapping[str, str] | None = None) -> HTTPResponse:
        headers = {"X-Requested-With": "room", "Accept": "application/json"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in self._cookies.items())
        answer = await self._client.fetch(
            self._address + path,
            raise_error=False,
            method="GET" if form is None else "POST",
            headers=headers,
            body=None if form is None else urlencode(form),
            follow_redirects=False,
            request_timeout=PATIENCE_SECONDS,
        )
        for line in answer.headers.get_list("Set-Cookie"):
            for name, morsel in SimpleCookie(line).items():
                self._cookies[name] = morsel.value
        return answer
