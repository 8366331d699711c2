"""The verbs of a notebook: ``play``, ``check``, ``practice_cases``, ``console``, ``reports``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import KitError
from tppo_kit.notebook.console import console
from tppo_kit.notebook.practice import practice_cases
from tppo_kit.notebook.reports import reports
from tppo_kit.notebook.stage import Stage
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.sessions.transcript import check_lines
from tppo_kit.settings import load_settings

if TYPE_CHECKING:
    from tppo_kit.activities.activity import Activity
    from tppo_kit.views.quotes import Facts

__all__ = ["check", "console", "play", "practice_cases", "reports"]


@cache
def content() -> Catalogue:
    """Return the content of this process; what was read once is kept."""
    return Catalogue(load_settings().data)


def play(*keys: str) -> Stage | None:
    """Show one activity, or a list of several to choose from.

    A key is ``kind:id``, such as ``scenario:umrah-bersama-ibu`` or ``explorer:signs``. A key
    that cannot be opened gives a sentence and leaves the others as they are.
    """
    sound = []
    for key in keys:
        try:
            open_activity(key, content())
        except KitError as error:
            print(error.message.render("id"))  # noqa: T201 - a notebook speaks by printing
        else:
            sound.append(key)

    def opened(language: str) -> tuple[list[Activity], Facts]:
        catalogue = content().speaking(language)
        return [open_activity(key, catalogue) for key in sound], quoted_facts(catalogue)

    return Stage(opened, load_settings()) if sound else None


def check(*keys: str) -> None:
    """Play the exemplars of each activity without a screen and print what happened.

    Compared by nbval: a changed case changes what is printed. Learners never see it.
    """
    if load_settings().served:
        return
    for key in keys:
        print("\n".join(check_lines(key, content())))  # noqa: T201
