import pytest
from walks import MAIN, playthrough_to, shot

pytestmark = pytest.mark.browser


def _tab_to(page, selector, most=60):
    """Press Tab until the focus is on what is wanted, and press Enter there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"the keyboard cannot reach {selector}")


def _settled(page):
    page.wait_for_selector(".tppo-body[aria-busy='false']")


def test_a_case_can_be_played_by_keyboard_alone(visit, server):
    """From the welcome to the debrief with Tab and Enter, focus on the title after each step."""
    page = visit((1366, 768))
    page.goto(server.address)
    _tab_to(page, "form[action='/seat'] button")
    page.wait_for_selector(".seat")
    _tab_to(page, "a[href*='konter_paspor']")
    page.wait_for_selector(".tppo-stage [data-event]")
    _settled(page)
    _tab_to(page, "[data-value='scenario:umrah-bersama-ibu']")
    page.wait_for_selector("[data-event='begin']")
    _settled(page)
    _tab_to(page, "[data-event='begin']")
    for choice in playthrough_to("umrah-bersama-ibu", "good")["choose"]:
        page.wait_for_selector(f"[data-value='{choice}']")
        _settled(page)
        assert page.evaluate("document.activeElement.className") == "view-title"
        _tab_to(page, f"[data-event='choose'][data-value='{choice}']")
    page.wait_for_selector("[data-event='confidence']")
    _settled(page)
    _tab_to(page, "[data-event='confidence'][data-value='90']")
    page.wait_for_selector(".feedback.good")
    shot(page, "1366-keyboard-debrief")

    assert page.locator(".feedback.good").count() >= 1


def test_the_focus_can_be_seen(visit, server):
    """What has the focus by keyboard has an outline of at least two pixels."""
    page = visit((1366, 768))
    page.goto(server.address)
    page.keyboard.press("Tab")
    widths = []
    for _ in range(4):
        page.keyboard.press("Tab")
        widths.append(
            page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        )
    shot(page, "1366-focus", whole=False)

    assert min(widths) >= 2


def test_what_changed_is_announced(visit, server):
    """After a press the live region says what is on the screen now."""
    page = visit()
    page.goto(server.address)
    page.click("form[action='/seat'] button")
    page.click("a[href*='konter_paspor']")
    page.click("[data-value='scenario:liburan-sepuluh-hari']")
    page.wait_for_selector("[data-event='begin']")
    _settled(page)
    page.click("[data-event='begin']")
    page.wait_for_selector("[data-event='choose']")
    _settled(page)
    said = page.text_content(f"{MAIN} [aria-live]")

    assert said.strip() in page.text_content(f"{MAIN} .tppo-body")
    assert len(said) > 20
