"""Reports behind the PIN: opened by nobody else, and every address of them opens."""

import html
import re

import pytest
from roomlike import Facilitator, faults, improve, pin_of, tables, upload

pytestmark = pytest.mark.server
FORMS = {"pdf": b"%PDF", "xlsx": b"PK", "zip": b"PK", "txt": b"== "}
NOTEBOOK = "/voila/render/facilitator_guide/reports.ipynb"


@pytest.fixture(scope="module")
def boss(reporting):
    """Give a laptop that has shown the PIN."""
    return Facilitator(reporting).visitor


@pytest.fixture
def reports(reporting):
    """Give the addresses of one report of each kind."""
    room = reporting.rooms[0]
    return [
        f"/reports/session/{room}",
        "/reports/place/desa-anis/2026-4",
        "/reports/quarter/2026-4",
    ]


def test_nothing_opens_without_the_pin(reporting, reports):
    """The list and the notebook lead to the door; all else is closed, and nothing is written."""
    phone = reporting.visitor()
    phone.sit_down()
    before = tables(reporting)
    doors = [phone.ask(address) for address in ("/reports", NOTEBOOK)]
    files = [f"{each}.{form}" for each in reports for form in FORMS]
    closed = [phone.ask(each) for each in (*reports, *files, f"{reports[0]}.tppo")]
    closed += [improve(phone, "open", text="x", owner="y", due="2027-01-01"), upload(phone, b"x")]

    assert [each.status for each in doors] == [302, 302]
    assert [each.headers["Location"] for each in doors] == [
        "/pin?to=/reports",
        f"/pin?to={NOTEBOOK}",
    ]
    assert {each.status for each in closed} == {403}
    assert not any("Desa Anis" in each.text for each in (*doors, *closed))
    assert tables(reporting) == before


def test_the_door_leads_to_the_reports(reporting):
    """Who came for them gets there with the PIN."""
    form = {"pin": pin_of(reporting), "to": "/reports"}
    answer = reporting.visitor().ask("/pin", "POST", form=form)

    assert (answer.status, answer.headers["Location"]) == (303, "/reports")


def test_the_list_tells_what_was_held(boss, reporting):
    """Each session with day, place and people; of fewer than five only that; links to all."""
    answer = boss.ask("/reports")
    first = html.unescape(answer.text)

    assert answer.status == 200
    assert "5 Oktober 2026 · Desa Anis · 12 orang" in answer.prose
    assert "5 Oktober 2026 · Desa Anis · kurang dari 5 orang" in answer.prose
    assert all(f"/reports/session/{room}.tppo" in first for room in reporting.rooms)
    assert "/reports/place/desa-anis/2026-4" in first
    assert "/reports/quarter/2026-4" in first
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("number", range(3))
def test_every_report_opens(boss, reporting, reports, number):
    """A whole page with links to its files, asking no other host, naming no seat."""
    answer = boss.ask(reports[number])
    codes = [code for (code,) in reporting.rows("SELECT code FROM seats")]

    assert answer.status == 200
    assert "</html>" in answer.text
    assert all(f'href="{reports[number]}.{form}"' in answer.text for form in ("pdf", "xlsx", "zip"))
    assert not re.search(r'(?:src|href)="(?!/|data:|#)', answer.text)
    assert len(codes) >= 15
    assert not [code for code in codes if code in answer.text]
    assert "\ue000" not in answer.text


@pytest.mark.parametrize("number", range(3))
def test_every_file_is_sent(boss, reports, number):
    """Each begins as such a file does, has a name to be kept under, and is not cached."""
    for form, start in FORMS.items():
        answer = boss.ask(f"{reports[number]}.{form}")
        name = re.fullmatch(
            r'attachment; filename="([a-z0-9.-]+)"', answer.headers["Content-Disposition"]
        )

        assert answer.status == 200
        assert answer.body.startswith(start)
        assert name[1].endswith(f".{form}")
        assert "no-store" in answer.headers["Cache-Control"]


def test_files_speak_the_language_of_the_page(reporting, reports):
    """In English the text is English."""
    facilitator = Facilitator(reporting).visitor
    facilitator.ask("/language", "POST", form={"to": "en", "back": "/reports"})

    assert "Session report" in facilitator.ask(f"{reports[0]}.txt").text


@pytest.mark.parametrize(
    "address", ["/reports", "/reports/quarter/2026-4", "/reports/session/1a2b"]
)
def test_switching_the_language_leads_back(boss, address):
    """A report stays open."""
    answer = boss.ask("/language", "POST", form={"to": "id", "back": address})

    assert answer.headers["Location"] == address


@pytest.mark.parametrize(
    "address", ["/reports/../console", "//reports", "/reports/session/a/b/c/d"]
)
def test_switching_the_language_leads_nowhere_else(boss, address):
    """An address that is no report leads home."""
    answer = boss.ask("/language", "POST", form={"to": "id", "back": address})

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "path",
    [
        *("session/entah", "session/entah.pdf", "session/entah.tppo", "session/", "session/..%2fx"),
        *("quarter/2026-5", "quarter/26-1", "quarter/2026-4.exe", "quarter/", "place/desa-anis"),
        *("place/entah/2026-4", "place/..%2f..%2fx/2026-4", "entah", "session/" + "x" * 300),
    ],
    ids=lambda path: path[:30],
)
def test_other_addresses_are_a_sentence(boss, path):
    """Reports of nothing are not found, and the page says so."""
    answer = boss.ask(f"/reports/{path}")

    assert answer.status == 404
    assert answer.why_no_sentence() is None


def test_inside_the_notebook_all_links_stay_inside(boss):
    """The page for the frame has no bar, and its links carry the word for the frame."""
    page = boss.ask("/reports?framed=1")
    links = re.findall(r'href="(/reports/[^"]+)"', page.text)

    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert '<body class="tppo reports framed">' in page.text
    assert links
    assert all(each.endswith(("?framed=1", ".tppo")) for each in links)


def test_the_notebook_opens_with_the_pin(boss):
    """Its page holds the frame with the list."""
    answer = boss.ask(NOTEBOOK, seconds=120)

    assert answer.status == 200
    assert 'src="/reports?framed=1"' in html.unescape(answer.text).replace("\\", "")


def test_the_console_leads_to_report_and_packet(serve):
    """Once a workshop has ended the console offers both; while it runs, no packet is given."""
    server = serve().start()
    facilitator = Facilitator(server)
    facilitator.does("room=lokakarya-petugas-45")
    ((room,),) = server.rows("SELECT id FROM rooms")
    early = facilitator.visitor.ask(f"/reports/session/{room}.tppo")
    facilitator.does("end=")
    shown = facilitator.shown()["html"]

    assert early.status == 409
    assert early.why_no_sentence() is None
    assert f'href="/reports/session/{room}"' in shown
    assert f'href="/reports/session/{room}.tppo"' in shown
    assert facilitator.visitor.ask(f"/reports/session/{room}").status == 200
    assert facilitator.visitor.ask(f"/reports/session/{room}.tppo").status == 200


def test_no_fault_was_written(reporting, boss, reports):
    """After everything the server's own log holds no trace of a fault."""
    boss.ask(reports[0])

    assert faults(reporting) == ""


def test_the_style_is_served(visitor):
    """Reports bring a style sheet of their own."""
    answer = visitor.ask("/kit/reports.css")

    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/css")
    assert b".tppo.reports" in answer.body
