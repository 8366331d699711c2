"""Cases of a practice: one shape for all that is judged on the ladder, and vignettes.

A case is asked on the ladder and explained as its source explains it. The signs of a harmless case
are those that it resembles, so that telling it apart counts for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tppo_kit.activities.asking import explained as explained_item
from tppo_kit.activities.blocks import (
    Block,
    Heading,
    Prose,
    Sources,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import say
from tppo_kit.records import Judgement, Rung

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tppo_kit.activities.practice.choosing import Side
    from tppo_kit.content.items import Vignette
    from tppo_kit.content.signs import Sign, Source


@dataclass(frozen=True, slots=True)
class Case:
    """Something to decide on; ``told`` explains it once a step was chosen."""

    kind: str
    subject: str
    fingerprint: str
    signs: tuple[str, ...]
    truth: Rung
    accepts: frozenset[Rung]
    scene: tuple[Block, ...]
    told: Callable[[Rung], tuple[Block, ...]]

    def allows(self, rung: Rung) -> bool:
        """Tell whether a step is right, or as good as right."""
        return rung is self.truth or rung in self.accepts

    def judged(self, rung: Rung, confidence: int | None, seconds: float) -> Judgement:
        """Return the judgement that a step is."""
        return Judgement(
            kind=self.kind,
            subject=self.subject,
            fingerprint=self.fingerprint,
            signs=self.signs,
            right=self.truth.value,
            chosen=rung.value,
            correct=self.allows(rung),
            signal=self.truth.calls_for_action,
            called=rung.calls_for_action,
            confidence=confidence,
            seconds=seconds,
        )


class CaseSource(Protocol):
    """Where cases come from.

    ``key`` is shared by those that must not meet in one round; ``subjects`` are the names under
    which its cases are judged; ``varies`` if each draw gives another case.
    """

    @property
    def key(self) -> str:
        """Return what it shares with its twins, empty where any two may meet."""

    @property
    def subjects(self) -> frozenset[str]:
        """Return the subjects of its judgements."""

    @property
    def varies(self) -> bool:
        """Tell whether it gives another case at each draw."""

    def cards(self, side: Side) -> frozenset[str]:
        """Return the signs for which it may have a case on a side."""

    def case(self, card: str, side: Side, draw: int) -> Case | None:
        """Return the case of a draw, None if it does not show the sign on that side."""


class FromVignette:
    """A vignette of the catalogue; ``signs`` are its own, or those of its twin."""

    varies = False

    def __init__(self, item: Vignette, signs: Iterable[str], sources: Mapping[str, Source]) -> None:
        """Take the vignette, the signs that it shows or resembles, and its sources."""
        self.item = item
        self.signs = tuple(sorted(set(signs)))
        self.sources = sources
        # Beside its twin, one of the two would give the other away.
        self.key = min(item.id, item.twin)
        self.subjects = frozenset({item.id})
        self.side: Side = "+" if item.truth.calls_for_action else "-"

    def cards(self, side: Side) -> frozenset[str]:
        """Return its signs, on its one side."""
        return frozenset(self.signs if side == self.side else ())

    def case(self, card: str, side: Side, draw: int) -> Case | None:  # noqa: ARG002
        """Return the vignette; every draw gives the same."""
        if card not in self.cards(side):
            return None
        item = self.item
        notes = notes_for(item.from_, self.sources)
        return Case(
            kind=item.kind,
            subject=item.id,
            fingerprint=item.fingerprint(),
            signs=self.signs,
            truth=item.truth,
            accepts=frozenset(item.accepts),
            scene=(Prose(item.text, "scene"),),
            told=lambda rung: explained_item(item, (rung.value,), notes),
        )


def on_the_signs(
    names: Iterable[str], signs: Mapping[str, Sign], sources: Mapping[str, Source]
) -> tuple[Block, ...]:
    """Return where the records of some signs say what they are."""
    cited = [citation for name in names for citation in signs[name].from_]
    return Heading(say("On the signs")), Sources(notes_for(cited, sources))
