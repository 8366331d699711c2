"""The rule that turns signs into the smallest safe next step; it never says who somebody is.

Its first half is published: the survey of experts by ILO and the European Commission (Delphi,
2009; source DELPHI, read from secondary copies) sorts indicators into six dimensions and calls
a dimension *positive* with two strong ones, or one strong and another, or three medium, or two
medium and one weak. Its second half is the kit's own judgement (source KIT), because the survey
was made for research and not for deciding on people. It maps to the ladder as follows:

A sign *weighs* if it is medium or strong, or weak and marked ``alone`` (somebody is afraid, or
its record asks to ask others). Its record says from which rung of the ladder it is met.

=====================================================  ===========  ==========================
What was confirmed                                     Step         Why
=====================================================  ===========  ==========================
a sign of danger now (a request for help)              urgent       A3: safety before all else
a child, and a sign whose element is the purpose,      urgent       AC: for a child no means
or a positive dimension                                             need be shown (Palermo 3c)
a child, and any other sign that weighs                refer        AC: the service for children
                                                                    is asked first
a positive dimension                                   refer        A2: connect, with consent
a sign that weighs, and whose record has no smaller    refer        A2: its own record begins
step than A2 (to come home unpaid, a closed house)                  with connecting
any other sign that weighs                             consult      A1: check first, ask others
other weak signs only                                  inform       weak ones alone are never
                                                                    positive, however many
no sign, and information on safe migration fits        inform       A0: given to everybody
no sign                                                no-concern   A0
=====================================================  ===========  ==========================

A careful colleague may differ by one rung where two of these lie close, never across "consult":

- no-concern accepts inform: information burdens nobody.
- consult accepts refer if the record of a sign that weighs names A2 as well, if one is strong, or
  if two weigh, of whatever kind: offering a service with consent is then never wrong.
- refer accepts consult: asking a supervisor or agency is the same step of the ladder, A2.
- refer accepts urgent for a child, and urgent accepts refer for a child without danger now: the
  service for children is either step.

A sign counts once, in however many ways it was told. The output means "a next step is needed". It
never means that anybody is a victim.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tppo_kit.content.signs import Element, Strength
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.content.signs import Sign
    from tppo_kit.content.simulations.shift_parts import Dimension, Weighing


@dataclass(frozen=True, slots=True)
class Weight:
    """A confirmed sign as the rule sees it, for an adult or for a child.

    ``offers`` if its record names A2 or A3 for an adult, ``connects`` if it names nothing smaller.
    """

    sign: str
    dimension: Dimension | None
    strength: Strength
    purpose: bool
    danger: bool
    alone: bool
    offers: bool
    connects: bool

    @property
    def weighs(self) -> bool:
        """Tell whether it calls for a next step by itself."""
        return self.alone or self.strength is not Strength.WEAK


#: The rungs of a sign's record that connect somebody with a service or with the police.
_CONNECTING = frozenset({"A2", "A3"})


class Reason(StrEnum):
    """Which line of the table was met."""

    DANGER = "danger"
    CHILD = "child"
    CHILD_SIGN = "child-sign"
    POSITIVE = "positive"
    CONNECTS = "connects"
    SIGN = "sign"
    WEAK = "weak"
    INFORMS = "informs"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rule says: the step, steps as good, why, and the positive dimensions."""

    rung: Rung
    accepts: frozenset[Rung]
    reason: Reason
    positive: tuple[Dimension, ...] = ()

    def allows(self, rung: Rung) -> bool:
        """Tell whether a step is right, or as good as right."""
        return rung is self.rung or rung in self.accepts


def weight_of(sign: Sign, weighing: Weighing, *, child: bool) -> Weight:
    """Return a sign as the rule sees it; for a child its weight is another."""
    rungs = {step.rung for step in sign.next_steps} - {"AC"}
    return Weight(
        sign=sign.id,
        dimension=weighing.dimension,
        strength=sign.child.strength if child else sign.strength,
        purpose=Element.PURPOSE in sign.elements,
        danger=weighing.danger,
        alone=weighing.alone,
        offers=bool(rungs & _CONNECTING),
        connects=bool(rungs) and rungs <= _CONNECTING,
    )


def is_positive(strong: int, medium: int, weak: int) -> bool:
    """Tell whether so many indicators of one dimension make it positive (Delphi, 2009)."""
    return (
        strong >= 2  # noqa: PLR2004 - the numbers of the published rule
        or (strong == 1 and medium + weak >= 1)
        or medium >= 3  # noqa: PLR2004
        or (medium == 2 and weak >= 1)  # noqa: PLR2004
    )


def combined(weights: Sequence[Weight], *, child: bool, informs: bool) -> Finding:
    """Return the step that confirmed signs call for; see the table above."""
    once = list({weight.sign: weight for weight in weights}.values())
    weighing = [weight for weight in once if weight.weighs]
    positive = _positive_dimensions(once)
    if any(weight.danger for weight in once):
        return Finding(Rung.URGENT, frozenset(), Reason.DANGER, positive)
    if child and (positive or any(weight.purpose for weight in once)):
        return Finding(Rung.URGENT, frozenset({Rung.REFER}), Reason.CHILD, positive)
    if weighing:
        return _weighed(weighing, positive, child=child)
    if once or informs:
        return Finding(Rung.INFORM, frozenset(), Reason.WEAK if once else Reason.INFORMS)
    return Finding(Rung.NO_CONCERN, frozenset({Rung.INFORM}), Reason.NOTHING)


def _weighed(
    weighing: Sequence[Weight], positive: tuple[Dimension, ...], *, child: bool
) -> Finding:
    """Return the step for signs that weigh, where nobody is in danger now."""
    if child:
        return Finding(Rung.REFER, frozenset({Rung.CONSULT, Rung.URGENT}), Reason.CHILD_SIGN)
    if positive:
        return Finding(Rung.REFER, frozenset({Rung.CONSULT}), Reason.POSITIVE, positive)
    if any(weight.connects for weight in weighing):
        return Finding(Rung.REFER, frozenset({Rung.CONSULT}), Reason.CONNECTS)
    offered = len(weighing) > 1 or any(
        weight.offers or weight.strength is Strength.STRONG for weight in weighing
    )
    return Finding(Rung.CONSULT, frozenset({Rung.REFER} if offered else ()), Reason.SIGN)


def _positive_dimensions(weights: Sequence[Weight]) -> tuple[Dimension, ...]:
    tallies: dict[Dimension, Counter[Strength]] = {}
    for weight in weights:
        if weight.dimension is not None:
            tallies.setdefault(weight.dimension, Counter())[weight.strength] += 1
    return tuple(
        dimension
        for dimension, tally in tallies.items()
        if is_positive(tally[Strength.STRONG], tally[Strength.MEDIUM], tally[Strength.WEAK])
    )
