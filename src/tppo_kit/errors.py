"""The errors that cross layers; each carries a sentence for the person at the screen."""

from tppo_kit.language import Message, say


class KitError(Exception):
    """A problem whose message may be shown to a person as it is."""

    def __init__(self, message: Message) -> None:
        """Keep the untranslated message, so that each host can show its own language."""
        super().__init__(message.render("en"))
        self.message = message


class Refused(KitError):  # noqa: N818 - reads as a sentence: "the event is refused"
    """An event that is not allowed in this state; nothing has changed."""


class NotFound(KitError):  # noqa: N818 - reads as a sentence
    """A name that the catalogue does not hold, or holds only with problems."""


class NotSaved(KitError):  # noqa: N818 - reads as a sentence
    """The event log could not take an event; the person stays at the last saved step."""


class Overtaken(NotSaved):
    """Another device has answered in this attempt meanwhile; replay shows where it stands."""


class TookTooLong(KitError):  # noqa: N818 - reads as a sentence
    """A message kept the processor busy for too long, and was interrupted."""

    def __init__(self) -> None:
        """There is one sentence for it."""
        super().__init__(
            say("This took too long and was stopped. Reload the page; what you answered is kept.")
        )
