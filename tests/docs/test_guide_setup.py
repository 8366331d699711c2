"""The page about setting up the room says what the screens, the terminal and the files say."""

import re
import struct

import pytest

from tppo_kit.language import catalogue
from tppo_kit.server.addresses import greeting
from tppo_kit.settings import REPOSITORY

PAGE = REPOSITORY / "facilitator_guide" / "menyiapkan_ruang.md"
TEXT = PAGE.read_text(encoding="utf-8")
#: Bold, but no sentence of the interface: what shows how bold looks, and a word of the terminal.
NAMES = {"tebal", "Peserta"}
#: A picture of at most so many bytes loads from a slow disk and a slow line.
MOST_BYTES = 80_000


def shown():
    """Return a pattern for the Indonesian sentences that begin with a word, values left open.

    A sentence that begins with a value would fit nearly everything.
    """
    said = catalogue("id")._catalog.values()  # type: ignore[attr-defined]
    worded = [each for each in said if re.match(r"[^{]{3}", each)]
    patterns = {re.sub(r"\\\{\w+\\\}", ".+", re.escape(each)) for each in worded}
    return re.compile("|".join(f"(?:{each})" for each in sorted(patterns)))


def bold():
    """Return all bold words of the page, but questions and heads of lists."""
    found = [" ".join(each.split()) for each in re.findall(r"\*\*(.+?)\*\*", TEXT, re.DOTALL)]
    return [each for each in found if not each.endswith(("?", ":")) and each not in NAMES]


def test_bold_words_stand_on_the_screens():
    """Each bold label of the page is word for word a sentence of the interface."""
    pattern = shown()
    labels = bold()

    assert len(labels) > 40
    assert [each for each in labels if not pattern.fullmatch(each)] == []


def test_the_terminal_says_what_the_page_shows():
    """The quoted lines are those of the greeting, in the same order."""
    lines = re.search(r"```text\n(.*?)```", TEXT, re.DOTALL)[1].strip().splitlines()
    told = greeting([lines[1].strip(), lines[2].strip()], "123456", lan=True).splitlines()

    assert lines == told[1 : len(lines) + 1]


def test_the_minutes_join_up_to_ten():
    """Table and headings have the same steps, one after the other, from 0 to 10."""
    table = re.findall(r"(?m)^\| (\d+)–(\d+) \|", TEXT)
    headings = re.findall(r"(?m)^### Menit (\d+)–(\d+):", TEXT)
    ends = [int(end) for _, end in table]

    assert table == headings
    assert [int(start) for start, _ in table] == [0, *ends[:-1]]
    assert ends[-1] == 10


@pytest.mark.parametrize("name", ["console", "wall", "phone", "print"])
def test_pictures_are_there_and_small(name):
    """Each picture of the room has the size of its screen, is small, and is described."""
    path = REPOSITORY / "docs" / "screenshots" / f"room-{name}.png"
    size = struct.unpack(">II", path.read_bytes()[16:24])
    told = re.search(rf"!\[([^\]]+)\]\(\.\./docs/screenshots/{path.name}\)", TEXT)[1]

    assert size == ((360, 740) if name == "phone" else (1024, 768))
    assert path.stat().st_size < MOST_BYTES
    assert len(told.split()) > 5
