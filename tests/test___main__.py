"""The package can be started as a module."""

import subprocess
import sys

from tppo_kit import __version__


def test_the_module_is_the_command():
    """Where scripts are not on the path, ``python -m tppo_kit`` does the same."""
    told = subprocess.run(
        [sys.executable, "-m", "tppo_kit", "--version"], capture_output=True, text=True, check=True
    )

    assert told.stdout.startswith("tppo-kit")
    assert __version__ in told.stdout
