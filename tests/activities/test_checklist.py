"""A checklist: one question after the other, then what to do; the heaviest answer decides."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.checklist import ChecklistActivity
from tppo_kit.content.pages import Checklist
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_text


@pytest.fixture(scope="module")
def activity():
    """Give a checklist of four questions, where "no" is a reason to wait only in the first."""

    def question(name, no):
        advice = {"clear": "Sudah jelas.", "ask": "Tanyakan.", "wait": "Tunggu."}
        return {
            "id": name,
            "text": f"Apakah {name} ada?",
            "yes": {"weight": "clear", "text": advice["clear"]},
            "no": {"weight": no, "text": f"{advice[no]} {name}"},
            "unknown": {"weight": "ask", "text": f"Cari tahu {name}."},
            "from": [{"source": "KIT"}],
        }

    return ChecklistActivity(
        Checklist.model_validate(
            {
                "format": "checklist/1",
                "id": "contoh",
                "title": "Cek contoh",
                "about": "Contoh.",
                "status": "active",
                "minutes": 3,
                "questions": [
                    question("kontrak", "wait"),
                    *(question(name, "ask") for name in ("izin", "biaya", "alamat")),
                ],
                "asks_to_wait": 3,
                "closing": {"clear": "Aman lanjut.", "ask": "Tanya dulu.", "wait": "Tunda dulu."},
            }
        ),
        {},
    )


def after(activity, *answers, close=False):
    """Return the state after these answers."""
    walk = [Event("begin"), *(Event("answer", answer) for answer in answers)]
    return replay(activity, 1, [*walk, Event("close")] if close else walk)


@pytest.mark.parametrize(
    ("answers", "weight"),
    [
        (("yes", "yes", "yes", "yes"), "clear"),
        (("yes", "no", "yes", "yes"), "ask"),
        (("yes", "no", "unknown", "yes"), "ask"),
        (("yes", "no", "unknown", "no"), "wait"),
        (("no", "yes", "yes", "yes"), "wait"),
        (("unknown", "yes", "yes", "yes"), "ask"),
    ],
)
def test_the_heaviest_answer_decides(activity, answers, weight):
    """One reason to wait is enough, and so are enough open questions."""
    state = after(activity, *answers)

    assert activity.weight(state) == weight
    assert getattr(activity.checklist.closing, weight) in draw_text(activity.view(state), "id")


def test_every_advice_is_told(activity):
    """What to do about each answer stands in the result, beside its question."""
    text = draw_text(activity.view(after(activity, "no", "no", "unknown", "yes")), "id")

    for words in ("Tunggu. kontrak", "Tanyakan. izin", "Cari tahu biaya.", "Sudah jelas."):
        assert words in text


def test_nothing_is_judged(activity):
    """A checklist about something real has no right answer and no judgement."""
    outcome = activity.outcome(after(activity, "no", "no", "no", "no", close=True))

    assert (outcome.judgements, outcome.ending) == ((), "wait")
    assert outcome.earned == outcome.possible == 4
    assert activity.outcome(after(activity, "no", "no", "no", "no")) is None


def test_one_can_go_back(activity):
    """The last answer can be taken back, also from the result."""
    state = activity.apply(after(activity, "no", "yes", "yes", "yes"), Event("back"))

    assert state.answers == ("no", "yes", "yes")


@pytest.mark.parametrize(
    "walk",
    [
        [Event("answer", "yes")],
        [Event("begin"), Event("begin")],
        [Event("begin"), Event("answer", "maybe")],
        [Event("begin"), Event("back")],
        [Event("begin"), Event("close")],
        [Event("begin"), *[Event("answer", "yes")] * 5],
        [Event("begin"), *[Event("answer", "yes")] * 4, Event("close"), Event("back")],
    ],
)
def test_what_makes_no_sense_is_refused(activity, walk):
    """Events out of turn or with unknown values change nothing."""
    with pytest.raises(Refused):
        replay(activity, 1, walk)
