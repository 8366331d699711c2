"""A facilitator and phones who know nothing but the server's port and the PIN."""

import contextlib
import http.client
import itertools
import json
import re
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor

CASE = "scenario:liburan-sepuluh-hari"
QUIZ = "quiz:kasus-a-2"
TABLETOP = "tabletop:keberangkatan-mendadak"
TESTS = ("quiz:kasus-a-1", "quiz:kasus-b-1")
PROGRAMME = "lokakarya-petugas-45"
SCRIPT = {"X-Requested-With": "room"}
BAD = "<script>alert(1)</script>"
#: (content type, body) that no form of ours sends.
_FORM = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data; boundary=edge"
GARBAGE = [
    (_FORM, b"%"),
    (_FORM, b"press=%zz&at=%ff%fe&click=%00"),
    (_FORM, b"press=%ff&pin=%ff"),
    (_FORM, b"press=\xff\xff&at=\xff"),
    (_FORM, b"&".join(b"a%d=1" % number for number in range(2500))),
    (_FORM, b"press" * 3000),
    (_FORM, b"press=a&" * 1500),
    (_FORM, b"\0" * 500),
    ("application/json", b'{"press": "choose=buka"}'),
    ("text/plain", b"press=choose=buka"),
    ("", b"press=choose=buka"),
    ("multipart/form-data", b"--x\r\n\r\n"),
    (_PARTS, b""),
    (_PARTS, b"--edge\r\nContent-Disposition: form-data; name=press\r\n\r\nx"),
    (_PARTS, b"--edge\r\nContent-Disposition: form-data; name=\xff\r\n\r\nx\r\n--edge--"),
    (_PARTS, b"--edge\r\n\r\n\r\n--edge\r\n" * 700),
    (_PARTS, b'--edge\r\nContent-Disposition: form-data; name="photo"; filename="../x"\r\n\r\nx'),
    (_PARTS, bytes(range(256)) * 16),
]
#: How long a test waits for something that takes a fraction of this.
PATIENCE = 30.0


def faults(server):
    """Return what the server's own log tells of faults, an empty text if nothing."""
    log = server.log.read_text(encoding="utf-8", errors="replace")
    return log[log.find("Traceback") :][:3000] if "Traceback" in log else ""


def tables(server):
    """Return how many rows each table holds."""
    names = [name for (name,) in server.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: server.rows(f"SELECT count(*) FROM {name}")[0][0] for name in names}  # noqa: S608


def until(true, seconds=PATIENCE):
    """Wait until something holds; return whether it does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


def upload(visitor, body, name="paket.tppo", address="/reports/merge"):
    """Send a file as the form does."""
    head = f'Content-Disposition: form-data; name="packet"; filename="{name}"'
    kind = "Content-Type: application/octet-stream"
    form = f"--edge\r\n{head}\r\n{kind}\r\n\r\n".encode() + body + b"\r\n--edge--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    return visitor.ask(address, "POST", form=form, headers=headers)


def improve(visitor, press, **fields):
    """Send a form on what is being improved."""
    return visitor.ask("/reports/improve", "POST", form={"press": press, **fields})


class Facilitator:
    """A laptop at the console."""

    def __init__(self, server, **options):
        """Enter with the PIN."""
        self.server = server
        self.visitor = server.visitor(**options)
        answer = self.visitor.ask("/pin", "POST", form={"pin": pin_of(server), "to": "/console"})
        assert answer.status == 303
        assert answer.headers["Location"] == f"{server.base}/console"

    def act(self, press, **fields):
        """Do one thing at the console, as its script does."""
        form = {"press": press, "click": secrets.token_hex(8), **fields}
        return self.visitor.ask("/console/act", "POST", form=form, headers=SCRIPT)

    def does(self, *presses):
        """Do several things, none of which may be refused."""
        for press in presses:
            answer = self.act(press)
            assert answer.status == 200, answer.text[:300]

    def shown(self, place="console"):
        """Return the live part of console or wall as its script gets it."""
        return json.loads(self.visitor.ask(f"/{place}/now?since=", headers=SCRIPT).text)

    def counts(self):
        """Return how many chose each letter, as the console shows it after the vote."""
        return [int(found) for found in re.findall(r"<b>(\d+)</b>", self.shown()["html"])]

    def answered(self):
        """Return how many have answered, as the wall shows it."""
        return int(re.search(r'class="answered">(\d+)', self.shown("wall")["html"]).group(1))


class Phone:
    """A participant's phone."""

    def __init__(self, server, card=None):
        """Take a phone, perhaps one with a seat's pass already."""
        self.visitor = server.visitor()
        if card is not None:
            self.visitor.cookies["tppo_seat"] = card

    @property
    def seat(self):
        """Return the code of the seat this phone sits on."""
        return (self.visitor.card or "").partition(".")[0]

    def join(self):
        """Tap “Join”."""
        assert self.tap().status == 303
        return self

    def tap(self):
        """Tap “Join” and return what comes back."""
        return self.visitor.ask("/room/join", "POST", form={})

    def page(self):
        """Return the one page of the phone."""
        return self.visitor.ask("/room").text

    def hidden(self, page=None):
        """Return the mark of the page and what can be pressed on it."""
        page = self.page() if page is None else page
        mark = re.search(r'name="at" value="([^"]*)"', page)
        return mark.group(1) if mark else "", re.findall(r'name="press" value="([^"]*)"', page)

    def press(self, press, at, click=None, *, script=True):
        """Send a press that was made on a page with this mark."""
        form = {"at": at, "press": press, "click": secrets.token_hex(8) if click is None else click}
        headers = SCRIPT if script else {}
        return self.visitor.ask("/room/press", "POST", form=form, headers=headers)

    def vote(self, number=0, click=None):
        """Choose what stands at a place on the page now."""
        at, choices = self.hidden()
        return self.press(choices[number % len(choices)], at, click)

    def now(self, since="", seconds=60):
        """Ask what is new since a tag."""
        return self.visitor.ask(f"/room/now?since={since}", headers=SCRIPT, seconds=seconds)

    def tag(self):
        """Return the tag of what is shown now."""
        return re.search(r'data-tag="([^"]*)"', self.page()).group(1)


