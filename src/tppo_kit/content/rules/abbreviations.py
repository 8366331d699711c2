"""Abbreviations: each is explained where a reader meets it first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tppo_kit.content.texts import QUOTE
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.texts import Text

#: What explains an abbreviation: words of its full name, in lower case.
Glosses = Mapping[str, tuple[str, ...]]

_CAPITALS = re.compile(r"\b(?:UPTD PPA|[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)\b")
_ROMAN = re.compile(r"[IVX]+")
#: Everybody says these, and few could spell them out.
_PLAIN = frozenset(
    [
        "KTP",
        "KK",
        "SIM",
        "HP",
        "WA",
        "RT",
        "RW",
        "SD",
        "SMP",
        "SMA",
        "SMK",
        "TK",
        "TV",
        "ATM",
        "PT",
        "CV",
        "UU",
        "TNI",
        "AC",
        "USB",
        "PIN",
        "QR",
        "NIK",
        "WNI",
        "SMS",
        "PBB",
        "BPJS",
        "NTT",
        "NTB",
    ]
)
#: Words that explain an abbreviation as well as its full name does.
_GLOSSES = {
    "TPPO": ("perdagangan orang",),
    "PMI": ("pekerja migran",),
    "P3MI": ("perusahaan penempatan", "perusahaan resmi"),
    "BP3MI": ("pekerja migran",),
    "KP2MI": ("kementerian", "pekerja migran"),
    "SISKOP2MI": ("sistem", "laman", "situs"),
    "SIP2MI": ("izin",),
    "SIP3MI": ("izin",),
    "UPTD PPA": ("perempuan dan anak",),
    "PPA": ("perempuan dan anak",),
    "LPSK": ("saksi dan korban",),
    "KBRI": ("kedutaan", "perwakilan"),
    "KJRI": ("konsulat", "perwakilan"),
    "SAPA": ("perempuan dan anak",),
    "PBB": ("perserikatan bangsa-bangsa",),
    "BK": ("bimbingan", "konseling"),
}
_GLOSS_BEFORE = re.compile(r"\((?:[A-Z0-9]+/)?$")
_GLOSS_AFTER = re.compile(
    r"^(?:\s?(?:/|dan|atau)\s?[A-Z0-9]+)?(?:\s*[,:(–]\s*(?!(?:dan|atau|lalu|tetapi|bila|jika|kalau|"
    r"karena|yang|serta|kemudian|agar|supaya|sehingga|maka|dengan|bukan|tanpa|untuk|sebelum|"
    r"sesudah|setelah)\b)“?[a-z]|\s+(?:adalah|ialah|yaitu|artinya|singkatan)\b)"
)
#: So far before or after an abbreviation its explanation begins.
_NEAR = 40
#: Kinds whose records are the names of things themselves, or are quoted by texts that explain.
_NAMES_THEMSELVES = frozenset({"fact", "agency", "source", "contacts"})
#: Too short to explain anything; what stands below them does.
_HEADINGS = frozenset({"title", "name", "short", "heading"})


def check_abbreviations(
    kind: str, reading: Reading[Any], texts: Iterable[Text], glosses: Glosses
) -> Iterator[Problem]:
    """Yield a problem for every abbreviation that the record never explains in time.

    Where texts are read in order, the first use must explain it. A case is read along one of
    many ways, so there one explanation anywhere is asked for.
    """
    if kind in _NAMES_THEMSELVES:
        return
    unexplained: dict[str, Text] = {}
    decided: set[str] = set()
    for text in texts:
        if text.place[-1] in _HEADINGS:
            continue
        said = QUOTE.sub("…", text.text)
        for match in _CAPITALS.finditer(said):
            short = match[0]
            if short in _PLAIN or short in decided or _ROMAN.fullmatch(short):
                continue
            if _explains(said, match, glosses):
                decided.add(short)
                unexplained.pop(short, None)
                continue
            unexplained.setdefault(short, text)
            if kind != "scenario":
                decided.add(short)
    for short, text in unexplained.items():
        yield reading.problem(
            "W508",
            text.place,
            say("'{short}' is not explained where it first stands", short=short),
            say("add what it is: 'BP3MI, balai pelindungan pekerja migran'"),
            warning=True,
        )


def _explains(text: str, match: re.Match[str], glosses: Glosses) -> bool:
    short, lower = match[0], text.lower()
    if any(gloss in lower for gloss in (*_GLOSSES.get(short, ()), *glosses.get(short, ()))):
        return True
    before = text[max(0, match.start() - _NEAR) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    return bool(_GLOSS_BEFORE.search(before) or _GLOSS_AFTER.search(after))
