"""The outer form of what a page may say to its kernel."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tppo_kit.server.channels import MOST_PARTS, is_frame, is_text_message


def frame(*parts, number=None):
    """Return a frame of the binary protocol, or one that lies about its number of offsets."""
    count = len(parts) + 1
    offsets, place = [], 8 * (count + 1)
    for part in (*parts, b""):
        offsets.append(place)
        place += len(part)
    head = (count if number is None else number).to_bytes(8, "little")
    return head + b"".join(offset.to_bytes(8, "little") for offset in offsets) + b"".join(parts)


def test_what_a_page_says_is_a_frame():
    """Channel, header, parent, metadata, content and buffers are let through."""
    assert is_frame(frame(b"shell", b"{}", b"{}", b"{}", b"{}"))
    assert is_frame(frame(b"shell", b"{}", b"{}", b"{}", b"{}", b"buffer"))


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff" * 64,
        (2**32).to_bytes(8, "little"),
        (6).to_bytes(8, "little") + b"\xff" * 48,
        frame(b"shell", number=10**6),
        frame(*[b""] * (MOST_PARTS + 1)),
        frame(b"shell", b"{}")[:-1],
        "text",
    ],
    ids=["empty", "endless", "many", "far", "lying", "long", "cut", "text"],
)
def test_what_is_no_frame_is_not_let_through(message):
    """A frame that names parts it does not hold is refused before anybody reads them."""
    assert not is_frame(message)


@given(st.binary(max_size=400))
def test_any_bytes_are_judged(message):
    """No bytes are a surprise, and what is let through names few parts within its length."""
    if is_frame(message):
        assert int.from_bytes(message[:8], "little") <= MOST_PARTS


def test_text_needs_a_channel_and_a_header():
    """The older protocol is JSON with a channel and a header, and nothing else."""
    sound = {"channel": "shell", "header": {}, "content": {}}

    assert is_text_message(json.dumps(sound))
    for message in ("[]", "{", "{}", '{"channel": [], "header": {}}', b"\x08\0\0\0", "[" * 9999):
        assert not is_text_message(message)
