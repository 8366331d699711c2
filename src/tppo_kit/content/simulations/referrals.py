"""People found, and what each needs from first contact to reintegration."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tppo_kit.content.simulations.base import SimulationRecord


class Referral(SimulationRecord):
    """People found, and what each needs from first contact to reintegration."""

    format: Literal["referral/1"] = Field(description="Version of this format.")
