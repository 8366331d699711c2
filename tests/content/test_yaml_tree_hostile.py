"""A file that is broken, hostile or enormous gives one finding, soon, with its line."""

import os
import subprocess
import sys

import pytest

from tppo_kit.content.yaml_tree import LARGEST_FILE, read_tree

ALIAS_BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)
BROKEN = {
    "utf-16": ("S101", 1, "a: 1\n".encode("utf-16")),
    "latin-1": ("S101", 2, b"a: 1\nb: caf\xe9\n"),
    "picture": ("S101", 1, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "zero-bytes": ("S101", 2, b"a: 1\nb: \0\n"),
    "control": ("S101", 2, b"a: 1\nb: \x1b[2J\n"),
    "surrogate": ("S101", 1, b"a: \xed\xa0\x80\n"),
    "ten-megabytes": ("S102", 0, b"a: 1\n" * 2_000_000),
    "one-byte-too-many": ("S102", 0, b"#" * (LARGEST_FILE + 1)),
    "tab": ("S103", 2, "a:\n\tb: 1\n"),
    "colon": ("S103", 2, "a: 1\nb: siapa: saya\n"),
    "open-quote": ("S103", 3, "a: 1\nb: 'x\n"),
    "open-bracket": ("S103", 3, "a: 1\nb: [1, 2\n"),
    "wrong-indent": ("S103", 3, "a:\n    b: 1\n  c: 2\n"),
    "bad-escape": ("S103", 1, 'a: "\\q"\n'),
    "future-version": ("S103", 1, "%YAML 9.9\n---\na: 1\n"),
    "after-the-end": ("S103", 3, "a: 1\n...\nb: 1\n"),
    "anchor": ("S104", 2, "a: 1\nb: &x 2\n"),
    "anchor-on-a-key": ("S104", 2, "a: 1\n&x b: 2\n"),
    "alias": ("S104", 1, "a: *x\n"),
    "alias-bomb": ("S104", 1, ALIAS_BOMB),
    "tag": ("S104", 1, "a: !!python/object/apply:os.system [id]\n"),
    "long-tag": ("S104", 1, "a: !<tag:yaml.org,2002:python/name:os.system> x\n"),
    "tag-on-a-key": ("S104", 1, "!!str a: 1\n"),
    "twice": ("S105", 3, "a: 1\nb: 2\na: 3\n"),
    "twice-in-quotes": ("S105", 2, "a: 1\n'a': 3\n"),
    "twice-in-flow": ("S105", 2, "a:\n  - {b: 1, c: 1, b: 2}\n"),
    "deep-block": ("S106", 14, "".join(" " * n + "a:\n" for n in range(14))),
    "deep-brackets": ("S106", 1, "[" * 100_000),
    "deep-braces": ("S106", 1, "{a: " * 50_000),
    "deep-dashes": ("S106", 1, "- " * 100_000),
    "deep-and-closed": ("S106", 1, "[" * 100_000 + "]" * 100_000),
    "empty": ("S107", 0, ""),
    "blank": ("S107", 0, " \r\n\n\ufeff".strip("\ufeff")),
    "two-documents": ("S108", 3, "---\na: 1\n---\nb: 1\n"),
    "key-is-a-list": ("S109", 2, "a: 1\n[x]: 2\n"),
    "key-is-a-map": ("S109", 1, "{" * 100_000),
    "key-is-a-question": ("S109", 1, "? " * 100_000),
    "key-is-an-alias": ("S109", 1, "*a : 1\n"),
}


@pytest.mark.parametrize(("code", "line", "data"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_gives_one_finding(tmp_path, in_time, code, line, data):
    """The file yields no value, one finding with its line, and no exception."""
    path = tmp_path / "x.yml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())

    with in_time():
        tree = read_tree(path)

    assert [(problem.code, problem.line) for problem in tree.problems] == [(code, line)]
    assert tree.problems[0].file == path
    assert tree.value is None


@pytest.mark.parametrize("name", ["tab", "control", "twice", "bad-escape"])
def test_the_finding_gives_a_reason(tmp_path, name):
    """No finding stops at a question mark."""
    data = BROKEN[name][2]
    path = tmp_path / "x.yml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())

    assert "?" not in read_tree(path).problems[0].what.render("en")


@pytest.mark.parametrize(
    "text", ['"\\e[2J": a', 'a: "\\0"', 'a: "\\e[2J"', 'a: "\\x07"', "a: \x7f"]
)
def test_control_characters_never_reach_a_screen(tmp_path, text):
    """Text that could steer a terminal is refused, however it is written."""
    path = tmp_path / "x.yml"
    path.write_text(text, encoding="utf-8")

    assert [problem.code for problem in read_tree(path).problems] == ["S101"]


def test_the_largest_file_is_still_read(tmp_path, in_time):
    """The bound on size is exact, and reading up to it is quick."""
    start = "a: [" + "1, " * 80_000 + "1] #"
    path = tmp_path / "x.yml"
    path.write_text(start + "x" * (LARGEST_FILE - len(start)), encoding="utf-8")

    with in_time():
        tree = read_tree(path)

    assert tree.problems == []
    assert len(tree.value["a"]) == 80_001


def test_twelve_levels_are_still_read(tmp_path):
    """The bound on depth is exact."""
    path = tmp_path / "x.yml"
    path.write_text("[" * 12 + "x" + "]" * 12, encoding="utf-8")

    assert read_tree(path).problems == []


@pytest.mark.parametrize(
    "kind",
    [
        "missing",
        "folder",
        pytest.param("dangling", marks=pytest.mark.skipif(os.name == "nt", reason="needs links")),
    ],
)
def test_what_is_not_a_file_cannot_be_read(tmp_path, kind):
    """A missing file, a folder or a link to nowhere is a finding about the file as a whole."""
    path = tmp_path / "x.yml"
    if kind == "folder":
        path.mkdir()
    if kind == "dangling":
        path.symlink_to(tmp_path / "nowhere")

    assert [(found.code, found.line) for found in read_tree(path).problems] == [("S100", 0)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hold_up_the_check(tmp_path):
    """A named pipe with nobody at its other end is a finding, not a wait without end."""
    path = tmp_path / "x.yml"
    os.mkfifo(path)
    code = (
        "import sys; from pathlib import Path; from tppo_kit.content.yaml_tree import read_tree; "
        "print(read_tree(Path(sys.argv[1])).problems[0].code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        timeout=10,
        check=True,
    )

    assert run.stdout == "S100\n"
