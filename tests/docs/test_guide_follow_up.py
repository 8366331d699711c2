"""The page on results says what the kit does: buttons as on the screen, days as they are kept."""

import re
from pathlib import Path

from tppo_kit.language import catalogue
from tppo_kit.sessions.follow_up import LAST_DAY, OPENS

PAGE = Path(__file__).resolve().parents[2] / "facilitator_guide" / "laporan_dan_tindak_lanjut.md"
TEXT = PAGE.read_text(encoding="utf-8")
#: What stands in bold to be stressed, and is no label.
STRESSED = {"tebal"}


def test_every_label_in_bold_stands_on_a_screen():
    """Each is the beginning of an Indonesian text of the interface."""
    shown = catalogue("id")._catalog.values()
    texts = [text for text in shown if isinstance(text, str)]
    labels = set(re.findall(r"\*\*([^*]+)\*\*", TEXT)) - STRESSED

    assert len(labels) > 15
    assert [label for label in labels if not any(text.startswith(label) for text in texts)] == []


def test_the_days_of_the_tests_are_those_of_the_kit():
    """The table names the first day of each test, and that of the next as its end."""
    first, second, third = OPENS.values()
    days = [int(day) for day in re.findall(r"hari ke-(\d+)", TEXT)]

    assert days == [first, second, second, third, third]
    assert LAST_DAY == 365
    assert "sebelum setahun" in TEXT
