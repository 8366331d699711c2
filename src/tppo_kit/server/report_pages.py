"""Reports behind the PIN: what was held, what came of it, and packets from other laptops."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
import time
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from tppo_kit.activities.blocks import View
from tppo_kit.errors import KitError, NotFound, NotSaved, Refused
from tppo_kit.language import Message, say
from tppo_kit.reports.documents import FORMS, Asked, document, report_on
from tppo_kit.reports.overview import overview
from tppo_kit.reports.periods import Quarter, day_of
from tppo_kit.server.console_pages import Behind
from tppo_kit.sessions.library import quoted_facts
from tppo_kit.store.actions import LONGEST_OWNER, LONGEST_TEXT, ActionLog
from tppo_kit.store.merging import merge
from tppo_kit.store.packet import SUFFIX, Scope
from tppo_kit.store.packing import pack
from tppo_kit.views.draw import draw_html

if TYPE_CHECKING:
    from tppo_kit.reports.report import Report
    from tppo_kit.store.merging import Merged

#: A packet holds a few kilobytes for each seat; a browser sends no more than this.
MOST_PACKET_BYTES = 24 * 1024 * 1024
#: Sessions that stand in the list unfolded.
MOST_SHOWN = 8


class _Reports(Behind):
    """What all report pages share."""

    @property
    def framed(self) -> bool:
        """Tell whether the notebook shows the page inside itself."""
        return bool(self.get_query_argument("framed", ""))

    def show_report_page(self, template: str, **values: Any) -> None:  # noqa: ANN401 - a template's
        """Write a page whose links stay inside the notebook, if it is shown there."""
        ending = "?framed=1" if self.framed else ""
        self.show(template, seat=None, framed=self.framed, ending=ending, **values)

    def sorry(self, status: int, sentence: Message) -> None:
        """Answer with a sentence."""
        self.set_status(status)
        lost = status == HTTPStatus.NOT_FOUND
        heading = say("There is no such report") if lost else say("This is closed")
        self.show("error.html", seat=None, heading=heading, text=sentence)

    def send_file(self, file: bytes, name: str, kind: str) -> None:
        """Send a file to be kept under a name."""
        self.set_header("Content-Type", kind)
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(file)


class ReportList(_Reports):
    """Everything there is to report on, and what is being improved."""

    async def get(self) -> None:
        """Show it."""
        await self.show_list()

    async def show_list(
        self, status: int = 200, problem: Message | None = None, told: Message | None = None
    ) -> None:
        """Show the list, with a sentence about what was done or why not; what was typed stays."""
        seen = await asyncio.to_thread(
            overview, self.kit.log, self.kit.settings.data, self.language, time.time()
        )
        names = ("item", "text", "place", "owner", "due")
        self.set_status(status)
        self.show_report_page(
            "reports.html",
            seen=seen,
            problem=problem,
            told=told,
            typed={name: self.get_body_argument(name, "") if problem else "" for name in names},
            shown=MOST_SHOWN,
            backup=f"tppo-kit-{day_of(time.time())}{SUFFIX}",
            most_text=LONGEST_TEXT,
            most_owner=LONGEST_OWNER,
        )


class Improve(ReportList):
    """Opening, noting and closing what is to be improved."""

    async def post(self) -> None:
        """Do one of them, then show the list."""
        try:
            await self.kit.scribe.do(self._write)
        except KitError as error:
            await self.show_list(503 if isinstance(error, NotSaved) else 409, error.message)
            return
        self.redirect("/reports?framed=1" if self.framed else "/reports", status=303)

    def _write(self) -> None:
        actions, press = ActionLog(self.kit.log), self.get_body_argument("press", "")
        item, text = self.get_body_argument("item", ""), self.get_body_argument("text", "")
        if press == "note":
            actions.note(item, text, time.time())
        elif press == "close":
            actions.close(item, time.time())
        elif press == "open":
            owner, place = self.get_body_argument("owner", ""), self.get_body_argument("place", "")
            if place and not self.kit.content.catalogue().has("place", place):
                raise Refused(say("Choose a place from the list, or none."))
            actions.open(text, place, owner, self._due(), time.time())

    def _due(self) -> dt.date:
        try:
            return dt.date.fromisoformat(self.get_body_argument("due", ""))
        except ValueError:
            raise Refused(say("Write the day as year-month-day, such as 2027-01-31.")) from None


class Merge(ReportList):
    """A packet from another laptop."""

    def most_bytes(self) -> int:
        """Return how long a packet may be."""
        return MOST_PACKET_BYTES

    async def post(self) -> None:
        """Take in what is new in it, and say how much that was."""
        files = self.request.files.get("packet", [])
        try:
            if not files or not files[0].body:
                raise Refused(
                    say("Choose a packet first: a file that ends in {suffix}.", suffix=SUFFIX)
                )
            # Not by the scribe: it opens the saving itself, and the room would wait for all of it.
            merged = await asyncio.to_thread(self._merge, files[0].body, files[0].filename)
        except KitError as error:
            await self.show_list(503 if isinstance(error, NotSaved) else 409, error.message)
            return
        await self.show_list(told=_told(merged))

    def _merge(self, body: bytes, name: str) -> Merged:
        with tempfile.TemporaryDirectory(prefix="tppo-packet-") as folder:
            path = Path(folder) / f"packet{SUFFIX}"
            path.write_bytes(body)
            try:
                return merge(self.kit.log, path, time.time())
            except KitError as error:
                # The person knows the file by the name it had, not by where it lies here.
                values = {**error.message.values, "file": name}
                raise type(error)(Message(error.message.text, values)) from error


def _told(merged: Merged) -> Message:
    new = merged.new
    if not new.total():
        return say("Nothing new: all that is in this packet is here already.")
    return say(
        "Taken in: {sessions} sessions, {seats} seats, {answers} finished exercises and "
        "{improvements} lines on improvements. What was here already stays as it was.",
        sessions=new["rooms"],
        seats=new["seats"],
        answers=new["results"],
        improvements=new["action_events"],
    )


class ReportPage(_Reports):
    """One report: as a page, or as a file where the address has an ending."""

    def asked(self, *words: str) -> Asked:
        """Return what the words of the address ask for."""
        raise NotImplementedError

    async def get(self, *words: str) -> None:
        """Show the report, or send the file."""
        *names, form = words
        try:
            report, file = await asyncio.to_thread(self._made, self.asked(*names), form)
        except NotFound as error:
            self.sorry(404, error.message)
            return
        if file:
            self.send_file(file, f"{report.key}.{form}", FORMS[form])
            return
        self.show_report_page(
            "report.html",
            report=report,
            parts=self._drawn(report),
            address=self.here,
            room=names[0] if self.has_packet else "",
            forms=[each for each in FORMS if each != "txt"],
        )

    has_packet = False

    def _made(self, asked: Asked, form: str) -> tuple[Report, bytes]:
        data, day = self.kit.settings.data, day_of(time.time())
        report = report_on(asked, self.kit.log, data, self.language, day)
        return report, document(report, form, data, self.language, day) if form else b""

    def _drawn(self, report: Report) -> list[Markup]:
        facts = quoted_facts(self.kit.content.catalogue(self.language))
        today = day_of(time.time()).isoformat()
        views = [View(part.title, part.blocks) for part in report.parts]
        return [
            Markup(  # noqa: S704 - escaped there
                draw_html(view, self.language, place=f"part{number}", today=today, facts=facts)
            )
            for number, view in enumerate(views, start=1)
        ]


class SessionReport(ReportPage):
    """What came of one session."""

    has_packet = True

    def asked(self, *words: str) -> Asked:
        """Return the session of a room."""
        return Asked(room=words[0])


class PlaceReport(ReportPage):
    """What came of all sessions of a village or office in a quarter."""

    def asked(self, *words: str) -> Asked:
        """Return the place and the quarter."""
        return Asked(place=words[0], quarter=Quarter.parse(words[1]))


class QuarterReport(ReportPage):
    """What came of all sessions of a quarter."""

    def asked(self, *words: str) -> Asked:
        """Return the quarter."""
        return Asked(quarter=Quarter.parse(words[0]))


class RoomPacket(_Reports):
    """All that a session holds, for another laptop."""

    async def get(self, room: str) -> None:
        """Send the packet."""
        try:
            file = await asyncio.to_thread(self._packed, room)
        except NotFound as error:
            self.sorry(404, error.message)
            return
        except Refused as error:
            self.sorry(409, error.message)
            return
        self.send_file(file, f"session-{room}{SUFFIX}", "application/octet-stream")

    def _packed(self, room: str) -> bytes:
        with tempfile.TemporaryDirectory(prefix="tppo-packet-") as folder:
            path = Path(folder) / f"packet{SUFFIX}"
            pack(self.kit.log, path, Scope(room=room), time.time())
            return path.read_bytes()
