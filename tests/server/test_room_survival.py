"""kill -9, a full disk, a locked log and closed browsers: what was acknowledged counts once."""

import contextlib
import json
import os
import random
import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from roomlike import Phone, Room, Voter, check_sound, faults, pin_of, told, until, voting

pytestmark = pytest.mark.server
SOAK = int(os.environ.get("TPPO_SOAK", "1"))
PEOPLE = 20
KILLS = 3 * SOAK
BROWSERS = 30
STEPS = 8 * SOAK
LOCKED = "program lain"
FULL = "penuh"
needs_limits = pytest.mark.skipif(
    not hasattr(psutil.Process, "rlimit"), reason="only Linux can limit a running process"
)


@contextlib.contextmanager
def locked(server):
    """Hold the log as another program might."""
    with contextlib.closing(sqlite3.connect(server.database, isolation_level=None)) as other:
        other.execute("PRAGMA busy_timeout = 20000")
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def full(server):
    """Let the server write not a byte more to any file, as on a full disk."""
    process = psutil.Process(server.process.pid)
    before = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (1, before[1]))
    yield
    with contextlib.suppress(psutil.NoSuchProcess):
        process.rlimit(psutil.RLIMIT_FSIZE, before)


def check_votes(room, voters):
    """Assert that log, memory and what was acknowledged are the same."""
    room.boss.does("close=")
    last = {row[1]: row[3].partition(" ")[2] for row in room.events() if row[2] == "vote"}
    voted = list(last.values())
    counts = [voted.count(choice) for choice in voters[0].choices]
    sent = {click for voter in voters for click in voter.sent}

    assert told(voters) == sent == set(room.votes())
    assert room.boss.counts() == counts
    assert sum(counts) == len(voters)
    check_sound(room)
    return counts


def check_restart(room, counts):
    """Assert that the room is rebuilt from the log as it was shown."""
    room.server.kill()
    room.server.start()

    assert room.boss.counts() == counts


def test_kill_9_in_the_middle_of_a_vote_loses_nothing(own):
    """Each restart is the same room, seats, question and PIN, with every acknowledged vote."""
    room = Room(own, PEOPLE).ask()
    pin, name, mark = pin_of(own), room.id, room.phones[0].hidden()[0]
    chance = random.Random(random.getrandbits(64))
    lost = []

    with voting(room.phones) as voters:
        for _ in range(KILLS):
            before = len(told(voters))
            assert until(lambda before=before: len(told(voters)) > before + PEOPLE)
            time.sleep(chance.uniform(0, 0.3))
            own.kill()
            time.sleep(0.2)  # what was on the line arrives
            lost.append(told(voters) - set(room.votes()))
            own.start()

    assert lost == [set()] * KILLS
    assert (pin_of(own), room.id) == (pin, name)
    assert {each.hidden()[0] for each in room.phones} == {mark}
    assert {row[1] for row in room.events() if row[2] == "join"} == {p.seat for p in room.phones}
    assert [each.other for each in voters if each.other] == []
    check_votes(room, voters)
    assert faults(own) == ""


def test_kill_9_in_the_middle_of_a_test_loses_nothing(own):
    """Somebody's own test goes on at the last acknowledged answer, under the same click."""
    room = Room(own, 3)
    room.boss.does("stage=each before quiz:kasus-a-1 quiz:kasus-b-1")
    for phone in room.phones:
        phone.vote()
    at, choices = room.phones[0].hidden()
    acknowledged = room.phones[0].press(choices[0], at, "mine").status
    where = [phone.hidden() for phone in room.phones]

    own.kill()
    own.start()

    assert acknowledged == 200
    assert [phone.hidden() for phone in room.phones] == where
    assert room.phones[0].press(choices[0], at, "mine").status == 200
    assert room.phones[0].hidden() == where[0]
    assert own.rows("SELECT count(*) FROM events WHERE click = 'mine'") == [(1,)]


def check_refusals(voters, word):
    """Assert that all who were not heard were told why, in a sentence, to send again."""
    other = [answer for voter in voters for answer in voter.other]

    assert {status for status, _ in other} == {503}
    assert all(word in json.loads(body)["sentence"] for _, body in other)


def look_around(server):
    """Return the statuses of pages that need no writing, and of one that does."""
    visitor = server.visitor()
    pages = [visitor.ask(path) for path in ("/", "/room", "/pin", "/kit/room.css")]
    join = visitor.ask("/room/join", "POST", form={})
    assert join.why_no_sentence() is None
    assert visitor.card is None
    return [page.status for page in pages], join


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        pytest.param(locked, LOCKED, id="locked log"),
        pytest.param(full, FULL, id="full disk", marks=needs_limits),
    ],
)
def test_what_stops_the_log_stops_votes_for_a_moment_only(own, fault, sentence):
    """While nothing can be written, votes are not taken and say so; then all count."""
    room = Room(own, PEOPLE).ask()
    seats = own.rows("SELECT count(*) FROM seats")

    with voting(room.phones) as voters:
        assert until(lambda: told(voters))
        with fault(own):
            statuses, join = look_around(own)
            assert until(lambda: any(voter.other for voter in voters))
            refused = room.boss.act("pause=")
        before = len(told(voters))
        assert until(lambda: len(told(voters)) > before + PEOPLE)

    assert statuses == [200] * 4
    assert (join.status, refused.status) == (503, 503)
    assert sentence in join.prose
    assert own.rows("SELECT count(*) FROM seats") == seats
    check_refusals(voters, sentence)
    check_restart(room, check_votes(room, voters))
    assert faults(own) == ""


