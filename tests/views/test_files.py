"""Scripts and styles: an address for each version, read and compressed once."""

import gzip
import os
import re

import pytest

from tppo_kit.views import files
from tppo_kit.views.files import STATIC, static_address, static_file

NAMES = sorted(path.name for path in STATIC.iterdir())
#: What browsers learned after 2019, in the words of scripts.
LATER = {
    "optional chaining": r"\?\.[\w\[(]",
    "nullish": r"\?\?",
    "class field": r"^  (?:static )?#?\w+ = ",
    "private": r"\bthis\.#",
    "logical assignment": r"(?:\|\||&&)=",
    "method": r"\.(?:replaceChildren|replaceAll|at|allSettled|any|randomUUID|structuredClone)\(",
    "await outside": r"^(?:const .* = )?await ",
}


@pytest.mark.parametrize("name", NAMES)
def test_each_file_is_there_plain_and_compressed(name):
    """Both forms say the same, and the compressed one is shorter."""
    found = static_file(name)

    assert found.plain == (STATIC / name).read_bytes()
    assert gzip.decompress(found.packed) == found.plain
    assert len(found.packed) < len(found.plain)
    assert static_address(name) == f"/kit/{name}?v={found.version}"


def test_a_file_that_has_not_changed_is_read_once(monkeypatch):
    """The same bytes are sent to everybody."""
    first = static_file("kit.css")

    assert static_file("kit.css") is first


def test_a_changed_file_has_another_address(tmp_path, monkeypatch):
    """Nobody goes on using a style that the kit no longer has."""
    monkeypatch.setattr(files, "STATIC", tmp_path)
    (tmp_path / "a.css").write_text("a {}", encoding="ascii")
    before = static_address("a.css")
    (tmp_path / "a.css").write_text("b {} ", encoding="ascii")
    os.utime(tmp_path / "a.css", ns=(1, 1))

    assert static_address("a.css") != before


@pytest.mark.parametrize("name", ["", "nothing.js", "../draw.py", "draw.py", "/etc/passwd", ".css"])
def test_nothing_but_scripts_and_styles_of_the_folder_is_found(name):
    """A name is never a way to another file."""
    with pytest.raises(FileNotFoundError):
        static_file(name)


@pytest.mark.parametrize("name", ["notebook.js", "line.js", "widgets.js", "stage.js"])
def test_the_scripts_of_a_notebook_run_in_a_browser_of_2019(name):
    """None of them uses what Chrome learned since; each is short enough to read."""
    lines = (STATIC / name).read_text(encoding="utf-8").splitlines()
    code = "\n".join(line for line in lines if not line.lstrip().startswith(("//", "*", "/*")))
    found = {kind for kind, form in LATER.items() if re.search(form, code, re.MULTILINE)}

    assert found == set()
    assert len(lines) <= 300
