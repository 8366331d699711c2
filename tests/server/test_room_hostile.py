"""Whatever is sent to the room is refused or harmless, and disturbs nobody who votes."""

import contextlib
import json
import re
import secrets

import pytest
from roomlike import (
    BAD,
    GARBAGE,
    PROGRAMME,
    SCRIPT,
    TABLETOP,
    Room,
    check_sound,
    faults,
    pin_of,
    tables,
    told,
    until,
    voting,
)

pytestmark = pytest.mark.server
HOSTILE = [
    BAD,
    "\"><img src=x onerror='alert(1)'>",
    "{{ 7*7 }}{% raise %}",
    "' OR 1=1; DROP TABLE seats; --",
    "../../etc/passwd",
    "\0\x01\x1f",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe\x80",
    "٣",
    "9" * 900,
    "9" * 6000,
    "🦆" * 400,
    "=" * 50,
    "-1",
    "",
    " ",
    "1e999",
    "choose=",
    "__class__=__init__",
]
METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "PROPFIND"]
ELSEWHERE = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
POSTS = ["/room/join", "/room/press", "/pin", "/console/act", "/console/cards"]


@contextlib.contextmanager
def undisturbed(room):
    """Let others vote all the time; assert that they do, and that nothing failed in the server."""
    with voting([room.phone() for _ in range(2)]) as voters:
        assert until(lambda: told(voters))
        yield
        before = len(told(voters))
        assert until(lambda: len(told(voters)) > before + 1)
    assert [voter.other for voter in voters if voter.other] == []
    assert faults(room.server) == ""
    check_sound(room)


def is_calm(answer):
    """Tell whether an answer is a page or a sentence, and no fault or foreign element."""
    shown = answer.text
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        shown = json.loads(shown).get("html", "")  # the sentence is set as text
    return answer.status < 500 and not re.search(r"<script>alert|<img src=x", shown)


def test_nothing_in_a_field_of_a_phone_does_harm(own):
    """Script, template, SQL, path, half letters or sheer length in any field change nothing."""
    room = Room(own, 1).ask()
    phone = room.phones[0]
    at, choices = phone.hidden()
    sound = {"at": at, "press": choices[0], "click": "c"}

    with undisturbed(room):
        for name in ("at", "press"):
            for text in HOSTILE:
                form = {**sound, name: text, "click": secrets.token_hex(4)}
                for headers in (SCRIPT, {}):
                    answer = phone.visitor.ask("/room/press", "POST", form=form, headers=headers)
                    assert is_calm(answer)
                    assert answer.status in {400, 409}, (name, text)
        for text in HOSTILE:
            form = {**sound, "at": "0.0.0", "click": text}
            assert is_calm(phone.visitor.ask("/room/press", "POST", form=form, headers=SCRIPT))
            assert is_calm(phone.visitor.ask("/seat/join", "POST", form={"code": "A", "back": BAD}))

    assert phone.seat not in {seat for seat, _ in room.votes()}


@pytest.mark.parametrize("way", ["each", "tables"])
def test_nothing_in_a_field_does_harm_where_each_acts_alone(own, way):
    """In one's own test and at a table odd answers are refused with a sentence."""
    room = Room(own, 1)
    key = TABLETOP if way == "tables" else "quiz:tanda-1"
    room.boss.does(f"stage={way} - {key}")
    phone = room.phones[0]
    at, _ = phone.hidden()
    before = tables(own)

    for text in HOSTILE:
        for mark, press in ((at, text), (text, "begin=x"), (at, "hold=x")):
            answer = phone.press(press, mark)
            assert is_calm(answer)
            assert answer.status in {400, 409}, (mark, press)

    assert tables(own) == before
    assert faults(own) == ""


def test_nothing_in_a_field_of_the_console_does_harm(own):
    """The facilitator's own slips, in any field, are refused or shown as the text they are."""
    room = Room(own, 1).ask()
    names = "block stage take hands cards deck tables live blank inject room vote join nothing"

    with undisturbed(room):
        for text in HOSTILE:
            as_text = text if isinstance(text, str) else "?"
            for name in names.split():
                if (name, text) == ("block", "٣"):
                    continue  # is the number 3
                assert is_calm(room.boss.act(f"{name}={as_text}"))
            form = {"press": "hands=", "hands_A": text, "hands_B": "1", "click": text}
            forms = [form, {"press": "inject=", "to": "all", "text": text}]
            forms += [{"press": "inject=", "to": text, "text": "x"}, {"press": text}]
            forms += [{"press": "stage=", "way": text, "key": "scenario:x"}]
            forms += [{"press": "stage=", "way": "together", "key": text}]
            for one in forms:
                for headers in (SCRIPT, {}):
                    boss = room.boss.visitor
                    assert is_calm(boss.ask("/console/act", "POST", form=one, headers=headers))
            for page in ("/console", "/wall"):
                assert is_calm(room.boss.visitor.ask(page))
            assert is_calm(room.phones[0].visitor.ask("/room"))
            room.boss.act("blank=off")


