"""Facts: what is quoted exists, is certain and in date; laws and numbers are never typed in."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from tppo_kit.content.catalogue import SIMULATION_KINDS
from tppo_kit.content.facts import Contacts, Fact, Topic
from tppo_kit.content.items import Item, Vignette
from tppo_kit.content.model import Certainty, Checked
from tppo_kit.content.rules.links import named
from tppo_kit.content.rules.scenes import in_scene
from tppo_kit.content.signs import Source
from tppo_kit.content.texts import QUOTE, quotes_in
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.texts import Place, Text

#: A local number is called before every session; a quarter is the longest it may rest.
LONGEST_UNTESTED = dt.timedelta(days=92)

_ARTICLE = re.compile(
    r"\b(?:[Pp]asal|Ps\.?)\s+\d+|"
    r"\b(?:UU|PP|Perpres|Perppu|Perda|Perdes|Permen\w*|Peraturan\s+\w+|Undang-[Uu]ndang)\s+"
    r"(?:(?:Nomor|No\.?)\s*)?\d+(?:/|\s+[Tt]ahun\s+)?\d*"
)
_EMERGENCY = r"(?:110|112|113|118|119|129|171)"
_PHONE = re.compile(
    rf"(?<![\w.,/-])(?:(?<!Rp)(?<!Rp )(?<!SAPA ){_EMERGENCY}(?![\w/-]|[.,]\d)(?!\s*(?:%|persen|ribu|juta|orang|"
    r"km|kilo|meter|cm|kali|kasus|hari|jam|menit|halaman|anak|perempuan|laki|ringgit|dolar))"
    r"|0800[\d -]{3,}\d|1500[\d -]{2,}\d|\+\d{1,3}[\d -]{6,}\d|08\d{2}[\d -]{4,}\d|"
    r"\(?0\d{2,3}\)?[ -]\d{5,})"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
#: Where laws and numbers live, each with its source and dates.
_FACTS = frozenset({"fact", "source", "agency"})
_NUMBERS = frozenset({"fact", "contacts", "source"})
#: Invented scenes: a private number there is a matter of harm, not of facts (H605).
SCENES = frozenset({"scenario", "item", "message", "sorter", *SIMULATION_KINDS})
#: Where a fact that is listed is shown as it stands.
_SHOWN = frozenset({"page", "item", *SIMULATION_KINDS})
#: What the law threatens or when it wants something done, and counts with their year.
_FIGURE = re.compile(
    r"\b\d+\s+tahun\s+penjara\b|\b(?:penjara|pidana|hukuman)\b[^.!?]{0,40}?\b\d+\s+tahun\b|"
    r"\b(?:pidana\s+denda|denda\s+paling)\b[^.!?]{0,40}?\d+|\b\d+\s*[×x]\s*24\s+jam\b|"
    r"\b\d+\s+hari\s+kerja\b|"
    r"\b\d[\d.,]*\s+(?:kasus|korban|laporan|orang|anak|perempuan)\b[^.!?]*\b(?:19|20)\d{2}\b|"
    r"\b(?:19|20)\d{2}\b[^.!?]*?\b\d[\d.,]*\s+(?:kasus|korban|laporan|orang|anak|perempuan)\b",
    re.IGNORECASE,
)


def check_facts(
    kind: str, reading: Reading[Any], texts: Sequence[Text], catalogue: Catalogue, today: dt.date
) -> Iterator[Problem]:
    """Yield a problem for every fact, source and number that a record uses as it must not."""
    yield from _check_sources(reading, catalogue, today)
    yield from _check_quotes(reading, texts, catalogue)
    yield from _check_lists(kind, reading, catalogue)
    yield from _check_typed_in(kind, reading, texts)
    yield from _check_dates(reading, today)
    if kind in SIMULATION_KINDS:
        yield from _check_figures(reading, texts)
    record = reading.record
    if isinstance(record, Item) and not _is_about_something(record):
        yield reading.problem(
            "F709",
            (),
            say("the item is about no sign, no non-sign and no fact"),
            say("name what it asks for under 'signs', 'non_signs' or 'facts'"),
            warning=True,
        )
    if isinstance(record, Fact) and record.topic is Topic.STATISTIC:
        yield from _check_year(reading, record)


def _is_about_something(item: Item) -> bool:
    """Tell whether an item names what it is about; a harmless vignette may leave it to its twin."""
    if isinstance(item, Vignette) and not item.truth.calls_for_action:
        return True
    return bool(item.signs or item.non_signs or item.facts)


def check_quoted_dates(
    reading: Reading[Any], texts: Sequence[Text], catalogue: Catalogue, today: dt.date
) -> Iterator[Problem]:
    """Yield a note for every fact that is past its date; the screen says so by itself."""
    for place, name, _ in _used(reading, texts):
        fact = _fact(catalogue, name)
        if fact is not None and fact.check_by < today:
            yield reading.problem(
                "F703",
                place,
                say("the fact {id} was to be checked by {day}", id=name, day=fact.check_by),
                say("look at its source again, then write the new dates in data/facts"),
                warning=True,
            )


def _used(reading: Reading[Any], texts: Sequence[Text]) -> Iterator[tuple[Place, str, str]]:
    """Yield place, id and value of every fact that a record quotes or lists, each once."""
    seen: set[tuple[str, str]] = set()
    for text in texts:
        for name, value in quotes_in(text.text) if "{" in text.text else ():
            if (name, value) not in seen:
                seen.add((name, value))
                yield text.place, name, value
    for place, name in _listed(reading.record):
        if (name, "") not in seen:
            seen.add((name, ""))
            yield place, name, ""


def _listed(record: object) -> Iterator[tuple[Place, str]]:
    """Yield place and id of every fact in a list, however deep in the record it stands."""
    yield from ((place, name) for place, kind, name in named(record, ()) if kind == "fact")


def _fact(catalogue: Catalogue, name: str) -> Fact | None:
    if not catalogue.has("fact", name):
        return None
    record = catalogue.reading("fact", name).record
    return record if isinstance(record, Fact) else None


def _check_sources(
    reading: Reading[Any], catalogue: Catalogue, today: dt.date
) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, kind, name in named(reading.record, ()):
        if kind != "source" or name in seen or not catalogue.has("source", name):
            continue
        seen.add(name)
        source = catalogue.reading("source", name).record
        if isinstance(source, Source) and source.check_by < today:
            yield reading.problem(
                "F701",
                place,
                say("the source {id} was to be checked by {day}", id=name, day=source.check_by),
                say("look at it again, then write the new dates in data/sources"),
                warning=True,
            )


def _check_quotes(
    reading: Reading[Any], texts: Sequence[Text], catalogue: Catalogue
) -> Iterator[Problem]:
    for text in texts:
        for name, value in quotes_in(text.text) if "{" in text.text else ():
            quoted = f"{name}.{value}" if value else name
            fact = _fact(catalogue, name)
            if fact is None:
                if not catalogue.has("fact", name):
                    yield _no_such(reading, text.place, quoted)
            elif value and value not in fact.values:
                yield _no_such(reading, text.place, quoted)
            elif fact.status is Certainty.DOUBTFUL:
                yield _doubtful(reading, text.place, name)


def _no_such(reading: Reading[Any], place: Place, quoted: str) -> Problem:
    return reading.problem(
        "F702",
        place,
        say("there is no fact or value '{quoted}'", quoted=quoted),
        say("correct it; each file in data/facts lists its own values"),
    )


def _doubtful(reading: Reading[Any], place: Place, name: str) -> Problem:
    return reading.problem(
        "F704",
        place,
        say("the fact {id} is doubtful and would be shown as certain", id=name),
        say("take it out, or find a source and change its status"),
        warning=True,
    )


def _check_lists(kind: str, reading: Reading[Any], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a problem for a doubtful fact that is shown in full or asked for."""
    for place, name in _listed(reading.record) if kind in _SHOWN else ():
        fact = _fact(catalogue, name)
        if fact is not None and fact.status is Certainty.DOUBTFUL:
            yield _doubtful(reading, place, name)


