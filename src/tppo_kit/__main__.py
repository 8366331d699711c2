"""Lets ``python -m tppo_kit`` do what the command ``tppo-kit`` does."""

from tppo_kit.cli import main

main(prog_name="tppo-kit")
