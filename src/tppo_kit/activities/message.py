"""A job advert or chat: mark what gives pause, choose the next step, read line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import (
    RUNG_NAMES,
    begin_button,
    confidence_options,
    read_confidence,
    refuse,
)
from tppo_kit.activities.blocks import (
    Block,
    Chat,
    ChatLine,
    Entry,
    Feedback,
    Lines,
    Option,
    Options,
    Prose,
    View,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.language import say
from tppo_kit.records import Judgement, Outcome, Rung

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.content.pages import MarkedMessage, Passage
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.records import Event


@dataclass(frozen=True, slots=True)
class MessageState:
    """Which lines are marked, and how far the person has come."""

    begun: bool = False
    marked: frozenset[str] = frozenset()
    sealed: bool = False
    rung: Rung | None = None
    confidence: int | None = None
    shown_at: float = 0.0
    seconds: float = 0.0


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
        if not state.begun and event.name == "begin":
            return replace(state, begun=True, shown_at=event.at)
        if not state.begun or state.confidence is not None:
            raise refuse(event)
        if not state.sealed:
            if event.name == "toggle" and event.value in self.passages:
                return replace(state, marked=state.marked ^ {event.value})
            if event.name == "seal":
                return replace(state, sealed=True)
            raise refuse(event)
        if state.rung is None:
            if event.name == "answer" and event.value in {rung.value for rung in Rung}:
                seconds = max(0.0, event.at - state.shown_at)
                return replace(state, rung=Rung(event.value), seconds=seconds)
            raise refuse(event)
        return replace(state, confidence=read_confidence(event))

    def view(self, state: MessageState) -> View:
        """Return cover, the lines to mark, the ladder, or the explanation."""
        if not state.begun:
            return View(self.title, (Prose(self.about, "lead"), begin_button()))
        if not state.sealed:
            return View(self.title, self._marking(state), announce=self.title)
        if state.rung is None:
            steps = tuple(Option(rung.value, RUNG_NAMES[rung]) for rung in Rung)
            legend = say("A friend shows you this. What is the smallest safe next step?")
            return View(
                self.title,
                (self._shown(state), Options("answer", legend, steps)),
                announce=legend,
            )
        if state.confidence is None:
            step = say("Your step: {step}", step=RUNG_NAMES[state.rung])
            return View(self.title, (Prose(step, "lead"), confidence_options()), announce=step)
        return View(
            self.title, self._explained(state, state.rung), announce=say("Read line by line")
        )

    def _marking(self, state: MessageState) -> tuple[Block, ...]:
        options = tuple(
            Option(name, passage.text, "chosen" if name in state.marked else "open")
            for name, passage in self.passages.items()
        )
        done = Option("", say("Done marking"))
        return (
            Prose(say("From: {sender}", sender=self.message.sender), "small"),
            Options(
                "toggle",
                say("Mark each line that is worth asking about. Perhaps there is none."),
                options,
                layout="chat",
            ),
            Options("seal", "", (done,), layout="primary"),
        )

    def _shown(self, state: MessageState) -> Chat:
        lines = tuple(
            ChatLine(passage.text, say("marked") if name in state.marked else "")
            for name, passage in self.passages.items()
        )
        return Chat(self.message.sender, lines)

    def _explained(self, state: MessageState, rung: Rung) -> tuple[Block, ...]:
        message = self.message
        right = rung is message.truth or rung in message.accepts
        signs = {name for name, passage in self.passages.items() if passage.sign}
        found, over = len(signs & state.marked), len(state.marked - signs)
        return (
            Feedback(
                "good" if right else "poor",
                say("That fits") if right else say("A careful friend would choose another step"),
                message.why,
                notes_for(message.from_, self.sources),
            ),
            Prose(say("The step: {step}", step=RUNG_NAMES[message.truth])),
            Prose(
                say(
                    "Lines with a sign that you marked: {found} of {all}. "
                    "Lines marked without a sign: {over}.",
                    found=found,
                    all=len(signs),
                    over=over,
                )
            ),
            Lines(
                say("Line by line"),
                tuple(self._line(each, state) for each in self.passages.values()),
            ),
            Lines(say("What it could innocently be"), (Entry(message.harmless),)),
        )

    def _line(self, passage: Passage, state: MessageState) -> Entry:
        marked = passage.id in state.marked
        if passage.sign:
            sign = self.signs[passage.sign].name
            remark = say("{why} Sign: {sign}.", why=passage.why, sign=sign)
            return Entry(passage.text, "yes" if marked else "open", remark)
        if passage.resembles:
            return Entry(passage.text, "no" if marked else "", passage.why)
        return Entry(passage.text, "no" if marked else "", passage.why)

    def outcome(self, state: MessageState) -> Outcome | None:
        """Return a judgement on the step, and one on each line, once all is answered."""
        if state.rung is None or state.confidence is None:
            return None
        message, rung = self.message, state.rung
        step = Judgement(
            kind="message",
            subject=message.id,
            fingerprint=self.fingerprint,
            signs=tuple(sorted({each.sign for each in message.passages if each.sign})),
            right=message.truth.value,
            chosen=rung.value,
            correct=rung is message.truth or rung in message.accepts,
            signal=message.truth.calls_for_action,
            called=rung.calls_for_action,
            confidence=state.confidence,
            seconds=state.seconds,
        )
        lines = tuple(self._judged(each, state) for each in message.passages)
        earned = float(step.correct + sum(line.correct for line in lines))
        return Outcome((step, *lines), earned, float(1 + len(lines)))

    def _judged(self, passage: Passage, state: MessageState) -> Judgement:
        marked = passage.id in state.marked
        return Judgement(
            kind="passage",
            subject=f"{self.message.id}.{passage.id}",
            fingerprint=self.fingerprint,
            signs=(passage.sign,) if passage.sign else (),
            right="mark" if passage.sign else "leave",
            chosen="mark" if marked else "leave",
            correct=marked == (passage.sign is not None),
            signal=None,
            called=None,
            confidence=None,
            seconds=0.0,
        )

    def summary(self) -> str:
        """Return title and number of lines, without answers."""
        return f"{self.title}: {len(self.passages)} baris [{self.fingerprint}]"
