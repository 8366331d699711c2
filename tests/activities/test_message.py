"""A message: mark lines, choose a step, say how sure; only then is it explained."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Chat, Options
from tppo_kit.activities.message import MessageActivity
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.signs import Sign
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_text


@pytest.fixture(scope="module")
def activity(catalogue):
    """Give a message with one sign and one line that only resembles one."""
    message = MarkedMessage.model_validate(
        {
            "format": "message/1",
            "id": "contoh",
            "title": "Pesan contoh",
            "about": "Sebuah pesan.",
            "status": "active",
            "channel": "chat",
            "sender": "Nomor tak dikenal",
            "passages": [
                {"id": "sapa", "text": "Halo, Kak."},
                {"id": "gaji", "text": "Gaji besar.", "resembles": "T-REK-01", "why": "Lazim."},
                {"id": "visa", "text": "Visanya wisata.", "sign": "T-REK-06", "why": "Pura-pura."},
                {"id": "tutup", "text": "Ditunggu kabarnya."},
            ],
            "truth": "consult",
            "why": "Cek dulu.",
            "harmless": "Bisa jadi salah tulis.",
            "twin": "contoh-lain",
            "from": [{"source": "KIT"}],
        }
    )
    return MessageActivity(message, {"T-REK-06": catalogue.get(Sign, "T-REK-06")}, {})


def events(*pairs):
    """Return events written as name or name=value."""
    parted = [pair.partition("=") for pair in ("begin", *pairs)]
    return [Event(name, value, at=float(at)) for at, (name, _, value) in enumerate(parted)]


def test_nothing_is_told_before_everything_is_answered(activity):
    """Cover, lines, ladder and confidence hold neither reasons nor the name of a sign."""
    walk = events("toggle=visa", "seal", "answer=consult", "confidence=80")
    for number in range(len(walk)):
        text = draw_text(activity.view(replay(activity, 1, walk[:number])), "id")

        assert not any(word in text for word in ("Pura-pura", "Lazim", "Cek dulu", "salah tulis"))


def test_each_line_is_judged_and_the_step_apart(activity):
    """Marking the sign and leaving the rest is right; the step is a judgement of its own."""
    walk = events("toggle=visa", "seal", "answer=consult", "confidence=80")
    outcome = activity.outcome(replay(activity, 1, walk))
    step, *lines = outcome.judgements

    assert (step.kind, step.signal, step.called, step.correct) == ("message", True, True, True)
    assert [line.correct for line in lines] == [True] * 4
    assert {line.signal for line in lines} == {None}
    assert outcome.earned == outcome.possible == 5
    assert step.seconds == 3.0


def test_over_marking_costs_as_much_as_missing(activity):
    """A harmless line that is marked and a sign that is not are each one point less."""
    over = events("toggle=visa", "toggle=gaji", "seal", "answer=consult", "confidence=80")
    missed = events("seal", "answer=consult", "confidence=80")
    earned = [activity.outcome(replay(activity, 1, walk)).earned for walk in (over, missed)]

    assert earned == [4.0, 4.0]


def test_a_mark_can_be_taken_back(activity):
    """Pressing a marked line again unmarks it."""
    state = replay(activity, 1, events("toggle=gaji", "toggle=visa", "toggle=gaji"))

    assert state.marked == {"visa"}


def test_the_message_stays_on_the_screen_for_the_step(activity):
    """Whoever chooses the step can read the lines again, with their own marks."""
    view = activity.view(replay(activity, 1, events("toggle=visa", "seal")))
    (chat,) = [block for block in view.blocks if isinstance(block, Chat)]

    assert [bool(line.remark) for line in chat.lines] == [False, False, True, False]
    assert [b.event for b in view.blocks if isinstance(b, Options)] == ["answer"]


def test_the_explanation_names_sign_and_look_alike(activity):
    """Afterwards each reason is told, the sign by its name."""
    walk = events("seal", "answer=no-concern", "confidence=60")
    text = draw_text(activity.view(replay(activity, 1, walk)), "id")

    for word in ("Pura-pura", "Lazim", "Cek dulu", "salah tulis", activity.signs["T-REK-06"].name):
        assert word in text


@pytest.mark.parametrize(
    "walk",
    [
        ["begin"],
        ["toggle=lain"],
        ["answer=consult"],
        ["confidence=80"],
        ["seal", "toggle=visa"],
        ["seal", "answer=maybe"],
        ["seal", "answer=consult", "confidence=81"],
        ["seal", "answer=consult", "confidence=80", "seal"],
    ],
)
def test_what_makes_no_sense_is_refused(activity, walk):
    """Events out of turn or with unknown values change nothing."""
    with pytest.raises(Refused):
        replay(activity, 1, events(*walk))
