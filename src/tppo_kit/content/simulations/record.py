"""What every simulation has in common."""

from __future__ import annotations

from pydantic import Field

from tppo_kit.content.model import (
    Lifecycle,
    Model,
    SceneLine,
    Slug,
)


class SimulationRecord(Model):
    """Names, length and station of a simulation."""

    id: Slug = Field(description="Permanent id, also the file name.")
    title: SceneLine = Field(description="Title a person sees.")
    about: SceneLine = Field(description="One sentence for lists.")
    minutes: int = Field(ge=3, le=180, description="How long it takes, debrief included.")
    status: Lifecycle = Field(description="draft, review, active or retired.")
