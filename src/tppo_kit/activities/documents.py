"""Documents to inspect, such as a passport or a contract, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tppo_kit.language import Message

Text = str | Message


@dataclass(frozen=True, slots=True)
class PaperField:
    """One line of a document; with an ``id`` it can be pressed, to hold it against another."""

    label: Text
    value: Text
    id: str = ""
    state: Literal["open", "chosen"] = "open"
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to inspect, drawn like the thing it is; pressing a field sends ``event``."""

    kind: Literal[
        "id-card",
        "family-card",
        "passport",
        "visa",
        "contract",
        "ticket",
        "letter",
        "screenshot",
        "note",
    ]
    title: Text
    fields: tuple[PaperField, ...]
    event: str = ""
