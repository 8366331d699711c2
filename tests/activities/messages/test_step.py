"""From signs to step: one rule, the same for drawn and for written messages."""

from types import SimpleNamespace

import pytest

from tppo_kit.activities.messages.step import careful_step, strength_of
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.signs import Sign, Strength
from tppo_kit.records import Rung

#: Messages written by hand that are sent to somebody under eighteen.
TO_CHILDREN = {
    *("foto-katalog-pagi", "foto-katalog-sore", "kafe-dekat-dermaga", "kafe-dekat-alun-alun"),
    *("tim-gim-sabtu", "tim-gim-minggu"),
}


def sign(name, strength, child=None):
    """Return what the rule looks at in a sign."""
    return SimpleNamespace(
        id=name, strength=strength, child=SimpleNamespace(strength=child or strength)
    )


REASONS = SimpleNamespace(
    clear="clear",
    slight="slight",
    check="check",
    child="child",
    bound=SimpleNamespace(signs=["T-KTR-08"], why="bound"),
    now=SimpleNamespace(signs=["T-PBT-06"], why="now"),
)
WEAK, WEAK_2 = sign("T-DAR-01", "weak", "medium"), sign("T-REK-01", "weak")
GROOMING = sign("T-DAR-04", "medium", "strong")
MEDIUM, STRONG = sign("T-REK-02", "medium"), sign("T-REK-03", "strong")
BOUND, NOW = sign("T-KTR-08", "medium"), sign("T-PBT-06", "medium")


@pytest.mark.parametrize(
    ("signs", "child", "rung", "accepts", "why"),
    [
        ([], False, Rung.INFORM, {Rung.NO_CONCERN}, "clear"),
        ([WEAK, WEAK_2], False, Rung.INFORM, {Rung.CONSULT}, "slight"),
        ([WEAK_2], True, Rung.INFORM, {Rung.CONSULT}, "slight"),
        ([MEDIUM], False, Rung.CONSULT, set(), "check"),
        ([WEAK, STRONG], False, Rung.CONSULT, {Rung.REFER}, "check"),
        ([MEDIUM, BOUND], False, Rung.REFER, {Rung.CONSULT}, "bound"),
        ([WEAK], True, Rung.REFER, {Rung.CONSULT}, "child"),
        ([WEAK, GROOMING], True, Rung.REFER, {Rung.URGENT}, "child"),
        ([BOUND], True, Rung.REFER, {Rung.URGENT}, "child"),
        ([WEAK, NOW], True, Rung.URGENT, set(), "now"),
        ([NOW], False, Rung.URGENT, set(), "now"),
    ],
)
def test_the_step_follows_from_what_the_signs_mean(signs, child, rung, accepts, why):
    """Weight, being bound, being a child and danger now decide; the number of signs does not."""
    step = careful_step(signs, REASONS, child=child)

    assert (step.rung, set(step.accepts), step.why) == (rung, accepts, why)


@pytest.mark.parametrize(
    ("signs", "rung", "accepts", "why"),
    [
        ([], Rung.INFORM, {Rung.NO_CONCERN}, "clear"),
        ([WEAK], Rung.INFORM, {Rung.CONSULT}, "slight"),
        ([MEDIUM], Rung.REFER, {Rung.CONSULT}, "bound"),
        ([NOW, STRONG], Rung.URGENT, set(), "now"),
    ],
)
def test_who_is_at_work_already_needs_more_than_a_check(signs, rung, accepts, why):
    """Nobody can think it over any more who is there: a service is offered, checking is right."""
    step = careful_step(signs, REASONS, child=False, there=True)

    assert (step.rung, set(step.accepts), step.why) == (rung, accepts, why)


def test_a_sign_may_weigh_more_with_a_child(catalogue):
    """The weight is that of the record, for a child that for a child."""
    grooming = catalogue.get(Sign, "T-DAR-04")

    assert strength_of(grooming, child=False) is Strength.MEDIUM
    assert strength_of(grooming, child=True) is Strength.STRONG


def test_the_rule_agrees_with_every_message_written_by_hand(catalogue, activity):
    """Who learns from both meets one rule: the computed step is right there as well."""
    for message in catalogue.all(MarkedMessage):
        names = {line.sign for line in message.passages if line.sign}
        signs = [catalogue.get(Sign, name) for name in sorted(names)]
        step = careful_step(signs, activity.deck.steps, child=message.id in TO_CHILDREN)

        assert step.rung in {message.truth, *message.accepts}, message.id
