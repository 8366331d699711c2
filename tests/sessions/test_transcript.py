"""The transcript host: exemplars are played without a screen and always tell the same."""

import re

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.habits import Simulation
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.sessions.transcript import case_events, check_lines, exemplars, transcript
from tppo_kit.views.draw import draw_text

CASE = "scenario:umrah-bersama-ibu"


def test_case_events_begin_choose_and_say_how_sure():
    """The events of a walk are its choices between beginning and confidence, five seconds each."""
    events = case_events(["a", "b"], confidence="60")

    assert [(event.name, event.value) for event in events] == [
        ("begin", ""),
        ("choose", "a"),
        ("choose", "b"),
        ("confidence", "60"),
    ]
    assert [event.at for event in events] == [0, 5, 10, 15]


def is_done(key):
    """Tell whether an activity can be finished; pages are only read."""
    return not key.startswith("page:")


def test_a_page_tells_the_facts_it_quotes(catalogue):
    """A fact that changes changes what the notebook of its page prints."""
    lines = check_lines("page:01-kartu", catalogue)

    assert len(lines) > 1
    assert all(re.fullmatch(r"  [A-Z]+-[0-9]+ \[[0-9a-f]{12}\]", line) for line in lines[1:])


def test_every_exemplar_finishes_its_activity(keys, opened, catalogue):
    """Each real activity but pages has an exemplar, and every one is allowed and ends."""
    for key in filter(is_done, keys):
        activity = opened(key)
        told = list(exemplars(activity, catalogue))

        assert told
        for says, events in told:
            assert says
            assert activity.outcome(replay(activity, 1, events)) is not None


def test_the_careful_colleague_gets_all_points(keys, opened, catalogue):
    """Exemplars are right in everything; a simulation by the book is nearly so."""
    for key in filter(is_done, keys):
        activity = opened(key)
        outcomes = [
            activity.outcome(replay(activity, 1, events))
            for _, events in exemplars(activity, catalogue)
        ]
        best = max(outcomes, key=lambda outcome: outcome.earned)

        if isinstance(activity, Simulation):
            assert best.earned >= 0.85 * best.possible
            continue
        assert best.earned == best.possible or key.startswith("scenario")
        assert all(judgement.correct for judgement in best.judgements)


def test_the_check_lines_tell_every_exemplar(keys, opened, catalogue):
    """First the summary, then a line for each exemplar, the same at every run."""
    for key in filter(is_done, keys):
        lines = check_lines(key, catalogue)
        says = [says for says, _ in exemplars(opened(key), catalogue)]

        assert lines[0] == opened(key).summary()
        assert [line.strip().startswith(say) for line, say in zip(lines[1:], says, strict=True)]
        assert lines == check_lines(key, catalogue)


def test_the_check_lines_of_a_case_tell_ending_step_and_points(opened, catalogue):
    """What is compared by the notebooks holds the ending, the rung and the points."""
    lines = check_lines(CASE, catalogue)
    outcomes = [
        opened(CASE).outcome(replay(opened(CASE), 1, events))
        for _, events in exemplars(opened(CASE), catalogue)
    ]

    for line, outcome in zip(lines[1:], outcomes, strict=True):
        assert outcome.ending in line
        assert outcome.judgements[0].chosen in line
        assert f"{outcome.earned:g}" in line


def test_the_check_lines_of_a_survey_tell_no_points(catalogue):
    """Where there is nothing to be right about, no number of points is told."""
    lines = check_lines("survey:reaksi", catalogue)

    assert lines[1:] == [
        "  semua dijawab: selesai, tanpa nilai",
        "  semua dilewati: selesai, tanpa nilai",
    ]


def test_the_check_lines_of_what_is_not_there_are_one_sentence(catalogue):
    """A missing activity is told in its line instead of stopping the notebook."""
    (line,) = check_lines("scenario:no-such-case", catalogue)

    assert line.startswith("scenario:no-such-case: ")
    assert len(line) > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_transcript_shows_every_view_on_the_way(opened, catalogue, language):
    """From the cover to the debrief each view stands there as text, after what was pressed."""
    _, events = next(exemplars(opened(CASE), catalogue))
    texts = list(transcript(opened(CASE), events, language))
    last = opened(CASE).view(replay(opened(CASE), 1, events))

    assert len(texts) == len(events) + 1
    assert texts[0] == draw_text(opened(CASE).view(opened(CASE).start(1)), language)
    assert texts[-1].endswith(draw_text(last, language))
    assert all(event.value in text for event, text in zip(events, texts[1:], strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_event_ends_the_transcript_with_its_sentence(opened, language):
    """A wrong choice is told in the reader's language, and nothing is played after it."""
    events = [Event("begin"), Event("choose", "fly"), Event("choose", "tanya-terbuka")]
    texts = list(transcript(opened(CASE), events, language))

    assert len(texts) == 3
    assert "fly" in texts[-1]
    assert texts[-1].count("\n") == 1
