"""What the tests of the deployment borrow from those of store and server."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "deploy"), str(TESTS / "server"), str(TESTS / "store")]
