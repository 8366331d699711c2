"""Every simulation in the browser: cover, middle and debrief, on phone and projector, by keyboard."""

from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from walks import shot, sit_down

from tppo_kit.activities.activity import replay
from tppo_kit.activities.habits import Habit, play_habit
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Unit
from tppo_kit.records import Event
from tppo_kit.sessions.library import SIMULATIONS, open_activity
from tppo_kit.settings import load_settings
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.log import Log

pytestmark = pytest.mark.browser
CATALOGUE = Catalogue(load_settings().data)
SIZES = [(360, 740), (1024, 768)]


def _first(kind):
    """Return the unit that a kind is played in, and its first activity of that kind."""
    for unit in CATALOGUE.all(Unit):
        for key in unit.activities:
            if key.startswith(f"{kind}:"):
                return unit, key
    pytest.fail(f"no notebook plays {kind}")


def _serious(page):
    """Return what axe calls serious or critical on the page."""
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]


def _enter(page, server, unit, key):
    """Open the notebook and the activity, and wait until something can be pressed."""
    page.goto(f"{server.address}/voila/render/{unit.notebook}")
    page.wait_for_selector(".tppo-stage [data-event]")
    choice = page.locator(f"[data-event='desk-open'][data-value='{key}']")
    if choice.count():
        choice.click()
        page.wait_for_selector("[data-event='desk-list']")


def _fits(page, name):
    """Assert that on both sizes nothing is too wide and axe finds nothing serious."""
    for size in SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        shot(page, f"{size[0]}-{name}")

        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert _serious(page) == []


def _played(server, seat, key, share):
    """Put an attempt into the log that was played by the book for a share of its events."""
    activity = open_activity(key, CATALOGUE)
    attempt = new_attempt(seat, key, activity.fingerprint, 1.0)
    _, events = play_habit(activity, attempt.seed, Habit.BY_THE_BOOK, Random(1))
    events = events[: max(1, round(share * len(events)))]
    log = Log(server.folder / "answers" / "tppo-kit.sqlite3")
    for number, event in enumerate(events):
        outcome = activity.outcome(replay(activity, attempt.seed, events[: number + 1]))
        log.append(attempt, number, Event(event.name, event.value, event.at, f"c{number}"), outcome)
    log.close()


@pytest.mark.parametrize("kind", SIMULATIONS)
@pytest.mark.parametrize("share", [0.5, 1.0], ids=["middle", "debrief"])
def test_a_simulation_fits_phone_and_projector(visit, server, kind, share):
    """At any point nothing is wider than the screen and axe finds nothing serious."""
    unit, key = _first(kind)
    page = visit(SIZES[0])
    seat = sit_down(page, server)
    _played(server, seat, key, share)
    _enter(page, server, unit, key)
    _fits(page, f"{kind}-{share:g}")
    assert page.locator("[data-event='desk-again']").count() == (share == 1.0)


@pytest.mark.parametrize("kind", SIMULATIONS)
def test_a_simulation_is_played_by_keyboard(visit, server, kind):
    """The cover fits; with Tab and Enter it begins, and five presses later it still goes on."""
    unit, key = _first(kind)
    page = visit(SIZES[1])
    sit_down(page, server)
    _enter(page, server, unit, key)
    _fits(page, f"{kind}-0")
    body = "document.querySelector('.tppo-stage:has([data-event=begin]) .tppo-body')"
    page.evaluate(f"window.played = {body}")
    for _ in range(6):
        before = page.evaluate("played.innerHTML")
        _focus_something(page)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "before => played.innerHTML !== before && played.getAttribute('aria-busy') === 'false'",
            arg=before,
        )

    assert page.evaluate("played.querySelectorAll('[data-event=begin]').length") == 0
    assert page.evaluate("played.querySelectorAll('[data-event]').length") > 0


def _focus_something(page):
    """Press Tab until the focus is on something of the simulation that can be pressed."""
    wanted = (
        "() => { const a = document.activeElement; return played.contains(a)"
        " && a.matches('[data-event]:not([aria-disabled=true]):not([data-event^=desk])'); }"
    )
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate(wanted):
            return
    pytest.fail("the keyboard reaches nothing to press")
