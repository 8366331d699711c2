"""The pages without a kernel: home, seats, profile, language."""

from __future__ import annotations

import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markupsafe import Markup
from tornado.web import HTTPError, RequestHandler

from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.programmes import SelfStudy, Unit
from tppo_kit.language import known, say
from tppo_kit.server.guard import LANGUAGE_COOKIE, Guard
from tppo_kit.sessions.profile import profile_view
from tppo_kit.sessions.seats import new_code, pass_for, read_code, seat_of
from tppo_kit.views.draw import STATIC, draw_html, draw_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.language import Message
    from tppo_kit.server.kit import Kit

SEAT_COOKIE = "tppo_seat"
PROGRAMME_COOKIE = "tppo_programme"
#: Who has not chosen yet meets this one, if there is one of that name.
DEFAULT_PROGRAMME = "belajar-petugas"
_YEAR_DAYS = 366


def allowed_notebooks(kit: Kit) -> set[str]:
    """Return the paths of all notebooks that may be shown."""
    return {unit.notebook for unit in Catalogue(kit.settings.data).all(Unit)}


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
        return code if code and self.kit.log.has_seat(code) else None

    def sit_down(self, code: str) -> None:
        """Give the page the pass of a seat; its script hands it to the kernel."""
        self.set_cookie(
            SEAT_COOKIE,
            pass_for(code, self.kit.secret),
            expires_days=_YEAR_DAYS,
            samesite="Strict",
            path="/",
        )

    def show(self, template: str, *, seat: str | None, **values: Any) -> None:  # noqa: ANN401
        """Write a page."""
        self.finish(draw_page(template, self.language, seat=seat, here=self.request.path, **values))


class Lost(Page):
    """Every address that is not a page."""

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401 - as the guard's
        """Answer every method alike."""
        await super().prepare(**options)
        raise HTTPError(404)


class StyleSheet(Page):
    """The one style sheet."""

    def get(self) -> None:
        """Send the file; the page asks again only when it has changed."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish((STATIC / "kit.css").read_bytes())


class Home(Page):
    """What there is, what this person has done, and what is next."""

    def get(self) -> None:
        """Show the welcome without a seat, else the programme. Never makes a seat."""
        seat = self.seat()
        if seat is None:
            self.show("welcome.html", seat=None, problem=None)
            return
        catalogue = Catalogue(self.kit.settings.data, self.language)
        programmes = catalogue.all(SelfStudy)
        wanted = (self.get_cookie(PROGRAMME_COOKIE), DEFAULT_PROGRAMME)
        programmes.sort(key=lambda each: each.id not in wanted[1:])
        programme = next((each for each in programmes if each.id == wanted[0]), programmes[0])
        sound = {unit.id: unit for unit in catalogue.all(Unit)}
        units = [sound[name] for name in programme.units if name in sound]
        self.show(
            "home.html",
            seat=seat,
            problem=None,
            programmes=programmes,
            programme=programme,
            entries=self._entries(units, seat),
        )

    def _entries(self, units: Sequence[Unit], seat: str) -> list[dict[str, Any]]:
        done = {result.activity for result in self.kit.log.results(seat)}
        begun = self.kit.log.begun(seat).keys()
        entries = [_entry(unit, done, begun) for unit in units]
        following = next((entry for entry in entries if entry["state"] != "done"), None)
        if following is not None:
            following["state"] = "next"
            following["note"] = say("Next: {note}", note=following["note"])
        return entries


def _entry(unit: Unit, done: set[str], begun: Any) -> dict[str, Any]:  # noqa: ANN401 - a view
    # Pages are read, not done.
    activities = [key for key in unit.activities if not key.startswith("page:")]
    finished = sum(key in done for key in activities)
    values = {"minutes": unit.minutes, "done": finished, "all": len(activities)}
    if finished == len(activities):
        state, note = "done", say("✓ done, {done} of {all} · {minutes} minutes", **values)
    elif any(key in begun for key in activities):
        state, note = "begun", say("begun, {done} of {all} done · {minutes} minutes", **values)
    else:
        state, note = "new", say("{minutes} minutes, {all} parts", **values)
    return {
        "notebook": PurePosixPath(unit.notebook),
        "title": unit.title,
        "about": unit.about,
        "state": state,
        "note": note,
    }


class ChooseProgramme(Page):
    """The switch between the programmes for learning alone."""

    def post(self) -> None:
        """Remember the programme, if there is one of that name."""
        wanted = self.get_body_argument("to", "")
        known_ids = {programme.id for programme in Catalogue(self.kit.settings.data).all(SelfStudy)}
        if wanted in known_ids:
            self.set_cookie(
                PROGRAMME_COOKIE, wanted, expires_days=_YEAR_DAYS, samesite="Strict", path="/"
            )
        self.redirect("/", status=303)


class NewSeat(Page):
    """A deliberate tap makes a seat."""

    def post(self) -> None:
        """Make a seat, unless this device already has one."""
        if self.seat() is None:
            code = new_code()
            while not self.kit.log.add_seat(code, time.time()):
                code = new_code()
            self.sit_down(code)
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
            self.redirect("/", status=303)
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
        self.clear_cookie(SEAT_COOKIE, path="/")
        self.redirect("/", status=303)


class Language(Page):
    """The switch between Indonesian and English."""

    def post(self) -> None:
        """Remember the language and go back to where the person was."""
        self.set_cookie(
            LANGUAGE_COOKIE,
            known(self.get_body_argument("to", "")),
            expires_days=_YEAR_DAYS,
            samesite="Strict",
            path="/",
        )
        back = self.get_body_argument("back", "/")
        self.redirect(back if back in {"/", "/profile"} else "/", status=303)


class ProfilePage(Page):
    """What you see, what you miss, what you over-call."""

    def get(self) -> None:
        """Show the profile of this seat."""
        seat = self.seat()
        if seat is None:
            self.redirect("/")
            return
        view = profile_view(self.kit.log.results(seat))
        self.show(
            "profile.html",
            seat=seat,
            body=Markup(draw_html(view, self.language, place="profile")),  # noqa: S704 - escaped there
        )
