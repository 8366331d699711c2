"""Citations made ready to show: title, place, how sure, when checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import FactNote, SourceNote
from tppo_kit.content.model import Certainty
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tppo_kit.content.facts import Fact
    from tppo_kit.content.model import Citation
    from tppo_kit.content.signs import Source

CERTAINTY_NAMES: dict[Certainty, Message] = {
    Certainty.VERIFIED: say("seen in the source"),
    Certainty.COMMON_KNOWLEDGE: say("common knowledge"),
    Certainty.ASSESSMENT: say("our own assessment"),
    Certainty.DOUBTFUL: say("uncertain"),
}


def notes_for(
    citations: Iterable[Citation], sources: Mapping[str, Source]
) -> tuple[SourceNote, ...]:
    """Return each cited source once, in order; unknown ones are left out (the check tells)."""
    notes: dict[tuple[str, str], SourceNote] = {}
    for citation in citations:
        source = sources.get(citation.source)
        if source is not None:
            notes.setdefault((citation.source, citation.at), _note(source, citation.at))
    return tuple(notes.values())


def _note(source: Source, at: str) -> SourceNote:
    return SourceNote(
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        at=at,
        certainty=CERTAINTY_NAMES[source.status],
        checked=source.checked.isoformat(),
        check_by=source.check_by.isoformat(),
        where=source.where,
        remark=source.status_note,
    )


def cited_ids(*groups: Iterable[Citation]) -> set[str]:
    """Return the ids of all cited sources."""
    return {citation.source for group in groups for citation in group}


def fact_note(fact: Fact, sources: Mapping[str, Source]) -> FactNote:
    """Return a fact ready to be quoted."""
    return FactNote(
        id=fact.id,
        statement=fact.statement,
        values=fact.values,
        certainty=CERTAINTY_NAMES[fact.status],
        checked=fact.checked.isoformat(),
        check_by=fact.check_by.isoformat(),
        remark=fact.status_note,
        sources=notes_for(fact.from_, sources),
        claim=fact.claim or "",
    )
