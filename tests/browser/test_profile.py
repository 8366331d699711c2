"""What a learner sees of themselves, on a phone and on a laptop, seen by a browser."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from walks import shot, sit_down

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Unit
from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.sessions.progress import activities_of
from tppo_kit.settings import load_settings
from tppo_kit.store.attempts import new_attempt
from tppo_kit.store.log import Log

pytestmark = pytest.mark.browser
SIZES = [(360, 740), (1024, 768)]
UNITS = ("01-apa-itu-tppo", "02-tanda", "kuis-tanda")
#: For each family: hits, misses, false alarms, correct rejections.
DECIDED = {"REK": (9, 1, 1, 9), "DOK": (3, 6, 1, 7), "PBT": (7, 1, 5, 3), "DAR": (2, 0, 1, 1)}


def cases():
    """Return decisions that show something for each family."""
    found = []
    for family, counts in DECIDED.items():
        for signal, called, times in zip(
            (True, True, False, False), (True, False, True, False), counts, strict=True
        ):
            one = Judgement(
                kind="vignette",
                subject="s",
                fingerprint="f",
                signs=(f"T-{family}-01",),
                right="refer" if signal else "inform",
                chosen="refer" if called else "inform",
                correct=signal == called,
                signal=signal,
                called=called,
                confidence=80,
                seconds=3.0,
            )
            found += [one] * times
    return tuple(found)


@pytest.fixture
def trained(server, visit):
    """Return a function that opens a device whose seat has learned something."""

    def open_device(*arguments, **options):
        page = visit(*arguments, **options)
        seat = sit_down(page, server)
        log = Log(server.folder / "answers" / "tppo-kit.sqlite3")
        catalogue, now = Catalogue(load_settings().data), time.time() - 60
        keys = [key for name in UNITS for key in activities_of(catalogue.get(Unit, name))]
        for key in keys:
            outcome = Outcome(cases() if key == keys[-1] else (), 0.0, 1.0)
            log.append(new_attempt(seat, key, "f", now), 0, Event("begin", at=now), outcome)
        log.close()
        return page, seat

    return open_device


def faults(page):
    """Return what does not fit: a page that is too wide, and things too small to press."""
    small = page.evaluate(
        "[...document.querySelectorAll('main .option, main input, main summary, .bar a')]"
        ".filter(b => b.offsetParent && b.getBoundingClientRect().height < 44)"
        ".map(b => b.outerHTML.slice(0, 120))"
    )
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    cut = page.evaluate(
        "[...document.querySelectorAll('.drawing svg')].flatMap(svg => {"
        " const edge = svg.getBoundingClientRect().right + 1;"
        " return [...svg.querySelectorAll('text')].filter("
        "  each => each.getBoundingClientRect().right > edge).map(each => each.textContent); })"
    )
    return {"small": small, "wide": wide, "cut": cut}


@pytest.mark.parametrize("size", SIZES, ids=["phone", "laptop"])
def test_every_page_fits_from_home_to_farewell(trained, server, size):
    """Home, profile with its measures, certificate, and deletion fit; then the seat is gone."""
    page, seat = trained(size)
    found = {}
    for name in ("", "profile", "profile/certificate", "profile/delete"):
        page.goto(f"{server.address}/{name}")
        if name == "profile":
            page.click("details.measures summary")
        shot(page, f"{size[0]}-own-{name.replace('/', '-') or 'home'}")
        found[name] = faults(page)

    fits = {"small": [], "wide": False, "cut": []}
    assert all(each == fits for each in found.values()), found

    page.fill("#code", "AAAA-AAA6")
    page.click("button.danger")
    assert page.locator("[role=alert]").count() == 1
    page.fill("#code", seat.lower())
    page.click("button.danger")
    shot(page, f"{size[0]}-own-deleted")
    page.click("main a.option")

    assert page.locator("form[action='/seat']").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(trained, server, scheme):
    """None of the pages has a serious accessibility finding, in light and in dark."""
    page, _ = trained((360, 740), color_scheme=scheme)
    found = {}
    for name in ("", "profile", "profile/certificate", "profile/delete"):
        page.goto(f"{server.address}/{name}")
        found[name] = [
            (violation["id"], [node["target"] for node in violation["nodes"]])
            for violation in Axe().run(page).response["violations"]
            if violation["impact"] in {"serious", "critical"}
        ]

    assert not any(found.values()), found


def test_the_files_come_as_downloads(trained, server):
    """Certificate and data arrive as files with a name that says what they are."""
    page, seat = trained()
    page.goto(f"{server.address}/profile/certificate")
    with page.expect_download() as certificate:
        page.click("a[href='/profile/certificate.pdf']")
    page.goto(f"{server.address}/profile")
    with page.expect_download() as data:
        page.click("a[href='/profile/data.json']")

    assert certificate.value.suggested_filename.startswith(f"sertifikat-{seat}")
    assert data.value.suggested_filename == f"data-{seat}.json"


def test_a_later_module_opens_with_one_tap(trained, server):
    """What is only suggested later is open all the same."""
    page, _ = trained()
    page.goto(server.address)
    page.locator(".entries .later a.option").first.click()
    page.wait_for_selector(".tppo-stage")

    assert "/voila/render/modules/" in page.url
