"""The shape of every activity, and the small parts that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from tppo_kit.activities.blocks import Option, Options
from tppo_kit.errors import Refused
from tppo_kit.language import Message, say
from tppo_kit.records import LONGEST_VALUE, Event, Outcome, Rung

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tppo_kit.activities.blocks import Text, View
    from tppo_kit.records import Dated, Judgement


class Activity(Protocol):
    """A pure state machine: no clock, chance, file, database or screen inside.

    ``apply`` refuses what is not allowed now by raising ``Refused`` and never changes the
    state it was given.
    """

    @property
    def key(self) -> str:
        """Return ``kind:id``, the name under which attempts are kept."""

    @property
    def title(self) -> Text:
        """Return the title a person sees."""

    @property
    def minutes(self) -> int:
        """Return how long it takes."""

    @property
    def about(self) -> Text:
        """Return one sentence for lists."""

    @property
    def fingerprint(self) -> str:
        """Return what changes when the content changes."""

    def start(self, seed: int) -> Any:  # noqa: ANN401 - each activity has its own state
        """Return the first state; the same seed gives the same."""

    def apply(self, state: Any, event: Event) -> Any:  # noqa: ANN401
        """Return the state after an event."""

    def view(self, state: Any) -> View:  # noqa: ANN401
        """Return what may be shown now."""

    def outcome(self, state: Any) -> Outcome | None:  # noqa: ANN401
        """Return judgements and points once finished, None before."""

    def summary(self) -> str:
        """Return a few lines of plain text that change whenever the content does."""


@runtime_checkable
class Tailored(Protocol):
    """An activity that fits itself to a learner; what it takes into account is in its event."""

    def tailored(self, event: Event, earlier: Sequence[Dated]) -> Event:
        """Return the event with what earlier judgements of this person say for it, oldest first."""


@runtime_checkable
class Printable(Protocol):
    """An activity that ends in something to print, such as a procedure or a case note."""

    def paper(self, state: Any) -> View | None:  # noqa: ANN401
        """Return what goes on paper, None while there is nothing yet."""


@runtime_checkable
class Votable(Protocol):
    """An activity that a room may play together, each person judged by their own vote."""

    def judged(
        self,
        state: Any,  # noqa: ANN401
        event: Event,
        confidence: int | None,
        seconds: float,
    ) -> Judgement | None:
        """Return how one person who voted for this event would be judged.

        None where the event decides nothing. The state stays as it is.

        Args:
            state: where the shared play is.
            event: what this person voted for.
            confidence: 50 to 100 percent, None where it was not asked.
            seconds: from seeing the question to voting.

        Raises:
            Refused: if the event is not allowed now.
        """


@runtime_checkable
class RolePlay(Protocol):
    """An activity at a table of several roles, each of which sees something else."""

    @property
    def role_ids(self) -> tuple[str, ...]:
        """Return the roles in order."""

    def role_name(self, role: str) -> Text:
        """Return what a role is called."""

    def turn(self, state: Any) -> str:  # noqa: ANN401
        """Return the role whose turn it is."""

    def view_for(self, state: Any, role: str) -> View:  # noqa: ANN401
        """Return what the phone of one role may show."""


def replay(activity: Activity, seed: int, events: Iterable[Event]) -> Any:  # noqa: ANN401
    """Return the state after a list of events."""
    state = activity.start(seed)
    for event in events:
        state = activity.apply(state, check_event(event))
    return state


def check_event(event: Event) -> Event:
    """Refuse an event whose fields are not of the agreed types and sizes."""
    # Fields come from a page: their types are only promised, so they are looked at.
    at: Any = event.at
    timed = type(at) in {int, float} and 0 <= at < 1e11  # noqa: PLR2004 - the year 5138
    if not (timed and all(map(is_short_text, (event.name, event.value, event.click)))):
        raise Refused(say("This answer cannot be read; nothing has changed."))
    return event


def is_short_text(text: object) -> bool:
    """Tell whether something is a text that can be saved: short, and no half of a letter."""
    if not isinstance(text, str) or len(text) > LONGEST_VALUE:
        return False
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def refuse(event: Event) -> Refused:
    """Return the refusal of an event that makes no sense now."""
    return Refused(
        say(
            "This is not possible at this point ({name}); nothing has changed.",
            name=f"{event.name} {event.value}".strip()[:60],
        )
    )


RUNG_NAMES: dict[Rung, Message] = {
    Rung.NO_CONCERN: say("As usual: serve or greet like anybody"),
    Rung.INFORM: say("As usual, with information that fits"),
    Rung.CONSULT: say("Not yet: check first, ask a supervisor or agency"),
    Rung.REFER: say("Connect with a service, if they agree"),
    Rung.URGENT: say("Danger now, or a child at risk: act at once"),
}

CONFIDENCE_LEVELS = (50, 60, 70, 80, 90, 100)


def confidence_options() -> Options:
    """Return the question how sure a person is, from a guess to certain."""
    return Options(
        event="confidence",
        legend=say("How sure are you? From 50 (a guess) to 100 (certain)."),
        options=tuple(Option(str(level), f"{level}%") for level in CONFIDENCE_LEVELS),
        layout="row",
    )


def read_confidence(event: Event) -> int:
    """Return the percentage of a confidence event, or refuse it."""
    if event.name != "confidence" or event.value not in {str(c) for c in CONFIDENCE_LEVELS}:
        raise refuse(event)
    return int(event.value)


def begin_button() -> Options:
    """Return the one large button that starts an activity."""
    return Options("begin", "", (Option("", say("Start")),), layout="primary")
