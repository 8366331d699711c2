"""How many answer cards are read from rendered photos, whether rightly, and how long it takes.

The conditions are those of the tests; the last line is a hall of thirty cards in 12 megapixels.
``--write`` puts the table into README.md.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import cv2
from report import main, table

from tppo_kit.cards.reading import read_cards

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "cards"))

from photos import LOOKS, hall_of_thirty, photo_of_test_set


def row(name: str, photos: list[tuple[bytes, dict[int, str]]]) -> tuple[str, ...]:
    """Return one line of the table: what was read of these photos, and how fast."""
    cards, read, wrong, doubtful, seconds = 0, 0, 0, 0, []
    for photo, answers in photos:
        start = time.perf_counter()
        reading = read_cards(photo, answers)
        seconds.append(time.perf_counter() - start)
        cards += len(answers)
        read += len(reading.letters)
        wrong += sum(answers[number] != letter for number, letter in reading.letters.items())
        doubtful += len(reading.doubtful)
    return (
        name,
        str(len(photos)),
        str(cards),
        f"{100 * read / cards:.0f}",
        str(wrong),
        str(doubtful),
        f"{1000 * statistics.median(seconds):.0f}",
    )


def measured(rounds: int) -> str:
    """Return the table of all conditions."""
    head = ("photos", "number", "cards", "read (%)", "wrong", "doubtful", "median (ms)")
    rows = [row(name, [photo_of_test_set(name, seed) for seed in range(rounds)]) for name in LOOKS]
    rows.append(row("hall, 12 megapixels", [hall_of_thirty(seed) for seed in range(1, 6)]))
    how = f", OpenCV {cv2.__version__}; 1.2 megapixels but the last"
    return table(how, head, rows)


if __name__ == "__main__":
    main(__doc__, 25, "cards", measured)
