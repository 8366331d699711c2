"""Phones of the room over raw sockets, as light as possible: they share the cores with the server.

Each behaves like the real page: one line that waits for news and one for all else, compressed
answers, and a pause of a quarter of a second between two waits.
"""

from __future__ import annotations

import asyncio
import gzip
import re
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

#: Between an answer to a waiting page and its next wait, as room.js has it.
PAUSE_SECONDS = (0.2, 0.3)
_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nSet-Cookie: ([^;\r]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, text, bytes over the wire and cookies of one answer."""

    status: int
    text: str
    bytes: int
    cookies: tuple[str, ...]


class Line:
    """One connection that stays open."""

    def __init__(self, port: int) -> None:
        """Remember the port; the line is opened with the first question."""
        self.port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, cookie: str, form: dict[str, str] | None = None) -> Answer:
        """Send one request as the page's script would, and read the answer."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        body = urlencode(form) if form is not None else ""
        lines = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            f"Host: localhost:{self.port}",
            "Accept-Encoding: gzip",
            "X-Requested-With: room",
            f"Cookie: {cookie}",
        ]
        if form is not None:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        data = await reader.readexactly(int(length[1])) if length else b""
        size = len(head) + len(data)
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        cookies = tuple(each.decode() for each in _COOKIE.findall(head))
        return Answer(int(head[9:12]), data.decode(), size, cookies)

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()


@dataclass
class Counts:
    """What all phones of a run saw, in seconds of ``time.perf_counter``.

    ``acknowledged`` holds click, mark and choice of each vote; ``sent`` when those were sent.
    """

    joined: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    acknowledged: list[tuple[str, str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    first_view: int = 0


class Phone:
    """One phone: joins, waits, and votes when it is told to."""

    def __init__(self, port: int, counts: Counts) -> None:
        """Remember the port, and where to note what happens."""
        self.counts = counts
        self.line, self.waiting = Line(port), Line(port)
        self.cookie = ""
        self.tag = ""
        self.mark = ""
        self.options: list[str] = []
        self.asked = asyncio.Event()

    async def join(self, after: float) -> None:
        """Join after some seconds: the door with style and script, the tap, and the room."""
        await asyncio.sleep(after)
        start, size = time.perf_counter(), 0
        try:
            for path in ("/room", "/kit/kit.css", "/kit/room.css", "/kit/room.js"):
                size += (await self.line.ask(path, "")).bytes
            answer = await self.line.ask("/room/join", "", {})
            self.cookie = "; ".join(answer.cookies)
            page = await self.line.ask("/room", self.cookie)
        except (OSError, EOFError) as error:
            self.counts.errors.append(repr(error))
            return
        if (answer.status, page.status) != (303, 200) or 'name="at"' not in page.text:
            self.counts.errors.append(f"join {answer.status} {page.status}")
            return
        found = re.search(r'data-tag="([^"]*)"', page.text)
        self.tag = found[1] if found else ""
        self.counts.joined.append(time.perf_counter() - start)
        self.counts.first_view = max(self.counts.first_view, size + answer.bytes + page.bytes)

    def _look(self, html: str) -> None:
        found = re.search(r'name=\\?"at\\?" value=\\?"([^"\\]*)', html)
        self.mark = found[1] if found else ""
        options = re.findall(r'name=\\?"press\\?" value=\\?"([^"\\]*)', html)
        self.options = [each for each in options if not each.startswith("confidence=")]
        if self.options:
            self.asked.set()

    async def wait(self) -> None:
        """Wait for news for ever, as an open page does."""
        low, high = PAUSE_SECONDS
        chance = secrets.SystemRandom()
        while True:
            try:
                answer = await self.waiting.ask(f"/room/now?since={self.tag}", self.cookie)
            except (OSError, EOFError) as error:
                self.counts.errors.append(repr(error))
                return
            if answer.status == 200:
                self._take(answer.text)
            elif answer.status != 204:
                self.counts.errors.append(f"now {answer.status}")
            await asyncio.sleep(chance.uniform(low, high))

    def _take(self, text: str) -> None:
        found = re.search(r'"tag": "([^"]*)"', text)
        self.tag = found[1] if found else ""
        self._look(text)

    async def vote(self, number: int, after: float) -> None:
        """Vote after some seconds, or once the question has come."""
        await asyncio.sleep(after)
        await self.asked.wait()
        self.asked.clear()
        choice, click = self.options[number % len(self.options)], secrets.token_hex(8)
        form = {"at": self.mark, "press": choice, "click": click}
        start = time.perf_counter()
        self.counts.sent.append(start)
        try:
            answer = await self.line.ask("/room/press", self.cookie, form)
        except (OSError, EOFError) as error:
            self.counts.errors.append(repr(error))
            return
        self.counts.took.append(time.perf_counter() - start)
        if answer.status != 200:
            self.counts.errors.append(f"press {answer.status}")
            return
        self.counts.acknowledged.append((click, form["at"], choice))
        self._take(answer.text)
        self.asked.clear()

    async def fetch(self, path: str, after: float, took: list[float]) -> None:
        """Fetch a file after some seconds and note how long it took."""
        await asyncio.sleep(after)
        start = time.perf_counter()
        await self.line.ask(path, self.cookie)
        took.append(time.perf_counter() - start)

    def close(self) -> None:
        """Switch off."""
        self.line.close()
        self.waiting.close()
