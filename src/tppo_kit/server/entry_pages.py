"""The tests long after a workshop on a page without a kernel, and the entry of paper sheets."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import Markup

from tppo_kit.activities.blocks import View
from tppo_kit.activities.sitting import SittingActivity
from tppo_kit.content.places import Place
from tppo_kit.content.programmes import Workshop
from tppo_kit.errors import KitError, NotFound, NotSaved, Overtaken, Refused
from tppo_kit.language import say
from tppo_kit.records import Event
from tppo_kit.server.console_pages import Behind
from tppo_kit.server.pages import Page
from tppo_kit.sessions.follow_up import attempt_at, due, taken
from tppo_kit.sessions.library import quoted_facts
from tppo_kit.sessions.paper.entry import (
    Filled,
    copied,
    forms_of,
    keep,
    opened_form,
    read_letters,
    read_seat,
    refuse_second,
)
from tppo_kit.sessions.paper.sheets import edition
from tppo_kit.views.draw import draw_html

if TYPE_CHECKING:
    from tppo_kit.activities.sitting import Explained
    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.language import Message
    from tppo_kit.sessions.follow_up import FollowUp
    from tppo_kit.sessions.paper.entry import Form
    from tppo_kit.sessions.solo import Solo
    from tppo_kit.store.rooms import RoomRecord

#: Workshops to choose from, the newest first: sheets are copied within days, a test of half a
#: year later within the year.
MOST_ROOMS = 120
LONGEST_CLICK = 40


class FollowUpPage(Page):
    """Ten new cases some months later; forms without a script, so any phone will do."""

    def get(self) -> None:
        """Show the test that is due, the explanations once it is done, or that nothing is due."""
        seat = self.seat()
        if seat is None:
            self.redirect("/")
            return
        self.show_test(seat, None)

    def show_test(self, seat: str, notice: Message | None) -> None:
        """Show where this seat stands."""
        catalogue, now = self._catalogue(), time.time()
        test = due(self.kit.log, catalogue, seat, now)
        done = taken(self.kit.log, catalogue, seat, now) if test is None else None
        values: dict[str, Any] = {"body": "", "mark": "", "cases": (), "problem": notice}
        found = test or done
        if found is not None:
            solo = attempt_at(found, self.kit.log, catalogue, seat, time.time)
            if solo.finished:
                values["cases"] = self._explained(solo)
            else:
                values |= {"body": self._drawn(solo.view(), notice), "mark": _mark(found, solo)}
                values["problem"] = None
        self.show("follow_up.html", seat=seat, test=found, click=secrets.token_hex(8), **values)

    def _catalogue(self) -> Catalogue:
        return self.kit.content.catalogue(self.language)

    def _drawn(self, view: View, notice: Message | None = None, place: str = "test") -> Markup:
        html = draw_html(
            view,
            self.language,
            place=place,
            notice=notice,
            today=time.strftime("%Y-%m-%d"),
            facts=quoted_facts(self._catalogue()),
            form=True,
        )
        return Markup(html)  # noqa: S704 - escaped there

    def _explained(self, solo: Solo) -> tuple[tuple[Explained, Markup], ...]:
        activity = solo.activity
        if not isinstance(activity, SittingActivity):
            return ()
        return tuple(
            (each, self._drawn(View(_case(number), each.blocks), None, f"case-{number}"))
            for number, each in enumerate(activity.explanations(solo.state), start=1)
        )


class FollowUpPress(FollowUpPage):
    """One answer of such a test."""

    def get(self) -> None:
        """Lead back to the page; a press is posted."""
        self.redirect("/follow-up")

    async def post(self) -> None:
        """Take one press, acknowledged once it is saved, and taken once."""
        seat = self.seat()
        if seat is None:
            self.redirect("/", status=303)
            return
        mark, press, click = (self.get_body_argument(name, "") for name in ("at", "press", "click"))
        name, _, value = press.partition("=")
        event = Event(name, value, click=click[:LONGEST_CLICK])
        try:
            await self.kit.scribe.do(lambda: self._take(seat, mark, event))
        except KitError as error:
            lost = isinstance(error, NotSaved) and not isinstance(error, Overtaken)
            self.set_status(503 if lost else 409)
            self.show_test(seat, error.message)
            return
        self.redirect("/follow-up", status=303)

    def _take(self, seat: str, mark: str, event: Event) -> None:
        catalogue = self._catalogue()
        test = due(self.kit.log, catalogue, seat, time.time())
        if test is None:
            return  # a second tap on the last answer; the page shows what comes after it
        solo = attempt_at(test, self.kit.log, catalogue, seat, time.time)
        if event.click and solo.took(event.click):
            return
        if mark != _mark(test, solo) or event.name == "sheet":
            raise Refused(say("This page was an older one. Here is where you are now."))
        solo.send(event)


def _case(number: int) -> Message:
    return say("Case {number}", number=number)


def _mark(test: FollowUp, solo: Solo) -> str:
    """Return what a page sends back to say which screen it stood before."""
    return f"{test.days}.{solo.number}"


class EntryPage(Behind):
    """Copying the sheets of people who answered on paper, behind the PIN."""

    def get(self) -> None:
        """Ask for the workshop, then for a sheet of it."""
        self._ask(kept=self.get_query_argument("kept", "") == "1")

    async def post(self) -> None:
        """Show what would be kept, or keep it; a sentence where it cannot be."""
        catalogue = self._catalogue()
        try:
            room, form = self._chosen()
            activity = opened_form(form.key, catalogue)
            seat = read_seat(self._typed("seat"))
            letters = read_letters(self._typed("letters"), activity)
            sheet = Filled(room.id, form, seat, letters)
            refuse_second(self.kit.log, sheet)
            if self._typed("step") == "mend":
                self._ask()
                return
            if self._typed("step") != "keep":
                self._look(room, sheet, activity)
                return
            log, click = self.kit.log, self._typed("click")[:LONGEST_CLICK]
            await self.kit.scribe.do(lambda: keep(log, catalogue, sheet, time.time(), click))
        except KitError as error:
            self.set_status(503 if isinstance(error, NotSaved) else 409)
            self._ask(problem=error.message)
            return
        again = urlencode({"room": room.id, "form": form.value, "kept": "1"})
        self.redirect(f"/console/entry?{again}", status=303)

    def _catalogue(self) -> Catalogue:
        return self.kit.content.catalogue(self.language)

    def _typed(self, name: str) -> str:
        """Return a field of the form or the address."""
        return self.get_argument(name, "").strip()[:200]

    def _chosen(self) -> tuple[RoomRecord, Form]:
        room = next((each for each in self._rooms() if each.id == self._typed("room")), None)
        forms = self._forms(room) if room is not None else ()
        form = next((each for each in forms if each.value == self._typed("form")), None)
        if room is None or form is None:
            raise Refused(say("Choose the workshop and the sheet first."))
        return room, form

    def _rooms(self) -> list[RoomRecord]:
        return self.kit.host.rooms.every()[: -MOST_ROOMS - 1 : -1]

    def _forms(self, room: RoomRecord) -> tuple[Form, ...]:
        try:
            workshop = self._catalogue().get(Workshop, room.programme)
        except NotFound:
            return ()
        return forms_of(self.kit.log, room, workshop, time.time())

    def _ask(self, problem: Message | None = None, *, kept: bool = False) -> None:
        rooms = self._rooms()
        room = next((each for each in rooms if each.id == self._typed("room")), None)
        values = {name: self._typed(name) for name in ("form", "seat", "letters")}
        self.show(
            "entry.html",
            seat=None,
            rooms=[(each.id, self._named(each)) for each in rooms],
            room=room,
            forms=self._forms(room) if room is not None else (),
            typed=values if not kept else {**values, "seat": "", "letters": ""},
            problem=problem,
            kept=kept,
        )

    def _named(self, room: RoomRecord) -> Message:
        """Return workshop, day and place, as a person would look for it."""
        catalogue = self._catalogue()
        day = dt.datetime.fromtimestamp(room.opened_at).date()  # noqa: DTZ006 - the hall's day
        title, place = room.programme, room.place
        if catalogue.has("programme", room.programme):
            title = getattr(catalogue.reading("programme", title).record, "title", title)
        if not place:
            return say("{day}: {title}", day=day, title=title)
        if catalogue.has("place", place):
            place = catalogue.get(Place, place).title
        return say("{day}, {place}: {title}", day=day, place=place, title=title)

    def _look(self, room: RoomRecord, sheet: Filled, activity: SittingActivity) -> None:
        self.show(
            "entry_look.html",
            seat=None,
            named=self._named(room),
            sheet=sheet,
            title=activity.title,
            edition=edition(activity.fingerprint),
            known=self.kit.log.has_seat(sheet.seat),
            lines=copied(sheet.letters, activity),
            click=secrets.token_hex(8),
        )
