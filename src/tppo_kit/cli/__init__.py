"""The command ``tppo-kit``; each module adds its verbs."""

from tppo_kit.cli import certificates, content, hub, records, reports, running
from tppo_kit.cli.group import main

__all__ = ["certificates", "content", "hub", "main", "records", "reports", "running"]
