"""From the signs of a message to the smallest safe next step: one stated rule, no opinion.

The rule asks what a sign means for the person, not how many there are: nearly every honest
advert shows some indicator (Volodko and others, 2020), so that a count says little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tppo_kit.content.signs import Strength
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.content.signs import Sign
    from tppo_kit.content.simulations.message_sets import StepReasons


class Step(NamedTuple):
    """What a careful friend would do, what is right as well, and why."""

    rung: Rung
    accepts: tuple[Rung, ...]
    why: str


def strength_of(sign: Sign, *, child: bool) -> Strength:
    """Return how much a sign weighs for a grown-up or a child."""
    return sign.child.strength if child else sign.strength


def careful_step(
    signs: Sequence[Sign], reasons: StepReasons, *, child: bool, there: bool = False
) -> Step:
    """Return the step that a set of signs calls for.

    Nothing: inform (no concern is right as well). A sign of danger now: urgent. Weak signs only:
    inform (consult as well, for asking first harms nobody). A medium or strong sign in a message
    to a child: refer (urgent as well if a sign is strong or means that the child is bound, else
    consult). A sign that somebody is bound or pressed already, or a medium or strong sign from
    somebody who is ``there``, at work already: refer (consult as well). Any other medium or
    strong sign: consult (with a strong one, refer as well).
    """
    if not signs:
        return Step(Rung.INFORM, (Rung.NO_CONCERN,), reasons.clear)
    names = {sign.id for sign in signs}
    weights = {strength_of(sign, child=child) for sign in signs}
    if names & set(reasons.now.signs):
        return Step(Rung.URGENT, (), reasons.now.why)
    if weights == {Strength.WEAK}:
        return Step(Rung.INFORM, (Rung.CONSULT,), reasons.slight)
    bound = bool(names & set(reasons.bound.signs))
    if child:
        grave = bound or Strength.STRONG in weights
        return Step(Rung.REFER, (Rung.URGENT if grave else Rung.CONSULT,), reasons.child)
    if bound or there:
        return Step(Rung.REFER, (Rung.CONSULT,), reasons.bound.why)
    also = (Rung.REFER,) if Strength.STRONG in weights else ()
    return Step(Rung.CONSULT, also, reasons.check)
