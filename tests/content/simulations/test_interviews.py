"""Case notes: lines that mark what is no fact, lean both ways, and questions that ask."""

import pytest
from pydantic import ValidationError

from tppo_kit.content.simulations.interviews import CaseNotes, NotePart, PairNotes, TemptingLine

LINE = {
    "id": "gugup",
    "part": "seen",
    "text": "Ia tampak gugup.",
    "words": ["tampak gugup"],
    "leans": "suspicion",
    "instead": "Tulis jawabannya.",
    "why": "Gugup itu biasa.",
}
PAIR = {
    "id": "pasangan",
    "cases": ["kasus-satu", "kasus-dua"],
    "lines": [
        {**LINE, "id": "jelas-bohong"},
        {**LINE, "id": "jelas-jujur", "leans": "trust"},
    ],
    "questions": {"biaya": "Siapa yang membayar?"},
}
NOTES = {
    "format": "case-notes/1",
    "id": "loket",
    "title": "Catatan di loket",
    "status": "active",
    "question": "Kalimat mana yang dugaan?",
    "keeping": "Catatan sungguhan disimpan terkunci.",
    "remains": "Kapan ia boleh dikabari?",
    "facts": ["WAW-33"],
    "lines": [
        {**LINE, "id": f"{part}-{number}", "part": part}
        for part in NotePart
        for number in ("satu", "dua")
    ],
    "pairs": [PAIR],
    "from": [{"source": "KIT"}],
}


def test_sound_notes_know_their_pairs():
    """A case is found in its pair; a case of another place is not."""
    notes = CaseNotes.model_validate(NOTES)

    assert notes.pair_of("kasus-dua") is notes.pairs[0]
    assert notes.pair_of("kasus-tiga") is None
    assert len(notes.all_lines()) == len(NOTES["lines"]) + 2


@pytest.mark.parametrize(
    "change",
    [
        {"words": []},
        {"words": ["gelisah"]},
        {"words": ["Tampak gugup"]},
        {"part": "heard"},
        {"leans": "doubt"},
        {"score": 1},
    ],
)
def test_a_line_must_mark_words_that_stand_in_it(change):
    """No words, words that are not there, an unknown part or leaning: refused."""
    with pytest.raises(ValidationError):
        TemptingLine.model_validate({**LINE, **change})


@pytest.mark.parametrize(
    "change",
    [
        {"lines": [LINE, {**LINE, "id": "lain"}]},
        {"lines": [{**LINE, "leans": "trust"}, {**LINE, "leans": "neither"}]},
        {"questions": {"biaya": "Agen membayar."}},
        {"cases": ["kasus-satu"]},
        {"cases": ["satu", "dua", "tiga"]},
    ],
)
def test_a_pair_tempts_both_ways_and_asks(change):
    """One line accuses and one clears; what is open is a question; a pair is two cases."""
    with pytest.raises(ValidationError):
        PairNotes.model_validate({**PAIR, **change})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lines": NOTES["lines"][1:]}, "needs at least 2"),
        ({"lines": [*NOTES["lines"], {**LINE, "id": "jelas-jujur"}]}, "stands here twice"),
        ({"pairs": [PAIR, PAIR]}, "stands here twice"),
        ({"pairs": [PAIR, {**PAIR, "id": "lain", "lines": PAIR["lines"]}]}, "stands here twice"),
        ({"pairs": []}, "at least 1"),
        ({"facts": []}, "at least 1"),
        ({"remains": "Kabari ia besok."}, "question mark"),
    ],
)
def test_notes_fit_together(change, says):
    """Two lines in each part, every id once, no case in two pairs, and what remains asks."""
    with pytest.raises(ValidationError, match=says):
        CaseNotes.model_validate({**NOTES, **change})
