"""A desk that takes reports, and the reports that may come in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tppo_kit.content.simulations.base import SimulationRecord


class ReportDesk(SimulationRecord):
    """A desk that takes reports, and the reports that may come in."""

    format: Literal["report-desk/1"] = Field(description="Version of this format.")
