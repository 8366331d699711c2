"""Wording: short sentences, short options, one negative at a time, words that are explained.

These rules look at the Indonesian text only; a translation is compared with it, not weighed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tppo_kit.content.facts import Agency, Fact, Topic
from tppo_kit.content.rules.abbreviations import check_abbreviations
from tppo_kit.content.rules.scenes import in_story
from tppo_kit.content.texts import QUOTE
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tppo_kit.content.catalogue import Catalogue
    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.texts import Text

#: Words in a sentence; a fact names its law in full and may take a few more.
MOST_WORDS, MOST_WORDS_OF_A_FACT = 20, 25
#: Signs on a button of a projector 1024 pixels wide; what is said aloud may take a few more.
LONGEST_OPTION, LONGEST_SPOKEN, LONGEST_QUESTION = 75, 90, 160

_OTHERS_NAMES = frozenset({"title", "publisher"})
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\")\]]*\s+|\n+")
#: Beyond this a sentence is too long anyway, and looking for pairs in it could take for ever.
_FAR_ENOUGH = 600
_WORD = re.compile(r"\w")
_SPOKEN = re.compile(r"“[^”]*”\W*$")
_CLAUSE_END = re.compile(
    r"[.,;:!?…()“”–]|\b(?:dan|atau|tetapi|tapi|namun|melainkan|karena|sebab|bila|kalau|jika|agar|"
    r"supaya|sehingga|maka|lalu|yang|sebelum|sesudah|setelah|ketika|saat|bahwa|padahal|meski|"
    r"walau|hanya|saja|apakah|apa)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:tidak|tak|bukan|tanpa)\b", re.IGNORECASE)
_TWO_NEGATIVES = re.compile(
    r"\b(?:tidak|tak|bukan)\b[^\n]*?(?<!berkata )(?<!bilang )(?<!menjawab )(?<!jawab )"
    r"\b(?:tidak|tak|bukan)\b",
    re.IGNORECASE,
)
#: "Not without" is common in prose; only a question or an answer is clearer in one piece.
_NOT_WITHOUT = re.compile(r"\b(?:tidak|tak|bukan)\b[^\n]*?\btanpa\b", re.IGNORECASE)
_WILLY_NILLY = re.compile(
    r"\bmau\s+tidak\s+mau\b|\btidak\s+boleh\s+tidak\b|\b(\w+)\s+(?:atau\s+)?tidak\s+\1\b|"
    r"\b\w+\s+tidaknya\b|\btidak\s+(?:apa-apa|lain)\b",
    re.IGNORECASE,
)
_ALL_OR_NONE = re.compile(
    r"^\W*(?:semua(?:nya)?\s+(?:(?:jawaban|pilihan|opsi|pernyataan)\s+)?(?:di\s+atas\s+)?"
    r"(?:benar|salah)|(?:tidak|tak)\s+ada\s+(?:(?:jawaban|pilihan)\s+)?yang\s+(?:benar|salah)|"
    r"semua\s+(?:jawaban\s+)?di\s+atas|[A-F]\s+dan\s+[A-F]\s+benar)",
    re.IGNORECASE,
)
#: Said of a person. A bank lends and a site deals illegally; an organisation has it in its name.
_VERDICT = re.compile(
    r"\b(?<!Saksi dan )korban(?:nya)?\b(?!\s+(?:banjir|gempa|kecelakaan|bencana))|"
    r"\bpelaku(?:nya)?\b(?!\s+usaha)|\bsindikat(?:nya)?\b|\bpenjahat(?:nya)?\b|"
    r"(?<!barang )(?<!situs )(?<!pinjaman )(?<!judi )\bilegal\b|\bgelap\b(?=\s+ya\b)",
    re.IGNORECASE,
)


class Terms:
    """What the library says about names: those no longer in use, and what short ones mean."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Read the agencies once."""
        found = [catalogue.reading("agency", name).record for name in catalogue.names("agency")]
        agencies = [agency for agency in found if isinstance(agency, Agency)]
        self.today = {old: agency.short for agency in agencies for old in agency.formerly}
        names = "|".join(re.escape(old) for old in sorted(self.today, key=len, reverse=True))
        self.obsolete = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if names else None
        self.glosses = {agency.short: (agency.name.lower(),) for agency in agencies}


