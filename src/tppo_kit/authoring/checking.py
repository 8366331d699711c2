"""Finding and telling the problems of content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tppo_kit.authoring.summary import summarise, tell_summary
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.content.check import check_all, check_folder
from tppo_kit.errors import KitError
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tppo_kit.content.problems import Problem
    from tppo_kit.settings import Settings


def find_problems(settings: Settings, path: Path | None) -> list[Problem]:
    """Return the findings in all content, or below one path.

    A case folder may lie anywhere; it is checked against the kit's own signs and sources.

    Raises:
        KitError: if there is nothing to check at the path.
    """
    if not settings.data.is_dir():
        raise KitError(
            say(
                "There is no folder {folder}; run this in the kit's own folder.",
                folder=settings.data,
            )
        )
    catalogue = Catalogue(settings.data)
    if path is None:
        return check_all(catalogue, settings.home)
    if not path.exists():
        raise KitError(say("There is no file or folder {path}.", path=path))
    wanted = path.resolve()
    if wanted.is_relative_to(settings.data.resolve()) and not wanted.is_relative_to(
        (settings.data / "templates").resolve()
    ):
        return [
            problem
            for problem in check_all(catalogue, settings.home)
            if problem.file.resolve().is_relative_to(wanted)
        ]
    folder = wanted if wanted.is_dir() else wanted.parent
    if (folder / "scenario.yml").is_file():
        return check_folder(folder, catalogue)
    if (folder / "scenarios").is_dir():
        return check_all(Catalogue(folder), settings.home)
    raise KitError(
        say("{path} is neither a case (scenario.yml) nor a folder of content.", path=path)
    )


def tell_problems(problems: Sequence[Problem], language: str) -> str:
    """Return the findings as text, one paragraph each, and how many there are."""
    parts = []
    for problem in problems:
        mark = say("note") if problem.warning else say("finding")
        parts.append(
            f"{problem.file}:{problem.line}  {problem.code} ({mark.render(language)})\n"
            f"    {problem.what.render(language)}\n"
            f"    → {problem.mend.render(language)}\n"
        )
    parts.append(_counts(*_weighed(problems)).render(language) + "\n")
    return "".join(parts)


def sum_up(settings: Settings, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the content in numbers, and how many findings and notes there are."""
    findings, notes = _weighed(problems)
    return {"findings": findings, "notes": notes, **summarise(Catalogue(settings.data))}


def tell_numbers(numbers: Mapping[str, Any], language: str) -> str:
    """Return the content in numbers as tables, and a last line on the findings."""
    counts = _counts(numbers["findings"], numbers["notes"]).render(language)
    return f"{tell_summary(numbers, language)}\n{counts}\n"


def _weighed(problems: Sequence[Problem]) -> tuple[int, int]:
    blocking = sum(not problem.warning for problem in problems)
    return blocking, len(problems) - blocking


def _counts(findings: int, notes: int) -> Message:
    return say("{findings} findings, {notes} notes", findings=findings, notes=notes)
