"""A case for a coordination table: roles, what each knows, injects."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tppo_kit.content.simulations.base import SimulationRecord


class Tabletop(SimulationRecord):
    """A case for a coordination table: roles, what each knows, injects."""

    format: Literal["tabletop/1"] = Field(description="Version of this format.")