def check_wording(
    kind: str, reading: Reading[Any], texts: Sequence[Text], terms: Terms
) -> Iterator[Problem]:
    """Yield a problem for every text that is long, doubly negative, outdated or unexplained."""
    own = [text for text in texts if text.place[-1] != "english"]
    if kind == "source":
        own = [text for text in own if text.place[-1] not in _OTHERS_NAMES]
    for text in own:
        yield from _check_sentences(kind, reading, text)
        yield from _check_length(reading, text)
        yield from _check_names(kind, reading, text, terms)
    yield from _check_verdicts(reading, own)
    yield from check_abbreviations(kind, reading, own, terms.glosses)


def _check_sentences(kind: str, reading: Reading[Any], text: Text) -> Iterator[Problem]:
    fact = kind == "fact" or text.place[-1] == "status_note"
    most = MOST_WORDS_OF_A_FACT if fact else MOST_WORDS
    for sentence in _SENTENCE_END.split(QUOTE.sub("fakta", text.text)):
        words = sentence.split()
        if len(words) > most:
            words = [word for word in words if _WORD.search(word)]
        if len(words) > most:
            yield reading.problem(
                "W501",
                text.place,
                say(
                    "a sentence of {number} words: “{start} …”",
                    number=len(words),
                    start=" ".join(words[:5]),
                ),
                say("make two sentences of it; {most} words are enough", most=most),
                warning=True,
            )
        pair = _two_negatives(
            sentence[:_FAR_ENOUGH], strict=_is_option(text) or text.place[-1] == "question"
        )
        if pair:
            yield reading.problem(
                "W504",
                text.place,
                say("two negatives in one clause: “{words}”", words=pair),
                say("say what is, or what to do, instead of what is not"),
                warning=True,
            )


def _two_negatives(sentence: str, *, strict: bool) -> str:
    if len(_NEGATIVE.findall(sentence)) < 2:  # noqa: PLR2004 - two make a pair
        return ""
    for clause in _CLAUSE_END.split(_WILLY_NILLY.sub(" ", sentence)):
        match = _TWO_NEGATIVES.search(clause) or (strict and _NOT_WITHOUT.search(clause))
        if match:
            return match[0]
    return ""


def _check_length(reading: Reading[Any], text: Text) -> Iterator[Problem]:
    long = len(text.text)
    if _is_option(text):
        most = LONGEST_SPOKEN if _SPOKEN.search(text.text) else LONGEST_OPTION
        if long > most:
            yield reading.problem(
                "W502",
                text.place,
                say("an answer of {number} characters", number=long),
                say("shorten it to {most} characters; the reason belongs in 'why'", most=most),
                warning=True,
            )
        if _ALL_OR_NONE.search(text.text):
            yield reading.problem(
                "W505",
                text.place,
                say("“{answer}” tests reading, not knowing", answer=text.text),
                say("use kind 'several', or write one more answer of its own"),
                warning=True,
            )
    elif text.place[-1] == "question" and long > LONGEST_QUESTION:
        yield reading.problem(
            "W503",
            text.place,
            say("a question of {number} characters", number=long),
            say("shorten it to {most} characters", most=LONGEST_QUESTION),
            warning=True,
        )


def _is_option(text: Text) -> bool:
    return text.place[-1] == "text" and bool({"options", "choices"}.intersection(text.place))


def _check_names(kind: str, reading: Reading[Any], text: Text, terms: Terms) -> Iterator[Problem]:
    """Yield a problem for a name no longer in use, except where it is explained.

    Agencies list their former names, sources keep their own words, and facts on agencies and
    corrections are what tells people of the change.
    """
    if terms.obsolete is None or kind in {"agency", "source"}:
        return
    record = reading.record
    if isinstance(record, Fact) and record.topic in {Topic.CORRECTION, Topic.AGENCY}:
        return
    for old in dict.fromkeys(terms.obsolete.findall(text.text)):
        yield reading.problem(
            "W506",
            text.place,
            say("'{name}' is a former name", name=old),
            say("write '{name}', or quote a fact", name=terms.today[old]),
            warning=True,
        )


def _check_verdicts(reading: Reading[Any], texts: list[Text]) -> Iterator[Problem]:
    """Yield a problem for every word that judges a person of the story."""
    for text in in_story(reading.record, texts):
        match = _VERDICT.search(text.text)
        if match:
            yield reading.problem(
                "W507",
                text.place,
                say("'{word}' judges a person of the story", word=match[0]),
                say("say what was seen or heard; a sign is not proof"),
                warning=True,
            )
