"""What the server asks of the warm process: one kernel, by command line, environment, folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """One kernel that is wanted."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str

    def encoded(self) -> bytes:
        """Return the request as one line."""
        whole = {
            "arguments": self.arguments,
            "environment": self.environment,
            "folder": self.folder,
        }
        return json.dumps(whole).encode() + b"\n"


def read_request(line: socket.socket) -> Request:
    """Read the request that a kernel's line begins with.

    Raises:
        OSError: if it does not come, within the line's timeout.
        ValueError: if it breaks off, or is too long, or no JSON.
        TypeError: if it has other parts than a request.
    """
    got = bytearray()
    while not got.endswith(b"\n"):
        more = line.recv(1 << 16)
        if not more or len(got) > _MOST_BYTES:
            raise ValueError("a request broke off")
        got += more
    return Request(**json.loads(got))
