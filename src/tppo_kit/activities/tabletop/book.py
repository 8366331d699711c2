"""The book of a coordination table: its record with everything found by id."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.content.facts import Agency
    from tppo_kit.content.signs import Sign, Source
    from tppo_kit.content.simulations.tabletop_parts import (
        TableCard,
        TableInject,
        TableRole,
        TableStep,
    )
    from tppo_kit.content.simulations.tabletops import Tabletop


class TableBook:
    """A record of a table, its parts by id, and what it draws upon."""

    def __init__(
        self,
        record: Tabletop,
        agencies: Mapping[str, Agency],
        signs: Mapping[str, Sign],
        sources: Mapping[str, Source],
    ) -> None:
        """Take a sound record, the agencies of its roles, its signs and cited sources."""
        self.record = record
        self.agencies = agencies
        self.signs = signs
        self.sources = sources
        self.roles: dict[str, TableRole] = {role.id: role for role in record.roles}
        self.cards: dict[str, TableCard] = {card.id: card for card in record.cards}
        self.injects: dict[str, TableInject] = {inject.id: inject for inject in record.injects}
        self.steps: dict[str, TableStep] = {step.id: step for step in record.steps}

    def fingerprint(self) -> str:
        """Return what changes when the table or a sign or agency that it shows changes."""
        parts = [self.record, *self.signs.values(), *self.agencies.values()]
        joined = " ".join(part.fingerprint() for part in parts)
        return hashlib.sha256(joined.encode()).hexdigest()[:12]
