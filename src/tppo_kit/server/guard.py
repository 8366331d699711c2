"""What every answer of the server has in common, whoever wrote the handler.

Foreign host names and posts from other sites are refused, the browser is told to talk to this
server only, and whatever goes wrong is a sentence in the person's language.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from tppo_kit.errors import KitError
from tppo_kit.language import known, say
from tppo_kit.views.draw import draw_page

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

    from tppo_kit.language import Message
    from tppo_kit.server.kit import Kit

LANGUAGE_COOKIE = "tppo_language"
#: What a page may load. Voila's loader needs inline scripts and blobs; older browsers do not
#: count a websocket of this server as 'self', so it is named.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'{websocket}; object-src 'none'; frame-ancestors 'none'; "
    "base-uri 'self'; form-action 'self'"
)
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,100}")
_LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]"}


class Guard:
    """Goes before every handler's own class."""

    settings: dict[str, Any]
    request: HTTPServerRequest

    @property
    def kit(self) -> Kit:
        """Return what all pages share."""
        kit: Kit = self.settings["kit"]
        return kit

    @property
    def language(self) -> str:
        """Return the language this person chose."""
        return known(self.get_cookie(LANGUAGE_COOKIE))  # type: ignore[attr-defined]

    def set_default_headers(self) -> None:
        """Name this server as the only one to talk to, and do not name its software."""
        host = self.request.host
        websocket = f" ws://{host}" if _HOST.fullmatch(host) else ""
        headers = {
            "Content-Security-Policy": POLICY.format(websocket=websocket),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Server": "tppo-kit",
        }
        for name, value in headers.items():
            self.set_header(name, value)  # type: ignore[attr-defined]

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401 - Jupyter's own
        """Refuse foreign host names unless the LAN is open, and posts from other sites."""
        if not self.kit.lan and self.request.host_name.lower() not in _LOCAL:
            raise HTTPError(403)
        if self.request.method not in {"GET", "HEAD", "OPTIONS"} and not self._from_here():
            raise HTTPError(403)
        own = super().prepare(**options)  # type: ignore[misc]
        if inspect.isawaitable(own):
            await own

    def _from_here(self) -> bool:
        site = self.request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = self.request.headers.get("Origin")
        own = origin is None or urlsplit(origin).netloc == self.request.host
        return own and site in {"same-origin", "none"}

    def write_error(self, status_code: int, **details: Any) -> None:  # noqa: ANN401 - tornado's
        """Write an error as a sentence, whatever went wrong."""
        error = details.get("exc_info", (None, None, None))[1]
        heading, text = _error_texts(status_code)
        if isinstance(error, KitError):
            text = error.message
        self.set_header("Content-Type", "text/html; charset=utf-8")  # type: ignore[attr-defined]
        self.set_header("Cache-Control", "no-store")  # type: ignore[attr-defined]
        page = draw_page(
            "error.html", self.language, seat=None, here="", heading=heading, text=text
        )
        RequestHandler.finish(self, page)  # type: ignore[arg-type]  # Jupyter's own says JSON


def _error_texts(status: int) -> tuple[Message, Message]:
    if status == 404:  # noqa: PLR2004 - HTTP
        return (
            say("There is no such page"),
            say("The address may be mistyped. Begin at the home page."),
        )
    if 400 <= status < 500:  # noqa: PLR2004 - HTTP
        return say("This is closed"), say("Begin at the home page.")
    return (
        say("Something is wrong"),
        say(
            "What you answered is kept. Reload this page; if it stays like this, tell "
            "your facilitator."
        ),
    )
