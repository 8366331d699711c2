"""kill -9 of kernel and server at random moments: what was acknowledged is there, once."""

import random
import secrets

import psutil
import pytest
from wire import Learner

pytestmark = pytest.mark.server
CASE = "scenario:liburan-sepuluh-hari"
PATH = "tanya-terbuka tanya-depan mulai-lagi buka apa-yang-tahu cukup tanya-atasan sebut-fakta"
EVENTS = [("begin", ""), *(("choose", choice) for choice in PATH.split()), ("confidence", "80")]
KILLS = 5
#: An answer takes some tens of milliseconds, so a kill within this time falls before, while or after.
LONGEST_WAIT = 0.09


def open_case(learn, visitor):
    """Open the notebook and the case, wherever it was left."""
    learner = learn(visitor)
    learner.press("desk-open", CASE)
    return learner


@pytest.fixture(scope="module")
def views(own):
    """Give what is shown before the first event and after each, when nothing goes wrong."""
    visitor = own.visitor()
    visitor.sit_down()
    learner = Learner(visitor)
    learner.hello(visitor.card)
    learner.press("desk-open", CASE)
    shown = [learner.shown]
    for name, value in EVENTS:
        learner.press(name, value)
        shown.append(learner.shown)
    learner.leave()
    assert len(set(shown)) == len(EVENTS) + 1
    assert 'role="alert"' not in "".join(shown)
    return shown


def press_and_kill(learner, event, seconds, kill):
    """Press, kill after a while, and tell whether the press had been acknowledged."""
    click = secrets.token_hex(6)
    learner.tell({"name": event[0], "value": event[1], "click": click})
    acknowledged = learner.acknowledged(click, seconds)
    kill(learner)
    return acknowledged


def play_through_kills(learn, visitor, views, kill):
    """Play the case with kills at random moments and return what went wrong."""
    chance = random.Random(random.getrandbits(64))
    moments = set(chance.sample(range(len(EVENTS)), KILLS))
    wrong, number = [], 0
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
            return wrong
        number = found[0]
    if learner.shown != views[-1]:
        wrong.append(("end", learner.shown))
    return wrong


def check_log(server, visitor):
    """Assert that the log holds each event of a person once, and one result."""
    code = visitor.card.partition(".")[0]
    query = """
        SELECT dense_rank() OVER (ORDER BY attempt), number, events.name, value
        FROM events JOIN attempts ON id = attempt WHERE seat = ? ORDER BY 1, 2
    """
    results = "SELECT count(*) FROM results JOIN attempts ON id = attempt WHERE seat = ?"

    assert server.rows(query, code) == [(1, n, *event) for n, event in enumerate(EVENTS)]
    assert server.rows(results, code) == [(1,)]
    assert server.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_killed_kernel_loses_nothing(learn, own, views):
    """After each kill the person is at the last acknowledged step, and nothing is there twice."""
    visitor = own.visitor()

    wrong = play_through_kills(
        learn, visitor, views, lambda learner: own.kernel(learner.kernel).kill()
    )

    assert wrong == []
    check_log(own, visitor)


def test_a_killed_server_loses_nothing(learn, own, views):
    """After each kill and restart the same seat goes on at the last acknowledged step."""
    visitor = own.visitor()
    left = []

    def kill(_learner):
        left.extend(own.kill())
        own.start()

    wrong = play_through_kills(learn, visitor, views, kill)
    _, alive = psutil.wait_procs(left, timeout=20)

    assert wrong == []
    check_log(own, visitor)
    assert alive == []
