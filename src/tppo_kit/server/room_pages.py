"""The phone's pages: joining, answering, and waiting for what comes next. No kernel, ever."""

from __future__ import annotations

import asyncio
import secrets
import time
from typing import TYPE_CHECKING, Any

from tppo_kit.errors import KitError, NotSaved, Overtaken, Refused
from tppo_kit.language import say, shown
from tppo_kit.server.pages import Page
from tppo_kit.server.room_screens import seat_mark
from tppo_kit.sessions.room.showing import next_news

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.language import Message

#: A page that waits is answered by then, so that nothing between cuts the line.
POLL_SECONDS = 25.0
#: Phones fall silent without a word, so wall and console look by themselves.
LOOK_SECONDS = 5.0
#: A press is a few words; a picture of cards has an address of its own.
MOST_BYTES = 16 * 1024
#: Later, a tap on the same page is another person's on the same phone.
TAP_SECONDS = 60.0
MOST_TAPS = 2_000

#: What the page's script says by itself; it puts the number in the place of ``{n}``.
WORDS = {
    "lost": say("No connection. This page tries again by itself; your answers wait on this phone."),
    "waiting": say(
        "{n} answers wait on this phone and are sent as soon as there is a connection.", n="{n}"
    ),
    "late": say("This came too late and was not counted."),
}


class Live(Page):
    """A page that is kept up to date: it waits, and answers as soon as something changes."""

    _waiter: asyncio.Task[None] | None = None

    async def prepare(self, **options: Any) -> None:  # noqa: ANN401 - as the guard's
        """Refuse what is far too long for a press."""
        await super().prepare(**options)
        if not self._finished and len(self.request.body) > self.most_bytes():
            told = say("This is too much at once; nothing has changed.")
            if self.by_script:
                self.say_no(413, told)
                return
            self.set_status(413)
            self.show("error.html", seat=None, heading=say("Something is wrong"), text=told)

    def most_bytes(self) -> int:
        """Return how long a post may be."""
        return MOST_BYTES

    def show(self, template: str, **values: Any) -> None:  # noqa: ANN401 - as the page's
        """Write a page, with what its script may have to say."""
        super().show(template, words=WORDS, **values)

    @property
    def by_script(self) -> bool:
        """Tell whether the page's script asks, and not the browser itself."""
        return self.request.headers.get("X-Requested-With") == "room"

    def say_no(self, status: int, sentence: Message, **more: str) -> None:
        """Answer a script with a sentence and what the page should show now."""
        self.set_status(status)
        self.finish({"sentence": shown(sentence, self.language), **more})

    async def changed(
        self, topics: tuple[str, ...], is_new: Callable[[], bool], pause: float = 0.0
    ) -> bool:
        """Wait until something is new; False if nothing was, or the page has gone.

        With a pause, many changes in a row are shown as one, and silence is looked at too.
        """
        deadline = time.monotonic() + POLL_SECONDS
        while not is_new():
            left = deadline - time.monotonic()
            if left <= 0 or self.request.connection is None:
                return False
            room = self.kit.host.room
            due = next_news(room.state, time.time()) if room else None
            if due is not None:
                left = min(left, due - time.time() + 0.05)
            if pause:
                left = min(left, LOOK_SECONDS)
            self._waiter = asyncio.ensure_future(self.kit.waiting.wait(topics, left))
            try:
                await self._waiter
            except asyncio.CancelledError:
                return False
            if pause:
                await asyncio.sleep(pause)
        return True

    def on_connection_close(self) -> None:
        """Stop waiting for a page that has gone."""
        if self._waiter is not None:
            self._waiter.cancel()
        super().on_connection_close()

    def show_door(self, seat: str | None, problem: Message | None = None) -> None:
        """Show the page of somebody who has not joined."""
        self.show(
            "room_door.html",
            seat=None,
            own=seat,
            room=self.kit.host.room,
            tag=self.kit.screens.tag(seat, self.language),
            click=secrets.token_hex(8),
            problem=problem,
        )

    def wake(self, before: Any) -> None:  # noqa: ANN401 - the room before
        """Tell waiting pages what has changed since."""
        after = self.kit.host.room
        now = (after.record, after.state.public) if after else None
        then = (before.record, before.state.public) if before else None
        self.kit.waiting.wake("watch", *(["all"] if now != then else []))


