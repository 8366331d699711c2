"""Importing a library without one that it can do without, and that takes long to load."""

from __future__ import annotations

import sys
from importlib import import_module


def import_without(missing: str, module: str) -> None:
    """Import a module as if another one were not installed.

    Nothing happens if the module is there already; whoever has loaded the other keeps it.

    Args:
        missing: the module that is left out; ``module`` must not need it.
        module: what is imported.
    """
    if module in sys.modules:
        return
    kept = sys.modules.get(missing)
    sys.modules[missing] = None  # type: ignore[assignment]  # the form for "cannot be found"
    try:
        import_module(module)
    finally:
        del sys.modules[missing]
        if kept is not None:
            sys.modules[missing] = kept
