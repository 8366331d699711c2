"""Places: the villages and offices where workshops are held; never a person, never an address."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tppo_kit.content.model import Line, Model, Slug


class Place(Model):
    """A village or an office, so that results can be told by place."""

    format: Literal["place/1"] = Field(description="Version of this format.")
    id: Slug = Field(description="Permanent id, also the file name.")
    title: Line = Field(description="Its name, as reports write it; no address.")
    kind: Literal["village", "office"] = Field(description="village or office.")
    about: Line = Field(description="One sentence for those who choose it; no names of people.")
    invented: bool = Field(
        default=False, description="Whether it is there to try the kit, and is no real place."
    )
