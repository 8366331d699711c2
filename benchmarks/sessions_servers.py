"""The servers under load: how each is started, what it costs, and that it ends for certain."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from rig import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
ENVIRONMENTS = HERE / ".venv-peers"
MEGABYTE = 1024 * 1024
#: A server that uses less than this share of a CPU in a while has done what it does unasked.
QUIET = 0.2
WHILE_SECONDS = 0.5


class ServerError(Exception):
    """A server that does not start, or people that do not come back, with the reason."""


@dataclass(frozen=True, slots=True)
class System:
    """One way of serving the quiz.

    ``environment`` is the folder of the peer's packages, empty for the kit's own; ``command``
    has ``{port}`` and ``{folder}`` in it.
    """

    title: str
    kind: str
    environment: str
    command: str
    path: str = "/"

    def start(self, port: int, folder: Path) -> subprocess.Popen[bytes]:
        """Start it in a process group of its own, with its log in the folder."""
        words = [word.format(port=port, folder=folder) for word in self.command.split()]
        start = [str(python_of(self.environment)), "-m", *words]
        with (folder / "server.log").open("wb") as log:
            return subprocess.Popen(
                start,
                stdout=log,
                stderr=log,
                cwd=PEERS if self.environment else HERE.parent,
                env=_clean(peer=bool(self.environment)),
                start_new_session=True,
            )


VOILA = "voila quiz_voila.ipynb --no-browser --port={port} --Voila.ip=127.0.0.1"
KIT = "tppo_kit serve --no-browser --port {port} --data-dir {folder}/answers"
QUIZ = "/voila/render/simulations/kuis_tanda.ipynb"
SYSTEMS = (
    System("kit", "kit", "", KIT, QUIZ),
    System("kit, plain kernels", "kit", "", f"{KIT} --plain-kernels", QUIZ),
    System("Voila", "voila", "voila", VOILA),
    System(
        "Voila, pool of 5",
        "voila",
        "voila",
        f"{VOILA} --VoilaConfiguration.preheat_kernel=True "
        "--VoilaConfiguration.default_pool_size=5",
    ),
    System(
        "Streamlit",
        "streamlit",
        "streamlit",
        "streamlit run quiz_streamlit.py --server.port={port} --server.address=127.0.0.1 "
        "--server.headless=true --browser.gatherUsageStats=false",
    ),
    System(
        "Panel",
        "panel",
        "panel",
        "panel serve quiz_panel.py --port={port} --address=127.0.0.1 "
        "--allow-websocket-origin=localhost:{port}",
        "/quiz_panel",
    ),
    System(
        "Solara",
        "solara",
        "solara",
        "solara run quiz_solara.py --port={port} --host=127.0.0.1 --no-open --production",
    ),
    System(
        "marimo",
        "marimo",
        "marimo",
        "marimo run quiz_marimo.py --port={port} --host=127.0.0.1 --headless --no-token",
    ),
)


def python_of(environment: str) -> Path:
    """Return the Python of a peer's environment, or the kit's own for an empty name."""
    if not environment:
        return Path(sys.executable)
    place = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return ENVIRONMENTS / environment / place


def _clean(*, peer: bool) -> dict[str, str]:
    """Return this environment without what leads to other packages; a peer finds the questions."""
    odd = {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "JUPYTER_PATH", "TPPO_PLAIN_KERNELS"}
    kept = {name: value for name, value in os.environ.items() if name not in odd}
    return {**kept, "PYTHONPATH": str(PEERS)} if peer else kept


def prepare() -> None:
    """Install each peer into an environment of its own, from its pinned list."""
    for listed in sorted(PEERS.glob("requirements-*.txt")):
        name = listed.stem.removeprefix("requirements-")
        folder = ENVIRONMENTS / name
        print(f"{name}: {folder}")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(python_of(name)), "-m", "pip", "install", "-q", "-r", str(listed)]
        subprocess.run(install, check=True)


def version_of(environment: str) -> str:
    """Return name and version of a peer, as its list pins it."""
    listed = (PEERS / f"requirements-{environment}.txt").read_text(encoding="ascii")
    found = re.search(rf"^{environment}==(\S+)", listed, re.MULTILINE)
    return f"{environment} {found[1] if found else '?'}"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a server with all its processes holds and has used, in MB, seconds and numbers."""

    memory: float
    cpu: float
    processes: int
    threads: int


class Running:
    """A server that runs."""

    def __init__(self, system: System, folder: Path) -> None:
        """Start it, with its log in the folder."""
        self.system = system
        self.log = folder / "server.log"
        self.port = free_port()
        self.process = system.start(self.port, folder)

    @property
    def address(self) -> str:
        """Return the address, without a slash at the end."""
        return f"http://localhost:{self.port}"

    def tree(self) -> list[psutil.Process]:
        """Return the server and everything it has started."""
        server = psutil.Process(self.process.pid)
        return [server, *server.children(recursive=True)]

    def cost(self) -> Cost:
        """Measure all processes; one that ends meanwhile is left out."""
        memory, cpu, threads, processes = 0.0, 0.0, 0, 0
        for process in self.tree():
            with suppress(psutil.NoSuchProcess):
                memory += process.memory_full_info().pss / MEGABYTE
                cpu += _used(process)
                threads += process.num_threads()
                processes += 1
        return Cost(memory, cpu, processes, threads)

    def rest(self, seconds: float = 30) -> None:
        """Wait until the server has nothing more to do, or for some seconds."""
        deadline = time.monotonic() + seconds
        before = float("-inf")
        while time.monotonic() < deadline:
            used = 0.0
            for process in self.tree():
                with suppress(psutil.NoSuchProcess):
                    used += _used(process)
            if used - before < QUIET * WHILE_SECONDS:
                return
            before = used
            time.sleep(WHILE_SECONDS)

    def wait(self) -> None:
        """Wait until the port is open."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            if self.process.poll() is not None:
                said = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
                raise ServerError(f"ended with {self.process.returncode}: {''.join(said[-1:])}")
            time.sleep(0.1)
        raise ServerError("no open port after 60 s")


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


@contextmanager
def running(system: System, folder: Path) -> Iterator[Running]:
    """Start a system, wait until its port is open, and end all of it whatever happens."""
    server = Running(system, folder)
    try:
        server.wait()
        yield server
    finally:
        _end(server)


def _end(server: Running) -> None:
    """Kill the server's group and what it started elsewhere: kernels have groups of their own."""
    started: list[psutil.Process] = []
    with suppress(psutil.NoSuchProcess):
        started = server.tree()
    with suppress(ProcessLookupError):
        os.killpg(server.process.pid, signal.SIGKILL)
    for process in started:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    server.process.wait()
    psutil.wait_procs(started, timeout=10)
