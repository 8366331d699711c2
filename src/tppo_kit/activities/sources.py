"""Citations made ready to show: title, place, how sure, when checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import SourceNote
from tppo_kit.content.model import Certainty
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from tppo_kit.content.model import Citation
    from tppo_kit.content.signs import Source

CERTAINTY_NAMES: dict[Certainty, Message] = {
    Certainty.VERIFIED: say("seen in the source"),
    Certainty.COMMON_KNOWLEDGE: say("common knowledge"),
    Certainty.ASSESSMENT: say("our own assessment"),
    Certainty.DOUBTFUL: say("uncertain"),
}


def notes_for(
    citations: Iterable[Citation], sources: Mapping[str, Source], today: dt.date | None = None
) -> tuple[SourceNote, ...]:
    """Return each cited source once, in order; unknown ones are left out (the check tells)."""
    notes: dict[tuple[str, str], SourceNote] = {}
    for citation in citations:
        source = sources.get(citation.source)
        if source is not None:
            notes.setdefault((citation.source, citation.at), note_for(source, citation.at, today))
    return tuple(notes.values())


def note_for(source: Source, at: str = "", today: dt.date | None = None) -> SourceNote:
    """Return one source as it is shown; past its date it says so when the day is known."""
    return SourceNote(
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        at=at,
        certainty=CERTAINTY_NAMES[source.status],
        checked=source.checked.isoformat(),
        where=source.where,
        overdue=today is not None and today > source.check_by,
    )


def cited_ids(*groups: Iterable[Citation]) -> set[str]:
    """Return the ids of all cited sources."""
    return {citation.source for group in groups for citation in group}
