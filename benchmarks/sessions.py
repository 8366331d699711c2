"""Forty learners on one machine: the kit beside its peers, each with the same ten questions.

``--prepare`` installs the peers, each into an environment of its own. ``--check`` lets one person
come to each, as a protocol client and in a real browser, and prints both times. Without either,
everything is measured (about 25 minutes) and printed; ``--write`` puts the table into README.md.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

from report import main, table  # noqa: E402
from sessions_browser import look  # noqa: E402
from sessions_rounds import measure, one_round  # noqa: E402
from sessions_servers import SYSTEMS, prepare, python_of, running, version_of  # noqa: E402
from sessions_table import beside, rows  # noqa: E402

#: How many people, arriving evenly within how many seconds.
SIZES = ((1, 0), (20, 10), (40, 10), (40, 0), (100, 25))
OWN = ("tornado", "ipykernel", "anywidget", "playwright")


def measured(rounds: int) -> str:
    """Return the table of all systems, and the aims below it."""
    results = []
    for system in SYSTEMS:
        print(f"{system.title} ...", file=sys.stderr)
        results.append(measure(system, rounds, SIZES))
    peers = sorted({system.environment for system in SYSTEMS} - {""})
    versions = [*(f"{name} {version(name)}" for name in OWN), *map(version_of, peers)]
    times = f"medians of {rounds} rounds, at most 2 with 20 and all at once, 1 with 100"
    how = f", {', '.join(versions)}; {times}"
    head = ("what", *(system.title for system in SYSTEMS))
    aims = "\n".join(beside(results, SIZES))
    return f"{table(how, head, rows(results, SIZES))}\n{aims}\n"


def check() -> None:
    """Let one person come to each system in both ways, on the second visit of a fresh server."""
    for system in SYSTEMS:
        try:
            with tempfile.TemporaryDirectory() as folder, running(system, Path(folder)) as server:
                server.rest(60)
                one_round(server, SIZES[0])
                client = one_round(server, SIZES[0])
                views = look(server)
        except Exception as error:  # noqa: BLE001 - the others are still to be looked at
            print(f"{system.title}: failed, {type(error).__name__}: {error}")
            continue
        print(
            f"{system.title}: client {client.wait(1):.2f} s {' '.join(client.failed)}; Chromium "
            f"{views.first.seconds:.2f} s, {views.first.bytes / 1000:.0f} kB in "
            f"{views.first.requests} requests; again {views.second.seconds:.2f} s, "
            f"{views.second.bytes / 1000:.0f} kB in {views.second.requests}"
        )


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that servers are ended
    if "--prepare" in sys.argv:
        prepare()
    elif not all(python_of(system.environment).exists() for system in SYSTEMS):
        sys.exit("The peers are not there yet: python3 benchmarks/sessions.py --prepare")
    elif "--check" in sys.argv:
        check()
    else:
        main(__doc__, 3, "sessions", measured)
