"""A survey: one question a screen, any of them skipped, counted and never judged."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Options
from tppo_kit.activities.survey import SurveyActivity, SurveyState, answers, labels_of
from tppo_kit.content.surveys import Survey
from tppo_kit.errors import Refused
from tppo_kit.records import Event, Outcome
from tppo_kit.views.draw import draw_text


@pytest.fixture(scope="module")
def activity():
    """Give a survey of two scales and a choice."""
    scales = [
        {
            "id": name,
            "kind": "scale",
            "question": f"Seberapa {name}?",
            "low": f"kurang {name}",
            "high": f"sangat {name}",
        }
        for name in ("aman", "yakin")
    ]
    choice = {
        "id": "ubah",
        "kind": "choice",
        "question": "Apa yang diubah?",
        "options": [{"id": "tempat", "text": "Tempatnya"}, {"id": "cukup", "text": "Cukup"}],
    }
    return SurveyActivity(
        Survey.model_validate(
            {
                "format": "survey/1",
                "id": "contoh",
                "title": "Pendapat",
                "about": "Contoh.",
                "status": "active",
                "minutes": 1,
                "questions": [scales[0], choice, scales[1]],
            }
        )
    )


def after(activity, *values):
    """Return the state after these answers; an empty one is skipped."""
    given = [Event("answer", value) if value else Event("skip") for value in values]
    return replay(activity, 1, [Event("begin"), *given])


def offered(activity, state):
    """Return event and values of every group of buttons."""
    groups = [block for block in activity.view(state).blocks if isinstance(block, Options)]
    return [(group.event, [option.value for option in group.options]) for group in groups]


def test_one_question_stands_on_a_screen_and_may_be_skipped(activity):
    """Scales offer 1 to 5, choices their answers in order, and each a way past it."""
    screens = [after(activity), after(activity, "3"), after(activity, "3", "cukup")]
    skip = ("skip", [""])

    assert offered(activity, activity.start(1)) == [("begin", [""])]
    assert [offered(activity, state) for state in screens] == [
        [("answer", ["1", "2", "3", "4", "5"]), skip],
        [("answer", ["tempat", "cukup"]), skip],
        [("answer", ["1", "2", "3", "4", "5"]), skip],
    ]
    assert [activity.view(state).progress for state in screens] == [(0, 3), (1, 3), (2, 3)]


def test_both_ends_of_a_scale_say_what_they_mean(activity):
    """The numbers between them stand alone."""
    labels = labels_of(activity.survey.questions[0])

    assert list(labels.values()) == ["1: kurang aman", "2", "3", "4", "5: sangat aman"]


def test_what_was_skipped_is_not_counted(activity):
    """Answers come as question and value in the order asked; a skipped one is no answer."""
    state = after(activity, "5", "", "1")

    assert answers(state) == (("aman", "5"), ("yakin", "1"))
    assert answers(after(activity, "", "", "")) == answers(SurveyState()) == ()
    assert answers(after(activity, "2", "tempat")) == (("aman", "2"), ("ubah", "tempat"))


@pytest.mark.parametrize("values", [("5", "cukup", "1"), ("", "", "")])
def test_it_ends_in_thanks_without_points(activity, values):
    """Nothing is judged, whatever was answered or left out; nothing more can be pressed."""
    state = after(activity, *values)

    assert activity.outcome(state) == Outcome((), 0.0, 0.0)
    assert activity.outcome(after(activity, *values[:-1])) is None
    assert activity.outcome(activity.start(1)) is None
    assert offered(activity, state) == []
    assert activity.view(state).progress == (3, 3)
    assert "Terima kasih" in draw_text(activity.view(state), "id")


@pytest.mark.parametrize(
    "walk",
    [
        [Event("answer", "1")],
        [Event("skip")],
        [Event("begin"), Event("begin")],
        [Event("begin"), Event("answer", "")],
        [Event("begin"), Event("answer", "6")],
        [Event("begin"), Event("answer", "tempat")],
        [Event("begin"), Event("answer", "aman")],
        [Event("begin"), Event("back")],
        [Event("begin"), *[Event("skip")] * 3, Event("skip")],
        [Event("begin"), *[Event("skip")] * 3, Event("answer", "1")],
        [Event("begin"), *[Event("skip")] * 3, Event("begin")],
    ],
)
def test_what_makes_no_sense_is_refused(activity, walk):
    """Events out of turn, and values of another question, are not taken."""
    with pytest.raises(Refused):
        replay(activity, 1, walk)


def test_a_changed_question_is_another_survey(activity):
    """The fingerprint follows every word and stands in the summary."""
    changed = SurveyActivity(activity.survey.model_copy(update={"title": "Lain"}))

    assert changed.fingerprint != activity.fingerprint
    assert activity.summary() == f"Pendapat: 3 pertanyaan [{activity.fingerprint}]"
