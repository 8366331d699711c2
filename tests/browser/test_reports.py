"""Reports in a real browser: within the screen, in reach of a finger, sound for machines."""

import datetime as dt
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from rig import Server
from simulated import Simulated
from walks import shot

from tppo_kit.store.actions import ActionLog
from tppo_kit.store.log import Log

pytestmark = pytest.mark.browser
SIZES = {"phone": (360, 740), "beamer": (1024, 768)}
_WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
#: Links inside a sentence and the parts of a summary are no targets of their own.
_SMALL = """() => [...document.querySelectorAll(
        'main .option, main summary, main select, main input')]
    .filter(each => each.offsetParent && each.type !== 'hidden')
    .filter(each => each.getBoundingClientRect().height < 47.5)
    .map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Give a running server whose log holds two sessions and an improvement."""
    running = Server(tmp_path_factory.mktemp("server"))
    log = Log(running.folder / "answers" / "tppo-kit.sqlite3")
    simulated, day = Simulated(log), dt.date(2026, 10, 5)
    running.room, seats = simulated.session(day, people=24)
    simulated.session(day + dt.timedelta(35), people=9, place="kantor-cempaka")
    simulated.follow_up(seats[:9], day + dt.timedelta(30), 30)
    due = dt.date(2026, 11, 1)
    ActionLog(log).open("Nomor ditempel", "desa-anis", "kasi", due, simulated.clock.now)
    log.close()
    yield running.start()
    running.kill()


@pytest.fixture
def enter(server, visit):
    """Return a function that opens a device of a size behind the PIN."""

    def enter(size):
        page = visit(size)
        pin = (server.folder / "answers" / "pin").read_text(encoding="ascii").split()[0]
        page.goto(f"{server.address}/pin?to=/reports")
        page.fill("input[name=pin]", pin)
        page.click("main button")
        page.wait_for_url("**/reports")
        return page

    return enter


@pytest.fixture
def addresses(server):
    """Give the list and one report of each kind."""
    place, quarter = "/reports/place/desa-anis/2026-4", "/reports/quarter/2026-4"
    return {
        "list": "/reports",
        "session": f"/reports/session/{server.room}",
        "place": place,
        "quarter": quarter,
    }


@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_and_is_sound(server, enter, addresses, size):
    """No page is wider than the screen, no button lower than a finger, and axe finds nothing."""
    page = enter(SIZES[size])
    for name, address in addresses.items():
        page.goto(f"{server.address}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        shot(page, f"reports-{name}-{size}")
        result = Axe().run(page)

        assert not page.evaluate(_WIDER), name
        assert page.evaluate(_SMALL) == [], name
        assert result.violations_count == 0, (name, result.generate_report())


def test_an_improvement_is_written_by_hand(server, enter):
    """The form opens, takes words and a day, and the list shows them."""
    page = enter(SIZES["phone"])
    page.click("text=Tulis yang perlu diperbaiki")
    page.fill("#new-text", "Alur rujukan dibacakan saat apel")
    page.select_option("#new-place", "kantor-cempaka")
    page.fill("#new-owner", "kepala seksi")
    page.fill("#new-due", "2031-01-31")
    page.click("button[value=open]")
    page.wait_for_selector("text=Alur rujukan dibacakan saat apel")

    assert "31 Januari 2031" in page.inner_text("#improve")
    assert page.url == f"{server.address}/reports"


def test_files_are_kept_under_their_names(server, enter, addresses):
    """PDF, workbook, CSV and packet each arrive as a download."""
    page = enter(SIZES["beamer"])
    page.goto(f"{server.address}{addresses['session']}")
    names = []
    for link in page.locator(f"a[href^='{addresses['session']}.']").all():
        with page.expect_download() as download:
            link.click()
        names.append(download.value.suggested_filename)

    assert [name.rpartition(".")[2] for name in names] == ["pdf", "xlsx", "zip", "tppo"]
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z]+", name) for name in names)


def test_the_notebook_shows_the_reports(server, enter, addresses):
    """Inside the frame a session is opened, and its page stays there."""
    page = enter(SIZES["beamer"])
    page.goto(f"{server.address}/voila/render/facilitator_guide/reports.ipynb")
    frame = page.frame_locator("iframe[title='Laporan']")
    frame.locator(f"a[href='{addresses['session']}?framed=1']").click()
    frame.locator("text=Semua laporan").first.wait_for()

    assert page.url.endswith("reports.ipynb")
    assert frame.locator("header.bar").is_hidden()
