"""The catalogue of signs, with the innocent explanations and what is not a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Block, Entry, Feedback, Lines, Prose
from tppo_kit.activities.explorer import Group, Shelf, ShelfEntry, joined
from tppo_kit.activities.sources import CERTAINTY_NAMES, notes_for
from tppo_kit.content.signs import Element, Phase, Strength, Viewer
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tppo_kit.content.signs import NonSign, Sign, Source

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
_GROUPS = {
    "phase": Group(say("By place and time"), PHASES),
    "who": Group(say("By who can see it"), VIEWERS),
    "element": Group(say("By element of trafficking"), ELEMENTS),
    "non-signs": Group(say("What is not a sign"), {"all": say("Often mistaken for a sign")}),
}


def signs_shelf(
    signs: Sequence[Sign], non_signs: Sequence[NonSign], sources: Mapping[str, Source]
) -> Shelf:
    """Return every sign, findable by place, element and viewer, and the non-signs beside them."""
    return Shelf(
        key="explorer:signs",
        title=say("Catalogue of signs"),
        about=say("Every sign, with its innocent explanations beside it."),
        minutes=8,
        lead=say("A sign is not proof. It is a reason to ask on, safely."),
        groups=_GROUPS,
        entries=(
            *(_of_sign(sign, sources) for sign in signs),
            *(_of_non_sign(record, sources) for record in non_signs),
        ),
        counted=f"{len(signs)} tanda, {len(non_signs)} yang bukan tanda",
    )


def _of_sign(sign: Sign, sources: Mapping[str, Source]) -> ShelfEntry:
    tags = {f"phase:{sign.phase.value}"}
    tags |= {f"element:{element.value}" for element in sign.elements}
    tags |= {f"who:{viewer.value}" for viewer in sign.seen_by}
    blocks: tuple[Block, ...] = (
        Prose(sign.observed, "scene"),
        Lines(say("What it could innocently be"), tuple(Entry(text) for text in sign.harmless)),
        Lines(say("The smallest safe step"), tuple(Entry(step.text) for step in sign.next_steps)),
        Feedback(
            "info",
            say("How much it weighs once confirmed: {strength}", strength=STRENGTHS[sign.strength]),
            sign.basis,
            notes_for(sign.from_, sources),
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
            say("Can be seen by: {who}", who=joined(VIEWERS[viewer] for viewer in sign.seen_by)),
            "small",
        ),
        Prose(
            say(
                "{id} · {english} · {certainty}, checked {checked}",
                id=sign.id,
                english=sign.english,
                certainty=CERTAINTY_NAMES[sign.status],
                checked=sign.checked,
            ),
            "small",
        ),
        Prose(sign.status_note, "small"),
    )
    return ShelfEntry(sign.id, sign.name, frozenset(tags), blocks, sign.fingerprint())


def _of_non_sign(record: NonSign, sources: Mapping[str, Source]) -> ShelfEntry:
    blocks: tuple[Block, ...] = (
        Prose(say("People say: “{statement}”", statement=record.statement), "scene"),
        Feedback(
            "info",
            say("Why this is not a sign"),
            record.why_not,
            notes_for(record.from_, sources),
        ),
        Lines(say("Look at this instead"), (Entry(record.instead),)),
        Prose(record.status_note, "small"),
        Prose(
            say(
                "{english} · {certainty}, checked {checked}",
                english=record.english,
                certainty=CERTAINTY_NAMES[record.status],
                checked=record.checked,
            ),
            "small",
        ),
    )
    return ShelfEntry(
        record.id, record.name, frozenset({"non-signs:all"}), blocks, record.fingerprint()
    )
