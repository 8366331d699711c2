"""The real server in a process of its own, and visitors who know nothing but its port."""

import contextlib
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from serving import Server
from wire import Learner


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """Give one running server, shared by all tests that only look at it."""
    server = Server(tmp_path_factory.mktemp("served"))
    yield server.start()
    server.end()


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Give one running server that a module may treat badly."""
    server = Server(tmp_path_factory.mktemp("own"))
    yield server.start()
    server.end()


@pytest.fixture
def visitor(served):
    """Give a new device without a seat."""
    return served.visitor()


@pytest.fixture
def serve(tmp_path):
    """Return a function that makes a server for one test, with options of ``serve``."""
    servers = []

    def make(*options):
        folder = tmp_path / f"server-{len(servers)}"
        folder.mkdir()
        servers.append(Server(folder, *options))
        return servers[-1]

    yield make
    for server in servers:
        server.end()


@pytest.fixture
def learn():
    """Return a function that opens a notebook over the raw websocket, seated or not."""
    learners = []

    def open_notebook(visitor, *arguments, seated=True, **options):
        if seated and visitor.card is None:
            visitor.sit_down()
        learners.append(Learner(visitor, *arguments, **options))
        if seated:
            learners[-1].hello(visitor.card)
        return learners[-1]

    yield open_notebook
    if learners:
        with ThreadPoolExecutor(len(learners)) as together:
            list(together.map(Learner.leave, learners))


@pytest.fixture(scope="session")
def chromium():
    """Return a context manager that starts a headless browser in the thread that calls it."""
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    path = next(filter(None, [os.environ.get("TPPO_BROWSER"), *map(shutil.which, names)]), None)

    @contextlib.contextmanager
    def start():
        with sync_playwright() as playwright:
            quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            options = {"executable_path": path} if path else {"channel": "chrome"}
            browser = playwright.chromium.launch(args=quiet, **options)
            yield browser
            browser.close()

    return start
