"""What things are called in a report; what is no longer in the content keeps its id as name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.shelves.signs import PHASES
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.items import Vignette
from tppo_kit.content.places import Place
from tppo_kit.content.programmes import Audience, Workshop
from tppo_kit.errors import NotFound
from tppo_kit.language import say
from tppo_kit.sessions.profile import FAMILIES

if TYPE_CHECKING:
    from pathlib import Path

    from tppo_kit.activities.blocks import Text
    from tppo_kit.language import Message

AUDIENCES: dict[Audience, Message] = {
    Audience.CHILDREN: say("children"),
    Audience.TEENAGERS: say("teenagers"),
    Audience.PARENTS_AND_ELDERS: say("parents and elders"),
    Audience.PROSPECTIVE_MIGRANTS: say("prospective migrants"),
    Audience.VILLAGE_OFFICIALS: say("village officials"),
    Audience.OFFICERS: say("officers"),
}
NO_PLACE = say("no place named")
_KINDS = {"village": say("village"), "office": say("office")}


class Names:
    """Looks names up in the content of one language."""

    def __init__(self, data: Path, language: str) -> None:
        """Read content from a folder."""
        self.catalogue = Catalogue(data, language)
        self.language = language

    def workshop(self, name: str) -> Workshop | None:
        """Return a programme, None if it is no longer there or has faults."""
        try:
            return self.catalogue.get(Workshop, name)
        except NotFound:
            return None

    def programme(self, name: str) -> Text:
        """Return the title of a programme."""
        found = self.workshop(name)
        return name if found is None else found.title

    def audience(self, programme: str) -> Audience | None:
        """Return whom a programme is for, None if it is no longer there."""
        found = self.workshop(programme)
        return None if found is None else found.audience

    def role(self, programme: str) -> Text:
        """Return whom a programme is for, in words."""
        return self.role_name(str(self.audience(programme) or ""))

    @staticmethod
    def role_name(audience: str) -> Text:
        """Return an audience in words, by its id."""
        return AUDIENCES[Audience(audience)] if audience else say("other people")

    def _place(self, name: str) -> Place | None:
        try:
            return self.catalogue.get(Place, name)
        except NotFound:
            return None

    def place(self, name: str) -> Text:
        """Return the name of a village or office."""
        if not name:
            return NO_PLACE
        found = self._place(name)
        return name if found is None else found.title

    def kind_id(self, place: str) -> str:
        """Return village or office; nothing for a place that is not in the content."""
        found = self._place(place)
        return "" if found is None else found.kind

    @staticmethod
    def kind_name(kind: str) -> Text:
        """Return a kind of place in words, by its id."""
        return _KINDS.get(kind, "")

    def kind(self, place: str) -> Text:
        """Return what kind of place it is, in words."""
        return self.kind_name(self.kind_id(place))

    def places(self) -> list[str]:
        """Return the ids of all places in the content."""
        return [place.id for place in self.catalogue.all(Place)]

    def family(self, letters: str) -> Text:
        """Return the name of a family of signs by the middle letters of its ids."""
        phase = FAMILIES.get(letters)
        return PHASES[phase] if phase else letters

    def item(self, name: str) -> str:
        """Return the text of a question or short case."""
        if not self.catalogue.has("item", name):
            return name
        try:
            item = self.catalogue.item(name)
        except NotFound:
            return name
        return item.text if isinstance(item, Vignette) else item.question
