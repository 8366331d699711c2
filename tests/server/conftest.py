"""The real server in a process of its own, and visitors who know nothing but its port."""

import contextlib
import datetime as dt
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from hubbed import ANI, FakeHub, HubServer
from serving import Server
from simulated import Simulated
from wire import Learner

from tppo_kit.store.log import Log


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


@pytest.fixture(scope="session")
def reporting(tmp_path_factory):
    """Give a server whose log holds a session of twelve people and one of three."""
    server = Server(tmp_path_factory.mktemp("reporting"))
    log, day = Log(server.database), dt.date(2026, 10, 5)
    simulated = Simulated(log)
    server.rooms = [simulated.session(day, people=12)[0], simulated.session(day, people=3)[0]]
    log.close()
    yield server.start()
    server.end()


@pytest.fixture(scope="module")
def hub():
    """Give a running Hub."""
    with FakeHub().running() as made:
        yield made


@pytest.fixture(scope="module")
def hub_server(tmp_path_factory, hub):
    """Give Ani's server behind it."""
    server = HubServer(tmp_path_factory.mktemp("hubbed"), hub)
    yield server.start()
    server.end()


@pytest.fixture
def ani(hub_server):
    """Give a device of Ani's, signed in."""
    return hub_server.signed_in(ANI)[0]


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
