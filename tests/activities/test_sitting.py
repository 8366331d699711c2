"""A quiz as a test: the same questions and judgements, and silence about what is right."""

import random

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Options, Prose
from tppo_kit.activities.grading import option_ids
from tppo_kit.activities.sitting import SittingActivity
from tppo_kit.content.items import Vignette
from tppo_kit.errors import Refused
from tppo_kit.records import Event
from tppo_kit.sessions.transcript import exemplars
from tppo_kit.views.draw import draw_text


@pytest.fixture(scope="module")
def pairs(opened):
    """Give every real round as a quiz and as a test."""
    return list(zip(opened("quiz"), opened("test"), strict=True))


def answering(item, chance):
    """Return events that answer an item at random."""
    options = list(option_ids(item))
    chance.shuffle(options)
    if isinstance(item, Vignette):
        return [Event("answer", options[0]), Event("confidence", "70")]
    if item.kind == "several":
        return [Event("toggle", options[0]), Event("toggle", options[1]), Event("seal")]
    if item.kind in {"order", "match"}:
        return [*(Event("answer", option) for option in options), Event("seal")]
    return [Event("answer", options[0])]


def walks(quiz, seed):
    """Return the same random answers as events of the quiz, and of the test."""
    loud, quiet, at = [Event("begin", at=100)], [Event("begin", at=100)], 100
    for name in quiz.start(seed).order:
        at += 9
        own = [
            Event(event.name, event.value, at)
            for event in answering(quiz.items[name], random.Random(f"{seed} {name}"))
        ]
        quiet += own
        loud += [*own, Event("next", at=at)]
    return loud, quiet


def test_the_same_answers_are_judged_the_same(pairs):
    """Order, options, judgements, seconds and points are those of the quiz."""
    kinds = set()
    for quiz, test in pairs:
        for seed in range(4):
            loud, quiet = walks(quiz, seed)
            outcome = test.outcome(replay(test, seed, quiet))

            assert outcome == quiz.outcome(replay(quiz, seed, loud))
            assert outcome.possible == len(quiz.items)
            assert {judgement.seconds for judgement in outcome.judgements} == {9}
            kinds |= {judgement.kind for judgement in outcome.judgements}
    assert kinds == {"choice", "several", "true-false", "vignette", "order", "match"}


def test_an_answer_leads_straight_to_the_next_question(pairs):
    """There is nothing to read and nothing to press in between, and nothing can be taken back."""
    for quiz, test in pairs:
        _, quiet = walks(quiz, seed=2)
        done = 0
        for count in range(1, len(quiet)):
            state = replay(test, 2, quiet[:count])
            view = test.view(state)

            assert view.progress == (len(state.answers), len(state.order))
            assert any(isinstance(block, Options) for block in view.blocks)
            with pytest.raises(Refused):
                test.apply(state, Event("next"))
            if len(state.answers) > done and not state.picked:
                assert view.blocks[0].style == "scene"
            done = len(state.answers)
        assert done == len(quiz.items) - 1


def test_how_sure_is_asked_as_in_the_quiz(pairs):
    """After the step of a vignette the same screen asks for confidence."""
    quiz, test = next(pair for pair in pairs if pair[0].quiz.id == "kasus-a-1")
    begun = [Event("begin"), Event("answer", "consult")]

    assert test.view(replay(test, 3, begun)) == quiz.view(replay(quiz, 3, begun))
    assert replay(test, 3, begun).answers == ()


def test_the_end_is_the_same_for_right_and_wrong(pairs, catalogue):
    """Neither score nor answer stands on the last screen."""
    for quiz, test in pairs:
        ((_, careful),) = exemplars(test, catalogue)
        _, hasty = walks(quiz, seed=1)
        ends = [replay(test, 1, events) for events in (careful, hasty)]
        views = [test.view(state) for state in ends]

        assert test.outcome(ends[0]).earned > test.outcome(ends[1]).earned
        assert views[0] == views[1]
        assert all(isinstance(block, Prose) for block in views[0].blocks)
        assert "Terima kasih" in draw_text(views[0], "id")


def test_the_cover_says_that_answers_come_later(pairs):
    """Nobody waits for explanations in vain; the rest of the cover is that of the quiz."""
    for quiz, test in pairs:
        covers = [activity.view(activity.start(1)).blocks for activity in (quiz, test)]

        assert covers[1][:2] + covers[1][3:] == covers[0]
        assert "afterwards" in covers[1][2].text.text


def test_a_test_is_kept_apart_from_the_quiz(pairs):
    """Its key is its own, so nobody goes on with the explained round; the content is the same."""
    for quiz, test in pairs:
        assert isinstance(test, SittingActivity)
        assert test.key == f"test:{quiz.quiz.id}"
        assert quiz.key == f"quiz:{quiz.quiz.id}"
        assert test.fingerprint == quiz.fingerprint
