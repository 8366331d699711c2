"""The kit's kernelspec, which stands before Python's own while the kit runs a Jupyter server."""

from __future__ import annotations

import os
from pathlib import Path

SHARE = Path(__file__).parent / "share" / "jupyter"


def show_kernelspec() -> None:
    """Let this process, and what it starts, find the kit's kernelspec first."""
    there = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    if str(SHARE) not in there:
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(SHARE), *there]))
