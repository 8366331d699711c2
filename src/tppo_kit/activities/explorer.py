"""The catalogue of signs to look around in: choose a place, open a sign, see its look-alikes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Lines,
    Option,
    Options,
    Prose,
    View,
)
from tppo_kit.activities.sources import CERTAINTY_NAMES, notes_for
from tppo_kit.content.signs import Element, Phase, Strength, Viewer
from tppo_kit.language import Message, say
from tppo_kit.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.content.signs import NonSign, Sign, Source
    from tppo_kit.records import Event

PHASES: dict[str, Message] = {
    Phase.RECRUITMENT: say("Recruitment"),
    Phase.DOCUMENTS: say("Documents and travel"),
    Phase.BORDER: say("Passport counter and border"),
    Phase.WORKPLACE: say("Workplace"),
    Phase.CONTROL: say("Control and violence"),
    Phase.VILLAGE: say("Home and village"),
    Phase.ONLINE: say("Online"),
}
ELEMENTS: dict[str, Message] = {
    Element.ACT: say("Act: what is done"),
    Element.MEANS: say("Means: how a person is brought to it"),
    Element.PURPOSE: say("Purpose: exploitation"),
}
VIEWERS: dict[str, Message] = {
    Viewer.RESIDENT: say("Neighbours"),
    Viewer.FAMILY: say("Family"),
    Viewer.VILLAGE_CADRE: say("Village cadres"),
    Viewer.SCHOOL: say("School"),
    Viewer.PROSPECTIVE_MIGRANT: say("Prospective migrants"),
    Viewer.COUNTER_OFFICER: say("Passport counter officers"),
    Viewer.CHECKPOINT_OFFICER: say("Checkpoint officers"),
}
STRENGTHS: dict[Strength, Message] = {
    Strength.WEAK: say("weak"),
    Strength.MEDIUM: say("medium"),
    Strength.STRONG: say("strong"),
}
_NON_SIGNS = "non-signs"


@dataclass(frozen=True, slots=True)
class ExplorerState:
    """What is looked at: a filter, an open record, and which were opened so far."""

    filter_kind: str = ""
    filter_value: str = ""
    opened: str = ""
    seen: frozenset[str] = frozenset()
    done: bool = False


class ExplorerActivity:
    """All signs, by place, element or who can see them; the non-signs beside them."""

    key = "explorer:signs"
    title = say("Catalogue of signs")
    about = say("Every sign, with its innocent explanations beside it.")
    minutes = 8

    def __init__(
        self, signs: Sequence[Sign], non_signs: Sequence[NonSign], sources: Mapping[str, Source]
    ) -> None:
        """Take every sound sign and non-sign."""
        self.signs = {sign.id: sign for sign in signs}
        self.non_signs = {record.id: record for record in non_signs}
        self.sources = sources
        prints = [record.fingerprint() for record in (*signs, *non_signs)]
        self.fingerprint = hashlib.sha256("".join(prints).encode()).hexdigest()[:12]

    def start(self, seed: int) -> ExplorerState:  # noqa: ARG002 - nothing here is drawn
        """Return the overview."""
        return ExplorerState()

    def apply(self, state: ExplorerState, event: Event) -> ExplorerState:
        """Return the state after by, open, back or done."""
        kind, _, value = event.value.partition(":")
        if event.name == "by" and value in self._groups().get(kind, {}):
            return replace(state, filter_kind=kind, filter_value=value, opened="")
        if event.name == "open" and event.value in self.signs.keys() | self.non_signs.keys():
            return replace(state, opened=event.value, seen=state.seen | {event.value})
        if event.name == "back" and (state.opened or state.filter_kind):
            if state.opened:
                return replace(state, opened="")
            return replace(state, filter_kind="", filter_value="")
        if event.name == "done" and state.seen and not state.done:
            return replace(state, done=True, opened="", filter_kind="", filter_value="")
        raise refuse(event)

    def _groups(self) -> dict[str, dict[str, Message]]:
        return {
            "phase": PHASES,
            "element": ELEMENTS,
            "who": VIEWERS,
            _NON_SIGNS: {"all": say("Often mistaken for a sign")},
        }

    def _matching(self, kind: str, value: str) -> list[Sign]:
        def fits(sign: Sign) -> bool:
            groups: dict[str, list[str]] = {
                "phase": [sign.phase],
                "element": [*sign.elements],
                "who": [*sign.seen_by],
            }
            return value in groups.get(kind, [])

        return [sign for sign in self.signs.values() if fits(sign)]

    def view(self, state: ExplorerState) -> View:
        """Return the overview, a list, or one record."""
        if state.opened in self.signs:
            return self._sign(self.signs[state.opened])
        if state.opened:
            return self._non_sign(self.non_signs[state.opened])
        if state.filter_kind:
            return self._list(state)
        return self._overview(state)

    def _overview(self, state: ExplorerState) -> View:
        blocks: list[Block] = [
            Prose(say("A sign is not proof. It is a reason to ask on, safely."), "lead"),
        ]
        legends = {
            "phase": say("By place and time"),
            "who": say("By who can see it"),
            "element": say("By element of trafficking"),
            _NON_SIGNS: say("What is not a sign"),
        }
        groups = self._groups()
        for kind, legend in legends.items():
            options = tuple(
                Option(f"{kind}:{value}", say("{label} ({number})", label=label, number=number))
                for value, label in groups[kind].items()
                if (number := self._count(kind, value))
            )
            blocks.append(Options("by", legend, options, layout="tiles"))
        if state.seen and not state.done:
            blocks.append(
                Options(
                    "done",
                    say("{seen} of {all} opened so far", seen=len(state.seen), all=self._all()),
                    (Option("", say("I have looked around enough")),),
                    layout="primary",
                )
            )
        return View(
            self.title,
            tuple(blocks),
            (len(state.seen), self._all()),
            announce=say("Overview of the signs"),
        )

    def _count(self, kind: str, value: str) -> int:
        return len(self.non_signs) if kind == _NON_SIGNS else len(self._matching(kind, value))

    def _all(self) -> int:
        return len(self.signs) + len(self.non_signs)

    def _list(self, state: ExplorerState) -> View:
        label = self._groups()[state.filter_kind][state.filter_value]
        records: list[Sign] | list[NonSign] = (
            list(self.non_signs.values())
            if state.filter_kind == _NON_SIGNS
            else self._matching(state.filter_kind, state.filter_value)
        )
        options = tuple(
            Option(record.id, record.name, note=say("opened") if record.id in state.seen else "")
            for record in records
        )
        return View(label, (Options("open", say("Open one"), options), _back()), announce=label)

    def _sign(self, sign: Sign) -> View:
        blocks: list[Block] = [
            Prose(sign.observed, "scene"),
            Lines(say("What it could innocently be"), tuple(Entry(text) for text in sign.harmless)),
            Lines(
                say("The smallest safe step"), tuple(Entry(step.text) for step in sign.next_steps)
            ),
            Feedback(
                "info",
                say(
                    "How much it weighs once confirmed: {strength}",
                    strength=STRENGTHS[sign.strength],
                ),
                sign.basis,
                notes_for(sign.from_, self.sources),
            ),
            Prose(
                say(
                    "For a child: {strength}. {note}",
                    note=sign.child.note,
                    strength=STRENGTHS[sign.child.strength],
                ),
                "small",
            ),
            Prose(
                say("Can be seen by: {who}", who=_joined([VIEWERS[v] for v in sign.seen_by])),
                "small",
            ),
            Prose(
                say(
                    "{id} · {english} · {certainty}, checked {checked}",
                    id=sign.id,
                    english=sign.english,
                    certainty=CERTAINTY_NAMES[sign.status],
                    checked=sign.checked.isoformat(),
                ),
                "small",
            ),
        ]
        blocks.append(Prose(sign.status_note, "small"))
        return View(sign.name, (*blocks, _back()), announce=sign.name)

    def _non_sign(self, record: NonSign) -> View:
        return View(
            record.name,
            (
                Prose(say("People say: “{statement}”", statement=record.statement), "scene"),
                Feedback(
                    "info",
                    say("Why this is not a sign"),
                    record.why_not,
                    notes_for(record.from_, self.sources),
                ),
                Lines(say("Look at this instead"), (Entry(record.instead),)),
                Prose(record.status_note, "small"),
                Prose(
                    say(
                        "{english} · {certainty}, checked {checked}",
                        english=record.english,
                        certainty=CERTAINTY_NAMES[record.status],
                        checked=record.checked.isoformat(),
                    ),
                    "small",
                ),
                _back(),
            ),
            announce=record.name,
        )

    def outcome(self, state: ExplorerState) -> Outcome | None:
        """Return an outcome without judgements once the person has looked around."""
        if not state.done:
            return None
        return Outcome((), float(len(state.seen)), float(self._all()))

    def summary(self) -> str:
        """Return how many signs and non-signs there are."""
        return (
            f"{self.title.render('id')}: {len(self.signs)} tanda, {len(self.non_signs)} yang bukan tanda "
            f"[{self.fingerprint}]"
        )


def _back() -> Options:
    return Options("back", "", (Option("", say("Back")),), layout="row")


def _joined(messages: list[Message]) -> Message:
    text = ", ".join(f"{{part{number}}}" for number in range(len(messages)))
    return say(text, **{f"part{number}": part for number, part in enumerate(messages)})
