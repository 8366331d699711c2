"""Console and wall, as the facilitator's browser uses them over plain HTTP."""

import json
import os
import re
import sys
import time

import pytest
from roomlike import (
    BAD,
    CASE,
    GARBAGE,
    PROGRAMME,
    SCRIPT,
    Facilitator,
    Phone,
    Room,
    faults,
    pin_of,
    tables,
    wrong_pins,
)

from tppo_kit.server.kit import MOST_WRONG, WINDOW_SECONDS
from tppo_kit.sessions.seats import pass_for

pytestmark = pytest.mark.server
SOAK = int(os.environ.get("TPPO_SOAK", "1"))


def test_the_pin_leads_to_where_one_wanted_to_go(own):
    """Console and wall send a stranger to the door, and the PIN sends them back."""
    Room(own)
    for page in ("/console", "/wall"):
        visitor = own.visitor()
        asked = visitor.ask(page)
        door = visitor.ask(asked.headers["Location"])
        to = re.search(r'name="to" value="(/[^"]*)"', door.text).group(1)
        answer = visitor.ask("/pin", "POST", form={"pin": pin_of(own), "to": to})

        assert (asked.status, answer.status) == (302, 303)
        assert answer.headers["Location"] == page
        assert visitor.ask(page).status == 200


def test_the_pass_is_kept_from_scripts_and_other_sites(own):
    """The console's cookie is HttpOnly and SameSite=Strict."""
    answer = own.visitor().ask("/pin", "POST", form={"pin": pin_of(own)})

    cookie = answer.headers["Set-Cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_workshop_is_opened_once(own):
    """Of two taps one opens the room; the other is told that one is running."""
    room = Room(own)
    before = tables(own)["rooms"]

    again = room.boss.act(f"room={PROGRAMME}")

    assert again.status == 409
    assert json.loads(again.text)["sentence"]
    assert tables(own)["rooms"] == before


def test_a_click_at_the_console_counts_once(own):
    """A double tap on the same button does one thing."""
    room = Room(own, 1)
    room.boss.does(f"stage=together - {CASE}", "take=begin=")
    before = len(room.events())

    answers = [room.boss.act("open=", click="same") for _ in range(3)]

    assert [answer.status for answer in answers] == [200] * 3
    assert len(room.events()) == before + 1


def test_a_console_without_a_script_works_too(own):
    """A plain form is answered with the console, a refused one with a sentence on it."""
    room = Room(own, 1)
    boss = room.boss.visitor

    done = boss.ask("/console/act", "POST", form={"press": "pause=", "click": "p1"})
    refused = boss.ask("/console/act", "POST", form={"press": "pause=", "click": "p2"})

    assert (done.status, done.headers["Location"]) == (303, "/console")
    assert refused.status == 409
    assert 'role="alert"' in refused.text
    room.boss.does("resume=")


def test_hands_are_counted_with_phones(own):
    """Typed counts of raised hands add to the votes; odd numbers are refused with a sentence."""
    room = Room(own, 2).ask()
    for phone in room.phones:
        phone.vote(0)

    counted = room.boss.act("hands=", hands_A="3", hands_B=" 2 ", hands_C="")
    odd = [room.boss.act("hands=", hands_A=text) for text in ("-1", "1.5", "two", "2001", "1 2")]
    room.boss.does("close=")

    assert counted.status == 200
    assert [answer.status for answer in odd] == [409] * 5
    assert room.boss.counts()[:3] == [5, 2, 0]


def test_a_photo_that_is_none_is_refused_with_a_sentence(own):
    """No file, an empty one, text or half a picture: a sentence, and the count stays."""
    room = Room(own).ask()
    assert room.boss.act("deck=", deck="10").status == 200
    before = len(room.events())
    part = b'--e\r\nContent-Disposition: form-data; name="photo"; filename="x.jpg"\r\n\r\n'
    bodies = [b"--e--", part + b"\r\n--e--", part + b"no picture\r\n--e--"]
    bodies += [part + b"\xff\xd8\xff\xe0" + bytes(99) + b"\r\n--e--"]
    bodies += [part + b"\x89PNG\r\n\x1a\n" + bytes(50) + b"\r\n--e--"]
    headers = {"Content-Type": "multipart/form-data; boundary=e"}

    for body in bodies:
        script = room.boss.visitor.ask(
            "/console/cards", "POST", form=body, headers={**headers, **SCRIPT}
        )
        plain = room.boss.visitor.ask("/console/cards", "POST", form=body, headers=headers)
        assert (script.status, plain.status) == (409, 409)
        assert json.loads(script.text)["sentence"]
        assert 'role="alert"' in plain.text

    assert len(room.events()) == before
    assert faults(own) == ""


def test_the_console_speaks_the_facilitators_language(own):
    """A refusal comes in the language that this browser chose."""
    room = Room(own)
    visitor = own.visitor()
    visitor.ask("/pin", "POST", form={"pin": pin_of(own)})
    visitor.ask("/language", "POST", form={"to": "en", "back": "/console"})

    english = visitor.ask(
        "/console/act", "POST", form={"press": "resume=", "click": "x"}, headers=SCRIPT
    )
    indonesian = room.boss.act("resume=")

    assert json.loads(english.text)["sentence"] == "It is not paused."
    assert json.loads(indonesian.text)["sentence"] != "It is not paused."


def test_the_wall_shows_who_has_answered_and_no_code(own):
    """The wall counts; it names no seat, neither before nor after the vote."""
    room = Room(own, 3).ask()
    room.phones[0].vote()
    room.phones[1].vote()

    shown = [room.boss.answered()]
    walls = [room.boss.visitor.ask("/wall").text, room.boss.shown("wall")["html"]]
    room.boss.does("close=")
    walls.append(room.boss.shown("wall")["html"])

    assert shown == [2]
    assert [p.seat for p in room.phones if p.seat in "".join(walls)] == []


def test_distress_stops_everything_at_once(own):
    """One press blanks the wall and takes the question from every phone; nothing can be answered."""
    room = Room(own, 2).ask()
    at, choices = room.phones[0].hidden()

    room.boss.does("distress=")
    shown = [phone.hidden()[1] for phone in room.phones]
    told = room.phones[0].press(choices[0], at)
    wall = room.boss.shown("wall")["html"]
    room.boss.does("calm=")

    assert shown == [[], []]
    assert told.status == 409
    assert "Liburan" not in wall
    assert room.phones[0].hidden() == (at, choices)


def test_after_the_end_nobody_answers_or_joins(own):
    """Phones are thanked, late answers and late taps are refused, and no seat is made."""
    room = Room(own, 1).ask()
    at, choices = room.phones[0].hidden()
    room.boss.does("end=")
    before = tables(own)

    told = room.phones[0].press(choices[0], at)
    late = Phone(own)
    tapped = late.tap()

    assert told.status == tapped.status == 409
    assert "Acara ini sudah selesai" in tapped.prose
    assert late.visitor.card is None
    assert tables(own) == before


@pytest.mark.skipif(sys.platform != "linux", reason="needs a second loopback address")
def test_odd_bodies_open_no_door(own):
    """Garbage instead of a PIN is refused with a page, and soon has to wait like any other."""
    Room(own)

    for kind, body in GARBAGE:
        guesser = own.visitor(source="127.0.0.3")
        answer = guesser.ask("/pin", "POST", form=body, headers={"Content-Type": kind})
        assert answer.status in {400, 403, 429}
        assert answer.headers["Content-Type"].startswith("text/html") or answer.status == 400
        assert "tppo_console" not in guesser.cookies

    assert faults(own) == ""


def guess(visitor, pin, **headers):
    """Type a PIN at the door."""
    return visitor.ask("/pin", "POST", form={"pin": pin, "to": "/console"}, headers=headers)


def test_guessing_the_pin_soon_has_to_wait(serve):
    """After ten wrong PINs even the right one waits, on this machine too; a pass goes on."""
    server = serve().start()
    room = Room(server, 1)
    guesser = server.visitor()
    pins = wrong_pins(server)

    first = [guess(guesser, next(pins)) for _ in range(MOST_WRONG)]
    claim = {"X-Forwarded-For": "192.0.2.9", "X-Real-Ip": "192.0.2.9"}
    after = [
        guess(guesser, pin_of(server)),
        guess(guesser, pin_of(server), **claim),
        guess(server.visitor(), pin_of(server)),
    ]

    assert [answer.status for answer in first] == [403] * MOST_WRONG
    assert [answer.status for answer in after] == [429] * 3
    assert all('role="alert"' in answer.text for answer in first + after)
    assert "tppo_console" not in guesser.cookies
    room.boss.does("pause=")
    if sys.platform == "linux":  # elsewhere this machine has only one loopback address
        Facilitator(server, source="127.0.0.2")
    if SOAK > 1:
        time.sleep(WINDOW_SECONDS + 1)
        assert guess(guesser, pin_of(server)).status == 303


def test_no_forged_pass_opens_the_console(own):
    """Passes of another time, signature or form are sent to the door, and do nothing."""
    room = Room(own, 1)
    at, _, signature = room.boss.visitor.cookies["tppo_console"].partition(".")
    seat = room.phones[0].visitor.card
    cards = [at, f"{at}.", f".{signature}", f"{int(at) + 9}.{signature}", f"{at}.{'0' * 40}"]
    cards += [f"{at}.{signature[:-1]}", f"0.{signature}", "\xff" * 9, BAD, "", seat, f"{at}.é"]
    cards += [pass_for(at, (own.answers / "secret").read_bytes())]
    before = tables(own)

    for card in cards:
        visitor = own.visitor()
        visitor.cookies["tppo_console"] = card
        for path in ("/console", "/wall"):
            assert visitor.ask(path).headers["Location"] == f"/pin?to={path}"
        for path in ("/console/now", "/wall/now"):
            assert visitor.ask(path).status == 403
        form = {"press": "end=", "click": "x"}
        assert visitor.ask("/console/act", "POST", form=form).status == 403
        assert visitor.ask("/console/cards", "POST", form={}).status == 403

    assert tables(own) == before
    assert faults(own) == ""


def test_the_door_leads_nowhere_else(own):
    """After the PIN one lands on a page of this server, whatever was asked for."""
    targets = ["http://evil.example/", "//evil.example", "/console\r\nX: y", BAD, "/../x", ""]
    boss = Room(own).boss

    for target in targets:
        answer = boss.visitor.ask("/pin", "POST", form={"pin": pin_of(own), "to": target})
        page = own.visitor().ask(f"/pin?to={'x' if chr(13) in target else target or 'x'}")
        assert answer.headers["Location"] == "/console"
        assert re.findall(r'name="to" value="(/[^"]*|[^"]*://[^"]*)"', page.text) == ["/console"]

    assert faults(own) == ""
