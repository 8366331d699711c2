"""Templates from which adverts and chats are drawn."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tppo_kit.content.simulations.base import SimulationRecord


class MessageSet(SimulationRecord):
    """Templates from which adverts and chats are drawn."""

    format: Literal["messages/1"] = Field(description="Version of this format.")
