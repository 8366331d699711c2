import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from walks import (
    MAIN,
    answer_round,
    first_offered,
    open_notebook,
    play_case,
    playthrough_to,
    press,
    shot,
    sit_down,
)

pytestmark = pytest.mark.browser
SIZES = [(360, 740), (1366, 768)]


def _serious(page):
    """Return what axe calls serious or critical on the page."""
    result = Axe().run(page)
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]])
        for violation in result.response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("size", SIZES, ids=["phone", "laptop"])
def test_a_newcomer_plays_to_every_kind_of_ending_and_comes_back(visit, server, size):
    """Home, cases to each kind of ending, debrief, quiz, profile, close, reopen, resume."""
    name = f"{size[0]}"
    page = visit(size)
    code = sit_down(page, server)
    shot(page, f"{name}-home")
    open_notebook(page, "konter_paspor")
    for case, kind in (
        ("liburan-sepuluh-hari", "good"),
        ("umrah-bersama-ibu", "mixed"),
        ("kakak-sepupu-di-loket", "poor"),
    ):
        play_case(page, case, playthrough_to(case, kind)["choose"])
        assert page.locator(f".feedback.{kind}").count() >= 1
        shot(page, f"{name}-debrief-{kind}")
        press(page, "desk-list")

    press(page, "desk-open", "scenario:pusat-panggilan")
    press(page, "begin")
    press(page, "choose", playthrough_to("pusat-panggilan", "good")["choose"][0])
    left_at = page.text_content(".tppo-stage .scene")
    page.goto(server.address)
    open_notebook(page, "kuis_tanda")
    press(page, "desk-open", "quiz:tanda-1")
    answer_round(page, first_offered)
    shot(page, f"{name}-quiz-result")
    page.goto(f"{server.address}/profile")
    shot(page, f"{name}-profile")
    assert re.search(r"\d", page.text_content("main"))
    page.context.close()

    again = visit(size)
    again.goto(server.address)
    again.fill("#code", code.lower().replace("-", " "))
    again.click("form[action='/seat/join'] button")
    assert again.text_content(".seat") == code
    shot(again, f"{name}-home-again")
    open_notebook(again, "konter_paspor")
    press(again, "desk-open", "scenario:pusat-panggilan")

    assert again.text_content(".tppo-stage .scene") == left_at


@pytest.mark.parametrize("size", SIZES, ids=["phone", "laptop"])
def test_no_page_fits_badly(visit, server, size):
    """Nothing is wider than the screen, and every thing to press is at least 44 px high."""
    page = visit(size)
    page.goto(server.address)
    pages = ["welcome"]
    sit_down(page, server)
    open_notebook(page, "02_tanda")
    pages.append("module")
    too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('.tppo-stage button, .tppo .option, .bar a, .bar button')]"
        ".filter(b => b.offsetParent && b.getBoundingClientRect().height < 44)"
        ".map(b => b.outerHTML.slice(0, 120))"
    )
    shot(page, f"{size[0]}-module")

    assert not too_wide
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit, server, scheme):
    """Welcome, home, every kind of view, and profile have no serious accessibility finding."""
    page = visit((360, 740), color_scheme=scheme)
    page.goto(server.address)
    found = {"welcome": _serious(page)}
    sit_down(page, server)
    found["home"] = _serious(page)
    open_notebook(page, "konter_paspor")
    found["list"] = _serious(page)
    press(page, "desk-open", "scenario:liburan-sepuluh-hari")
    press(page, "begin")
    found["scene"] = _serious(page)
    walk = playthrough_to("liburan-sepuluh-hari", "poor")["choose"]
    for choice in walk:
        press(page, "choose", choice)
    found["confidence"] = _serious(page)
    press(page, "confidence", "60")
    found["debrief"] = _serious(page)
    shot(page, f"360-debrief-{scheme}")
    page.goto(server.address)
    open_notebook(page, "02_tanda")
    found["module"] = _serious(page)
    press(page, "by", "phase:border")
    found["signs"] = _serious(page)
    press(page, "open", "T-PBT-01")
    found["sign"] = _serious(page)
    shot(page, f"360-sign-{scheme}")
    page.goto(f"{server.address}/profile")
    found["profile"] = _serious(page)
    page.goto(f"{server.address}/no-such-page")
    found["lost"] = _serious(page)

    assert {name: list_ for name, list_ in found.items() if list_} == {}


def test_the_language_switch_changes_the_interface(visit, server):
    """One press turns the interface into English and back, in pages and on the stage."""
    page = visit()
    sit_down(page, server)
    indonesian = page.text_content("main")
    page.click("form[action='/language'] button")
    english = page.text_content("main")
    open_notebook(page, "konter_paspor")
    stage = page.text_content(MAIN)
    shot(page, "360-english")

    assert "Your seat code" in english
    assert "Your seat code" not in indonesian
    assert "What would you like to do?" in stage
