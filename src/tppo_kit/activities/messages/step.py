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


def careful_step(signs: Sequence[Sign], reasons: StepReasons, *, child: bool) -> Step:
    """Return the step that a set of signs calls for.

    Nothing, or weak signs only: inform (no concern is right as well). A sign of danger now:
    urgent. A medium or strong sign in a message to a child: refer (urgent as well). A sign that
    somebody is bound or pressed already: refer (consult as well). Any other medium or strong
    sign: consult (with a strong one, refer as well).
    """
    names = {sign.id for sign in signs}
    weights = {strength_of(sign, child=child) for sign in signs}
    if names & set(reasons.now.signs):
        return Step(Rung.URGENT, (), reasons.now.why)
    if not weights - {Strength.WEAK}:
        return Step(Rung.INFORM, (Rung.NO_CONCERN,), reasons.slight if signs else reasons.clear)
    if child:
        return Step(Rung.REFER, (Rung.URGENT,), reasons.child)
    if names & set(reasons.bound.signs):
        return Step(Rung.REFER, (Rung.CONSULT,), reasons.bound.why)
    also = (Rung.REFER,) if Strength.STRONG in weights else ()
    return Step(Rung.CONSULT, also, reasons.check)
