"""kill -9 of kernel and server at random moments: what was acknowledged is there, once."""

import random
import re
import secrets

import psutil
import pytest

pytestmark = pytest.mark.server
CASE = "scenario:liburan-sepuluh-hari"
CHOICES = """
    tanya-terbuka tanya-depan mulai-lagi buka apa-yang-tahu jelaskan-hak tanya-atasan sebut-fakta
""".split()
EVENTS = [("begin", ""), *(("choose", choice) for choice in CHOICES), ("confidence", "80")]
KILLS = 5
#: An answer takes some tens of milliseconds, so a kill within this time falls before, while or after.
LONGEST_WAIT = 0.09


def open_case(learn, visitor):
    """Open the notebook and the case, wherever it was left."""
    learner = learn(visitor)
    learner.press("desk-open", CASE)
    return learner


def shown_after(learn, server):
    """Return what is shown before the first event and after each, when nothing goes wrong."""
    learner = open_case(learn, server.visitor())
    views = [learner.shown]
    for name, value in EVENTS:
        learner.press(name, value)
        views.append(learner.shown)
    return views


def press_and_kill(learner, event, seconds, kill):
    """Press, kill after a while, and tell whether the press had been acknowledged."""
    click = secrets.token_hex(6)
    learner.tell({"name": event[0], "value": event[1], "click": click})
    acknowledged = learner.acknowledged(click, seconds)
    kill(learner)
    return acknowledged


def play_through_kills(learn, server, kill):
    """Play the case with kills at random moments; return visitor and what went wrong."""
    views = shown_after(learn, server)
    chance = random.Random(random.getrandbits(64))
    moments = set(chance.sample(range(len(EVENTS)), KILLS))
    visitor, wrong, number = server.visitor(), [], 0
    learner = open_case(learn, visitor)
    while number < len(EVENTS):
        if number not in moments:
            learner.press(*EVENTS[number])
            number += 1
            continue
        moments.remove(number)
        seconds = chance.uniform(0, LONGEST_WAIT)
        sure = press_and_kill(learner, EVENTS[number], seconds, kill)
        learner = open_case(learn, visitor)
        may_be = [number + 1] if sure else [number, number + 1]
        found = [step for step in may_be if views[step] == learner.shown]
        if not found:
            wrong.append((number, round(seconds, 3), sure, learner.shown))
            return visitor, wrong
        number = found[0]
    if learner.shown != views[-1]:
        wrong.append(("end", learner.shown))
    return visitor, wrong


def log_of(server, visitor):
    """Return the events of a person as (attempt's number, event's number, name, value)."""
    code = re.match(r"[^.]+", visitor.card).group()
    query = """
        SELECT dense_rank() OVER (ORDER BY attempt), number, events.name, value
        FROM events JOIN attempts ON id = attempt WHERE seat = ? ORDER BY 1, 2
    """
    return server.rows(query, code)


EXPECTED = [(1, number, *event) for number, event in enumerate(EVENTS)]


def test_a_killed_kernel_loses_nothing(learn, serve):
    """After each kill the person is at the last acknowledged step, and nothing is there twice."""
    server = serve().start()

    visitor, wrong = play_through_kills(
        learn, server, lambda learner: server.kernel(learner.kernel).kill()
    )

    assert wrong == []
    assert log_of(server, visitor) == EXPECTED
    assert server.rows("SELECT count(*) FROM results") == [(2,)]
    assert server.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_killed_server_loses_nothing(learn, serve):
    """After each kill and restart the same seat goes on at the last acknowledged step."""
    server = serve().start()
    left = []

    def kill(_learner):
        left.extend(server.kill())
        server.start()

    visitor, wrong = play_through_kills(learn, server, kill)
    _, alive = psutil.wait_procs(left, timeout=20)

    assert wrong == []
    assert log_of(server, visitor) == EXPECTED
    assert server.rows("SELECT count(*) FROM results") == [(2,)]
    assert server.rows("PRAGMA integrity_check") == [("ok",)]
    assert alive == []
