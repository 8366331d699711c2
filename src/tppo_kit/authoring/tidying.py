"""Notebooks in normal form: run, outputs as plain text, readable cell ids, nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import nbformat.v4
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tppo_kit.errors import KitError
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tppo_kit.settings import Settings

#: What nbval compares: pictures and widgets it passes over, and they differ between machines.
_KEPT = ("text/html", "text/plain")
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def notebooks_of(settings: Settings) -> list[Path]:
    """Return every notebook of the kit."""
    folders = ("modules", "simulations", "facilitator_guide")
    return sorted(path for folder in folders for path in (settings.home / folder).glob("*.ipynb"))


def tidy_all(settings: Settings, paths: Sequence[Path], *, only_check: bool) -> list[Path]:
    """Run each notebook and write its normal form; return those that differed."""
    changed = []
    for path in paths or notebooks_of(settings):
        after = normal_form(path)
        before = path.read_text(encoding="utf-8")
        if before != after:
            changed.append(path)
            if not only_check:
                path.write_text(after, encoding="utf-8")
    return changed


def normal_form(path: Path) -> str:
    """Return the text of a notebook after a fresh run, in normal form.

    Raises:
        KitError: if the file is no notebook, or a cell of it fails.
    """
    notebook = _read(path)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        coalesce_streams=True,  # where a print is cut in two depends on the hour
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise KitError(
            say(
                "A cell of {path} fails ({name}: {value}); nothing was written.",
                path=path,
                name=error.ename,
                value=error.evalue,
            )
        ) from error
    stem = path.stem.replace("_", "-")
    title = notebook.metadata.get("title", "")
    notebook.metadata = nbformat.from_dict({"kernelspec": _KERNEL, "title": title})
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"{stem}-{number:02d}"
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type == "code":
            # nbval compares a cell only if it has a count; the run gives each its number.
            cell.execution_count = cell.execution_count if cell.outputs else None
            cell.outputs = [_plain(output, cell.execution_count) for output in cell.outputs]
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _read(path: Path) -> Any:  # noqa: ANN401 - nbformat's nodes
    try:
        notebook = nbformat.read(str(path), as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat stumbles in many ways over what is no notebook
        reason = (str(error).strip() or type(error).__name__).splitlines()[0][:120]
        raise KitError(
            say("{path} cannot be read as a notebook ({reason}).", path=path, reason=reason)
        ) from error
    return notebook


def _plain(output: Any, count: int | None) -> Any:  # noqa: ANN401 - nbformat's nodes
    """Keep the plain text of an output, and a table; other forms differ from run to run."""
    if output.output_type in {"execute_result", "display_data"}:
        data = {"text/plain": "", **{k: output.data[k] for k in _KEPT if k in output.data}}
        return nbformat.from_dict(
            {
                "output_type": output.output_type,
                "metadata": {},
                "data": data,
                **({"execution_count": count} if output.output_type == "execute_result" else {}),
            }
        )
    return output
