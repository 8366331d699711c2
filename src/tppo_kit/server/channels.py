"""The websocket between a page and its kernel: only sound messages in, no faults out."""

from __future__ import annotations

import json
from typing import Any

from voila.tornado.kernel_websocket_handler import (
    VoilaKernelWebsocketHandler,
    read_header_from_binary_message,
)

from tppo_kit.server.guard import Guard

BINARY_PROTOCOL = "v1.kernel.websocket.jupyter.org"
#: A page sends messages of six parts; a widget with pictures would send a few more.
MOST_PARTS = 64
_FEWEST_PARTS = 3
_WORD = 8
#: What a kernel prints or fails with goes to the laptop's own log, not to the page.
_KEPT_IN = {"stream", "error", "execute_input"}
_UNSUPPORTED_DATA = 1003


class KitChannels(Guard, VoilaKernelWebsocketHandler):
    """Voila lets only comm messages through; this looks at their outer form first.

    The server's own reader believes the number of parts that a frame names, so that a few bytes
    could keep the whole process busy.
    """

    def on_message(self, ws_message: bytes | str) -> None:
        """Pass a sound message on; hang up on anything else."""
        binary = self.selected_subprotocol == BINARY_PROTOCOL
        if is_frame(ws_message) if binary else is_text_message(ws_message):
            if self.kit.hub and (_header_of(ws_message) or {}).get("msg_type") == "comm_msg":
                self.kit.hub.acts()  # a page speaks to a widget where somebody presses
            super().on_message(ws_message)
        else:
            self.close(_UNSUPPORTED_DATA)

    def write_message(self, message: Any, binary: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - tornado's own
        """Send a message to the page, unless it is output or a fault of the kernel."""
        header = _header_of(message)
        if header and header.get("msg_type") in _KEPT_IN:
            return None
        return super().write_message(message, binary)


def _header_of(message: Any) -> dict[str, Any] | None:  # noqa: ANN401 - tornado's own
    """Return the header of a message to the page: bytes, JSON text, or already a dictionary."""
    if isinstance(message, bytes):
        found: dict[str, Any] | None = read_header_from_binary_message(message)
        return found
    if isinstance(message, str):
        try:
            message = json.loads(message)
        except ValueError:
            return None
    header = message.get("header") if isinstance(message, dict) else None
    return header if isinstance(header, dict) else None


def is_frame(message: bytes | str) -> bool:
    """Tell whether bytes have the form of the binary protocol.

    A frame is the number of offsets, the offsets (eight bytes each, little-endian), and the
    parts between them, one after the other to the end.
    """
    if not isinstance(message, bytes) or len(message) < _WORD:
        return False
    number = int.from_bytes(message[:_WORD], "little")
    start = _WORD * (number + 1)
    if not _FEWEST_PARTS <= number <= MOST_PARTS or start > len(message):
        return False
    offsets = [
        int.from_bytes(message[place : place + _WORD], "little")
        for place in range(_WORD, start, _WORD)
    ]
    return offsets[0] >= start and offsets == sorted(offsets) and offsets[-1] <= len(message)


def is_text_message(message: bytes | str) -> bool:
    """Tell whether text is a message of the older protocol; it comes without binary parts."""
    if not isinstance(message, str):
        return False
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(found, dict)
        and isinstance(found.get("channel"), str)
        and isinstance(found.get("header"), dict)
    )
