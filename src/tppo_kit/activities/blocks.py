"""What an activity may show, as plain data: a view is a title and a list of blocks.

Every host draws the same blocks: HTML for notebook, room and wall, plain text for the
transcript. A text is content (``str``, shown as it is) or interface (``Message``, translated).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tppo_kit.activities.documents import Paper
from tppo_kit.activities.drawing import Drawing
from tppo_kit.activities.tally import Bars
from tppo_kit.language import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

Text = str | Message
Tone = Literal["good", "mixed", "poor", "info"]


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage to read."""

    text: Text
    style: Literal["plain", "scene", "lead", "small"] = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a view."""

    text: Text


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a statement comes from, how sure it is, and when it was and must be checked.

    Dates are ISO dates; whether one has passed is seen when the view is drawn.
    """

    title: str
    publisher: str
    year: str
    at: str
    certainty: Message
    checked: str
    check_by: str
    where: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said about a choice, with its sources folded away."""

    tone: Tone
    title: Text
    text: Text
    sources: tuple[SourceNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Meter:
    """A number between zero and a largest value, shown as text and as a bar."""

    label: Text
    value: int
    most: int


@dataclass(frozen=True, slots=True)
class Meters:
    """Meters side by side."""

    meters: tuple[Meter, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a text, perhaps a mark before it and a remark after it."""

    text: Text
    mark: Literal["", "yes", "no", "open"] = ""
    remark: Text = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A titled list; numbered when the order matters, folded when it is long."""

    title: Text
    entries: tuple[Entry, ...]
    numbered: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to press; locked ones say why, chosen and right ones are marked."""

    value: str
    label: Text
    state: Literal["open", "locked", "chosen"] = "open"
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Options:
    """A group of things to press; pressing sends the event with the option's value."""

    event: str
    legend: Text
    options: tuple[Option, ...]
    layout: Literal["list", "row", "tiles", "primary", "chat"] = "list"


@dataclass(frozen=True, slots=True)
class Sources:
    """A list of sources on its own."""

    sources: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A value with its interval on a line, and the same in words."""

    label: Text
    value: float
    low: float
    high: float
    smallest: float
    largest: float
    left: Text
    right: Text
    words: Text


@dataclass(frozen=True, slots=True)
class FactNote:
    """A fact ready to be quoted: what it says, how sure it is, until when it may be shown.

    ``claim`` is what a correction corrects.
    """

    id: str
    statement: str
    values: Mapping[str, str]
    certainty: Message
    checked: str
    check_by: str
    remark: str
    sources: tuple[SourceNote, ...]
    claim: str = ""


@dataclass(frozen=True, slots=True)
class FactBlock:
    """A fact in full, by its id; past its date the date stands there instead."""

    fact: str


@dataclass(frozen=True, slots=True)
class ContactNote:
    """How a service is reached in a district; without a tested number it is missing."""

    service: str
    district: str
    name: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""
    tested: str = ""
    test_by: str = ""


@dataclass(frozen=True, slots=True)
class ContactBlock:
    """Local contacts, those that are missing named as missing."""

    contacts: tuple[ContactNote, ...]


@dataclass(frozen=True, slots=True)
class ChatLine:
    """One line of a message, perhaps with a remark."""

    text: Text
    remark: Text = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """Lines of a message as it appeared, from a sender."""

    sender: Text
    lines: tuple[ChatLine, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a table, kept as a number; without one, why there is none.

    ``form`` is ``count`` (whole), ``share`` (0 to 1, written as percent) or ``decimal``.
    """

    value: float | None
    form: Literal["count", "share", "decimal"] = "count"
    why: Text = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; columns from ``numbers_from`` on hold numbers."""

    caption: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text | Amount, ...], ...]
    numbers_from: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A number that can be made smaller or larger."""

    id: str
    label: Text
    value: int
    least: int
    most: int
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Steppers:
    """Numbers with buttons beside them; pressing sends ``event`` with ``id+`` or ``id-``."""

    event: str
    legend: Text
    steps: tuple[Step, ...]


Block = (
    Prose
    | Heading
    | Feedback
    | Meters
    | Lines
    | Options
    | Sources
    | Scale
    | FactBlock
    | ContactBlock
    | Chat
    | Paper
    | Table
    | Steppers
    | Drawing
    | Bars
)


@dataclass(frozen=True, slots=True)
class View:
    """What may be shown now.

    ``progress`` is (done, of) or None; ``announce`` is what a screen reader says on arrival;
    ``card`` frames it; ``print_at`` is the address of the same on paper, where a server has it.
    """

    title: Text
    blocks: tuple[Block, ...]
    progress: tuple[int, int] | None = None
    announce: Text = ""
    card: bool = False
    print_at: str = ""