def test_odd_bodies_are_refused(own):
    """Broken encodings, foreign types and garbage in parts are answered, and take nothing."""
    room = Room(own, 1).ask()
    phone = room.phones[0].visitor
    before = len(room.events())

    with undisturbed(room):
        for kind, body in GARBAGE:
            for visitor in (phone, room.boss.visitor, own.visitor()):
                for path in ("/room/press", "/console/act", "/console/cards"):
                    headers = {"Content-Type": kind, **(SCRIPT if len(body) % 2 else {})}
                    answer = visitor.ask(path, "POST", form=body, headers=headers)
                    assert is_calm(answer), (kind, body[:60], path)

    assert [row for row in room.events()[before:] if row[1] == room.phones[0].seat] == []


def test_too_long_a_body_is_refused_with_a_sentence(own):
    """Over 16 KB for an answer, over 24 MB for a photo: nothing is taken, others go on."""
    room = Room(own, 1).ask()
    phone = room.phones[0]
    at, choices = phone.hidden()
    form = {"at": at, "press": choices[0], "click": "c", "more": "x" * 17_000}
    photo = b"--edge\r\nContent-Disposition: form-data; name=photo; filename=a\r\n\r\n"
    photo += bytes(25 * 2**20) + b"\r\n--edge--"

    with undisturbed(room):
        script = phone.visitor.ask("/room/press", "POST", form=form, headers=SCRIPT)
        plain = phone.visitor.ask("/room/press", "POST", form=form)
        headers = {"Content-Type": "multipart/form-data; boundary=edge"}
        cards = room.boss.visitor.ask("/console/cards", "POST", form=photo, headers=headers)

    assert [script.status, plain.status, cards.status] == [413] * 3
    assert json.loads(script.text)["sentence"]
    assert plain.why_no_sentence() is cards.why_no_sentence() is None
    assert phone.seat not in {seat for seat, _ in room.votes()}


@pytest.mark.parametrize("method", METHODS)
def test_other_methods_are_refused(own, method):
    """Only GET looks and only POST does; everything else is answered and changes nothing."""
    room = Room(own, 1)
    before = tables(own)

    for path in [*POSTS, "/room", "/room/now", "/console", "/console/now", "/wall", "/wall/now"]:
        for visitor in (room.phones[0].visitor, room.boss.visitor):
            answer = visitor.ask(path, method)
            assert 400 <= answer.status < 500

    assert tables(own) == before
    assert faults(own) == ""


def test_looking_at_what_only_takes_does_nothing(own):
    """A GET of the addresses that take something is refused."""
    room = Room(own, 1).ask()
    before = tables(own)
    at, choices = room.phones[0].hidden()

    for path in ("/room/join", "/room/press", "/console/act", "/console/cards"):
        target = f"{path}?press={choices[0]}&at={at}&click=x"
        assert room.phones[0].visitor.ask(target).status in {403, 405}
        assert room.boss.visitor.ask(target).status == 405

    assert tables(own) == before


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_a_form_on_another_site_does_nothing(own, headers):
    """No other site can join, vote, try a PIN, or act for the facilitator."""
    room = Room(own, 1).ask()
    at, choices = room.phones[0].hidden()
    before = tables(own)
    form = {"at": at, "press": choices[0], "click": "x", "pin": pin_of(own)}

    for path in POSTS:
        for visitor in (room.phones[0].visitor, room.boss.visitor, own.visitor()):
            answer = visitor.ask(path, "POST", form={**form}, headers=headers)
            assert answer.status == 403
            assert answer.why_no_sentence() is None

    assert tables(own) == before


def test_a_room_that_never_was_cannot_be_opened(own):
    """Names that are no programme are refused with a sentence; the room stays as it is."""
    room = Room(own, 1)
    room.boss.does("end=")
    names = ["x", "../lokakarya", "belajar-petugas", BAD, "", f"{PROGRAMME}/../x", "CON", "\0"]

    for name in names:
        answer = room.boss.act(f"room={name}")
        assert answer.status == 409
        assert json.loads(answer.text)["sentence"]

    assert faults(own) == ""
