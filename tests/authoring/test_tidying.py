"""Notebooks in normal form: outputs as text, stable ids, nothing that differs from run to run."""

import json

import nbformat
import pytest

from tppo_kit.authoring.tidying import normal_form, notebooks_of, tidy_all
from tppo_kit.errors import KitError

CASE = "scenario:umrah-bersama-ibu"


@pytest.fixture
def notebook(home):
    """Give a small notebook, untidy in every way that editors make it."""
    cells = [
        nbformat.v4.new_markdown_cell("# Title", metadata={"editable": True, "tags": ["intro"]}),
        nbformat.v4.new_code_cell("x = 1", execution_count=9, metadata={"scrolled": True}),
        nbformat.v4.new_code_cell("object()", metadata={"tags": ["raises-nothing"]}),
        nbformat.v4.new_code_cell("print('ä', x)\nx + 1"),
        nbformat.v4.new_code_cell(f"from tppo_kit.notebook import play\nplay('{CASE}')"),
    ]
    cells[2].source = "class Two:\n    def __repr__(self):\n        return 'two'\nTwo()"
    made = nbformat.v4.new_notebook(
        cells=cells, metadata={"title": "Small", "language_info": {"name": "python"}, "x": {"y": 1}}
    )
    path = home.home / "modules" / "09_small_one.ipynb"
    nbformat.write(made, path)
    return path


def test_a_table_keeps_its_rows_and_a_picture_only_its_name(notebook):
    """What nbval compares is kept; a picture differs between machines and is left out."""
    shown = "{'text/plain': 'p', 'text/html': '<table></table>', 'image/png': 'AAAA'}"
    made = nbformat.read(notebook, as_version=4)
    made.cells[2].source = f"from IPython.display import display\ndisplay({shown}, raw=True)"
    nbformat.write(made, notebook)

    output = json.loads(normal_form(notebook))["cells"][2]["outputs"][0]

    assert output["data"] == {"text/plain": "p", "text/html": "<table></table>"}


def test_what_is_printed_in_pieces_is_one_output(notebook):
    """A slow machine, which sends each line by itself, writes the same file as a fast one."""
    made = nbformat.read(notebook, as_version=4)
    made.cells[2].source = "print('one', flush=True)\nprint('two', flush=True)\nprint('three')"
    nbformat.write(made, notebook)

    outputs = json.loads(normal_form(notebook))["cells"][2]["outputs"]

    assert [output["text"] for output in outputs] == ["one\ntwo\nthree\n"]


def test_the_normal_form_is_plain_and_stable(notebook):
    """Readable ids, tags and text outputs stay; counts of silent cells and all else go."""
    text = normal_form(notebook)
    made = json.loads(text)
    cells = made["cells"]

    assert [cell["id"] for cell in cells] == [f"09-small-one-{n:02d}" for n in range(1, 6)]
    assert [cell["metadata"] for cell in cells[:3]] == [
        {"tags": ["intro"]},
        {},
        {"tags": ["raises-nothing"]},
    ]
    assert cells[1]["outputs"] == []
    assert cells[1]["execution_count"] is None
    assert cells[2]["outputs"][0]["data"] == {"text/plain": "two"}
    assert cells[3]["outputs"][0]["text"] == "ä 1\n"
    assert list(cells[4]["outputs"][0]["data"]) == ["text/plain"]
    assert set(made["metadata"]) == {"kernelspec", "title"}
    assert made["metadata"]["title"] == "Small"
    assert "ä" in text
    assert text.endswith("}\n")
    assert "0x" not in text

    notebook.write_text(text, encoding="utf-8")
    assert normal_form(notebook) == text
    assert nbformat.validate(nbformat.read(notebook, as_version=4)) is None


def test_checking_writes_nothing_and_tidying_writes_once(home, notebook):
    """What differs is named; only tidying changes the file, and then nothing differs any more."""
    untidy = notebook.read_text(encoding="utf-8")

    assert tidy_all(home, [notebook], only_check=True) == [notebook]
    assert notebook.read_text(encoding="utf-8") == untidy
    assert tidy_all(home, [notebook], only_check=False) == [notebook]
    assert tidy_all(home, [notebook], only_check=True) == []


def test_all_notebooks_of_the_kit_are_found(home, notebook):
    """Modules, simulations and the facilitator's guide, in order, and no other folder."""
    (home.home / "facilitator_guide").mkdir()
    for folder in ("facilitator_guide", "data"):
        (home.home / folder / "guide.ipynb").write_text("{}", encoding="utf-8")
    found = [path.relative_to(home.home).as_posix() for path in notebooks_of(home)]

    assert "modules/09_small_one.ipynb" in found
    assert "facilitator_guide/guide.ipynb" in found
    assert "data/guide.ipynb" not in found
    assert found == sorted(found)


@pytest.mark.parametrize("content", [None, "", "no notebook", "[]", "{}", '{"cells": 3}'])
def test_a_file_that_is_no_notebook_is_a_sentence(home, notebook, content):
    """A missing or damaged file is told to the author as such, and stays as it is."""
    if content is None:
        notebook.unlink()
    else:
        notebook.write_text(content, encoding="utf-8")

    with pytest.raises(KitError) as told:
        tidy_all(home, [notebook], only_check=False)
    assert notebook.name in told.value.message.render("id")
    assert content is None or notebook.read_text(encoding="utf-8") == content


def test_a_cell_that_fails_is_a_sentence_and_nothing_is_written(home, notebook):
    """A notebook whose run breaks is named with its fault; the stored one is not touched."""
    broken = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    nbformat.write(broken, notebook)
    before = notebook.read_text(encoding="utf-8")

    with pytest.raises(KitError) as told:
        tidy_all(home, [notebook], only_check=False)
    assert "ZeroDivisionError" in told.value.message.render("en")
    assert notebook.read_text(encoding="utf-8") == before
