"""The description of a game of villages after the ODD protocol, written from its record.

Overview, Design concepts, Details: Grimm et al. (2020), JASSS 23(2) 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.content.simulations.villages import ASSISTED, HURTING, QUARTERS, Effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tppo_kit.content.model import Citation
    from tppo_kit.content.simulations.village_assumptions import Chapter
    from tppo_kit.content.simulations.villages import VillageGame

#: What each effect means, for the table of measures.
_EFFECTS = {
    Effect.LEARN: "belajar cara memeriksa tawaran",
    Effect.SPOT: "tawaran menipu terbaca",
    Effect.STAY: "memilih tinggal karena ada kerja",
    Effect.DETER: "perekrut menyingkir",
    Effect.OPEN: "rasa malu berkurang",
    Effect.HELP: "yang bercerita tertolong",
    Effect.TRUST: "kepercayaan yang belum ada, tumbuh",
    Effect.SCREEN: "kabar keliru tidak disebarkan",
    Effect.STOP: "orang dengan tawaran baik ikut tertahan",
    Effect.ALARM: "orang salah dilaporkan",
}

_PROTOCOL = (
    "ODD ialah cara baku untuk menjelaskan permainan hitungan seperti ini. Isinya tiga bagian: "
    "gambaran umum, gagasan rancangan, dan rincian. Anda tidak perlu membacanya untuk bermain."
)


def odd_path(guide: Path, game: VillageGame) -> Path:
    """Return where the description lies in the facilitator's guide."""
    return guide / f"odd_{game.id.replace('-', '_')}.md"


def odd_page(game: VillageGame) -> str:
    """Return the description as Markdown; the same record gives the same text."""
    description = game.description
    parts = [
        f"# Model “{game.title}” menurut protokol ODD",
        _note(game),
        _PROTOCOL,
        _chapters("Gambaran umum", description.overview),
        _chapters("Gagasan rancangan", description.concepts),
        _chapters("Rincian", description.details),
        _assumptions(game),
        _measures(game),
        _profiles(game),
        _plans(game),
        "## Batas\n\n" + "\n".join(f"- {limit}" for limit in game.limits),
    ]
    return "\n\n".join(parts) + "\n"


def _note(game: VillageGame) -> str:
    return (
        f"Halaman ini ditulis oleh `tppo-kit guide` dari `data/villages/{game.id}.yml`. "
        "Ubah berkas itu, jangan halaman ini.\n\n"
        f"{game.invented}"
    )


def _chapters(heading: str, chapters: Iterable[Chapter]) -> str:
    parts = [f"## {heading}"]
    for chapter in chapters:
        points = "\n".join(f"- {point}" for point in chapter.points)
        parts.append(f"### {chapter.heading}\n\n{points}")
    return "\n\n".join(parts)


def _assumptions(game: VillageGame) -> str:
    rows = [
        (
            f"`{each.id.value}`",
            each.name,
            _number(each.value),
            f"{_number(each.least)}–{_number(each.most)}",
            "ya" if each.step else "lewat berkas",
            _basis(each.from_),
            each.says,
        )
        for each in game.assumptions
    ]
    head = ("kunci", "andaian", "angka", "wajarnya", "bisa diubah di layar", "dasar", "artinya")
    return "## Andaian\n\n" + _table(head, rows)


def _basis(citations: Iterable[Citation]) -> str:
    named = [f"{each.source} {each.at}".strip() for each in citations if each.source != "KIT"]
    return ", ".join(named) or "andaian penyusun"


def _measures(game: VillageGame) -> str:
    rows = [
        (
            each.name,
            str(each.cost),
            "bersama" if each.shared else "tiap desa",
            "; ".join(
                f"{_EFFECTS[effect]} {_number(size)}%"
                + (" (merugikan)" if effect in HURTING else "")
                for effect, size in each.effects.items()
            ),
        )
        for each in game.measures
    ]
    budget = f"Anggaran {game.budget} poin untuk {QUARTERS} triwulan dan {ASSISTED} desa."
    head = (
        "kegiatan",
        "poin tiap tingkat",
        "untuk",
        "pengaruh tingkat pertama dalam satu triwulan",
    )
    return f"## Kegiatan\n\n{budget}\n\n{_table(head, rows)}"


def _profiles(game: VillageGame) -> str:
    rows = [
        (
            f"`{each.id}`",
            str(each.pressure),
            _number(each.wish),
            str(each.trust),
            str(each.stigma),
            str(each.aware),
            str(each.reports),
        )
        for each in game.profiles
    ]
    head = (
        "sifat desa",
        "tawaran menipu dari 100",
        "ingin pergi dari 100 per triwulan",
        "percaya dari 100",
        "dibungkam malu dari 100",
        "tahu cara cek dari 100",
        "laporan setahun",
    )
    hidden = "Angka ini tersembunyi dari pemain sampai permainan selesai."
    return f"## Sifat desa\n\n{hidden}\n\n{_table(head, rows)}"


def _plans(game: VillageGame) -> str:
    names = {each.id: each.name for each in game.measures}
    rows = []
    for plan in game.plans:
        spent = ", ".join(f"{names[each.measure]} {each.level}" for each in plan.spending)
        turn = f" (bergiliran, {plan.turns} kelompok)" if plan.turns > 1 else ""
        rows.append((plan.name, f"{spent}{turn}" if spent else "–", plan.says))
    head = ("rencana", "tingkat tiap kegiatan", "isinya")
    return "## Rencana pembanding\n\n" + _table(head, rows)


def _number(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in lines)
