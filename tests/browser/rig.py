"""Finding a browser and running a real server, for browser tests and benchmarks."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PLACES = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
]
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser():
    """Return the path of an installed browser, or None."""
    named = [os.environ.get("TPPO_BROWSER"), *map(shutil.which, NAMES), *PLACES]
    return next((path for path in named if path and Path(path).is_file()), None)


def apt_install(package):
    """Install a package of Debian where that is possible, one process at a time."""
    if not shutil.which("apt-get") or getattr(os, "geteuid", lambda: 1)() != 0:
        return
    import fcntl  # noqa: PLC0415 - where apt-get is, so is this

    with Path(tempfile.gettempdir(), "tppo-kit-apt.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"]
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*apt, "update"], check=False)
        subprocess.run([*apt, "-y", "install", package], check=False, env=environment)


def install_browser():
    """Install Debian's Chromium where that is possible."""
    apt_install("chromium")
    return find_browser()


def free_port():
    """Return a port of this machine that nobody uses now.

    It lies below the ports that systems give to outgoing connections: one of those could meet
    itself while the server is not yet there.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Server:
    """A real server in a process group of its own."""

    def __init__(self, folder, pool=0, **environment):
        """Remember where its answers go, and what it is told by its environment."""
        self.folder = folder
        self.pool = pool
        self.environment = environment
        self.port = free_port()
        self.process = None

    @property
    def address(self):
        """Return the address of the home page."""
        return f"http://localhost:{self.port}"

    probe = "/kit/kit.css"

    def command(self):
        """Return how the server is started."""
        return [
            *(sys.executable, "-m", "tppo_kit", "serve", "--no-browser"),
            *("--port", str(self.port), "--pool", str(self.pool)),
            *("--data-dir", str(self.folder / "answers")),
        ]

    def start(self):
        """Start, and wait until the home page answers."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                env=os.environ | self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}{self.probe}") as answer:  # noqa: S310
                    if answer.status == 200:
                        return self
            except OSError:
                assert self.process.poll() is None, (self.folder / "server.log").read_text()
        raise TimeoutError((self.folder / "server.log").read_text())

    def kill(self):
        """End the server and its kernels at once, as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
