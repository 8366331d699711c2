"""Everything that a practice draws upon, gathered once for all of its places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tppo_kit.activities.practice.pool import Pool
    from tppo_kit.content.signs import Source


@dataclass(frozen=True, slots=True)
class Stock:
    """Cards, cases and questions of a practice.

    Attributes:
        pools: what can be asked at each place.
        names: what each sign and fact is called.
        about: for each item of the catalogue the signs and facts that it is about; for a harmless
            vignette the signs of its twin.
        sources: what the items cite.
        prints: the fingerprints of all content that is drawn upon.
    """

    pools: Mapping[str, Pool]
    names: Mapping[str, str]
    about: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, Source]
    prints: tuple[str, ...]
