"""What every answer of the server has in common, whoever wrote the handler.

Foreign host names and posts from other sites are refused, behind a Hub everybody but the owner
too; the browser is told to talk to this server only; addresses and cookies stay below the path
where the server stands; and whatever goes wrong is a sentence in the person's language.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from tppo_kit.errors import KitError, NotSaved, Overtaken
from tppo_kit.language import known, say
from tppo_kit.views.addresses import address_below, address_within, html_below
from tppo_kit.views.draw import draw_page

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

    from tppo_kit.language import Message
    from tppo_kit.server.kit import Kit

LANGUAGE_COOKIE = "tppo_language"
#: What a page may load. Older browsers do not count a websocket of this server as 'self', so it
#: is named.
POLICY = (
    "default-src 'self'; script-src {scripts}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'{websocket}; object-src 'none'; frame-ancestors {frames}; "
    "base-uri 'self'; form-action 'self'"
)
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,100}")
_LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]"}


class Closed(KitError):  # noqa: N818 - reads as a sentence
    """What this person may not see."""


class Guard:
    """Goes before every handler's own class."""

    #: Which pages may show this one inside themselves.
    framed_by = "'none'"
    #: Where scripts of this page may come from; none may stand in the page itself.
    scripts = "'self'"
    #: Whether a Hub's sign-in itself needs it, so that it is open to everybody.
    before_sign_in = False
    #: Whether it serves people who sit in one hall with the machine, which a Hub's never do.
    in_hall = False
    #: What the Hub says about whoever asks.
    person: dict[str, Any] | None = None
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

    @property
    def base(self) -> str:
        """Return the path below which this server stands, with a slash at both ends."""
        return self.kit.settings.base

    @property
    def here(self) -> str:
        """Return the address that was asked for, as the kit itself writes addresses."""
        return address_within(self.request.path, self.base)

    @property
    def is_https(self) -> bool:
        """Tell whether the browser speaks https, also where a web server in front ends it."""
        hub = self.kit.hub
        return hub.is_https(self.request) if hub else self.request.protocol == "https"

    def set_default_headers(self) -> None:
        """Name this server as the only one to talk to, and do not name its software."""
        host, scheme = self.request.host, "wss" if self.is_https else "ws"
        websocket = f" {scheme}://{host}" if _HOST.fullmatch(host) else ""
        headers = {
            "Content-Security-Policy": POLICY.format(
                scripts=self.scripts, websocket=websocket, frames=self.framed_by
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Server": "tppo-kit",
            **(self.kit.hub.headers if self.kit.hub else {}),
        }
        for name, value in headers.items():
            self.set_header(name, value)  # type: ignore[attr-defined]

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401 - Jupyter's own
        """Refuse foreign host names unless others may come, and posts from other sites.

        Behind a Hub, whoever has not signed in is led there and the answer is finished.
        """
        if not self.kit.is_open and self.request.host_name.lower() not in _LOCAL:
            raise HTTPError(403)
        if self.request.method not in {"GET", "HEAD", "OPTIONS"} and not self._from_here():
            raise HTTPError(403)
        if self.kit.hub and not self.before_sign_in:
            if not await self.kit.hub.lets_in(self):
                return
            if self.in_hall:
                raise Closed(
                    say(
                        "A workshop needs a laptop in the hall: start the kit there. Its packet "
                        "can be taken in here afterwards, under Reports."
                    )
                )
        own = super().prepare(**options)  # type: ignore[misc]
        if inspect.isawaitable(own):
            await own

    def _from_here(self) -> bool:
        site = self.request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = self.request.headers.get("Origin")
        own = origin is None or urlsplit(origin).netloc == self.request.host
        return own and site in {"same-origin", "none"}

    def redirect(self, url: str, *rest: Any, **options: Any) -> None:  # noqa: ANN401 - tornado's
        """Lead to one of our own addresses below the path where this server stands."""
        super().redirect(address_below(url, self.base), *rest, **options)  # type: ignore[misc]

    def set_cookie(self, name: str, value: str | bytes, *rest: Any, **options: Any) -> None:  # noqa: ANN401
        """Keep a cookie below the path of this server, and to https where that is spoken."""
        options.setdefault("path", self.base)
        if self.is_https:
            options.setdefault("secure", True)
        super().set_cookie(name, value, *rest, **options)  # type: ignore[misc]

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:  # noqa: ANN401 - tornado's
        """Write faults to the log; what is told to the person in a sentence is none."""
        if not isinstance(error, KitError):
            super().log_exception(kind, error, trace)  # type: ignore[misc]

    def send_error(self, status_code: int = 500, **details: Any) -> None:  # noqa: ANN401 - tornado's
        """Tell what may be sent again (503) from what the kit refused (409) and from a fault."""
        error = details.get("exc_info", (None, None, None))[1]
        if isinstance(error, KitError):
            lost = isinstance(error, NotSaved) and not isinstance(error, Overtaken)
            status_code = 403 if isinstance(error, Closed) else 503 if lost else 409
        super().send_error(status_code, **details)  # type: ignore[misc]

    def write_error(self, status_code: int, **details: Any) -> None:  # noqa: ANN401 - tornado's
        """Write an error as a sentence, whatever went wrong."""
        error = details.get("exc_info", (None, None, None))[1]
        heading, text = _error_texts(status_code)
        if isinstance(error, KitError):
            text = error.message
        self.set_header("Content-Type", "text/html; charset=utf-8")  # type: ignore[attr-defined]
        self.set_header("Cache-Control", "no-store")  # type: ignore[attr-defined]
        values = {"here": "", "heading": heading, "text": text, "hub": self.kit.hub}
        page = draw_page("error.html", self.language, seat=None, leads=False, **values)
        page = html_below(page, self.base)
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
