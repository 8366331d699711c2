"""A library is imported without one that it can do without."""

import subprocess
import sys

import pytest

from tppo_kit.kernels.leaving_out import import_without

READER = """
try:
    import slow
except ImportError:
    slow = None
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give a folder with a slow module and one that would use it, both still to be imported."""
    (tmp_path / "slow.py").write_text("", encoding="ascii")
    (tmp_path / "reader.py").write_text(READER, encoding="ascii")
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in ("slow", "reader"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("folder")
def test_what_is_left_out_is_not_found_and_can_be_imported_later():
    """The reader does without; afterwards the slow one is there for whoever wants it."""
    import_without("slow", "reader")

    assert sys.modules["reader"].slow is None
    assert "slow" not in sys.modules
    assert __import__("slow").__name__ == "slow"


@pytest.mark.usefixtures("folder")
def test_what_is_loaded_stays():
    """Whoever has loaded the slow one keeps it, and a reader that has it keeps it too."""
    slow = __import__("slow")
    import_without("slow", "reader")
    without = sys.modules.pop("reader").slow
    reader = __import__("reader")
    import_without("slow", "reader")

    assert without is None
    assert sys.modules["slow"] is slow
    assert reader.slow is slow


def test_a_module_that_is_not_there_leaves_nothing_behind(folder):
    """If the import fails, the one left out is not left out for others."""
    (folder / "reader.py").write_text("import nowhere_at_all", encoding="ascii")

    with pytest.raises(ModuleNotFoundError):
        import_without("slow", "reader")

    assert __import__("slow").__name__ == "slow"


def test_the_server_loads_no_grammar_of_addresses():
    """What would take most of its start is left out."""
    code = "import sys, tppo_kit.server.app; print('rfc3987_syntax' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "False"
