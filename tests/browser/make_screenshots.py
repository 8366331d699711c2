"""Make the screenshots of the README from this version: python tests/browser/make_screenshots.py."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rig import QUIET, Server, find_browser
from walks import answer_round, first_offered, open_notebook, playthrough_to, press, sit_down

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"


def main():
    """Walk through the kit on a phone and a laptop and keep four pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    server = Server(Path(tempfile.mkdtemp())).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
            phone = browser.new_page(viewport={"width": 360, "height": 740})
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
            laptop = browser.new_page(viewport={"width": 1024, "height": 768})
            _profile(laptop, server, code)
            laptop.screenshot(path=FOLDER / "profile-laptop.png")
            browser.close()
    finally:
        server.kill()


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


if __name__ == "__main__":
    main()
