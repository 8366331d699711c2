"""YAML is read by the rules of 1.2, with the line of every key and entry."""

import pytest

from tppo_kit.content.yaml_tree import read_text, read_tree


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a text and reads it as a tree."""

    def write_and_read(text):
        path = tmp_path / "x.yml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_tree(path)

    return write_and_read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("Norway", "Norway"),
        ("7", 7),
        ("+1", 1),
        ("-2", -2),
        ("2.5", 2.5),
        ("0812345678", "0812345678"),
        ("'7'", "7"),
        ('"true"', "true"),
        ("''", ""),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1e9", "1e9"),
        ("12:30:00", "12:30:00"),
        ("2026-11-22", "2026-11-22"),
        (".inf", ".inf"),
        ("=", "="),
        ("<<", "<<"),
        (">-\n  dua\n  baris", "dua baris"),
        ("|\n  dua\n  baris", "dua\nbaris\n"),
        ("“Siapa?”", "“Siapa?”"),
    ],
)
def test_words_stay_words(read, text, value):
    """Only true, false, null and plain numbers are anything but text."""
    tree = read(f"key: {text}\n")

    assert tree.problems == []
    assert tree.value == {"key": value}
    assert type(tree.value["key"]) is type(value)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff", "# kepala\n---\n"])
def test_every_key_and_entry_has_its_line(read, start, end):
    """Lines are right for keys, list entries and block text, on every system's line ends."""
    text = "a: 1\nb:\n  - x\n  -\n    c: >-\n      dua\n      baris\n    d: {e: 1,\n      f: 2}\n"
    tree = read((start + text).replace("\n", end))
    shift = start.count("\n")

    assert tree.problems == []
    assert {place: line - shift for place, line in tree.lines.items()} == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 1): 5,
        ("b", 1, "c"): 5,
        ("b", 1, "d"): 8,
        ("b", 1, "d", "e"): 8,
        ("b", 1, "d", "f"): 9,
    }


def test_a_place_that_is_not_there_has_the_line_around_it(read):
    """What is missing is reported where it should stand."""
    tree = read("# kepala\na: 1\nb:\n  c: 1\n")

    assert tree.line(("b", "missing", 3)) == 3
    assert tree.line(("missing",)) == 2
    assert tree.line(()) == 2


def test_a_key_is_always_text(read):
    """Numbers and true as keys stay as they were written."""
    tree = read("1: a\ntrue: b\n'2': c\n<<: d\n")

    assert tree.value == {"1": "a", "true": "b", "2": "c", "<<": "d"}


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path):
    """Files saved by a Windows editor read the same."""
    path = tmp_path / "notes.md"
    path.write_bytes(b"\xef\xbb\xbf## counter\n")

    assert read_text(path) == "## counter\n"
