"""One person in a real browser: what a view weighs, and how long it takes with drawing."""

from __future__ import annotations

import base64
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright
from rig import QUIET, find_browser
from sessions_servers import PEERS, Running

sys.path.insert(0, str(PEERS))

from questions import questions

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

FIRST = questions()[0]
GIVEN = FIRST.choices[1]
#: Milliseconds after which a page has fetched what it fetches unasked.
SETTLE = 1500


@dataclass(frozen=True, slots=True)
class View:
    """Seconds until the first question can be answered, bytes received, and requests made."""

    seconds: float
    bytes: int
    requests: int


@dataclass(frozen=True, slots=True)
class Look:
    """The first view of a new device, and its second with what it has kept."""

    first: View
    second: View


class Wire:
    """Counts what a page receives."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        """Count from now on."""
        self.bytes, self.requests = 0, 0
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._heard)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])
        self.requests += event["encodedDataLength"] > 0

    def _heard(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.bytes += len(data.encode() if frame["opcode"] == 1 else base64.b64decode(data))


def look(server: Running) -> Look:
    """View the quiz twice on one new device, and answer the first question both times."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        context = browser.new_context(viewport={"width": 360, "height": 740})
        context.set_default_timeout(30_000)
        found = Look(_view(context, server, seated=False), _view(context, server, seated=True))
        browser.close()
    return found


def _view(context: BrowserContext, server: Running, *, seated: bool) -> View:
    page = context.new_page()
    wire = Wire(context, page)
    kit = server.system.kind == "kit"
    if kit and not seated:  # weighs with the first view, but the wait begins with the notebook
        page.goto(server.address)
        page.click("form[action='/seat'] button")
        page.wait_for_selector(".seat")
    start = time.perf_counter()
    page.goto(server.address + server.system.path, wait_until="commit")
    seconds = (_kit if kit else _peer)(page) - start
    page.wait_for_timeout(SETTLE)
    page.goto("about:blank")
    page.close()
    return View(seconds, wire.bytes, wire.requests)


def _peer(page: Page) -> float:
    """Answer the first question; return when that could be done."""
    page.get_by_text(FIRST.text).first.wait_for()
    button = page.get_by_role("button", name=GIVEN.text)
    button.wait_for()
    ready = time.perf_counter()
    button.click()
    page.get_by_text(GIVEN.why).first.wait_for()
    return ready


def _kit(page: Page) -> float:
    """Choose the round, begin, and answer; return when that could be done.

    On a second view the round goes on where it was left, after an answer.
    """
    stage = page.locator(".tppo-stage")
    stage.locator("[data-event='desk-open']").first.click()
    button = stage.locator("[data-event]:not([data-event^='desk-'])").first
    button.wait_for()
    if button.get_attribute("data-event") == "begin":
        button.click()
        stage.locator("[data-event='answer'], [data-event='toggle']").first.wait_for()
    ready = time.perf_counter()
    before = stage.inner_html()
    button.click()
    page.wait_for_function(
        "before => document.querySelector('.tppo-stage').innerHTML !== before", arg=before
    )
    return ready