class Voter:
    """Somebody who changes their mind all the time; what is not acknowledged is sent again."""

    def __init__(self, phone):
        """Remember the question that is open now."""
        self.phone = phone
        self.at, self.choices = phone.hidden()
        #: (seat, click) that was sent, and that was acknowledged.
        self.sent, self.told = [], []
        #: (status, body) of each answer that was no acknowledgement.
        self.other = []

    def vote_until(self, stop):
        """Vote until told to stop; the last vote is sent until it is acknowledged."""
        while not stop.is_set():
            click = (self.phone.seat, secrets.token_hex(8))
            self.sent.append(click)
            choice = secrets.choice(self.choices)
            if not until(lambda click=click, choice=choice: self._acknowledged(click, choice)):
                return

    def _acknowledged(self, click, choice):
        try:
            answer = self.phone.press(choice, self.at, click[1])
        except (OSError, http.client.HTTPException):  # the server is gone for a moment
            return False
        if answer.status == 200:
            self.told.append(click)
            return True
        self.other.append((answer.status, answer.text))
        time.sleep(0.1)
        return False


@contextlib.contextmanager
def voting(phones):
    """Let phones vote all the time, and give the voters; at the end all have been heard."""
    voters = [Voter(phone) for phone in phones]
    stop = threading.Event()
    with ThreadPoolExecutor(len(voters)) as crowd:
        tasks = [crowd.submit(voter.vote_until, stop) for voter in voters]
        try:
            yield voters
        finally:
            stop.set()
    for task in tasks:
        task.result()


def told(voters):
    """Return every (seat, click) that was acknowledged until now."""
    return {click for voter in voters for click in tuple(voter.told)}


class Room:
    """A workshop that has just been opened, with people in it."""

    def __init__(self, server, people=0, **options):
        """Open it; one that another test has left open is ended first."""
        self.server = server
        self.boss = boss_of(server)
        if 'value="end="' in self.boss.shown()["html"]:
            self.boss.does("end=")
        answer = self.boss.act(f"room={PROGRAMME}", **options)
        assert answer.status == 200, answer.text[:300]
        self.boss.does("block=0")
        self.phones = [self.phone() for _ in range(people)]

    def phone(self):
        """Return one more phone that has joined."""
        return Phone(self.server).join()

    def ask(self, key=CASE, way="together"):
        """Start an activity and open the vote on its first question."""
        self.boss.does(f"stage={way} - {key}", "take=begin=", "open=")
        return self

    @property
    def id(self):
        """Return which room it is in the log."""
        return self.server.rows("SELECT id FROM rooms ORDER BY rowid DESC LIMIT 1")[0][0]

    def events(self):
        """Return number, seat, name, value and click of all events, in order."""
        query = "SELECT number, seat, name, value, click FROM room_events WHERE room = ?"
        return self.server.rows(f"{query} ORDER BY number", self.id)

    def votes(self):
        """Return (seat, click) of each vote of this room."""
        return [(row[1], row[4]) for row in self.events() if row[2] == "vote"]


def check_sound(room):
    """Assert that the log is whole, numbered without a gap, and has each click of a seat once."""
    events = room.events()
    clicks = [(seat, click) for _, seat, _, _, click in events]

    assert [row[0] for row in events] == list(range(len(events)))
    assert len(set(clicks)) == len(clicks)
    assert room.server.rows("PRAGMA integrity_check") == [("ok",)]
    assert room.server.rows("PRAGMA foreign_key_check") == []


def pin_of(server):
    """Return the PIN as it stands beside the answers."""
    return (server.answers / "pin").read_text(encoding="ascii").split()[0]


def boss_of(server):
    """Return the facilitator of a server; a pass outlives the server's process."""
    if not hasattr(server, "boss"):
        server.boss = Facilitator(server)
    return server.boss


def wrong_pins(server):
    """Give PINs that are not the server's."""
    pin = pin_of(server)
    return (f"{number:06}" for number in itertools.count(100_000) if f"{number:06}" != pin)
