"""Twelve villages, measures, budget and assumptions of the quarterly game."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tppo_kit.content.simulations.base import SimulationRecord


class VillageGame(SimulationRecord):
    """Twelve villages, measures, budget and assumptions of the quarterly game."""

    format: Literal["villages/1"] = Field(description="Version of this format.")
