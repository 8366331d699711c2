"""The pages without a kernel: seats, programme, language; what a learner sees comes on its own."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tornado.web import HTTPError, RequestHandler

from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.language import known, say
from tppo_kit.server.door import is_facilitator
from tppo_kit.server.guard import LANGUAGE_COOKIE, Guard
from tppo_kit.sessions.seats import pass_for, read_code, seat_of
from tppo_kit.views.addresses import html_below
from tppo_kit.views.draw import draw_page

if TYPE_CHECKING:
    from tornado.concurrent import Future

    from tppo_kit.language import Message
    from tppo_kit.server.kit import Kit

SEAT_COOKIE = "tppo_seat"
PROGRAMME_COOKIE = "tppo_programme"
#: Who has not chosen yet meets this one, if there is one of that name.
DEFAULT_PROGRAMME = "belajar-petugas"
_YEAR_DAYS = 366
#: Where switching the language or leaving a seat leads back to.
_BACK = {
    "/",
    "/profile",
    "/profile/certificate",
    "/profile/delete",
    "/room",
    "/wall",
    "/console",
    "/console/debrief",
    "/console/entry",
    "/console/print",
    "/follow-up",
}
#: Reports too, each under its own address.
_REPORT = re.compile(r"/reports(?:/[a-z]{1,10}(?:/[a-z0-9-]{1,48}){1,2})?")


def allowed_notebooks(kit: Kit) -> set[str]:
    """Return the paths of all notebooks that may be shown."""
    return {unit.notebook for unit in kit.content.catalogue().all(Unit)}


def give_pass(page: Guard, code: str) -> None:
    """Give a page the pass of a seat; its script hands it to the kernel."""
    card = pass_for(code, page.kit.secret)
    page.set_cookie(SEAT_COOKIE, card, expires_days=_YEAR_DAYS, samesite="Strict")


class Page(Guard, RequestHandler):
    """What the pages without a kernel share: the seat, and no caching of what is personal."""

    def set_default_headers(self) -> None:
        """Add that nothing is to be cached."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    def seat(self) -> str | None:
        """Return the seat of a genuine pass that still exists."""
        card = self.get_cookie(SEAT_COOKIE)
        code = seat_of(unquote(card), self.kit.secret) if card else None
        room = self.kit.host.room
        if code and room and room.state.ended_at is None and code in room.state.members:
            return code  # the log need not be asked: hundreds of phones in a room come often
        return code if code and self.kit.log.has_seat(code) else None

    def sit_down(self, code: str) -> None:
        """Give the page the pass of a seat; behind a Hub its owner has it on every device."""
        give_pass(self, code)
        if self.kit.hub:
            self.kit.hub.seat.keep(code)

    def stand_up(self) -> None:
        """Forget the seat on this device, behind a Hub on every device; its answers stay."""
        self.clear_cookie(SEAT_COOKIE)
        if self.kit.hub:
            self.kit.hub.seat.forget()

    def back(self) -> str:
        """Return the page to go back to, home if it is none of ours."""
        wanted = self.get_body_argument("back", "/")
        return wanted if wanted in _BACK or _REPORT.fullmatch(wanted) else "/"

    def show(self, template: str, *, seat: str | None, **values: Any) -> None:  # noqa: ANN401
        """Write a page."""
        hub = self.kit.hub
        values |= {"here": self.here, "hub": hub, "leads": bool(hub) and is_facilitator(self)}
        self.finish(draw_page(template, self.language, seat=seat, **values))

    def finish(self, chunk: str | bytes | dict[str, Any] | None = None) -> Future[None]:
        """Send an answer; the addresses in HTML, or in a piece of it, lead below our path."""
        if isinstance(chunk, str) and self._headers["Content-Type"].startswith("text/html"):
            chunk = html_below(chunk, self.base)
        elif isinstance(chunk, dict) and isinstance(chunk.get("html"), str):
            chunk = {**chunk, "html": html_below(chunk["html"], self.base)}
        return super().finish(chunk)


class Lost(Page):
    """Every address that is not a page."""

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401 - as the guard's
        """Answer every method alike."""
        await super().prepare(**options)
        if not self._finished:
            raise HTTPError(404)


class WithoutSlash(Page):
    """The path of this server without its last slash."""

    def get(self) -> None:
        """Lead to the home page."""
        self.redirect("/")


class ChooseProgramme(Page):
    """The switch between the programmes for learning alone."""

    def post(self) -> None:
        """Remember the programme, if there is one of that name."""
        wanted = self.get_body_argument("to", "")
        known_ids = {programme.id for programme in self.kit.content.catalogue().all(SelfStudy)}
        if wanted in known_ids:
            self.set_cookie(PROGRAMME_COOKIE, wanted, expires_days=_YEAR_DAYS, samesite="Strict")
        self.redirect("/", status=303)


class NewSeat(Page):
    """A deliberate tap makes a seat."""

    async def post(self) -> None:
        """Make a seat, unless this device already has one."""
        if self.seat() is None:
            self.sit_down(await self.kit.scribe.do(self.kit.host.new_seat))
        self.redirect("/", status=303)


class Join(Page):
    """Coming back with a code."""

    def post(self) -> None:
        """Sit down at the seat of a code, or say what is wrong with it."""
        now, address = time.time(), self.request.remote_ip or ""
        if not self.kit.may_try(address, now):
            self.set_status(429)
            self._again(say("Too many wrong codes. Wait a minute, then try again."))
            return
        code = read_code(self.get_body_argument("code", "")[:40])
        if code is not None and self.kit.log.has_seat(code):
            self.sit_down(code)
            self.redirect(self.back(), status=303)
            return
        self.kit.tried_wrong(address, now)
        self._again(
            say(
                "This code is not known here. Look at each letter again; it has eight, "
                "without O, I, 0 or 1."
            )
        )

    def _again(self, problem: Message) -> None:
        self.show("welcome.html", seat=None, problem=problem)


class Leave(Page):
    """Leaving a seat on a device that several people use."""

    def post(self) -> None:
        """Forget the seat on this device; its answers stay."""
        self.stand_up()
        self.redirect(self.back(), status=303)


class Language(Page):
    """The switch between Indonesian and English."""

    def post(self) -> None:
        """Remember the language and go back to where the person was."""
        wanted = known(self.get_body_argument("to", ""))
        self.set_cookie(LANGUAGE_COOKIE, wanted, expires_days=_YEAR_DAYS, samesite="Strict")
        self.redirect(self.back(), status=303)
