"""What every benchmark ends with: the machine, a table, and its place in README.md."""

from __future__ import annotations

import argparse
import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE = Path(__file__).resolve().parent / "README.md"


def table(how: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the rows as Markdown, with the machine and how it was measured above."""
    lines = [
        (
            f"Measured on {time.strftime('%Y-%m-%d')}, {platform.system()}, "
            f"{psutil.cpu_count()} cores, Python {platform.python_version()}{how}."
        ),
        "",
        f"| {' | '.join(head)} |",
        f"|{'|'.join(['---:' if number else '---' for number in range(len(head))])}|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def main(about: str | None, rounds: int, mark: str, measured: Callable[[int], str]) -> None:
    """Measure, print, and write the text where it is asked for, between two comments.

    Args:
        about: what ``--help`` says.
        rounds: how often, if nobody says.
        mark: the first comment is ``<!-- mark -->``, the second ``<!-- end of mark -->``.
        measured: from the number of rounds to the text.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    text = measured(options.rounds)
    print(text)
    if options.write:
        start, end = f"<!-- {mark} -->\n", f"<!-- end of {mark} -->\n"
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(start)
        PAGE.write_text(f"{before}{start}{text}{end}{rest.partition(end)[2]}", encoding="utf-8")
