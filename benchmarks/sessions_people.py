"""People as protocol clients: each does what its browser would, without drawing anything.

Run in the environment of the peers, because Streamlit's messages need its own package.
Pictures, styles and scripts are not fetched: a phone keeps those, and draws with its own CPU.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import secrets
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import aiohttp
from questions import questions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FIRST = questions()[0]
#: Which answer everybody gives to the first question.
GIVEN = FIRST.choices[1]
V1 = "v1.kernel.websocket.jupyter.org"


class RefusedError(Exception):
    """The server said something that no browser could go on with."""


class Person(ABC):
    """Somebody with a browser of their own; times are taken by whoever calls."""

    def __init__(self, address: str) -> None:
        """Remember the address of the server, without a slash at the end."""
        self.web: Any = None
        self.address = address
        self.socket: Any = None
        self.reader: asyncio.Task[None] | None = None

    async def arrive(self) -> None:
        """Take a browser, and do what comes before the page is asked for."""
        self.web = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))

    @abstractmethod
    async def open(self) -> None:
        """Ask for the page and go on until the first question can be answered."""

    @abstractmethod
    async def answer(self) -> None:
        """Answer it and wait until that is seen."""

    async def goodbye(self) -> None:
        """Tell the server what a closing page tells it: at least it hangs up."""
        if self.socket is not None:
            await self.socket.close()

    def stay(self) -> None:
        """Go on reading, as an open page does."""

        async def read() -> None:
            async for _ in self.socket:
                pass

        self.reader = asyncio.ensure_future(read())

    async def leave(self) -> None:
        """Close the page."""
        with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
            async with asyncio.timeout(10):
                await self.goodbye()
        if self.reader is not None:
            self.reader.cancel()
        if self.web is not None:
            await self.web.close()

    async def get(self, path: str) -> str:
        """Return the text of a page."""
        async with self.web.get(self.address + path) as answer:
            if answer.status != 200:
                raise RefusedError(f"{answer.status} for {path}")
            return await answer.text()

    async def connect(self, path: str, **options: Any) -> None:
        """Open the page's websocket."""
        self.socket = await self.web.ws_connect(
            self.address + path, max_msg_size=0, compress=15, origin=self.address, **options
        )

    async def frames(self) -> AsyncIterator[Any]:
        """Give the data of each frame until the server hangs up, which it should not."""
        async for frame in self.socket:
            yield frame.data
        raise RefusedError(f"the server hung up ({self.socket.close_code})")

    def cookie(self, name: str) -> str:
        """Return a cookie's value, empty if there is none."""
        found = self.web.cookie_jar.filter_cookies(self.address + "/").get(name)
        return found.value if found else ""


class KernelPerson(Person):
    """What pages with a Jupyter kernel or its likeness have in common: messages and comms."""

    #: Whether frames are binary, as JupyterLab's are, or JSON.
    v1 = True

    async def join(self, path: str, kernel: str) -> None:
        """Connect to a kernel."""
        self.session = secrets.token_hex(16)
        place = f"{path}api/kernels/{kernel}/channels?session_id={self.session}"
        await self.connect(place, protocols=[V1] if self.v1 else [])

    async def shake_hands(self) -> None:
        """Ask the kernel who it is, as JupyterLab's front end does first."""
        asked = await self.send("kernel_info_request", {})
        async for kind, parent, _ in self.messages():
            if (kind, parent) == ("kernel_info_reply", asked):
                return

    async def send(self, kind: str, content: dict[str, Any], version: str = "2.1.0") -> str:
        """Send a message on the shell channel, with the widget protocol's version; return its id."""
        name = secrets.token_hex(16)
        header = {
            "msg_id": name,
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "date": "2026-01-01T00:00:00Z",
            "version": "5.3",
        }
        metadata = {"version": version}
        if not self.v1:
            message = {"channel": "shell", "header": header, "parent_header": {}}
            await self.socket.send_json(
                {**message, "metadata": metadata, "content": content, "buffers": []}
            )
            return name
        parts = [b"shell", *(json.dumps(each).encode() for each in (header, {}, metadata, content))]
        offsets = list(itertools.accumulate(map(len, parts), initial=8 * (len(parts) + 2)))
        numbers = b"".join(number.to_bytes(8, "little") for number in (len(offsets), *offsets))
        await self.socket.send_bytes(numbers + b"".join(parts))
        return name

    async def messages(self) -> AsyncIterator[tuple[str, str, dict[str, Any]]]:
        """Give kind, parent's id and content of each message."""
        async for frame in self.frames():
            header, parent, content = _parts(frame) if self.v1 else _fields(frame)
            yield header["msg_type"], parent.get("msg_id", ""), content

    async def tell(self, comm: str, data: dict[str, Any]) -> str:
        """Send data to a comm and return the message's id."""
        return await self.send("comm_msg", {"comm_id": comm, "data": data})

    async def click(self, widget: str) -> None:
        """Press a button and wait until what is said of the answer has come."""
        await self.tell(widget, {"method": "custom", "content": {"event": "click", "data": {}}})
        async for kind, _, content in self.messages():
            if kind in {"comm_open", "comm_msg"} and GIVEN.why in json.dumps(content):
                return

    async def states(self) -> dict[str, Any]:
        """Return the state of every widget by its id, as the widget manager asks for them."""
        control = secrets.token_hex(16)
        target = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        await self.send("comm_open", target, "1.0.0")
        await self.tell(control, {"method": "request_states"})
        async for kind, _, content in self.messages():
            if kind == "comm_close" and content["comm_id"] == control:
                raise RefusedError("the kernel knows no widgets")
            if kind == "comm_msg" and content["data"].get("method") == "update_states":
                return {name: each["state"] for name, each in content["data"]["states"].items()}
        raise RefusedError("no states")


def _parts(frame: bytes) -> tuple[Any, Any, Any]:
    count = int.from_bytes(frame[:8], "little")
    places = [int.from_bytes(frame[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
    parts = [frame[a:b] for a, b in itertools.pairwise(places)]
    return json.loads(parts[1]), json.loads(parts[2]), json.loads(parts[4])


def _fields(frame: str) -> tuple[Any, Any, Any]:
    message = json.loads(frame)
    return message["header"], message["parent_header"], message["content"]
