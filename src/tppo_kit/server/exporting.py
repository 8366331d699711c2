"""Voila's exporter with a memory: the template of a page is compiled once, not for every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache
from voila import notebook_renderer
from voila.exporter import VoilaExporter

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket


class _InMemory(BytecodeCache):
    """Compiled templates by name and source; a changed template has another key."""

    def __init__(self) -> None:
        self._compiled: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, compiled = self._compiled.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = (bucket.checksum, bucket.bytecode_to_string())


_compiled = _InMemory()


class KitExporter(VoilaExporter):
    """Every page has an exporter of its own; what they compile, they share."""

    def _create_environment(self) -> Environment:
        made: Environment = super()._create_environment()
        made.bytecode_cache = _compiled
        return made


def remember_templates() -> None:
    """Let Voila draw its pages with this exporter; it names its own and takes no other."""
    notebook_renderer.VoilaExporter = KitExporter
