"""One's own kernel and one's own pass show one's own answers, and nobody else's."""

import pytest
from wire import Learner

from tppo_kit.sessions.seats import new_code, pass_for

pytestmark = pytest.mark.server
CASE = "scenario:liburan-sepuluh-hari"
#: Shown in the case after the first choice of this path, and in no other view.
PATH = ["tanya-terbuka", "bicara-terpisah"]
SEEN = "Di ruang samping hanya ada Anda dan Rani."
COVER = "mengajukan paspor untuk berlibur sepuluh hari"


def play_some(learner):
    """Play the case up to the second scene."""
    learner.press("desk-open", CASE)
    learner.press("begin")
    for choice in PATH:
        learner.press("choose", choice)
    return learner.html


@pytest.fixture(scope="module")
def mine(served):
    """Give somebody who is in the middle of a case."""
    visitor = served.visitor()
    visitor.sit_down()
    learner = Learner(visitor)
    learner.hello(visitor.card)
    play_some(learner)
    yield learner
    learner.leave()


def test_another_seat_sees_nothing_of_mine(mine, learn, visitor):
    """A second person at the same case stands before its cover."""
    other = learn(visitor)

    theirs = other.html + other.press("desk-open", CASE)

    assert SEEN in mine.html
    assert COVER in theirs
    assert SEEN not in "".join([theirs, *other.wire.heard, other.page])
    assert mine.visitor.code not in "".join([*other.wire.heard, other.page])


def forged(card, secret):
    """Return what a page may say instead of its pass, by name."""
    code, _, signature = card.partition(".")
    return {
        "code alone": code,
        "no signature": f"{code}.",
        "wrong signature": f"{code}.{'0' * 32}",
        "mutated": f"{code}.{signature[:-1]}{'1' if signature[-1] != '1' else '2'}",
        "short": f"{code}.{signature[:8]}",
        "other laptop": pass_for(code, b"other laptop"),
        "empty secret": pass_for(code, b""),
        "seat that is none": pass_for(new_code(), secret),
        "small letters": f"{code.lower()}.{signature}",
        "letters beyond": f"{code}.é",
        "number": 7,
        "nothing": None,
        "list": [card],
        "object": {"pass": card},
        "long": f"{code}." + "0" * 20_000,
    }


def test_a_forged_pass_shows_no_data(mine, learn, served, visitor):
    """Whatever a page claims to be, without the signature it is asked to begin at home."""
    secret = bytes.fromhex((served.answers / "secret").read_text(encoding="ascii"))
    stranger = learn(visitor, seated=False)

    for card in forged(mine.visitor.card, secret).values():
        shown = stranger.hello(card)
        for name, value in (("desk-open", CASE), ("begin", ""), ("choose", PATH[0])):
            shown += stranger.press(name, value)

        assert 'href="/"' in shown
        assert "data-event" not in shown
    everything = "".join(stranger.wire.heard)
    assert SEEN not in everything
    assert COVER not in everything


def test_a_forged_pass_ends_what_was_open(mine, learn, visitor):
    """Who was seated and then claims to be another sees neither seat."""
    thief = learn(visitor)

    shown = thief.hello(mine.visitor.card.partition(".")[0] + ".0")

    assert "data-event" not in shown
    assert SEEN not in "".join(thief.wire.heard)


def test_what_a_page_writes_into_the_stage_changes_nothing(learn, served, visitor):
    """Setting every trait from outside neither seats nor moves anybody."""
    learner = learn(visitor)
    state = {"html": "x", "words": {}, "announce": "x", "_desk": 1, "_language": "en", "seat": "x"}

    for name in ("_settings", "_activities", "_esm", "styles", "_model_name", "comm", "keys"):
        state[name] = "x"
    content = {
        "comm_id": learner.stages[learner.main],
        "data": {"method": "update", "state": state},
    }
    learner.wire.send("shell", "comm_msg", {**content, "buffer_paths": []})
    shown = learner.press("desk-open", CASE)

    assert COVER in shown
    assert served.rows("SELECT count(*) FROM seats WHERE code = 'x'") == [(0,)]


def test_a_stage_takes_any_message_calmly(learn, visitor):
    """Messages of any shape are answered, and the person stays where they were."""
    learner = learn(visitor)
    play_some(learner)
    odd = [
        {"name": "choose", "value": "no-such-choice"},
        {"name": "choose", "value": "x" * 100_00},
        {"name": "x" * 5000, "value": ""},
        {"name": 7, "value": [], "click": {}},
        {"name": "confidence", "value": "1000"},
        {"name": "begin", "value": "\0"},
        {"name": "__class__", "value": "<script>alert(1)</script>"},
        {"name": "choose", "value": "menebak", "at": -1, "seat": "x"},
        {},
    ]

    for content in odd:
        learner.tell(content)
    shown = learner.press("choose", "no-such-choice")

    assert SEEN in shown
    assert "<script" not in "".join(learner.wire.heard)


def test_two_devices_of_one_person_never_write_the_same_step_twice(learn, served, visitor):
    """The second device is told, sees where the first one stands, and nothing is doubled."""
    first, second = learn(visitor), learn(visitor)
    play_some(first)
    second.press("desk-open", CASE)

    first.press("choose", "buka")
    shown = second.press("choose", "cukup")

    assert 'role="alert"' in shown
    assert first.shown.count("Saya") == second.shown.count("Saya")
    query = "SELECT number, value FROM events JOIN attempts ON id = attempt WHERE seat = ?"
    taken = served.rows(f"{query} ORDER BY number", visitor.code)
    assert taken == list(enumerate(["", *PATH, "buka"]))
