"""Cards to be put where they belong: place, move, check, read why."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button, refuse
from tppo_kit.activities.blocks import Block, Entry, Feedback, Lines, Option, Options, Prose, View
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import say
from tppo_kit.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.content.items import Card, Sorter
    from tppo_kit.content.signs import Source
    from tppo_kit.records import Event

#: With a bin of this id, cards count as judgements on signs.
_SIGN = "sign"


@dataclass(frozen=True, slots=True)
class SorterState:
    """Which card lies where; ``current`` is the card in hand."""

    order: tuple[str, ...]
    begun: bool = False
    placed: tuple[tuple[str, str], ...] = ()
    seconds: tuple[float, ...] = ()
    checked: bool = False
    shown_at: float = 0.0


class SorterActivity:
    """One card after the other is put in a bin; then all are checked at once."""

    def __init__(self, sorter: Sorter, sources: Mapping[str, Source]) -> None:
        """Take a sound sorter and the sources it cites."""
        self.sorter = sorter
        self.sources = sources
        self.cards: dict[str, Card] = {card.id: card for card in sorter.cards}
        self.bins = {each.id: each.name for each in sorter.bins}
        self.key = f"sorter:{sorter.id}"
        self.title = sorter.title
        self.about = sorter.about
        self.minutes = sorter.minutes
        self.fingerprint = sorter.fingerprint()

    def start(self, seed: int) -> SorterState:
        """Return the cover; the seed orders the cards."""
        order = list(self.cards)
        random.Random(seed).shuffle(order)
        return SorterState(tuple(order))

    def apply(self, state: SorterState, event: Event) -> SorterState:
        """Return the state after begin, place, back or check."""
        if state.checked:
            raise refuse(event)
        if not state.begun:
            if event.name != "begin":
                raise refuse(event)
            return replace(state, begun=True, shown_at=event.at)
        full = len(state.placed) == len(state.order)
        if event.name == "place" and event.value in self.bins and not full:
            card = state.order[len(state.placed)]
            return replace(
                state,
                placed=(*state.placed, (card, event.value)),
                seconds=(*state.seconds, max(0.0, event.at - state.shown_at)),
                shown_at=event.at,
            )
        if event.name == "back" and state.placed:
            return replace(
                state, placed=state.placed[:-1], seconds=state.seconds[:-1], shown_at=event.at
            )
        if event.name == "check" and full:
            return replace(state, checked=True)
        raise refuse(event)

    def view(self, state: SorterState) -> View:
        """Return cover, the card in hand, the overview, or the explanation of every card."""
        if not state.begun:
            return View(
                self.title,
                (
                    Prose(self.about, "lead"),
                    Prose(
                        say(
                            "{number} cards, about {minutes} minutes.",
                            number=len(self.cards),
                            minutes=self.minutes,
                        ),
                        "small",
                    ),
                    begin_button(),
                ),
            )
        progress = (len(state.placed), len(state.order))
        if state.checked:
            return View(
                self.title,
                self._explained(state),
                progress,
                announce=say("All cards are explained."),
            )
        back = Options("back", "", (Option("", say("Take the last card back")),), layout="row")
        if len(state.placed) < len(state.order):
            card = self.cards[state.order[len(state.placed)]]
            options = tuple(Option(name, label) for name, label in self.bins.items())
            blocks: tuple[Block, ...] = (
                Prose(card.text, "scene"),
                Options("place", say("Where does this card belong?"), options),
            )
            return View(
                self.title,
                (*blocks, back) if state.placed else blocks,
                progress,
                announce=card.text,
            )
        return View(
            self.title,
            (
                *self._piles(state),
                Options("check", "", (Option("", say("Check all cards")),), layout="primary"),
                back,
            ),
            progress,
            announce=say("All cards are placed."),
        )

    def _piles(self, state: SorterState) -> tuple[Block, ...]:
        return tuple(
            Lines(
                label,
                tuple(
                    Entry(self.cards[card].text) for card, chosen in state.placed if chosen == name
                ),
            )
            for name, label in self.bins.items()
        )

    def _explained(self, state: SorterState) -> tuple[Block, ...]:
        right = sum(self.cards[card].bin == chosen for card, chosen in state.placed)
        blocks: list[Block] = [
            Prose(
                say(
                    "{right} of {all} cards lie where they belong.",
                    right=right,
                    all=len(state.placed),
                ),
                "lead",
            ),
        ]
        for card_id, chosen in state.placed:
            card = self.cards[card_id]
            fits = card.bin == chosen
            title = (
                say("{bin} – as you placed it", bin=self.bins[card.bin])
                if fits
                else say("{bin} – you placed it elsewhere", bin=self.bins[card.bin])
            )
            blocks += [
                Prose(card.text, "scene"),
                Feedback(
                    "good" if fits else "poor", title, card.why, notes_for(card.from_, self.sources)
                ),
            ]
        return tuple(blocks)

    def outcome(self, state: SorterState) -> Outcome | None:
        """Return one judgement a card once checked."""
        if not state.checked:
            return None
        judgements = tuple(
            _judgement(
                self.cards[card], chosen, seconds, self.fingerprint, about_signs=_SIGN in self.bins
            )
            for (card, chosen), seconds in zip(state.placed, state.seconds, strict=True)
        )
        earned = float(sum(judgement.correct for judgement in judgements))
        return Outcome(judgements, earned, float(len(judgements)))

    def summary(self) -> str:
        """Return title and number of cards, without answers."""
        return f"{self.title}: {len(self.cards)} kartu [{self.fingerprint}]"


def _judgement(
    card: Card, chosen: str, seconds: float, fingerprint: str, *, about_signs: bool
) -> Judgement:
    return Judgement(
        kind="card",
        subject=card.id,
        fingerprint=fingerprint,
        signs=(card.sign,) if card.sign else (),
        right=card.bin,
        chosen=chosen,
        correct=card.bin == chosen,
        signal=card.bin == _SIGN if about_signs else None,
        called=chosen == _SIGN if about_signs else None,
        confidence=None,
        seconds=seconds,
    )
