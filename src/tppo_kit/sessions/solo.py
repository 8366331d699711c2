"""One learner and one activity: every event is saved before the screen moves on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tppo_kit.activities.activity import Printable, Tailored, check_event, replay
from tppo_kit.errors import KitError, NotSaved, Overtaken, Refused
from tppo_kit.language import say
from tppo_kit.records import Dated
from tppo_kit.store.attempts import Attempt, new_attempt
from tppo_kit.store.rooms import RoomLog

if TYPE_CHECKING:
    from collections.abc import Callable

    from tppo_kit.activities.activity import Activity
    from tppo_kit.activities.blocks import View
    from tppo_kit.language import Message
    from tppo_kit.records import Event, Outcome
    from tppo_kit.store.log import Log


class Solo:
    """An attempt of one seat at one activity, resumed where it was left.

    The clock is handed in; events get its time, so the activity itself needs none.
    """

    def __init__(  # noqa: PLR0913 - the last three go by name
        self,
        activity: Activity,
        log: Log,
        seat: str,
        clock: Callable[[], float],
        since: float = 0.0,
        *,
        room: str = "",
        purpose: str = "",
    ) -> None:
        """Resume the latest attempt begun since a moment, or stand before a new one.

        ``room`` and ``purpose`` are written with an attempt made for a room or a test.
        """
        self.activity = activity
        self.since = since
        self.room = room
        self.purpose = purpose
        self.log = log
        self.seat = seat
        self.clock = clock
        self.notice: Message | None = None
        self._attempt: Attempt
        self._clicks: set[str]
        self._number: int
        self._state: Any
        self._resume()

    def _resume(self) -> None:
        latest = self.log.latest(self.seat, self.activity.key)
        if latest is None:
            self._fresh(1)
            return
        if latest.started_at < self.since:
            self._fresh(latest.turn + 1)
            return
        if latest.fingerprint != self.activity.fingerprint:
            self._fresh(latest.turn + 1)
            if not latest.finished:
                self.notice = say(
                    "This was revised since your last visit, so it starts anew. "
                    "Your earlier answers are kept."
                )
            return
        events = self.log.events(latest.id)
        try:
            self._state = replay(self.activity, latest.seed, events)
        except KitError:
            self._fresh(latest.turn + 1)
            return
        self._attempt = latest
        self._number = len(events)
        self._clicks = {event.click for event in events}

    def _fresh(self, turn: int) -> None:
        self._attempt = new_attempt(
            self.seat,
            self.activity.key,
            self.activity.fingerprint,
            self.clock(),
            turn,
            room=self.room,
            purpose=self.purpose,
        )
        self._number = 0
        self._clicks = set()
        self._state = self.activity.start(self._attempt.seed)

    @property
    def number(self) -> int:
        """Return how many events the current attempt holds."""
        return self._number

    @property
    def state(self) -> Any:  # noqa: ANN401 - each activity has its own
        """Return where the current attempt stands."""
        return self._state

    def took(self, click: str) -> bool:
        """Tell whether a click was taken in the current attempt."""
        return click in self._clicks

    @property
    def finished(self) -> bool:
        """Tell whether the current attempt has ended."""
        return self.outcome() is not None

    def view(self) -> View:
        """Return what may be shown now."""
        return self.activity.view(self._state)

    def outcome(self) -> Outcome | None:
        """Return the outcome of the current attempt, once finished."""
        return self.activity.outcome(self._state)

    def paper(self) -> View | None:
        """Return what the current attempt gives to print, None if nothing."""
        return self.activity.paper(self._state) if isinstance(self.activity, Printable) else None

    def _earlier(self) -> list[Dated]:
        alone = [
            Dated(result.ended_at, judgement)
            for result in self.log.results(self.seat)
            for judgement in result.outcome.judgements
        ]
        together = RoomLog(self.log).of_seat(self.seat)
        return sorted([*alone, *together], key=lambda each: each.at)

    def again(self) -> None:
        """Stand before a new attempt; it is written with its first event."""
        if self.finished:
            self._fresh(self._attempt.turn + 1)

    def send(self, event: Event) -> None:
        """Apply and save an event; on any fault the person stays at the last saved step.

        A click that was already taken is taken once: sending it again changes nothing.

        Raises:
            Refused: if the event is not allowed now.
            NotSaved: if it could not be written (Overtaken: another device was first).
        """
        self.notice = None
        stamped = check_event(replace(event, at=self.clock()))
        if event.click and event.click in self._clicks:
            return
        if isinstance(self.activity, Tailored):
            stamped = self.activity.tailored(stamped, self._earlier())
        state = self.activity.apply(self._state, stamped)
        outcome = self.activity.outcome(state)
        newly = outcome if outcome is not None and not self.finished else None
        try:
            self.log.append(self._attempt, self._number, stamped, newly)
        except Overtaken:
            self._resume()
            raise
        self._state = state
        self._number += 1
        if event.click:
            self._clicks.add(event.click)


__all__ = ["NotSaved", "Refused", "Solo"]
