"""What is printed for the tests 30, 90 and 180 days after a workshop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tppo_kit.sessions.paper.needed import paper_of

if TYPE_CHECKING:
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.programmes import Workshop
    from tppo_kit.sessions.paper.needed import Needed


@dataclass(frozen=True, slots=True)
class Later:
    """The sheets of one test, so many days after the workshop."""

    days: int
    sheet: Needed


def later(workshop: Workshop, catalogue: Catalogue, people: int) -> tuple[Later, ...]:
    """Return the sheets of all tests that follow a workshop of so many people.

    Raises:
        NotFound: with a sentence, if a form is gone or has faults.
    """
    return tuple(
        Later(test.days, paper_of(test.form, catalogue, people)) for test in workshop.follow_up
    )
