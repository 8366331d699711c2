"""Opening a patrol game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.patrol.game import PatrolActivity
from tppo_kit.activities.sources import cited_ids
from tppo_kit.content.simulations.patrols import Patrol
from tppo_kit.sessions.library import sources_of

if TYPE_CHECKING:
    from tppo_kit.content.catalogue import Catalogue


def opened(name: str, catalogue: Catalogue) -> PatrolActivity:
    """Return the game of a name, with the sources it cites.

    Raises:
        NotFound: with a sentence, if there is none or it has faults.
    """
    patrol = catalogue.get(Patrol, name)
    return PatrolActivity(patrol, sources_of(cited_ids(patrol.from_), catalogue))