def _check_typed_in(kind: str, reading: Reading[Any], texts: Sequence[Text]) -> Iterator[Problem]:
    for text in texts:
        law = None if kind in _FACTS else _ARTICLE.search(text.text)
        if law:
            yield reading.problem(
                "F705",
                text.place,
                say("'{law}' is typed in", law=law[0]),
                say("quote a fact instead: {example}", example="{HUK-207.pasal}"),
                warning=True,
            )
        number = None if kind in _NUMBERS else _PHONE.search(text.text)
        if number and not (kind in SCENES and len(number[0]) > len("0800")):
            yield reading.problem(
                "F706",
                text.place,
                say("the number {number} is typed in", number=number[0].strip()),
                say("quote a fact instead: {example}", example="{LAP-01.telepon}"),
                warning=True,
            )


def _check_figures(reading: Reading[Any], texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield a problem for a figure of the real world outside the scene, where all is invented."""
    scene = {text.place for text in in_scene(reading.record)}
    for text in texts:
        figure = None if text.place in scene else _FIGURE.search(QUOTE.sub("…", text.text))
        if figure:
            yield reading.problem(
                "F711",
                text.place,
                say("the figure '{figure}' is typed in", figure=figure[0]),
                say("quote a fact instead: {example}", example="{HUK-216.penjara}"),
                warning=True,
            )


def _check_dates(reading: Reading[Any], today: dt.date) -> Iterator[Problem]:
    record = reading.record
    if isinstance(record, Checked) and record.check_by < today:
        yield reading.problem(
            "F707",
            ("check_by",),
            say("this was to be checked by {day}", day=record.check_by),
            say("look at its sources again, then write the new dates"),
            warning=True,
        )
    if isinstance(record, Contacts):
        for number, contact in enumerate(record.contacts):
            if contact.tested is not None and today - contact.tested > LONGEST_UNTESTED:
                yield reading.problem(
                    "F708",
                    ("contacts", number, "tested"),
                    say(
                        "the number of '{agency}' was last called on {day}",
                        agency=contact.agency,
                        day=contact.tested,
                    ),
                    say("call it, and write the day; clear it if nobody answers"),
                    warning=True,
                )


def _check_year(reading: Reading[Any], fact: Fact) -> Iterator[Problem]:
    values = (fact.values.get(value, "") for _, value in quotes_in(fact.statement))
    if not _YEAR.search(" ".join((fact.statement, *values))):
        yield reading.problem(
            "F710",
            ("statement",),
            say("a figure without its year"),
            say("write in the statement when it was counted"),
            warning=True,
        )
