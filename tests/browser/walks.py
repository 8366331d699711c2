"""What a person does in the browser, in the words of the tests."""

import contextlib
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Error

from tppo_kit.settings import load_settings

DATA = load_settings().data
#: The stage where something can be pressed; pages to read come before it.
MAIN = ".tppo-stage:has([data-event])"
ARTIFACTS = Path(__file__).parents[1] / "artifacts"


def playthroughs(case):
    """Return the playthroughs of a case as plain data."""
    path = DATA / "scenarios" / case / "playthroughs.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def playthrough_to(case, kind):
    """Return the first playthrough of a case that ends in an ending of a kind."""
    path = DATA / "scenarios" / case / "scenario.yml"
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))["steps"]
    return next(p for p in playthroughs(case) if steps[p["ends_at"]]["ending"] == kind)


def put_away(context):
    """Close a browser's context; a page that is on its way elsewhere would never let it close."""
    for page in context.pages:
        with contextlib.suppress(Error):  # the page may be gone
            page.goto("about:blank", timeout=10_000)
    context.close()


def sit_down(page, server):
    """Open the home page, take a seat, and return its code."""
    page.goto(server.address)
    page.click("form[action='/seat'] button")
    return page.text_content(".seat")


def open_notebook(page, name):
    """Go from the home page into a notebook and wait until it can be used."""
    page.click(f"a[href*='{name}']")
    page.wait_for_selector(".tppo-stage [data-event]")


def press(page, event, value=None, stage=None):
    """Press one thing on a stage and wait for the answer."""
    place = stage or page.locator(MAIN).first
    selector = f"[data-event='{event}']"
    if value is not None:
        selector += f"[data-value='{value}']"
    before = place.locator(".tppo-body").inner_html()
    place.locator(selector).first.click()
    page.wait_for_function(
        "([before, index]) => {"
        " const body = document.querySelectorAll('.tppo-stage .tppo-body')[index];"
        " return body.innerHTML !== before && body.getAttribute('aria-busy') === 'false'; }",
        arg=[before, _index(page, place)],
    )


def _index(page, place):
    return place.evaluate("el => [...document.querySelectorAll('.tppo-stage')].indexOf(el)")


def play_case(page, case, choices, confidence="80"):
    """Play an opened list of cases: open one, walk it, say how sure."""
    press(page, "desk-open", f"scenario:{case}")
    press(page, "begin")
    for choice in choices:
        press(page, "choose", choice)
    press(page, "confidence", confidence)


def tab_to(page, selector, most=60):
    """Press Tab until the focus is on what is wanted, and press Enter there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"the keyboard cannot reach {selector}")


def answer_round(page, answers):
    """Play an opened round of a quiz with a rule that chooses among the offered answers."""
    press(page, "begin")
    stage = page.locator(MAIN).first
    for _ in range(200):
        if stage.locator("[data-event='answer']").count():
            press(page, "answer", answers(stage))
        elif stage.locator("[data-event='toggle']").count():
            press(page, "toggle")
            press(page, "seal")
        elif stage.locator("[data-event='confidence']").count():
            press(page, "confidence", "70")
        elif stage.locator("[data-event='next']").count():
            press(page, "next")
        else:
            return


def first_offered(stage):
    """Choose consult where a step is asked for, else the first answer."""
    rung = stage.locator("[data-event='answer'][data-value='consult']")
    chosen = rung if rung.count() else stage.locator("[data-event='answer']").first
    return chosen.get_attribute("data-value")


def shot(page, name, *, whole=True):
    """Keep a screenshot among the artifacts of the test run."""
    page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=whole)
