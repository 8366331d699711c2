"""Later tests on a phone without a script, and paper sheets behind the PIN, over plain HTTP."""

import html
import json
import re
import time

import pytest
from roomlike import PROGRAMME, Facilitator, Room, faults

from tppo_kit.sessions.seats import new_code
from tppo_kit.store.log import Log
from tppo_kit.store.rooms import RoomEvent, RoomLog, RoomRecord

pytestmark = pytest.mark.server
DAY = 86_400.0
ENTRY = "/console/entry"


def hold(server, room, seat, days_ago):
    """Write a workshop that ended some days ago, in which a seat took part."""
    at = time.time() - days_ago * DAY
    log = Log(server.database)
    rooms = RoomLog(log)
    rooms.add(RoomRecord(room, PROGRAMME, 1, rehearsal=False, opened_at=at, place="desa-kana"))
    rooms.append(room, 0, RoomEvent(seat, "join", at=at))
    rooms.append(room, 1, RoomEvent("", "end", at=at))
    log.close()


def fields(page):
    """Return the hidden fields of the last form of a page."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def presses(page):
    """Return what the buttons of a page send."""
    return [html.unescape(found) for found in re.findall(r'name="press" value="([^"]*)"', page)]


def press(visitor, page, number):
    """Send a button of a page as a browser without a script does; return the next page."""
    form = fields(page) | {"press": presses(page)[number]}
    assert visitor.ask("/follow-up/press", "POST", form=form).status == 303
    return visitor.ask("/follow-up").text


def kept(server, code):
    """Return purpose and room of every finished attempt of a seat."""
    return server.rows(
        "SELECT purpose, room FROM attempts JOIN results ON attempt = id WHERE seat = ?", code
    )


def test_a_stranger_is_led_home_and_nobody_is_asked_too_early(served):
    """Without a seat there is no test; without a workshop the page says when there will be."""
    visitor = served.visitor()

    assert visitor.ask("/follow-up").status == 302
    visitor.sit_down()
    assert presses(visitor.ask("/follow-up").text) == []


def test_a_test_is_answered_with_forms_alone(own):
    """Ten cases without a word on what is right, then the explanations; it is kept as purpose 30."""
    visitor = own.visitor()
    code = visitor.sit_down()
    hold(own, "answered", code, 30)
    page = press(visitor, visitor.ask("/follow-up").text, 0)
    for _ in range(10):
        assert "<details" not in page
        page = press(visitor, press(visitor, page, 2), 3)

    assert page.count('<details class="cardbox">') == 10
    assert kept(own, code) == [("30", "answered")]
    assert not faults(own)


def test_a_press_twice_is_taken_once_and_an_older_page_is_refused(own):
    """The same click changes nothing, and a page of before is told where one is."""
    visitor = own.visitor()
    code = visitor.sit_down()
    hold(own, "twice", code, 30)
    cover = visitor.ask("/follow-up").text
    form = fields(cover) | {"press": "begin="}
    answers = [visitor.ask("/follow-up/press", "POST", form=form) for _ in range(2)]
    late = visitor.ask("/follow-up/press", "POST", form=form | {"click": "another"})

    assert [answer.status for answer in answers] == [303, 303]
    assert late.status == 409
    events = own.rows(
        "SELECT count(*) FROM events JOIN attempts ON attempt = id WHERE seat = ?", code
    )
    assert events == [(1,)]


def test_a_phone_cannot_send_a_sheet(own):
    """Whole sheets are copied at the console alone."""
    visitor = own.visitor()
    code = visitor.sit_down()
    hold(own, "sheet", code, 30)
    form = fields(visitor.ask("/follow-up").text) | {"press": "sheet=AAAAAAAAAA"}

    assert visitor.ask("/follow-up/press", "POST", form=form).status == 409
    assert kept(own, code) == []


def test_the_entry_is_behind_the_pin(served):
    """A stranger is sent to the door, and a post without the PIN is refused."""
    visitor = served.visitor()

    assert visitor.ask(ENTRY).headers["Location"] == f"/pin?to={ENTRY}"
    assert visitor.ask(ENTRY, "POST", form={"room": "x"}).status == 403
    assert visitor.ask("/console/print/codes").status == 403


def test_a_sheet_is_looked_at_then_kept(own):
    """Looking writes nothing; keeping makes the attempt; the same sheet again is refused."""
    boss, code = Facilitator(own).visitor, new_code()
    hold(own, "paper", own.visitor().sit_down(), 30)
    assert "paper" in boss.ask(ENTRY).text
    sheet = {"room": "paper", "form": "30 test:lanjutan-30", "seat": code, "letters": "abcdeabcd-"}
    looked = boss.ask(ENTRY, "POST", form=sheet | {"step": "look"})
    assert looked.status == 200
    assert kept(own, code) == []
    done = boss.ask(ENTRY, "POST", form=fields(looked.text) | {"step": "keep"})
    again = boss.ask(ENTRY, "POST", form=sheet | {"step": "keep"})

    assert done.status == 303
    assert code not in done.headers["Location"]
    assert boss.ask(done.headers["Location"]).status == 200
    assert again.status == 409
    assert kept(own, code) == [("30", "paper")]


@pytest.mark.parametrize(
    "slip",
    [
        {"seat": "AAAA-AAAA"},
        {"letters": "ABC"},
        {"letters": "ABCDEABCDZ"},
        {"letters": "----------"},
        {"room": "entah"},
        {"form": "before test:kasus-a-1"},
        {"form": ""},
    ],
)
def test_a_slip_keeps_what_was_typed_and_writes_nothing(own, slip):
    """A sentence says what to mend, and the fields still hold what was typed."""
    boss = Facilitator(own).visitor
    if not own.rows("SELECT 1 FROM rooms WHERE id = 'slips'"):
        hold(own, "slips", own.visitor().sit_down(), 30)
    before = own.rows("SELECT count(*) FROM attempts")
    sheet = {"room": "slips", "form": "30 test:lanjutan-30", "seat": new_code()}
    typed = sheet | {"letters": "ABCDEABCDE", "step": "keep"} | slip
    answer = boss.ask(ENTRY, "POST", form=typed)

    assert answer.status == 409
    assert 'role="alert"' in answer.text
    if "room" not in slip:
        assert f'value="{typed["letters"]}"' in answer.text
    assert own.rows("SELECT count(*) FROM attempts") == before


def test_mending_shows_the_form_again(own):
    """Nothing is written, and code and letters are still there."""
    boss, code = Facilitator(own).visitor, new_code()
    hold(own, "mended", own.visitor().sit_down(), 30)
    sheet = {"room": "mended", "form": "30 test:lanjutan-30", "seat": code, "letters": "A" * 10}
    answer = boss.ask(ENTRY, "POST", form=sheet | {"step": "mend"})

    assert code in answer.text
    assert kept(own, code) == []


def test_seat_codes_to_cut_out_are_new_each_time(own):
    """As many codes as asked for, none of them twice, and none is a seat yet."""
    boss = Facilitator(own).visitor
    pages = [boss.ask("/console/print/codes?people=24").text for _ in range(2)]
    codes = [re.findall(r"<li><strong>([A-Z0-9]{4}-[A-Z0-9]{4})</strong>", page) for page in pages]

    assert [len(set(each)) for each in codes] == [24, 24]
    assert not set(codes[0]) & set(codes[1])
    assert boss.ask("/console/print/codes?people=0").status == 404
    assert not own.rows("SELECT 1 FROM seats WHERE code = ?", codes[0][0])


def test_a_workshop_is_opened_for_a_place(own):
    """The room bears the chosen place; one that is not in the list is refused."""
    room = Room(own)
    room.boss.does("end=")
    wrong = room.boss.act(f"room={PROGRAMME}", place="../desa-anis")
    right = room.boss.act(f"room={PROGRAMME}", place="desa-anis")

    assert wrong.status == 409
    assert json.loads(wrong.text)["sentence"]
    assert right.status == 200
    assert own.rows("SELECT place FROM rooms ORDER BY opened_at DESC LIMIT 1") == [("desa-anis",)]
    assert "Desa Anis (rekaan)" in room.boss.shown()["html"]
