"""The pages of the guide that are written from the content: session plans, and models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.authoring.odd import odd_page, odd_path
from tppo_kit.authoring.session_plans import session_plans
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.simulations.villages import VillageGame

if TYPE_CHECKING:
    from pathlib import Path

    from tppo_kit.settings import Settings


def guide_pages(settings: Settings) -> dict[Path, str]:
    """Return path and text of every page that is written from the content."""
    guide = settings.home / "facilitator_guide"
    plans = {guide / "sesi" / name: text for name, text in session_plans(settings).items()}
    games = Catalogue(settings.data).all(VillageGame)
    return plans | {odd_path(guide, game): odd_page(game) for game in games}


def drifted_pages(settings: Settings, pages: dict[Path, str]) -> list[Path]:
    """Return the pages that differ from the content, those left over included."""
    guide = settings.home / "facilitator_guide"
    present = {*guide.glob("sesi/*.md"), *guide.glob("odd_*.md")}
    return sorted(
        path
        for path in pages.keys() | present
        if path not in pages
        or path not in present
        or path.read_text(encoding="utf-8") != pages[path]
    )


def write_pages(settings: Settings, pages: dict[Path, str]) -> None:
    """Write what differs, and take away what is left over."""
    for path in drifted_pages(settings, pages):
        path.unlink(missing_ok=True)
        if path in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], encoding="utf-8")
