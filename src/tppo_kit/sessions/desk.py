"""What one person has before them: a shelf of activities, or the one they opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import refuse
from tppo_kit.activities.blocks import Block, Option, Options, Prose, View
from tppo_kit.language import say
from tppo_kit.sessions.solo import Solo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tppo_kit.activities.activity import Activity
    from tppo_kit.language import Message
    from tppo_kit.records import Event
    from tppo_kit.store.log import Log


class Desk:
    """The host of a notebook or terminal: adds "again", "to the list" and nothing else."""

    def __init__(
        self, activities: Sequence[Activity], log: Log, seat: str, clock: Callable[[], float]
    ) -> None:
        """Lay the activities out; a single one is opened at once."""
        self.activities = {activity.key: activity for activity in activities}
        self.log = log
        self.seat = seat
        self.clock = clock
        self.open: Solo | None = None
        if len(activities) == 1:
            self._open(activities[0].key)

    def _open(self, key: str) -> None:
        self.open = Solo(self.activities[key], self.log, self.seat, self.clock)

    @property
    def notice(self) -> Message | None:
        """Return what the person should know about the present view."""
        return self.open.notice if self.open else None

    def send(self, event: Event) -> None:
        """Take an event: those of the desk itself, else for the open activity.

        Raises:
            Refused: if it is not possible now.
            NotSaved: if it could not be written.
        """
        if event.name == "desk-open" and not self.open and event.value in self.activities:
            self._open(event.value)
        elif event.name == "desk-list" and len(self.activities) > 1:
            self.open = None
        elif event.name == "desk-again" and self.open and self.open.finished:
            self.open.again()
        elif self.open:
            self.open.send(event)
        else:
            raise refuse(event)

    def view(self) -> View:
        """Return the shelf, or the open activity with the desk's own buttons below."""
        if self.open is None:
            return self._shelf()
        view = self.open.view()
        options = []
        if self.open.finished:
            options.append(
                Options("desk-again", "", (Option("", say("Do it again")),), layout="row")
            )
        if len(self.activities) > 1:
            options.append(
                Options("desk-list", "", (Option("", say("Back to the list")),), layout="row")
            )
        return replace(view, blocks=(*view.blocks, *options))

    def _shelf(self) -> View:
        finished = {result.activity for result in self.log.results(self.seat)}
        begun = self.log.begun(self.seat)
        options = []
        for key, activity in self.activities.items():
            if key in finished:
                note = say("done · {minutes} minutes", minutes=activity.minutes)
            elif key in begun:
                note = say(
                    "begun, goes on where you were · {minutes} minutes", minutes=activity.minutes
                )
            else:
                note = say("{minutes} minutes", minutes=activity.minutes)
            options.append(Option(key, activity.title, note=note))
        blocks: tuple[Block, ...] = (
            Prose(say("Choose one. You may stop at any time and come back.")),
            Options("desk-open", say("What would you like to do?"), tuple(options)),
        )
        done = len(finished & self.activities.keys())
        return View(say("What there is to practise"), blocks, (done, len(self.activities)))
