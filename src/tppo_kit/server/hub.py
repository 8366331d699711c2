"""Behind a JupyterHub: who comes in, who is a facilitator, and what the Hub is told.

The Hub's own library asks the Hub about each sign-in and remembers the answer for a minute. It
is not asked to look for its own mark in forms: the guard looks where a post comes from, and the
pages of a kit run no script of its users.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from jupyterhub import __version__
from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler
from jupyterhub.utils import get_browser_protocol, url_path_join
from tornado.httpclient import AsyncHTTPClient, HTTPClientError
from tornado.httputil import url_concat
from tornado.ioloop import PeriodicCallback
from tornado.web import RequestHandler

from tppo_kit.language import say
from tppo_kit.server.guard import Closed, Guard
from tppo_kit.server.own_seat import OwnSeat
from tppo_kit.server.pages import SEAT_COOKIE, Page, give_pass
from tppo_kit.sessions.seats import pass_for, seat_of

if TYPE_CHECKING:
    from pathlib import Path

    from tornado.httputil import HTTPServerRequest

    from tppo_kit.server.spawned import Spawned

#: So long a Hub's answer about a sign-in holds: whoever leaves a group is out soon.
ANSWER_SECONDS = 60
_log = logging.getLogger("tppo_kit")


class Hub:
    """The Hub that started this server, as the server sees it."""

    #: The Hub compares it with its own version when it starts a server.
    headers = {"X-JupyterHub-Version": __version__}  # noqa: RUF012 - never changed

    def __init__(self, spawned: Spawned, folder: Path) -> None:
        """Take what the spawner said, and the person's own folder for answers."""
        self.spawned = spawned
        self.seat = OwnSeat(folder)
        self.auth = HubOAuth(
            api_token=spawned.api_token.get_secret_value(),
            api_url=spawned.api_url,
            base_url=spawned.base,
            oauth_client_id=spawned.client_id,
            access_scopes=set(spawned.scopes),
            cache_max_age=ANSWER_SECONDS,
        )
        self._acted_at = self._told_at = 0.0

    @property
    def pages(self) -> list[tuple[str, type[RequestHandler]]]:
        """Return the addresses that the sign-in needs, for the routes of the server."""
        return [(r"/oauth_callback", SignedIn), (r"/logout", SignOut), (r"/health", Health)]

    async def lets_in(self, page: Any) -> bool:  # noqa: ANN401 - any of the handlers
        """Tell whether the owner asks; whoever has not signed in is led to the Hub instead.

        Raises:
            Closed: if somebody else asks, or a script or a form comes without a sign-in.
            HTTPError: if the Hub does not answer.
        """
        token, session = self.auth.get_token(page), self.auth.get_session_id(page)
        person = None
        if token:
            person = await self.auth.user_for_token(token, session_id=session, sync=False)
        if person is None:
            if not _asks_for_page(page.request):
                raise Closed(
                    say("You are signed out, so this was not kept. Sign in again at the home page.")
                )
            self._lead_to_sign_in(page)
            return False
        if not self._is_owner(person):
            raise Closed(say("This place is somebody else's. Sign out, then sign in as yourself."))
        page.person = person
        self._sit_again(page)
        if page.request.method == "POST" or _is_visit(page.request):
            self.acts()
        return True

    def _is_owner(self, person: dict[str, Any]) -> bool:
        """An administrator's token opens every server, but the seat in this one is not theirs."""
        own = person.get("kind") == "user" and person.get("name") == self.spawned.user
        return own and bool(self.auth.check_scopes(self.auth.access_scopes, person))

    def _lead_to_sign_in(self, page: Any) -> None:  # noqa: ANN401 - any of the handlers
        uri, base = page.request.uri, self.spawned.base
        state = self.auth.set_state_cookie(page, uri if uri.startswith(base) else base)
        RequestHandler.redirect(page, url_concat(self.auth.login_url, {"state": state}))

    def _sit_again(self, page: Any) -> None:  # noqa: ANN401 - any of the handlers
        """Give the person their seat on a device that does not have it yet."""
        card, secret = page.get_cookie(SEAT_COOKIE), page.kit.secret
        if not _asks_for_page(page.request) or (card and seat_of(unquote(card), secret)):
            return
        code = self.seat.read()
        if code is not None:
            give_pass(page, code)
            page.request.cookies[SEAT_COOKIE] = pass_for(code, secret)  # for this answer too

    def is_facilitator(self, person: dict[str, Any] | None) -> bool:
        """Tell whether the Hub says that somebody is an administrator or in the group."""
        found = person or {}
        return found.get("admin") is True or self.spawned.group in found.get("groups", ())

    def refusal(self) -> Closed:
        """Return what whoever is no facilitator is told."""
        return Closed(
            say(
                "This is for facilitators. Ask whoever looks after the sign-in to put you into "
                "the group {group}.",
                group=self.spawned.group,
            )
        )

    def is_https(self, request: HTTPServerRequest) -> bool:
        """Tell whether the browser speaks https with the outermost web server."""
        return bool(get_browser_protocol(request) == "https")

    def acts(self) -> None:
        """Remember that a person does something now."""
        self._acted_at = time.time()

    def start(self) -> None:
        """Tell the Hub now and then, as long as the loop runs."""
        seconds = self.spawned.activity_seconds
        PeriodicCallback(self.tell, seconds * 1000, jitter=0.1).start()

    async def tell(self) -> None:
        """Tell the Hub when a person last did something, unless it knows."""
        at = self._acted_at
        if at <= self._told_at:
            return
        when = {"last_activity": dt.datetime.fromtimestamp(at, dt.UTC).isoformat()}
        try:
            await AsyncHTTPClient().fetch(
                self.spawned.activity_url,
                method="POST",
                headers={
                    "Authorization": f"token {self.spawned.api_token.get_secret_value()}",
                    "Content-Type": "application/json",
                },
                body=json.dumps({**when, "servers": {self.spawned.name: when}}),
            )
        except (HTTPClientError, OSError) as error:
            _log.warning("the Hub could not be told of activity: %s", error)
        else:
            self._told_at = at


