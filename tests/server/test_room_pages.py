"""Joining, answering and waiting in the room, as phones do it over plain HTTP."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from roomlike import CASE, QUIZ, SCRIPT, TESTS, Phone, Room, check_sound, faults, tables, until

pytestmark = pytest.mark.server
PREVIEWS = [
    "WhatsApp/2.23.20.0 A",
    "TelegramBot (like TwitterBot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
]
ADDRESSES = ["/", "/room", "/room/join", "/room/press", "/pin", "/console", "/console/act", "/wall"]
#: A change is heard in a fraction of this.
SOON = 3.0


@pytest.mark.parametrize("agent", PREVIEWS)
def test_fetching_a_link_creates_nothing(own, agent):
    """Neither GET nor HEAD by a chat app's fetcher adds a row, a seat or a fault."""
    Room(own)
    before = tables(own)
    fetcher = own.visitor()

    for address in ADDRESSES:
        for method in ("GET", "HEAD"):
            assert fetcher.ask(address, method, headers={"User-Agent": agent}).status < 500

    assert tables(own) == before
    assert not {"tppo_seat", "tppo_console"} & fetcher.cookies.keys()
    assert faults(own) == ""


def test_a_tap_makes_one_seat(own):
    """Joining makes a seat and a member; joining again makes nothing more."""
    room = Room(own)
    before = own.rows("SELECT count(*) FROM seats")[0][0]
    phone = room.phone()

    phone.join()

    assert own.rows("SELECT count(*) FROM seats")[0][0] == before + 1
    assert [row[1:3] for row in room.events() if row[2] == "join"] == [(phone.seat, "join")]
    assert phone.seat in phone.page()


def test_a_double_tap_makes_one_seat(own):
    """Who taps “Join” again before the answer has come gets the same seat; another page another."""
    room = Room(own)
    before = own.rows("SELECT count(*) FROM seats")[0][0]
    pages = [re.search(r'name="click" value="([^"]+)"', Phone(own).page()).group(1) for _ in "ab"]

    with ThreadPoolExecutor(4) as taps:
        first = set(taps.map(lambda _: tap(own, pages[0]), range(4)))
    second = {tap(own, pages[1]), tap(own, pages[1])}

    assert (len(first), len(second), len(first | second)) == (1, 1, 2)
    assert own.rows("SELECT count(*) FROM seats")[0][0] == before + 2
    assert len(room.events()) == 3  # the block and two who joined


def tap(server, click):
    """Tap on the door's page from a device without a seat and return the seat it gets."""
    phone = Phone(server)
    phone.visitor.ask("/room/join", "POST", form={"click": click})
    return phone.seat


def test_a_seat_from_before_joins_as_itself(own):
    """Who learned alone with a seat code keeps it in the room."""
    room = Room(own)
    phone = Phone(own)
    code = phone.visitor.sit_down()

    phone.join()

    assert phone.seat == code
    assert code in [row[1] for row in room.events()]


def test_a_click_sent_twice_counts_once(own):
    """A double tap, a re-send and a re-send to a closed vote are one vote, and each is told so."""
    room = Room(own, 2).ask()
    first, other = room.phones
    at, choices = first.hidden()

    with ThreadPoolExecutor(4) as taps:
        double = list(taps.map(lambda _: first.press(choices[0], at, "one"), range(4)))
    other.vote(1)
    room.boss.does("close=")
    late = first.press(choices[0], at, "one")
    counts = room.boss.counts()
    room.boss.does("clear=")
    later = first.press(choices[0], at, "one")

    assert {answer.status for answer in [*double, late, later]} == {200}
    assert [seat for seat, _ in room.votes()] == [first.seat, other.seat]
    assert counts[:2] == [1, 1]


def test_without_a_script_everything_works_too(own):
    """A plain form is answered with a redirect to the room, where the vote is confirmed."""
    room = Room(own, 1).ask()
    phone = room.phones[0]
    at, choices = phone.hidden()

    answer = phone.press(choices[0], at, script=False)

    assert (answer.status, answer.headers["Location"]) == (303, "/room")
    assert "✓" in phone.page()
    assert len(room.votes()) == 1


def test_reloading_changes_nothing(own):
    """Looking again, any number of times, shows the same and writes nothing."""
    room = Room(own, 1).ask()
    phone = room.phones[0]
    phone.vote(1)
    shown, before = phone.hidden(), tables(own)

    pages = [phone.hidden() for _ in range(5)]

    assert pages == [shown] * 5
    assert tables(own) == before


def test_going_back_to_an_old_page_answers_nothing_else(own):
    """A press from the page before is refused with a sentence and shows the present question."""
    room = Room(own, 1).ask()
    phone = room.phones[0]
    at, choices = phone.hidden()
    room.boss.does("close=", f"take={choices[1]}")

    told = phone.press(choices[0], at)
    page = phone.press(choices[0], at, script=False)

    assert told.status == 409
    assert {"sentence", "tag", "html"} <= json.loads(told.text).keys()
    assert page.status == 409
    assert 'role="alert"' in page.text
    assert room.votes() == []


