"""The kit's first round of questions as plain records, for every quiz in this folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[2] / "data"
ROUND = "tanda-1"
TITLE = "Kuis tanda"
NEXT = "Soal berikutnya"
DONE = "Putaran ini selesai."
#: What stands on the five answers to a case, as the kit words them.
STEPS = {
    "no-concern": "Seperti biasa: layani atau sapa seperti orang lain",
    "inform": "Seperti biasa, ditambah informasi yang cocok",
    "consult": "Belum dilanjutkan: cek dulu, tanya lembaga atau atasan",
    "refer": "Hubungkan dengan layanan, bila ia setuju",
    "urgent": "Bahaya sekarang, atau anak yang terancam: segera",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, and what is said to whoever gives it."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers."""

    text: str
    choices: tuple[Choice, ...]


def _read(name: str) -> Question:
    item = _load(DATA / "items" / f"{name}.yml")
    if item["kind"] == "vignette":
        right = {item["truth"], *item["accepts"]}
        return Question(
            item["text"],
            tuple(
                Choice(label, step in right, f"{item['why'][step]} {item['harmless']}")
                for step, label in STEPS.items()
            ),
        )
    return Question(
        item["question"],
        tuple(Choice(one["text"], one.get("right", False), one["why"]) for one in item["options"]),
    )


def _load(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, yaml.CSafeLoader)


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions of the round, in the order of its file; read once a process."""
    return tuple(_read(name) for name in _load(DATA / "quizzes" / f"{ROUND}.yml")["items"])