class RoomPage(Live):
    """The one address of the phone."""

    in_hall = True

    def get(self) -> None:
        """Show the door or the room. Never makes a seat."""
        seat, room = self.seat(), self.kit.host.room
        inside = room is not None and seat is not None and seat in room.state.members
        if not inside or seat is None:
            self.show_door(seat)
            return
        screen = self.kit.screens.phone(seat, self.language)
        self.show("room.html", seat=None, own=seat, screen=screen)


class RoomJoin(Live):
    """The deliberate tap that lets a phone in."""

    in_hall = True

    async def post(self) -> None:
        """Make a seat if this device has none, and join."""
        before, seat = self.kit.host.room, self.seat()
        click = self.get_body_argument("click", "")[:40]
        try:
            code = await self.kit.scribe.do(lambda: self._join(seat, click))
        except Refused as error:
            self.set_status(409)
            self.show_door(seat, error.message)
            return
        if code != seat:
            self.sit_down(code)
        self.wake(before)
        self.redirect("/room", status=303)

    def _join(self, seat: str | None, click: str) -> str:
        """Join; who taps twice before the first answer came gets one seat, not two."""
        taps, now = self.kit.taps, time.monotonic()
        earlier, at = taps.get(click, ("", 0.0))
        if seat is None and earlier and now - at < TAP_SECONDS and self.kit.log.has_seat(earlier):
            return self.kit.host.join(earlier)
        code = self.kit.host.join(seat)
        if seat is None and click:
            taps[click] = (code, now)
            if len(taps) > MOST_TAPS:
                del taps[next(iter(taps))]
        return code


class RoomPress(Live):
    """What a phone answers."""

    in_hall = True

    async def post(self) -> None:
        """Take one press; it is acknowledged once it is saved, and taken once."""
        host, seat, before = self.kit.host, self.seat(), self.kit.host.room
        if seat is None or before is None or seat not in before.state.members:
            if self.by_script:
                self.set_status(403)
                self.finish({"reload": True})
            else:
                self.redirect("/room", status=303)
            return
        mark, press, click = (self.get_body_argument(name, "") for name in ("at", "press", "click"))
        try:
            await self.kit.scribe.do(lambda: host.press(seat, mark, press, click))
        except KitError as error:
            self._refused(seat, error)
            return
        self.wake(before)
        self._wake_own(seat)
        if self.by_script:
            self.finish(self.kit.screens.phone(seat, self.language))
        else:
            self.redirect("/room", status=303)

    def _wake_own(self, seat: str) -> None:
        room = self.kit.host.room
        self.kit.waiting.wake(f"seat:{seat}")
        if room is not None and room.state.stage and room.state.stage.way == "tables":
            self.kit.waiting.wake(f"table:{room.state.table_of(seat)}")

    def _refused(self, seat: str, error: KitError) -> None:
        lost = isinstance(error, NotSaved) and not isinstance(error, Overtaken)
        if self.by_script:
            now = {} if lost else self.kit.screens.phone(seat, self.language)
            self.say_no(503 if lost else 409, error.message, **now)
            return
        self.set_status(503 if lost else 409)
        screen = self.kit.screens.phone(seat, self.language, error.message)
        self.show("room.html", seat=None, own=seat, screen=screen)


class RoomNow(Live):
    """Where a phone waits for what comes next."""

    in_hall = True

    async def get(self) -> None:
        """Answer when there is something new for this seat, else after a while with nothing."""
        seat, since = self.seat(), self.get_query_argument("since", "")[:64]
        screens, language = self.kit.screens, self.language
        topics = ["all"]
        if seat is not None:
            topics.append(f"seat:{seat}")
            self.kit.presence.came(seat)
            self.kit.waiting.wake("watch")
        room = self.kit.host.room
        if room is not None and seat is not None and seat in room.state.members:
            topics.append(f"table:{room.state.table_of(seat)}")
        try:
            new = await self.changed(tuple(topics), lambda: screens.tag(seat, language) != since)
        finally:
            if seat is not None:
                self.kit.presence.went(seat)
        if not new:
            self.set_status(204)
            self.finish()
            return
        room = self.kit.host.room
        outside = room is None or seat is None or seat not in room.state.members
        _, dot, mark = since.rpartition(".")
        # A page of somebody who sat on this device before must not go on as it is.
        if outside or seat is None or (dot and mark != seat_mark(seat)):
            self.finish({"reload": True})
        else:
            self.finish(screens.phone(seat, language))
