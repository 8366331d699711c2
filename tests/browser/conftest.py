"""A real browser and a real server for the browser tests."""

import pytest
from playwright.sync_api import sync_playwright
from rig import QUIET, Server, find_browser, install_browser
from walks import ARTIFACTS, put_away


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
        put_away(context)
    assert foreign == []
