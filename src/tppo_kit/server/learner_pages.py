"""What a learner sees of themselves: home, profile, certificate, and their data."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import time
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from tornado.web import HTTPError

from tppo_kit.content.programmes import SelfStudy
from tppo_kit.errors import NotFound, NotSaved, Refused
from tppo_kit.language import say
from tppo_kit.records import Dated
from tppo_kit.server.pages import DEFAULT_PROGRAMME, PROGRAMME_COOKIE, Page
from tppo_kit.sessions import follow_up
from tppo_kit.sessions.certificate import certificate
from tppo_kit.sessions.next_five import next_five
from tppo_kit.sessions.profile import measures_view, profile_view
from tppo_kit.sessions.progress import Entry, entries, modules_done
from tppo_kit.sessions.seats import read_code
from tppo_kit.sessions.training_hours import MINUTES_OF_AN_HOUR, marks_of, training
from tppo_kit.store.leaving import data_of_seat, delete_seat
from tppo_kit.views.draw import draw_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.blocks import View
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.language import Message
    from tppo_kit.sessions.certificate import Certificate
    from tppo_kit.store.attempts import Result


class Own(Page):
    """A page about the person who looks at it; without a seat it leads home."""

    def own(self) -> str | None:
        """Return the seat, or None after leading whoever has none to the welcome."""
        seat = self.seat()
        if seat is None:
            self.redirect("/", status=302 if self.request.method == "GET" else 303)
        return seat

    @property
    def catalogue(self) -> Catalogue:
        """Return the content in the person's language."""
        return self.kit.content.catalogue(self.language)

    def judged(self, seat: str, results: Sequence[Result]) -> list[Dated]:
        """Return everything a seat has judged, alone and in rooms, oldest first."""
        alone = [
            Dated(result.ended_at, judgement)
            for result in results
            for judgement in result.outcome.judgements
        ]
        return sorted([*alone, *self.kit.host.rooms.of_seat(seat)], key=lambda each: each.at)

    def programmes(self, catalogue: Catalogue) -> tuple[list[SelfStudy], SelfStudy]:
        """Return all programmes for one person, and the one this person chose."""
        found = catalogue.all(SelfStudy)
        wanted = self.get_cookie(PROGRAMME_COOKIE)
        found.sort(key=lambda each: each.id != DEFAULT_PROGRAMME)
        return found, next((each for each in found if each.id == wanted), found[0])

    def drawn(self, view: View | None, place: str) -> Markup:
        """Return a view as a part of the page, an empty one for None."""
        if view is None:
            return Markup()
        return Markup(draw_html(view, self.language, place=place))  # noqa: S704 - escaped there


class Home(Own):
    """What there is, what this person has done, and what is best done now."""

    def get(self) -> None:
        """Show the welcome without a seat, else the programme. Never makes a seat."""
        seat = self.seat()
        if seat is None:
            self.show("welcome.html", seat=None, problem=None)
            return
        catalogue, log, now = self.catalogue, self.kit.log, time.time()
        programmes, programme = self.programmes(catalogue)
        results = log.results(seat)
        earlier = self.judged(seat, results)
        found = entries(
            programme,
            catalogue,
            {result.activity for result in results},
            log.begun(seat),
            [dated.judgement for dated in earlier],
        )
        test = follow_up.due(log, catalogue, seat, now)
        done, of = modules_done(found)
        self.show(
            "home.html",
            seat=seat,
            programmes=programmes,
            programme=programme,
            entries=[_shown(entry) for entry in found],
            best=next_five(found, catalogue, results, earlier, now, test),
            modules_done=done,
            modules=of,
        )


def _shown(entry: Entry) -> dict[str, Any]:
    values = {"minutes": entry.unit.minutes, "done": entry.done, "all": entry.parts}
    if entry.state == "done":
        note = say("✓ done, {done} of {all} · {minutes} minutes", **values)
    elif entry.state == "begun":
        note = say("begun, {done} of {all} done · {minutes} minutes", **values)
    else:
        note = say("{minutes} minutes, {all} parts", **values)
    return {
        "notebook": entry.unit.notebook,
        "title": entry.unit.title,
        "about": entry.unit.about,
        "state": "later" if entry.wait else entry.state,
        "note": note,
        "wait": entry.wait,
    }


