"""An interview: the case goes through unchanged, then its note is written and weighed."""

import pytest

from tppo_kit.activities.activity import check_event, replay
from tppo_kit.activities.interview.activity import InterviewActivity
from tppo_kit.errors import Refused
from tppo_kit.records import Event

PAGES = [Event("next")] * 3


def test_the_case_passes_through_unchanged(interview, talk):
    """State and views of the wrapped case are those of the case on its own."""
    for number in range(1, len(talk)):
        alone = replay(interview.case, 1, talk[:number])
        wrapped = replay(interview, 1, talk[:number])

        assert wrapped.case == alone
        assert interview.view(wrapped) == interview.case.view(alone)


def test_the_judgement_of_the_case_is_kept_as_it_is(interview, talk):
    """Measures count the case of an interview like the case itself."""
    end = replay(interview, 1, [*talk, *PAGES, Event("seal"), Event("next")])
    case = interview.case.outcome(end.case)
    outcome = interview.outcome(end)

    assert outcome.judgements[0] == case.judgements[0]
    assert outcome.ending == case.ending
    assert (outcome.earned, outcome.possible) == (case.earned + 1.0, case.possible + 2.0)


def test_every_line_of_the_note_is_judged(interview, talk):
    """A struck opinion and a kept fact are right; neither is detection."""
    state = replay(interview, 1, talk)
    first = interview.draft(state)[0]
    end = replay(interview, 1, [*talk, Event("toggle", "1"), *PAGES, Event("seal"), Event("next")])
    lines = interview.outcome(end).judgements[1:]

    assert len(lines) == len(interview.draft(end))
    assert lines[0].correct is not first.belongs
    assert lines[0].chosen == "strike"
    assert {(line.signal, line.called, line.kind) for line in lines} == {(None, None, "note-line")}
    assert len({line.subject for line in lines}) == len(lines)


def test_a_line_pressed_twice_is_back(interview, talk):
    """Striking out can be taken back until the note is closed."""
    state = replay(interview, 1, talk)
    twice = replay(interview, 1, [*talk, Event("toggle", "1"), Event("toggle", "1")])

    assert twice == state


def test_there_is_no_outcome_before_the_comparison_was_read(interview, talk):
    """Neither the end of the case nor the closed note ends the interview."""
    for events in (talk, [*talk, *PAGES], [*talk, *PAGES, Event("seal")]):
        assert interview.outcome(replay(interview, 1, events)) is None


WRITING = [
    *("begin", "choose=buka", "confidence=80", "toggle=0", "toggle=999", "toggle=-1", "toggle=a"),
    *(
        "toggle=01",
        "toggle=",
        "toggle=seen.jenis-visa",
        "back",
        "seal",
        "seal=x",
        "next=x",
        "answer",
    ),
]


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        *(([], pair) for pair in WRITING),
        ([], "toggle=20"),
        (PAGES, "toggle=1"),
        (PAGES, "next"),
        ([*PAGES, Event("seal")], "toggle=1"),
        ([*PAGES, Event("seal")], "seal"),
        ([*PAGES, Event("seal")], "back"),
        ([*PAGES, Event("seal"), Event("next")], "next"),
        ([*PAGES, Event("seal"), Event("next")], "toggle=1"),
    ],
)
def test_what_is_not_allowed_now_is_refused(interview, talk, more, wrong):
    """Out of range, on another page, twice, late or unknown: a sentence, and nothing changes."""
    state = replay(interview, 1, [*talk, *more])
    name, _, value = wrong.partition("=")

    with pytest.raises(Refused) as refused:
        interview.apply(state, check_event(Event(name, value)))

    assert refused.value.message.render("id")
    assert state == replay(interview, 1, [*talk, *more])


def test_nothing_of_the_note_is_taken_during_the_case(interview, talk):
    """Until the case has its outcome, events of the note are refused."""
    for number in range(len(talk)):
        state = replay(interview, 1, talk[:number])
        for event in (Event("toggle", "1"), Event("seal"), Event("next"), Event("back")):
            with pytest.raises(Refused):
                interview.apply(state, event)


def test_the_fingerprint_follows_case_and_notes(interview):
    """A changed line of the notes, or a changed case, begins a new series."""
    notes = interview.notes.model_copy(update={"question": "Apa lagi?"})
    other = InterviewActivity(interview.case, notes, interview.sources)

    assert other.fingerprint != interview.fingerprint
    assert interview.fingerprint not in {interview.case.fingerprint, interview.notes.fingerprint()}
    assert interview.fingerprint in interview.summary()