def _asks_for_page(request: HTTPServerRequest) -> bool:
    """Tell whether a browser goes to an address, and no script or websocket asks."""
    headers = request.headers
    return (
        request.method == "GET"
        and headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and "Upgrade" not in headers
        and "X-Requested-With" not in headers
    )


def _is_visit(request: HTTPServerRequest) -> bool:
    """Tell whether a person goes to a page; old browsers do not say it of scripts and pictures."""
    return _asks_for_page(request) and "text/html" in request.headers.get("Accept", "")


class SignedIn(Guard, HubOAuthCallbackHandler):  # type: ignore[misc]
    """Where the Hub sends a browser back to after its sign-in."""

    before_sign_in = True

    def initialize(self) -> None:
        """Take the library's settings from the one place."""
        self.hub_auth = self.settings["kit"].hub.auth


class SignOut(Page):
    """The end of a visit on a computer that several people use."""

    before_sign_in = True

    def get(self) -> None:
        """Forget the sign-in and the seat on this device, and end the visit at the Hub too."""
        hub = self.settings["kit"].hub
        if self.get_signed_cookie(hub.auth.cookie_name):
            hub.auth.cache.clear()
        hub.auth.clear_cookie(self)
        self.clear_cookie(SEAT_COOKIE)
        place = hub.auth.hub_host + url_path_join(hub.auth.hub_prefix, "logout")
        RequestHandler.redirect(self, place)


class Health(Guard, RequestHandler):
    """What a watchman asks: whether the server answers."""

    before_sign_in = True

    def get(self) -> None:
        """Say that it does, and nothing else."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish("ok\n")
