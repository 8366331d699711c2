"""A real browser and a real server for the browser tests."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ARTIFACTS = Path(__file__).parents[1] / "artifacts"
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


def install_browser():
    """Install Debian's Chromium where that is possible."""
    if shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
    return find_browser()


@pytest.fixture(scope="session")
def browser_path():
    """Give the path of a browser; without one the tests fail and say what to install."""
    path = find_browser() or install_browser()
    if path is None:
        pytest.fail(
            "No Chromium, Chrome or Edge found. Install one (Debian: apt-get install chromium) "
            "or set TPPO_BROWSER to its path. / Pasang Chromium, Chrome, atau Edge."
        )
    return path


@pytest.fixture(scope="session")
def browser(browser_path):
    """Give one running headless browser."""
    ARTIFACTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
        yield running
        running.close()


def free_port():
    """Return a port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A real server in a process group of its own."""

    def __init__(self, folder, pool=0):
        """Remember where its answers go."""
        self.folder = folder
        self.pool = pool
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.process = None

    def start(self):
        """Start, and wait until the home page answers."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "tppo_kit", "serve", "--no-browser"),
                    *("--port", str(self.port), "--pool", str(self.pool)),
                    *("--data-dir", str(self.folder / "answers")),
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/kit/kit.css") as answer:  # noqa: S310
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


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Give a running server with an empty log."""
    running = Server(tmp_path_factory.mktemp("server"))
    yield running.start()
    running.kill()


@pytest.fixture
def visit(browser, server):
    """Return a function that opens a new device of a size; foreign requests fail the test."""
    contexts, foreign = [], []

    def note(request):
        own = (server.address, server.address.replace("http", "ws"), "data:", "blob:")
        if not request.url.startswith(own):
            foreign.append(request.url)

    def open_device(size=(360, 740), **options):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(30_000)
        context.on("request", note)
        contexts.append(context)
        return context.new_page()

    yield open_device
    for context in contexts:
        context.close()
    assert foreign == []
