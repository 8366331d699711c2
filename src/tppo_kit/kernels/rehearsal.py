"""Doing once, before the fork, what every kernel does when its page opens.

What is worked out only once in a process (templates, catalogues of words, statements of SQL, the
properties of classes) is then shared by all kernels, instead of worked out by each. Nothing stays
open: the log of the rehearsal is a file of its own, and it is deleted.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import Options
from tppo_kit.errors import KitError
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.sessions.desk import Desk
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.sessions.seats import new_code
from tppo_kit.store.log import Log
from tppo_kit.views.draw import draw_html, draw_line, environment

if TYPE_CHECKING:
    from tppo_kit.content.catalogue import Catalogue

_DAY = "2026-01-01"


def rehearse(catalogue: Catalogue) -> None:
    """Compile all templates, and play a step of an activity of each kind that is often played."""
    for language in LANGUAGES:
        templates = environment(language)
        for name in templates.list_templates(["html"]):
            templates.get_template(name)
    with tempfile.TemporaryDirectory(prefix="tppo-kit-") as folder:
        log = Log(Path(folder) / "rehearsal.sqlite3")
        try:
            for kind in ("scenario", "quiz", "page"):
                for name in catalogue.names(kind)[:1]:
                    _play(f"{kind}:{name}", catalogue, log)
        finally:
            log.close()


def _play(key: str, catalogue: Catalogue, log: Log) -> None:
    seat = new_code()
    log.add_seat(seat, 0.0)
    try:
        desk = Desk([open_activity(key, catalogue)], log, seat, lambda: 0.0)
        for language in LANGUAGES:
            view, facts = desk.view(), quoted_facts(catalogue.speaking(language))
            draw_html(view, language, place="s000000", today=_DAY, facts=facts)
            draw_line(view.announce, language, today=_DAY, facts=facts)
        for block in desk.view().blocks:
            if isinstance(block, Options) and block.options:
                desk.send(Event(block.event, block.options[0].value))
                break
    except KitError:
        return  # this one has a fault; whoever opens it is told
