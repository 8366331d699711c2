"""What a phone of the room needs: few bytes for its first view, and no JavaScript."""

import re
import sqlite3
from contextlib import closing

import pytest
from walks import put_away, shot
from workshop import PROGRAMME

pytestmark = pytest.mark.browser
MOST_BYTES = 60_000


class Facilitator:
    """Somebody who holds the console, here without a screen."""

    def __init__(self, context, server):
        """Show the PIN."""
        self.request = context.request
        self.address = server.address
        pin = (server.folder / "answers" / "pin").read_text().split()[0]
        self.request.post(f"{self.address}/pin", form={"pin": pin})

    def press(self, *presses):
        """Press one button of the console after the other."""
        for press in presses:
            answer = self.request.post(f"{self.address}/console/act", form={"press": press})
            assert answer.ok, answer.text()


@pytest.fixture
def facilitator(browser, server):
    """Open a workshop with a vote on a case in five choices, and end it afterwards."""
    context = browser.new_context()
    holder = Facilitator(context, server)
    holder.press(f"room={PROGRAMME}", "block=3", "stage=discuss - quiz:pilih-bicara-desa")
    holder.press("take=begin=", "open=")
    yield holder
    holder.press("end=")
    put_away(context)


def _transferred(page):
    """Return a list that fills with the bytes of everything that a page loads, headers too."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes = []
    session.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    return sizes


def test_the_first_view_is_under_60_kilobytes(visit, server, facilitator):
    """Door and question, each with its style and script and an empty cache, are small."""
    page = visit()
    sizes = _transferred(page)
    page.goto(f"{server.address}/room", wait_until="load")
    page.wait_for_selector("#join")
    door = sum(sizes)
    sizes.clear()
    page.click("#join")
    page.wait_for_selector("#live button.option")
    page.wait_for_load_state("load")
    question = sum(sizes)

    assert 10_000 < door < MOST_BYTES
    assert 10_000 < question < MOST_BYTES


def test_a_phone_without_javascript_takes_part(visit, server, facilitator):
    """It joins, votes by plain form, looks again and votes twice at once; each counts once."""
    page = visit(java_script_enabled=False)
    page.goto(f"{server.address}/room")
    page.click("#join")
    seat = page.text_content("footer .seat")
    page.locator("button[name=press]", has_text=re.compile(r"^\s*A\. ")).click()
    chosen = page.locator("button.chosen")
    first = chosen.text_content()
    page.reload()
    kept = chosen.text_content()
    page.click("noscript a, a[href='/room']")
    again = chosen.text_content()
    shot(page, "room-phone-without-javascript")
    form = {name: page.get_attribute(f"input[name={name}]", "value") for name in ("at", "click")}
    other = page.locator("button[name=press]", has_text=re.compile(r"^\s*B\. "))
    form["press"] = other.get_attribute("value")
    answers = [
        page.context.request.post(f"{server.address}/room/press", form=form) for _ in range(2)
    ]
    page.click("a[href='/room']")
    changed = chosen.text_content()
    facilitator.press("close=")
    page.click("a[href='/room']")
    shown = page.text_content("#live")

    assert first.strip().startswith("A.")
    assert first == kept == again
    assert [answer.status for answer in answers] == [200, 200]
    assert changed.strip().startswith("B.")
    assert "Pemilihan ditutup" in shown
    assert _votes(server, seat) == ["answer=no-concern", "answer=inform"]


def _votes(server, seat):
    """Return the choices that the log holds of a seat, in their order."""
    with closing(sqlite3.connect(server.folder / "answers" / "tppo-kit.sqlite3")) as log:
        rows = log.execute(
            "select value from room_events where name = 'vote' and seat = ? order by number",
            (seat,),
        )
        return [value.split(" ", 1)[1] for (value,) in rows]
