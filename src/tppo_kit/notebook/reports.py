"""The reports inside a notebook: the pages of the server, behind the same PIN."""

from __future__ import annotations

from typing import Any

from tppo_kit.language import say
from tppo_kit.notebook.framed import framed
from tppo_kit.settings import Settings, load_settings

_KINDS = (
    say("Session: who came, before and after, what to talk about, which questions work"),
    say("Village or office: what came of all sessions of a quarter there"),
    say("Quarter: all places side by side, over time, and what is being improved"),
)


class Reports:
    """Shows the reports where the kit's server runs, else says how to start it.

    The kernel only shows the page: what is computed is computed by the server.
    """

    def __init__(self, settings: Settings) -> None:
        """Look at who runs this kernel."""
        self._served = settings.served
        self._base = settings.base

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:  # noqa: ANN401 - IPython's
        kinds = [kind.render("id") for kind in _KINDS]
        if self._served:
            title, alone = say("Reports"), say("Open the reports as a page of their own")
            return {
                "text/plain": "\n".join(kinds),
                "text/html": framed("/reports", title, alone, self._base),
            }
        start = say("The reports open in the kit's own server: python3 kit.py serve")
        return {"text/plain": "\n".join([start.render("id"), *kinds])}


def reports() -> Reports:
    """Show the reports: sessions, places, quarters, and what is being improved."""
    return Reports(load_settings())
