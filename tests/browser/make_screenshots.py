"""Make the screenshots of README and guide from this version.

All of them: ``python tests/browser/make_screenshots.py``; those of one part: add ``learner`` or
``room``.
"""

import io
import re
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from rig import QUIET, Server, find_browser
from walks import answer_round, first_offered, open_notebook, playthrough_to, press, sit_down

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1024, "height": 768}
PROGRAMME = "lokakarya-perangkat-desa-45"
STORY = 2  # its place in the programme
#: What the others of the room choose, by place among the choices: a majority, and some who differ.
OTHERS = (0, 1, 1, 0, 1, 2, 1)


def main():
    """Walk through the wanted parts, each with a server of its own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or PARTS:
        server = Server(Path(tempfile.mkdtemp())).start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
                PARTS[name](browser, server, playwright.request)
                browser.close()
        finally:
            server.kill()


def _learner(browser, server, _):
    """Learn alone on a phone and a laptop and keep four pictures."""
    phone = browser.new_page(viewport=PHONE)
    code = sit_down(phone, server)
    phone.screenshot(path=FOLDER / "home-phone.png")
    open_notebook(phone, "konter_paspor")
    press(phone, "desk-open", "scenario:liburan-sepuluh-hari")
    press(phone, "begin")
    phone.screenshot(path=FOLDER / "case-phone.png")
    for choice in playthrough_to("liburan-sepuluh-hari", "good")["choose"]:
        press(phone, "choose", choice)
    press(phone, "confidence", "80")
    phone.screenshot(path=FOLDER / "debrief-phone.png")
    laptop = browser.new_page(viewport=LAPTOP)
    _profile(laptop, server, code)
    laptop.screenshot(path=FOLDER / "profile-laptop.png")


def _profile(page, server, code):
    """Answer two rounds with the same seat on the laptop and open the profile."""
    page.goto(server.address)
    page.fill("#code", code)
    page.click("form[action='/seat/join'] button")
    open_notebook(page, "kuis_tanda")
    for number in (1, 2):
        press(page, "desk-open", f"quiz:tanda-{number}")
        answer_round(page, first_offered)
        press(page, "desk-list")
    page.goto(f"{server.address}/profile")


def _room(browser, server, request):
    """Let a small room decide the first scene of a story and keep console, wall, phone, print."""
    facilitator = browser.new_context(viewport=LAPTOP)
    console, wall = facilitator.new_page(), facilitator.new_page()
    console.goto(f"{server.address}/console")
    console.fill("#pin", (server.folder / "answers" / "pin").read_text().split()[0])
    console.click("button.primary")
    console.click(f"#room-{PROGRAMME}")
    wall.goto(f"{server.address}/wall")
    phone = browser.new_page(viewport=PHONE)
    phone.goto(f"{server.address}/room")
    phone.click("#join")
    others = [request.new_context(base_url=server.address) for _ in OTHERS]
    for other in others:
        other.post("/room/join")
    _begin_story(console)
    for other, place in zip(others, OTHERS, strict=True):
        _vote(other, place)
    phone.locator("#live button.option").nth(1).click()
    phone.get_by_text("✓ Terhitung").scroll_into_view_if_needed()
    console.get_by_text("✓ sudah menjawab").nth(len(OTHERS)).wait_for(state="attached")
    _keep(console, "room-console")
    _keep(phone, "room-phone")
    console.click("#live button[value='close=']")
    wall.wait_for_selector(".bars")
    _keep(wall, "room-wall")
    console.goto(f"{server.address}/console/print?people=20")
    _keep(console, "room-print")


def _begin_story(console):
    """Go to the story in the run sheet, start it, and open the first vote."""
    console.click(f"#sheet-{STORY}")
    for value in ("stage=", "take=begin", "open="):
        console.click(f"#live .main button[value^='{value}']")
    console.wait_for_selector("#live .main button[value='close=']")


def _vote(other, place):
    """Choose for somebody without a browser, by place among what the page offers."""
    page = other.get("/room").text()
    mark = re.search(r'name="at" value="([^"]*)"', page)[1]
    offered = re.findall(r'name="press" value="([^"]*)"', page)
    form = {"at": mark, "press": offered[place], "click": "shot"}
    assert other.post("/room/press", form=form).ok


def _keep(page, name):
    """Keep a picture of what is on the screen, with at most 256 colours."""
    page.bring_to_front()
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(256).save(FOLDER / f"{name}.png", optimize=True)


PARTS = {"learner": _learner, "room": _room}

if __name__ == "__main__":
    main()
