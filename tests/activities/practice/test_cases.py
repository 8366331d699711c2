"""Cases: each shows its sign on its side, is judged on the ladder, and tells nothing early."""

from tppo_kit.activities.blocks import Chat, Feedback, Options, Prose, Sources, View
from tppo_kit.activities.practice.cases import FromVignette
from tppo_kit.activities.practice.drawn import FromMessages, FromShift
from tppo_kit.records import Rung
from tppo_kit.views.draw import draw_text

KINDS = {"vignette": FromVignette, "message": FromMessages, "shift-case": FromShift}


def test_there_are_cases_of_every_kind_on_both_sides(drawn):
    """Vignettes, messages and people, calling for action and harmless."""
    kinds = {(case.kind, side) for _, _, side, _, case in drawn}

    assert kinds == {(kind, side) for kind in KINDS for side in "+-"}


def test_a_case_shows_its_sign_and_stands_on_its_side(drawn):
    """What is right and all that is accepted is on the same side of calling."""
    for source, card, side, _, case in drawn:
        assert card in case.signs
        assert isinstance(source, KINDS[case.kind])
        assert case.subject in source.subjects
        rungs = {rung.calls_for_action for rung in (case.truth, *case.accepts)}
        assert rungs == {side == "+"}


def test_the_same_draw_gives_the_same_case(drawn):
    """Replay needs nothing but the number."""
    for source, card, side, draw, case in drawn[::5]:
        again = source.case(card, side, draw)

        assert (again.subject, again.fingerprint) == (case.subject, case.fingerprint)
        assert (again.scene, again.truth, again.signs) == (case.scene, case.truth, case.signs)


def test_a_judgement_tells_signal_call_and_step(drawn):
    """Calling on the harmless is a false alarm, not calling on the others a miss."""
    for _, _, side, _, case in drawn:
        called = case.judged(Rung.URGENT, 80, 2.0)
        passed = case.judged(Rung.NO_CONCERN, 80, 2.0)

        assert called.signal is passed.signal is (side == "+")
        assert (called.called, passed.called) == (True, False)
        assert case.judged(case.truth, 80, 2.0).correct
        assert not (passed if side == "+" else called).correct
        assert called.signs == case.signs


def test_a_scene_offers_nothing_to_press_and_no_explanation(drawn):
    """The ladder is added by the screen; feedback and sources come with the answer."""
    for _, _, _, _, case in drawn:
        assert not any(isinstance(block, Options | Feedback | Sources) for block in case.scene)
        assert any(isinstance(block, Prose | Chat) for block in case.scene)


def test_each_step_is_explained_with_sources(drawn):
    """Right or wrong, there is a reason, and somewhere to read on."""
    for _, _, _, _, case in drawn[::3]:
        for rung in (case.truth, Rung.URGENT, Rung.NO_CONCERN):
            told = case.told(rung)
            feedback = next(block for block in told if isinstance(block, Feedback))

            assert feedback.text
            assert (feedback.tone == "good") is case.allows(rung)
            assert feedback.sources or any(isinstance(b, Sources) and b.sources for b in told)
            assert draw_text(View("", told), "id")
