"""A job advert or chat: mark what gives pause, choose the next step, read line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button, refuse
from tppo_kit.activities.blocks import Prose, View
from tppo_kit.activities.marking import MessageState, answered, asked, explained, judged
from tppo_kit.language import say
from tppo_kit.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.content.pages import MarkedMessage, Passage
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.records import Event


class MessageActivity:
    """Marking lines first, then one step on the ladder; both are explained."""

    def __init__(
        self, message: MarkedMessage, signs: Mapping[str, Sign], sources: Mapping[str, Source]
    ) -> None:
        """Take a sound message, the signs it names and the sources it cites."""
        self.message = message
        self.signs = signs
        self.sources = sources
        self.passages: dict[str, Passage] = {each.id: each for each in message.passages}
        self.key = f"message:{message.id}"
        self.title = message.title
        self.about = message.about
        self.minutes = 4
        self.fingerprint = message.fingerprint()

    def start(self, seed: int) -> MessageState:  # noqa: ARG002 - the lines have their order
        """Return the cover."""
        return MessageState()

    def apply(self, state: MessageState, event: Event) -> MessageState:
        """Return the state after begin, toggle, seal, answer or confidence."""
        if state.begun:
            return answered(self.message, state, event)
        if event.name != "begin":
            raise refuse(event)
        return replace(state, begun=True, shown_at=event.at)

    def view(self, state: MessageState) -> View:
        """Return cover, the lines to mark, the ladder, or the explanation."""
        if not state.begun:
            return View(self.title, (Prose(self.about, "lead"), begin_button()))
        if state.rung is None or state.confidence is None:
            question, blocks = asked(self.message, state)
            return View(self.title, blocks, announce=question if state.sealed else self.title)
        return View(
            self.title,
            explained(self.message, state, state.rung, self.signs, self.sources),
            announce=say("Read line by line"),
        )

    def outcome(self, state: MessageState) -> Outcome | None:
        """Return a judgement on the step, and one on each line, once all is answered."""
        if state.confidence is None:
            return None
        judgements = judged(self.message, state, self.fingerprint)
        earned = float(sum(judgement.correct for judgement in judgements))
        return Outcome(judgements, earned, float(len(judgements)))

    def summary(self) -> str:
        """Return title and number of lines, without answers."""
        return f"{self.title}: {len(self.passages)} baris [{self.fingerprint}]"
