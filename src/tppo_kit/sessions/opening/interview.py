"""Opening an interview: a case, and the notes of the place where it is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.interview.activity import InterviewActivity
from tppo_kit.activities.sources import cited_ids
from tppo_kit.content.simulations.interviews import CaseNotes
from tppo_kit.errors import NotFound
from tppo_kit.language import say

if TYPE_CHECKING:
    from tppo_kit.content.catalogue import Catalogue


def opened(name: str, catalogue: Catalogue) -> InterviewActivity:
    """Return a case as an interview.

    Raises:
        NotFound: if there is no such case, or no case notes name it.
    """
    from tppo_kit.sessions.library import (  # noqa: PLC0415 - the library opens this by name
        scenario_activity,
        sources_of,
    )

    case = scenario_activity(name, catalogue)
    for notes in catalogue.all(CaseNotes):
        if notes.pair_of(name) is not None:
            return InterviewActivity(case, notes, sources_of(cited_ids(notes.from_), catalogue))
    raise NotFound(
        say("no file in data/case-notes names the case '{name}'; add it to a pair there", name=name)
    )
