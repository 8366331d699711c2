"""Drawing what room, wall and console show; what many phones share is drawn once."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import segno
from markupsafe import Markup

from tppo_kit.language import shown
from tppo_kit.sessions.room.console import ConsoleScreen, console_screen
from tppo_kit.sessions.room.debrief import room_debrief
from tppo_kit.sessions.room.phone import phone_screen, phone_tag
from tppo_kit.sessions.room.wall import wall_screen
from tppo_kit.views.draw import draw_bars, draw_html, draw_page

if TYPE_CHECKING:
    from tppo_kit.activities.blocks import View
    from tppo_kit.activities.tally import Bars
    from tppo_kit.language import Message
    from tppo_kit.server.waiting import Presence
    from tppo_kit.sessions.room.host import RoomHost

#: Different phone screens that are kept drawn.
MOST_DRAWN = 600
#: Stands in a drawn form for the id that each copy of it gets.
_CLICK = "click-id-of-this-copy"


@dataclass(frozen=True, slots=True)
class Joining:
    """Where people join: the address to type, the same as a QR code (SVG), and other ways."""

    address: str
    code: Markup
    others: tuple[str, ...]


def joining_at(addresses: tuple[str, ...]) -> Joining:
    """Return how to join at the first of some addresses of this server."""
    # The last one is this machine's own name, which no phone can use.
    first, *others = (f"{address}room" for address in addresses[:-1] or addresses)
    drawn = segno.make(first, error="m").svg_inline(scale=8, border=3, light="#fff")
    return Joining(first, Markup(drawn), tuple(others))  # noqa: S704 - our own drawing


def seat_mark(seat: str | None) -> str:
    """Return what tells one seat's page from another's; it tells nothing about the seat."""
    return hashlib.sha256(f"page {seat}".encode()).hexdigest()[:8] if seat else ""


class RoomScreens:
    """Draws the fragments of the room; ``tag`` says whether a page has the present one."""

    def __init__(self, host: RoomHost, presence: Presence, joining: Joining) -> None:
        """Draw for a room that people join at an address."""
        self.host = host
        self.joining = joining
        self.presence = presence
        self._drawn: OrderedDict[str, dict[str, str]] = OrderedDict()

    def tag(self, seat: str | None, language: str) -> str:
        """Return the tag of what a phone should show, with the mark of its seat behind a dot."""
        return f"{phone_tag(self.host, seat, language, time.time())}.{seat_mark(seat)}"

    def phone(self, seat: str, language: str, notice: Message | None = None) -> dict[str, str]:
        """Return tag, html and announcement for the phone of a member."""
        tag = phone_tag(self.host, seat, language, time.time())
        drawn = self._drawn.get(tag) if notice is None else None
        if drawn is None:
            screen = phone_screen(self.host, seat, language, time.time())
            drawn = {
                "tag": screen.tag,
                "html": draw_page(
                    "room_live.html",
                    language,
                    mark=screen.mark,
                    click=_CLICK,
                    body=self._body(screen.view, language, place="room", notice=notice),
                ),
                "announce": shown(screen.view.announce or screen.view.title, language),
            }
            if notice is None:
                self._drawn[screen.tag] = drawn  # the room may have moved on meanwhile
                while len(self._drawn) > MOST_DRAWN:
                    self._drawn.popitem(last=False)
        html = drawn["html"].replace(_CLICK, secrets.token_hex(8))
        return {**drawn, "tag": f"{drawn['tag']}.{seat_mark(seat)}", "html": html}

    def wall(self, language: str) -> dict[str, str]:
        """Return tag, html and announcement for the wall."""
        screen = wall_screen(self.host, language, time.time(), self.present())
        body = self._body(screen.view, language, place="wall", form=False)
        html = draw_page(
            "wall_live.html",
            language,
            screen=screen,
            body=body,
            bars=_bars(screen.bars, language),
            joining=self.joining if screen.kind in {"lobby", "between"} else None,
        )
        return {"tag": screen.tag, "html": html, "announce": ""}

    def wall_tag(self, language: str) -> str:
        """Return the tag of what the wall should show."""
        return wall_screen(self.host, language, time.time(), self.present()).tag

    def console(self, language: str) -> dict[str, str]:
        """Return tag, html and announcement for the console."""
        screen = self._console(language)
        panel = screen.panel
        body = ""
        if panel is not None and panel.view is not None:
            body = self._body(panel.view, language, place="console", form=False)
        html = draw_page(
            "console_live.html",
            language,
            screen=screen,
            body=body,
            bars=_bars(panel.bars, language) if panel is not None else "",
            joining=self.joining,
            debrief=self.debrief(language) if _has_ended(screen) else "",
            click=secrets.token_hex(8),
        )
        return {"tag": screen.tag, "html": html, "announce": ""}

    def debrief(self, language: str) -> Markup:
        """Return what the facilitator may talk about with the room.

        Raises:
            KitError: if no room is open, or its content has faults by now.
        """
        view = room_debrief(self.host, language)
        return self._body(view, language, place="debrief", form=False)

    def console_tag(self, language: str) -> str:
        """Return the tag of what the console should show."""
        return self._console(language).tag

    def _console(self, language: str) -> ConsoleScreen:
        return console_screen(self.host, language, time.time(), self.presence.here())

    def present(self) -> int:
        """Return how many members are there now."""
        room = self.host.room
        return len(self.presence.here() & room.state.members.keys()) if room else 0

    def _body(
        self,
        view: View,
        language: str,
        *,
        place: str,
        notice: Message | None = None,
        form: bool = True,
    ) -> Markup:
        options: dict[str, Any] = {"today": time.strftime("%Y-%m-%d"), "form": form}
        html = draw_html(
            view,
            language,
            place=place,
            notice=notice,
            facts=self.host.playbook.facts(language),
            **options,
        )
        return Markup(html)  # noqa: S704 - escaped there


def _has_ended(screen: ConsoleScreen) -> bool:
    return screen.room is not None and screen.room.state.ended_at is not None


def _bars(bars: Bars | None, language: str) -> Markup:
    return Markup(draw_bars(bars, language)) if bars is not None else Markup("")  # noqa: S704 - escaped there
