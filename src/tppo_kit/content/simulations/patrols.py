"""Hot spots, shifts and units of a patrol game."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tppo_kit.content.simulations.base import SimulationRecord


class Patrol(SimulationRecord):
    """Hot spots, shifts and units of a patrol game."""

    format: Literal["patrol/1"] = Field(description="Version of this format.")
