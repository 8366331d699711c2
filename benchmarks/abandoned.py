"""Pages that are opened and abandoned: what is left in memory, descriptors and processes.

A server of the kit gets 500 requests for a notebook's page, in batches, as from a room whose phones
fall asleep before the page is there: nobody ever connects to the kernels. They are let go after a
while, here after 5 s instead of two minutes, so that a run stays short. ``--rounds`` are batches of
20 pages.

``--write`` puts the table into README.md.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import psutil
from report import main, table

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests" / name) for name in ("browser", "server")]

from serving import Server  # noqa: E402

PAGE = "/voila/render/simulations/konter_paspor.ipynb"
#: Pages asked for at the same time; a round is one batch.
BATCH = 20
ROUNDS = 25
ABANDONED_SECONDS = 5
SECONDS = 120
_HASTY = f"""
from tppo_kit.server import kernels
kernels.ABANDONED_SECONDS, kernels.CULL_SECONDS = {ABANDONED_SECONDS}, 1
from tppo_kit.cli import main
main()
"""


class Hasty(Server):
    """A server that lets go soon of what is abandoned."""

    def command(self) -> list[str]:
        """Set the constants, then do what the command does."""
        return [sys.executable, "-c", _HASTY, *super().command()[3:]]


@dataclass(frozen=True, slots=True)
class State:
    """What there is at one moment; memory is PSS in MB, without the kernels."""

    kernels: int
    zombies: int
    server: float
    warm: float
    server_descriptors: int
    warm_descriptors: int
    files: int


WHAT = {
    "kernels": "kernels",
    "zombies": "zombies",
    "server": "memory of the server (MB PSS)",
    "warm": "memory of the warm process (MB PSS)",
    "server_descriptors": "descriptors of the server",
    "warm_descriptors": "descriptors of the warm process",
    "files": "files of kernels",
}


def state_of(server: Hasty) -> State:
    """Look at a server, its warm process, and what both have started."""
    one, other = psutil.Process(server.process.pid), server.warm()
    dead = []
    for child in one.children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            dead += [child] if child.status() == psutil.STATUS_ZOMBIE else []
    return State(
        kernels=len(server.kernels()),
        zombies=len(dead),
        server=one.memory_full_info().pss / 1e6,
        warm=other.memory_full_info().pss / 1e6,
        server_descriptors=one.num_fds(),
        warm_descriptors=other.num_fds(),
        files=len(list((server.folder / "tmp").rglob("kernel-*"))),
    )


def emptied(server: Hasty) -> State:
    """Wait until no kernel is left, and return the state then."""
    deadline = time.monotonic() + SECONDS
    while server.kernels() and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(1)  # sockets close
    return state_of(server)


def measured(rounds: int) -> str:
    """Open and abandon pages in some batches, and return the table."""
    with tempfile.TemporaryDirectory() as folder:
        server = Hasty(Path(folder))
        server.start()
        try:
            return _abandoned(server, rounds)
        finally:
            server.end()


def _abandoned(server: Hasty, rounds: int) -> str:
    def abandon(_: int) -> bool:
        return bool(server.visitor().ask(PAGE, seconds=SECONDS).status == HTTPStatus.OK)

    opened = 0
    with ThreadPoolExecutor(BATCH) as together:
        list(together.map(abandon, range(BATCH)))  # what is made only once is there
        before = emptied(server)
        most, start = before, time.monotonic()
        for _ in range(rounds):
            opened += sum(together.map(abandon, range(BATCH)))
            most = max(most, state_of(server), key=lambda state: state.kernels)
        seconds = time.monotonic() - start
    states = (before, most, emptied(server))
    rows = [(what, *(f"{getattr(s, name):.0f}" for s in states)) for name, what in WHAT.items()]
    how = f"; {opened} of {rounds * BATCH} pages came, in {seconds:.0f} s"
    return table(how, ("", "before", "most kernels", "after"), rows)


if __name__ == "__main__":
    main(__doc__, ROUNDS, "abandoned", measured)
