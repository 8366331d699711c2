"""A test copied from paper: letters become judgements, blanks nothing, and screens stay as is."""

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.grading import option_ids
from tppo_kit.activities.sitting import SittingActivity
from tppo_kit.content.items import Vignette
from tppo_kit.errors import Refused
from tppo_kit.records import Event


@pytest.fixture(scope="module")
def sitting(opened):
    """Give a real test of ten cases."""
    return next(
        test
        for test in opened("test")
        if len(test.items) == 10 and all(isinstance(item, Vignette) for item in test.items.values())
    )


def copied(sitting, letters, seed=1):
    """Return the state after a sheet."""
    return replay(sitting, seed, [Event("sheet", letters, 50.0)])


def test_letters_go_by_the_order_printed(sitting):
    """A is the first step of the ladder for each question, whatever the seed of the attempt."""
    for seed in (1, 2):
        outcome = sitting.outcome(copied(sitting, "ABCDEABCDE", seed))
        chosen = [(each.subject, each.chosen) for each in outcome.judgements]
        ladder = list(option_ids(next(iter(sitting.items.values()))))

        assert chosen == list(zip(sitting.items, ladder * 2, strict=True))


def test_paper_tells_neither_confidence_nor_seconds(sitting):
    """Both are left open instead of guessed."""
    outcome = sitting.outcome(copied(sitting, "C" * 10))

    assert {(each.confidence, each.seconds) for each in outcome.judgements} == {(None, 0.0)}
    assert {each.called for each in outcome.judgements} == {True}


def test_a_blank_is_as_if_it_had_not_been_asked(sitting):
    """Nine answers are nine judgements, out of nine points."""
    outcome = sitting.outcome(copied(sitting, "AAA-AAAAAA"))

    assert len(outcome.judgements) == outcome.possible == 9
    assert list(sitting.items)[3] not in {each.subject for each in outcome.judgements}


@pytest.mark.parametrize("letters", ["", "AAA", "A" * 11, "AAAAAAAAAF", "aaaaaaaaaa", "-" * 10])
def test_what_is_no_sheet_is_refused(sitting, letters):
    """Too few, too many, unknown letters, and a sheet without any answer."""
    with pytest.raises(Refused):
        copied(sitting, letters)


def test_a_sheet_comes_before_the_first_answer_or_not_at_all(sitting):
    """Who has begun on a screen cannot put a sheet over it."""
    with pytest.raises(Refused):
        replay(sitting, 1, [Event("begin"), Event("sheet", "A" * 10)])


def test_a_question_of_several_steps_is_refused(opened):
    """One letter does not put steps in order; the sentence says so."""
    test = next(
        each
        for each in opened("test")
        if any(item.kind in {"order", "match", "several"} for item in each.items.values())
    )

    with pytest.raises(Refused, match="one letter"):
        replay(test, 1, [Event("sheet", "A" * len(test.items))])


def test_explanations_come_only_at_the_end(sitting):
    """Each answered case is explained, with the verdict; before the end nothing is."""
    assert isinstance(sitting, SittingActivity)
    state = copied(sitting, "A-AAAAAAAA")
    fits = [each.correct for each in sitting.outcome(state).judgements]

    assert [each.fits for each in sitting.explanations(state)] == fits
    with pytest.raises(Refused):
        sitting.explanations(replay(sitting, 1, [Event("begin")]))
