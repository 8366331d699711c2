"""Every module: readable on phone and projector, no serious fault for axe, done by keyboard."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from walks import open_notebook, shot, sit_down

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Unit
from tppo_kit.settings import load_settings

pytestmark = pytest.mark.browser
UNITS = Catalogue(load_settings().data).all(Unit)
MODULES = [unit for unit in UNITS if unit.notebook.startswith("modules/")]
SIZES = [(360, 740), (1024, 768)]
#: What is pressed first when several things can be: each step leads nearer to the end.
ORDER = ["begin", "seal", "check", "next", "close", "done", "confidence", "choose", "place"]
ORDER += ["answer", "toggle"]
MOST_STEPS = 120


def _serious(page):
    """Return what axe calls serious or critical on the page."""
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]


def _stages(unit):
    """Return how many stages the notebook of a unit holds: one for each call of play."""
    notebook = nbformat.read(load_settings().home / unit.notebook, as_version=4)
    return sum(cell.source.startswith("play(") for cell in notebook.cells)


def _enter(page, server, unit):
    """Sit down, open the module, and wait until every stage is drawn."""
    sit_down(page, server)
    page.goto(f"{server.address}/voila/render/{unit.notebook}")
    page.wait_for_function(
        "n => document.querySelectorAll('.tppo-stage .view').length >= n",
        arg=_stages(unit),
    )


def test_there_are_eleven_modules():
    """The syllabus is whole, and its modules are numbered without a gap."""
    numbers = [unit.notebook.removeprefix("modules/")[:2] for unit in MODULES]

    assert numbers == [f"{number:02d}" for number in range(1, 12)]


@pytest.mark.parametrize("unit", MODULES, ids=lambda unit: unit.id)
def test_a_module_fits_phone_and_projector(visit, server, unit):
    """On both, nothing is wider than the screen and axe finds nothing serious."""
    page = visit(SIZES[0])
    _enter(page, server, unit)
    for size in SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        shot(page, f"{size[0]}-{unit.id}")

        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert _serious(page) == []


def _offered(page, index):
    """Return the events that a stage offers now, locked ones left out."""
    return page.evaluate(
        "index => [...document.querySelectorAll('.tppo-stage')[index]"
        ".querySelectorAll('[data-event]:not([aria-disabled=true])')].map(e => e.dataset.event)",
        index,
    )


def _chosen(page, index):
    return page.evaluate(
        "index => document.querySelectorAll('.tppo-stage')[index]"
        ".querySelectorAll('.option.chosen').length",
        index,
    )


def _following(offered, chosen, looked):
    """Return what to press next, None when the activity is done."""
    if "desk-again" in offered:
        return None
    if "open" in offered or "by" in offered or offered == ["back"]:
        if looked:
            return "done" if "done" in offered else "back"
        return "open" if "open" in offered else "by" if "by" in offered else "back"
    usable = [name for name in ORDER if name in offered]
    if usable[0] == "seal" and "toggle" in usable and not chosen:
        return "toggle"
    return usable[0]


def _press_by_keyboard(page, index, event):
    """Press Tab until the focus is on the wanted thing of a stage, then Enter, and wait."""
    body = f"document.querySelectorAll('.tppo-stage .tppo-body')[{index}]"
    before = page.evaluate(f"{body}.innerHTML")
    wanted = (
        "([index, event]) => { const a = document.activeElement;"
        " return a.matches(`[data-event='${event}']:not([aria-disabled=true])`)"
        " && !a.matches('.chosen')"
        " && document.querySelectorAll('.tppo-stage')[index].contains(a); }"
    )
    for _ in range(600):
        page.keyboard.press("Tab")
        if page.evaluate(wanted, [index, event]):
            break
    else:
        pytest.fail(f"the keyboard cannot reach {event}")
    page.keyboard.press("Enter")
    page.wait_for_function(
        f"before => {body}.innerHTML !== before && {body}.getAttribute('aria-busy') === 'false'",
        arg=before,
    )


@pytest.mark.parametrize("unit", MODULES, ids=lambda unit: unit.id)
def test_a_module_can_be_finished_by_keyboard_alone(visit, server, unit):
    """With Tab and Enter every activity of the module is brought to its end."""
    page = visit((1024, 768))
    _enter(page, server, unit)
    stages = page.locator(".tppo-stage")
    for index in range(stages.count()):
        looked = False
        for _ in range(MOST_STEPS):
            offered = _offered(page, index)
            if not offered:
                break
            event = _following(offered, _chosen(page, index), looked)
            if event is None:
                break
            _press_by_keyboard(page, index, event)
            looked = looked or event == "open"
        else:
            pytest.fail(f"stage {index} of {unit.id} did not end")
    page.goto(server.address)

    assert page.locator(f"a.done[href*='{unit.notebook}']").count() == 1


def test_a_card_opens_for_paper(visit, server):
    """From the pocket card of a module a page opens that holds the card alone."""
    page = visit()
    sit_down(page, server)
    open_notebook(page, "01_apa_itu")
    with page.context.expect_page() as opened:
        page.click("a[href^='/print/']")
    card = opened.value
    card.wait_for_selector(".view.card")
    shot(card, "360-card")

    assert card.locator("[data-event]").count() == 0