class ProfilePage(Own):
    """What you see, what you miss, what you over-call; and the way to what is yours."""

    def get(self) -> None:
        """Show the profile of this seat."""
        seat = self.own()
        if seat is None:
            return
        catalogue, log = self.catalogue, self.kit.log
        results = log.results(seat)
        judgements = [dated.judgement for dated in self.judged(seat, results)]
        _, programme = self.programmes(catalogue)
        done = {result.activity for result in results}
        found = entries(programme, catalogue, done, log.begun(seat), judgements)
        modules, of = modules_done(found)
        minutes = training(marks_of(log, seat, time.time()), catalogue).minutes
        self.show(
            "profile.html",
            seat=seat,
            body=self.drawn(profile_view(judgements), "profile"),
            measures=self.drawn(measures_view(judgements), "measures"),
            programme=programme,
            modules_done=modules,
            modules=of,
            hours=say(
                "Training so far: {minutes} minutes, {hours} full hours (JP).",
                minutes=minutes,
                hours=minutes // MINUTES_OF_AN_HOUR,
            ),
        )


class CertificatePage(Own):
    """What a certificate would say, before it is made."""

    def get(self) -> None:
        """Show it, or what is missing for it."""
        seat = self.own()
        if seat is None:
            return
        made, problem = None, None
        try:
            made = _certificate(self, seat)
        except Refused as error:
            problem = error.message
        self.show("certificate.html", seat=seat, made=made, problem=problem)


class CertificateFile(Own):
    """The certificate as PDF."""

    async def get(self) -> None:
        """Send it; setting the page takes a moment, so others are answered meanwhile."""
        seat = self.own()
        if seat is None:
            return
        made = _certificate(self, seat)
        file = await asyncio.to_thread(_set, made, self.language)
        name = f"sertifikat-{made.seat}-{made.day.isoformat()}.pdf"
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(file)


def _certificate(page: Own, seat: str) -> Certificate:
    now = time.time()
    today = dt.date(*time.localtime(now)[:3])
    return certificate(page.kit.log, page.catalogue, seat, now, today)


def _set(made: Certificate, language: str) -> bytes:
    from tppo_kit.reports.certificate import certificate_pdf  # noqa: PLC0415 - brings Typst

    return certificate_pdf(made, language)


class MyData(Own):
    """All that is kept of one seat, to take along."""

    async def get(self) -> None:
        """Send it as a file that people and programs can read."""
        seat = self.own()
        if seat is None:
            return
        try:
            data = await asyncio.to_thread(data_of_seat, self.kit.log, seat)
        except NotFound as error:
            raise HTTPError(404) from error
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="data-{seat}.json"')
        self.finish(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


class DeleteMyData(Own):
    """What goes and what stays when a seat is deleted, and the button for it."""

    def get(self) -> None:
        """Explain; nothing happens yet."""
        seat = self.own()
        if seat is not None:
            self._explain(seat)

    async def post(self) -> None:
        """Delete the seat whose code was typed, if it is this one; the device has none then."""
        seat = self.own()
        if seat is None:
            return
        if read_code(self.get_body_argument("code", "")[:40]) != seat:
            self.set_status(409)
            self._explain(
                seat,
                say("This is not your seat code: {seat}. Nothing was deleted.", seat=seat),
            )
            return
        try:
            await asyncio.to_thread(delete_seat, self.kit.log, seat, time.time())
        except (Refused, NotSaved) as error:
            self.set_status(503 if isinstance(error, NotSaved) else 409)
            self._explain(seat, error.message)
            return
        self.stand_up()
        self.show("deleted.html", seat=None)

    def _explain(self, seat: str, problem: Message | None = None) -> None:
        room = self.kit.host.room
        running = bool(room and room.state.ended_at is None and seat in room.state.members)
        self.show("delete.html", seat=seat, problem=problem, running=running)
