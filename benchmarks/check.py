"""How long the check takes, and whether it stays linear: 30, 300 and 3,000 cases.

The cases are copies of the kit's own under new names, twins with twins and with case notes of
their own, beside all of the kit's other content. ``--write`` puts the table into README.md.
"""

from __future__ import annotations

import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import main, table

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
SIZES = (30, 300, 3000)


def grow(folder: Path, cases: int) -> int:
    """Copy the content into a folder, with so many cases; return the number of files."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("scenarios", "templates"))
    own = sorted(path for path in (DATA / "scenarios").iterdir() if path.is_dir())
    for number in range(cases):
        source = own[number % len(own)]
        times = number // len(own)
        target = folder / "scenarios" / (f"{source.name}-{times}" if times else source.name)
        shutil.copytree(source, target)
        if times:
            _rename(target / "scenario.yml", times)
    for notes in list((folder / "case-notes").glob("*.yml")):
        for times in range(1, cases // len(own)):
            _copy_notes(notes, times)
    return sum(1 for path in folder.rglob("*.yml"))


def _rename(path: Path, times: int) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    renamed = [
        f"{line.rstrip()}-{times}\n" if line.startswith(("id: ", "twin: ")) else line
        for line in lines
    ]
    path.write_text("".join(renamed), encoding="utf-8")


def _copy_notes(path: Path, times: int) -> None:
    """Copy a file of case notes for the copies of its cases."""
    text = path.read_text(encoding="utf-8").replace(
        f"id: {path.stem}\n", f"id: {path.stem}-{times}\n", 1
    )
    text = re.sub(r"cases: \[(\S+), (\S+)\]", rf"cases: [\1-{times}, \2-{times}]", text)
    path.with_name(f"{path.stem}-{times}.yml").write_text(text, encoding="utf-8")


def seconds(folder: Path, rounds: int) -> float:
    """Return the median wall time of the check as a whole process; it must find nothing."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "tppo_kit", "check", str(folder)],
            check=True,
            capture_output=True,
        )
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(rounds: int) -> list[tuple[str, ...]]:
    """Grow and check each size; return rows of cases, files, seconds, milliseconds and memory."""
    rows: list[tuple[str, ...]] = []
    done, before = 0, 0.0
    for cases in SIZES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "data"
            files = grow(folder, cases)
            # Three thousand cases vary little from round to round, and take their time.
            took = seconds(folder, rounds if cases < max(SIZES) else min(rounds, 3))
        more = f"{1000 * (took - before) / (cases - done):.0f}" if rows else ""
        # Kilobytes on Linux, of the largest process so far, which is the one just ended.
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        rows.append((str(cases), str(files), f"{took:.2f}", more, f"{memory:.0f}"))
        done, before = cases, took
    return rows


def measured(rounds: int) -> str:
    """Return the table of all sizes."""
    head = ("cases", "YAML files", "seconds", "ms for each further case", "memory (MB)")
    return table(f"; medians of {rounds} rounds, whole process", head, measure(rounds))


if __name__ == "__main__":
    main(__doc__, 5, "check", measured)
