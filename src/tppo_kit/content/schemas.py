"""JSON Schemas generated from the models, for editors and for drift checks."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from tppo_kit.content.cases import Playthrough, Scenario
from tppo_kit.content.catalogue import KINDS
from tppo_kit.content.translations import Translation

if TYPE_CHECKING:
    from pathlib import Path


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of every kind of file, by name."""
    adapters: dict[str, TypeAdapter[Any]] = {
        **{name: kind.model for name, kind in KINDS.items()},
        "scenario": TypeAdapter(Scenario),
        "playthroughs": TypeAdapter(list[Playthrough]),
        "translation": TypeAdapter(Translation),
    }
    return {name: adapter.json_schema(by_alias=True) for name, adapter in adapters.items()}


def schema_texts() -> dict[str, str]:
    """Return the text of every schema file, by file name."""
    return {
        f"{name}.schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }


def drifted(folder: Path) -> list[str]:
    """Return the names of schema files that differ from the models."""
    texts = schema_texts()
    present = {path.name for path in folder.glob("*.json")}
    return sorted(
        name
        for name in texts.keys() | present
        if name not in texts
        or name not in present
        or (folder / name).read_text(encoding="utf-8") != texts[name]
    )


@cache
def known_keys() -> list[str]:
    """Return every key that any model knows, for suggestions."""
    keys: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, dict):
            properties = node.get("properties")
            if isinstance(properties, dict):
                keys.update(properties)
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    collect(list(schemas().values()))
    return sorted(keys)
