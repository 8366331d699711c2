"""The line that asks for a kernel: it arrives as it was sent, or is refused."""

import socket
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tppo_kit.kernels import requests
from tppo_kit.kernels.requests import Request, read_request

#: Python shows bytes of an environment that are no UTF-8 as such half characters.
letters = st.characters(exclude_categories=()) | st.sampled_from("\udc80\udcff\n\0")
names = st.text(letters, min_size=1)


def read(sent, *, hang_up=True):
    """Read a request from a line on which some bytes were sent."""
    ours, its = socket.socketpair()
    with ours, its:
        its.settimeout(0.2)
        sender = threading.Thread(target=ours.sendall, args=[sent])
        sender.start()
        try:
            if hang_up:
                sender.join(0.2)
                ours.shutdown(socket.SHUT_WR) if not sender.is_alive() else None
            return read_request(its)
        finally:
            its.close()
            sender.join()


@settings(deadline=None)
@given(st.lists(names), st.dictionaries(names, names), names)
def test_a_request_arrives_as_it_was_sent(arguments, environment, folder):
    """Any text in arguments, environment and folder survives, line feeds as well."""
    asked = Request(arguments, environment, folder)

    assert read(asked.encoded()) == asked


@pytest.mark.parametrize(
    "sent", [b"", b"{", b"[]\n", b"null\n", b'{"arguments": 3}\n', b"\xff\n", b"{}\n"]
)
def test_anything_else_is_refused(sent):
    """Half a line, another kind of value and what lacks a part raise what the reader expects."""
    with pytest.raises((ValueError, TypeError)):
        read(sent)


def test_a_line_without_end_is_refused(monkeypatch):
    """It is not read further than a request may be long."""
    monkeypatch.setattr(requests, "_MOST_BYTES", 1000)

    with pytest.raises(ValueError, match="broke off"):
        read(b"x" * 70_000)


def test_who_says_nothing_is_not_waited_for():
    """The line's own timeout ends the wait."""
    with pytest.raises(TimeoutError):
        read(b"", hang_up=False)
