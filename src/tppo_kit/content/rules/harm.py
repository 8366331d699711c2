"""Harm: nobody is startled, suspected for what they are, recognised, or taught how it is done."""

from __future__ import annotations

import re
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple

from tppo_kit.content.cases import Scenario
from tppo_kit.content.items import Vignette
from tppo_kit.content.model import Lifecycle
from tppo_kit.content.problems import Problem
from tppo_kit.content.rules.invented import check_invented, check_private
from tppo_kit.content.rules.scenes import asserted, invented_names
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.model import Person
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.texts import Text

#: How far the people of action and harmless cases may differ before sex or age gives a hint.
MOST_SHARE_APART, MOST_YEARS_APART = 0.10, 2.0
#: A pair or two may turn on age itself: for a child another step is safe.
MOST_CHILDREN_APART = 0.15
#: With fewer on either side, a share says nothing yet.
FEWEST_TO_COMPARE = 10
ADULT = 18

#: What is often taken for a sign and is none (data/non-signs), as one meets it in a sentence.
_NON_SIGNS = {
    "gugup": (
        r"gugup|gelisah|gemetar\w*|berkeringat|pucat|menunduk|tertunduk|terbata\w*|"
        r"(?:tidak|tak|jarang|menghindari|enggan)\s+(?:\w+\s+)?(?:me)?(?:natap|tatap)\w*|"
        r"suara(?:nya)?\s+(?:\w+\s+)?(?:pelan|lirih|bergetar)|bahasa\s+tubuh\w*|"
        r"mere(?:mas|mas-remas)\s+(?:tangan|jari|ujung)\w*|melihat\s+ke\s+pintu"
    ),
    "suku-agama-penampilan": (
        r"logat\w*|berlogat|pakaian\w*|berpakaian|baju(?:nya)?|lusuh|berkerudung|berjilbab|bertato|"
        r"riasan\w*|kulit(?:nya)?|sukunya|agamanya|bahasa\s+daerah"
    ),
    "miskin-atau-berutang": (
        r"miskin|(?:keluarga|orang)\s+(?:tidak|tak|kurang)\s+mampu|rumah(?:nya)?\s+(?:bambu|reyot)|"
        r"(?:hanya\s+)?(?:lulusan|tamat(?:an)?)\s+(?:SD|SMP)|putus\s+sekolah|berpendidikan\s+rendah"
    ),
    "asal-daerah": r"(?:berasal|datang)\s+dari\s+(?:desa|kampung|daerah|pulau)|asal(?:nya)?\s+dari",
    "perempuan-muda": r"perempuan\s+muda|gadis\s+(?:muda|desa)|(?:masih|terlihat)\s+muda|cantik",
    "pertama-ke-luar-negeri": (
        r"(?:baru\s+)?pertama\s+kali\s+(?:ke\s+luar|bepergian|naik|pergi|membuat\s+paspor)|"
        r"belum\s+pernah\s+(?:ke\s+luar\s+negeri|bepergian|naik\s+pesawat)|paspor\s+pertama\w*"
    ),
}
_NON_SIGN = re.compile(
    "|".join(rf"(?P<g{n}>\b(?:{words})\b)" for n, words in enumerate(_NON_SIGNS.values())),
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:!?]\s|,\s|\s(?:dan|lalu|tetapi|sedangkan|padahal)\s", re.IGNORECASE)
#: How it is done, rather than that it is done: evading, forging, prices of people, search apps.
_METHOD = re.compile(
    r"\b(?:(?:jalur|jalan|pintu)\s+tikus|jalur\s+(?:belakang|surga)|"
    r"(?:agar|supaya|cara|biar|kiat|trik)\s+(?:bisa\s+)?lolos|meloloskan\s+diri\s+dari\s+pemeriksaan|"
    r"mengelabui\s+(?:petugas|pemeriksa\w*|imigrasi)|"
    r"menghindari\s+(?:pemeriksaan|petugas|pos\s+pemeriksaan|imigrasi)|menyuap\s+\w+|"
    r"(?:dipalsukan|memalsukan|pemalsuan)\s+(?:\w+\s+){0,2}(?:dengan|memakai|lewat)\s+\w+|"
    r"(?:cap|stempel|materai)\s+(?:palsu|tiruan)|foto\w*\s+ditempel|"
    r"harga\s+(?:pasar(?:an)?\s+)?(?:orang|anak|bayi|ginjal|perempuan)|tarif\s+(?:per\s+)?"
    r"(?:orang|kepala|jam)|(?:rupiah|juta|ribu)\s+per\s+(?:kepala|orang)|"
    r"MiChat|Telegram|Tinder|Bigo|WeChat|Facebook|TikTok|Instagram)\b",
    re.IGNORECASE,
)
_FACTUAL = frozenset({"fact", "contacts", "source"})


