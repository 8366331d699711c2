"""A new case from a template folder."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from tppo_kit.errors import KitError
from tppo_kit.language import say

if TYPE_CHECKING:
    from pathlib import Path

    from tppo_kit.settings import Settings

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def new_case(settings: Settings, name: str, like: str) -> Path:
    """Copy a template to ``data/scenarios/<name>`` and write its new id.

    Raises:
        KitError: if the name cannot be one, is taken, or there is no such template.
    """
    if not _SLUG.fullmatch(name) or len(name) > 48:  # noqa: PLR2004 - as in the model
        raise KitError(
            say(
                "'{name}' cannot be the name of a case: use small letters, digits "
                "and hyphens, such as surat-dari-paman.",
                name=name,
            )
        )
    templates = settings.data / "templates"
    known = sorted(path.parent.name for path in templates.glob("*/scenario.yml"))
    if like not in known:
        raise KitError(
            say(
                "There is no template '{name}'. There are: {known}.",
                name=like,
                known=", ".join(known),
            )
        )
    target = settings.data / "scenarios" / name
    if target.exists():
        raise KitError(say("There is a case '{name}' already; choose another name.", name=name))
    shutil.copytree(templates / like, target)
    file = target / "scenario.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^id: .*$", f"id: {name}", text, count=1), encoding="utf-8")
    return target
