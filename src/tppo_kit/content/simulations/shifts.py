"""A counter or checkpoint, and all that a shift there is drawn from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tppo_kit.content.simulations.base import SimulationRecord


class ShiftDeck(SimulationRecord):
    """A counter or checkpoint, and all that a shift there is drawn from."""

    format: Literal["shift/1"] = Field(description="Version of this format.")