def check_harm(kind: str, reading: Reading[Any], texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield a problem for everything in one record that could harm a person, told or real."""
    record = reading.record
    if isinstance(record, Scenario) and _needs_topics(record):
        yield reading.problem(
            "H601",
            ("content_note", "topics"),
            say("a case of '{distress}' distress without topics", distress=_distress(record)),
            say("name in mild words what may touch somebody"),
            warning=True,
        )
    yield from _check_assertions(reading)
    if kind not in _FACTUAL:
        told = [*texts, *invented_names(record, texts)]
        yield from _check_method(reading, told)
        yield from check_private(kind, reading, told)
        yield from check_invented(kind, reading, told)


def _distress(scenario: Scenario) -> str:
    return scenario.content_note.distress


def _needs_topics(scenario: Scenario) -> bool:
    return _distress(scenario) != "low" and not scenario.content_note.topics


def _check_assertions(reading: Reading[Any]) -> Iterator[Problem]:
    """Yield a problem for a sign that rests on nothing but what is no sign.

    Each clause of the text is looked at: whoever is nervous *and* says that the passport was
    taken away has said something.
    """
    for place, text in asserted(reading.record):
        clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
        found = [_NON_SIGN.search(clause) for clause in clauses]
        if found and all(found):
            group = next(match.lastgroup for match in found if match is not None)
            name = list(_NON_SIGNS)[int((group or "g0")[1:])]
            yield reading.problem(
                "H602",
                place,
                say("a sign rests on what is none: '{name}'", name=name),
                say("write what happened or was said; see data/non-signs"),
                warning=True,
            )


def _check_method(reading: Reading[Any], texts: Sequence[Text]) -> Iterator[Problem]:
    for text in texts:
        match = _METHOD.search(text.text)
        if match:
            yield reading.problem(
                "H604",
                text.place,
                say("'{words}' tells how it is done", words=match[0]),
                say("say what people notice; no routes, tricks, prices or names of apps"),
                warning=True,
            )


class _Main(NamedTuple):
    """The person a case or vignette is about, and whether it calls for action."""

    action: bool
    person: Person


def check_spread(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem where sex or age of the main persons hints at the right answer.

    Twins share their people, so that the two sides hardly differ; a careless pair, repeated,
    would teach that young women are the ones in danger.
    """
    cases = (case.scenario.record for case in catalogue.cases())
    items = (catalogue.reading("item", name).record for name in catalogue.names("item"))
    yield from _compare(
        catalogue.data / "scenarios",
        [
            _Main(case.truth.rung.calls_for_action, case.people[0])
            for case in cases
            if case is not None and case.status is Lifecycle.ACTIVE
        ],
    )
    yield from _compare(
        catalogue.data / "items",
        [
            _Main(item.truth.calls_for_action, item.people[0])
            for item in items
            if isinstance(item, Vignette) and item.status is Lifecycle.ACTIVE
        ],
    )


def _compare(folder: Path, mains: Sequence[_Main]) -> Iterator[Problem]:
    action = [main.person for main in mains if main.action]
    harmless = [main.person for main in mains if not main.action]
    if min(len(action), len(harmless)) < FEWEST_TO_COMPARE:
        return
    for what, measure, most in (
        (say("the share of women"), _share_of_women, MOST_SHARE_APART),
        (say("the share of children"), _share_of_children, MOST_CHILDREN_APART),
        (say("the mean age"), _mean_age, MOST_YEARS_APART),
    ):
        one, other = measure(action), measure(harmless)
        if abs(one - other) > most:
            yield Problem(
                "H603",
                folder,
                0,
                say(
                    "{what} is {one} where action is called for, {other} where all is well",
                    what=what,
                    one=one,
                    other=other,
                ),
                say("let twins share sex and age, so that neither gives a hint"),
            )


def _share_of_women(people: Sequence[Person]) -> float:
    return mean(person.gender == "female" for person in people)


def _share_of_children(people: Sequence[Person]) -> float:
    return mean(person.age < ADULT for person in people)


def _mean_age(people: Sequence[Person]) -> float:
    return float(mean(person.age for person in people))
