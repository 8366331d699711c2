"""What was judged, in words: titles, texts, innocent explanations and questions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from tppo_kit.content.cases import Scenario
from tppo_kit.content.items import Sorter, Vignette
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.signs import Sign
from tppo_kit.errors import NotFound
from tppo_kit.learning.room import subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import Text
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.learning.room import Often
    from tppo_kit.sessions.room.gathering import Gathered
    from tppo_kit.sessions.room.host import RoomHost

#: Letters.
LONGEST_SHORT = 90
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")
#: Signs named in one breath.
MOST_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """What was judged: its title or text, and what it innocently is."""

    text: Text
    harmless: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts what was gathered into words."""

    host: RoomHost
    language: str
    found: Gathered

    @property
    def catalogue(self) -> Catalogue:
        """Return the content in the language of the reader."""
        return self.host.playbook.catalogue(self.language)

    def subject(self, name: str) -> Subject:
        """Return a subject by ``kind:subject``, its activity's title if it is no longer there."""
        try:
            found = _subject_in(self.catalogue, name, self.found.origins[name].activity)
        except NotFound:
            found = None
        if found is not None:
            return found
        key = self.found.origins[name].activity
        return Subject(self.host.playbook.activity(key, self.language).title, "")

    def short(self, name: str) -> Text:
        """Return the first sentence of a subject, as much of it as fits on two lines of a wall."""
        text = self.subject(name).text
        if not isinstance(text, str):
            return text
        first = _SENTENCE.split(text, maxsplit=1)[0]
        return shorten(first, LONGEST_SHORT, placeholder=" …")

    def asks(self, name: str) -> tuple[str, ...]:
        """Return what the facilitator asks where a subject was judged."""
        return self.found.origins[name].asks

    def signs(self, found: Sequence[Often]) -> str:
        """Return the names of the signs at the top; those of one case are often level."""
        first = found[0]
        level = [each for each in found if (each.times, each.of) == (first.times, first.of)]
        return ", ".join(f"“{self._sign(each.name)}”" for each in level[:MOST_LEVEL])

    def _sign(self, name: str) -> str:
        try:
            return self.catalogue.get(Sign, name).name
        except NotFound:
            return name

    def hardest(self, sign: str) -> str:
        """Return the subject at which a sign was missed most often."""
        missed = Counter(
            subject_of(judgement)
            for each in self.found.decisions.values()
            for judgement in each
            if sign in judgement.signs and judgement.signal and judgement.called is False
        )
        return min(missed, key=lambda name: (-missed[name], name))


def _subject_in(catalogue: Catalogue, name: str, activity: str) -> Subject | None:
    """Return title or text of a subject and its innocent explanation, None for other kinds."""
    kind, _, subject = name.partition(":")
    if kind == "scenario":
        case = catalogue.get(Scenario, subject)
        return Subject(case.title, case.truth.why)
    if kind == "message":
        message = catalogue.get(MarkedMessage, subject)
        return Subject(message.title, message.harmless)
    if kind == "card":
        cards = catalogue.get(Sorter, activity.partition(":")[2]).cards
        return next((Subject(card.text, card.why) for card in cards if card.id == subject), None)
    if not catalogue.has("item", subject):
        return None
    item = catalogue.item(subject)
    return (
        Subject(item.text, item.harmless)
        if isinstance(item, Vignette)
        else Subject(item.question, "")
    )