def test_an_old_page_of_ones_own_test_answers_nothing_else(own):
    """In a test for each alone, the back button cannot answer the next question by mistake."""
    room = Room(own, 1)
    room.boss.does(f"stage=each before {' '.join(TESTS)}")
    phone = room.phones[0]
    phone.vote()
    at, choices = phone.hidden()
    phone.press(choices[0], at)
    where = phone.hidden()

    told = phone.press(choices[0], at)

    assert told.status == 409
    assert phone.hidden() == where


def test_an_answer_after_closing_is_not_counted(own):
    """Who presses too late is told that the vote is closed; the counts stay."""
    room = Room(own, 2).ask()
    at, choices = room.phones[0].hidden()
    room.phones[1].vote(0)
    room.boss.does("close=")
    counts = room.boss.counts()

    told = room.phones[0].press(choices[0], at)

    assert told.status == 409
    assert json.loads(told.text)["sentence"]
    assert room.boss.counts() == counts


def test_two_devices_of_a_seat_are_one_person(own):
    """Both show the same, a choice on one is on the other, and together they are one vote."""
    room = Room(own, 1).ask()
    here = room.phones[0]
    there = Phone(own)
    answer = there.visitor.ask("/seat/join", "POST", form={"code": here.seat, "back": "/room"})
    here.vote(0)
    seen = there.tag()

    there.vote(1)
    room.boss.does("close=")

    assert answer.headers["Location"] == "/room"
    assert there.seat == here.seat
    assert seen != there.tag() == here.tag()
    assert sum(room.boss.counts()) == 1


def test_who_has_not_joined_cannot_answer(own):
    """A phone without a seat, or with a seat outside the room, is sent to the door."""
    room = Room(own, 1).ask()
    at, choices = room.phones[0].hidden()
    seated = Phone(own)
    seated.visitor.sit_down()

    answers = [phone.press(choices[0], at) for phone in (Phone(own), seated)]
    plain = seated.press(choices[0], at, script=False)

    assert [answer.status for answer in answers] == [403, 403]
    assert json.loads(answers[0].text) == {"reload": True}
    assert (plain.status, plain.headers["Location"]) == (303, "/room")
    assert room.votes() == []


def test_a_waiting_phone_hears_a_change_soon(own):
    """What the facilitator does reaches phones that wait, with the new page in the answer."""
    room = Room(own, 3)
    tags = [phone.tag() for phone in room.phones]

    with ThreadPoolExecutor(3) as waiting:
        polls = [waiting.submit(p.now, tag) for p, tag in zip(room.phones, tags, strict=True)]
        assert until(lambda: str(room.boss.shown()["html"]).count("●") == 3)
        began = time.monotonic()
        room.boss.does(f"stage=together - {CASE}")
        heard = [json.loads(poll.result().text) for poll in polls]
        seconds = time.monotonic() - began

    assert all("Liburan sepuluh hari" in each["html"] for each in heard)
    assert not {each["tag"] for each in heard} & set(tags)
    assert seconds < SOON


@pytest.mark.parametrize("place", ["wall", "console"])
def test_a_vote_reaches_those_who_watch_soon(own, place):
    """A waiting wall or console shows the vote that has just come in."""
    room = Room(own, 1).ask()
    tag = room.boss.shown(place)["tag"]

    with ThreadPoolExecutor(1) as waiting:
        target = f"/{place}/now?since={tag}"
        poll = waiting.submit(room.boss.visitor.ask, target, headers=SCRIPT)
        began = time.monotonic()
        room.phones[0].vote()
        answer = poll.result()
        seconds = time.monotonic() - began

    assert answer.status == 200
    assert seconds < SOON
    assert until(lambda: room.boss.answered() == 1)


def test_who_leaves_is_away_and_comes_back(own):
    """A closed page is no fault; the seat is the same when the phone opens it again."""
    room = Room(own, 1).ask()
    phone = room.phones[0]
    phone.vote(2)

    again = Phone(own, card=phone.visitor.card)

    assert again.seat == phone.seat
    assert "✓" in again.page()


def test_the_quiz_goes_on_for_all(own):
    """A shared quiz takes the answer of the room and shows the next question to every phone."""
    room = Room(own, 2).ask(QUIZ)
    _, choices = room.phones[0].hidden()
    for phone in room.phones:
        phone.vote(0)
    before = room.phones[1].tag()

    room.boss.does("close=", f"take={choices[0]}")

    assert room.phones[1].tag() != before
    assert re.search(r"<h1|view-title", room.phones[1].page())
    check_sound(room)


def test_no_phone_shows_counts_before_the_vote_is_closed(own):
    """Even when the wall shows votes while they come, phones wait, so that nobody follows."""
    room = Room(own, 3)
    room.boss.does("live=on")
    room.ask()

    answers = [json.loads(phone.vote(0).text)["html"] for phone in room.phones]
    pages = [phone.page() for phone in room.phones]
    live = room.boss.counts()
    room.boss.does("close=")

    assert live[0] == 3
    assert [page for page in answers + pages if re.search(r"<b>\d+</b>", page)] == []
    assert all("<b>3</b>" in phone.page() for phone in room.phones)