@needs_limits
def test_kill_9_on_a_full_disk_leaves_a_whole_log(own):
    """Full disk, then kill -9: the next start shows every acknowledged vote and takes the rest."""
    room = Room(own, PEOPLE).ask()

    with voting(room.phones) as voters:
        assert until(lambda: told(voters))
        with full(own):
            assert until(lambda: any(voter.other for voter in voters))
            own.kill()
        own.start()

    check_votes(room, voters)


def press_and_vanish(voter, click, chance):
    """Send a vote and close the browser at once, perhaps before it has left the phone."""
    visitor = voter.phone.visitor
    body = f"at={voter.at}&press={voter.choices[0]}&click={click}".encode()
    head = (
        f"POST /room/press HTTP/1.1\r\nHost: localhost:{visitor.port}\r\n"
        f"Cookie: tppo_seat={visitor.cookies['tppo_seat']}\r\nX-Requested-With: room\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    raw = head + body
    with socket.create_connection((visitor.target, visitor.port), 20) as line:
        line.sendall(raw[: chance.choice([len(head) // 2, len(raw) - 3, len(raw), len(raw)])])


def live_through(server, voter, chance):
    """Use a phone whose browser is closed at any moment and opened again."""
    for number in range(STEPS):
        click = (voter.phone.seat, f"{voter.phone.seat}-{number}")
        voter.sent.append(click)
        wanted = chance.choice(["vote", "vanish", "vanish and again", "wait and vanish", "look"])
        if wanted.startswith("vanish"):
            press_and_vanish(voter, click[1], chance)
        if wanted == "wait and vanish":
            with contextlib.suppress(TimeoutError):
                voter.phone.now(voter.phone.tag(), seconds=chance.uniform(0.01, 0.2))
        if wanted != "vote":
            voter.phone = Phone(server, card=voter.phone.visitor.card)
        if wanted in {"vote", "vanish and again"}:
            voter._acknowledged(click, chance.choice(voter.choices))
        else:
            voter.phone.page()


def test_thirty_browsers_closed_at_any_moment_lose_nothing(own):
    """No acknowledged answer is lost, none counts twice, and nobody gets a second seat."""
    before = own.rows("SELECT count(*) FROM seats")[0][0]
    room = Room(own, BROWSERS).ask()
    voters = [Voter(phone) for phone in room.phones]
    seats = {phone.seat for phone in room.phones}

    with ThreadPoolExecutor(BROWSERS) as crowd:
        seed = random.getrandbits(32)
        chances = [random.Random(seed + number) for number in range(BROWSERS)]
        list(crowd.map(live_through, [own] * BROWSERS, voters, chances))
    found = room.votes()

    assert told(voters) <= set(found)
    assert set(found) <= {click for voter in voters for click in voter.sent}
    assert [voter.other for voter in voters if voter.other] == []
    assert own.rows("SELECT count(*) FROM seats")[0][0] == before + BROWSERS
    assert {row[1] for row in room.events() if row[2] == "join"} == seats
    room.boss.does("close=")
    assert sum(room.boss.counts()) == len({seat for seat, _ in found})
    check_sound(room)
    assert faults(own) == ""


@pytest.mark.skipif(SOAK == 1, reason="a phone is away only after forty seconds")
def test_a_closed_browser_is_away_after_a_while(own):
    """The console shows seats as present while their page waits, and as away some time after."""
    room = Room(own, 3)

    for phone in room.phones:
        phone.now()
    here = room.boss.shown()["html"].count("●")
    gone = until(lambda: room.boss.shown()["html"].count("●") == 0, seconds=60)

    assert here == 3
    assert gone


def test_pages_that_were_closed_leave_nothing_behind(own):
    """Two hundred waits that are given up leave no open line, and memory stays as it is."""
    room = Room(own, 10)
    tags = [phone.tag() for phone in room.phones]
    process = psutil.Process(own.process.pid)

    def lines():
        return sum(each.status == "ESTABLISHED" for each in process.net_connections("tcp"))

    def give_up(number):
        phone = room.phones[number % 10]
        with pytest.raises(TimeoutError):
            phone.now(tags[number % 10], seconds=0.3)

    def round_of_200():
        with ThreadPoolExecutor(50) as crowd:
            list(crowd.map(give_up, range(200)))
        assert until(lambda: lines() <= 1)
        return process.memory_info().rss

    first, second = round_of_200(), round_of_200()

    assert second - first < 8 * 2**20
    assert room.phones[0].now(since="x").status == 200
