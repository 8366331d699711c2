"""The console of the room inside a notebook: the page of the server, behind the same PIN."""

from __future__ import annotations

from typing import Any

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import Workshop
from tppo_kit.language import say
from tppo_kit.notebook.framed import framed
from tppo_kit.settings import Settings, load_settings


class Console:
    """Shows the console where the kit's server runs, else says how to start it.

    The kernel only shows the page: the room lives in the server, so nothing is lost when this
    notebook closes.
    """

    def __init__(self, settings: Settings) -> None:
        """Look at the workshops there are."""
        self._served = settings.served
        self._base = settings.base
        self._workshops = Catalogue(settings.data).all(Workshop)

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:  # noqa: ANN401 - IPython's
        lines = [
            say(
                "{title}: {count} parts, {minutes} minutes",
                title=each.title,
                count=len(each.blocks),
                minutes=each.minutes,
            ).render("id")
            for each in self._workshops
        ]
        if self._served:
            title, alone = say("Console"), say("Open the console as a page of its own")
            return {
                "text/plain": "\n".join(lines),
                "text/html": framed("/console", title, alone, self._base),
            }
        start = say("The console opens in the kit's own server: python3 kit.py serve --lan")
        return {"text/plain": "\n".join([start.render("id"), *lines])}


def console() -> Console:
    """Show the facilitator's console."""
    return Console(load_settings())
