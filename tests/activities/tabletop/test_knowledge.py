"""What the table knows, and how it is told."""

from dataclasses import replace

import pytest

from tppo_kit.activities.tabletop.knowledge import (
    answer_words,
    answered,
    changed,
    on_the_table,
    quoted,
    who_may,
)
from tppo_kit.activities.tabletop.state import Decided, Handled
from tppo_kit.content.simulations.tabletop_parts import Handling
from tppo_kit.language import shown


@pytest.mark.parametrize(
    ("card", "answer", "words"),
    [
        ("ppa-paspor", "boleh", "So the table knows it now."),
        ("ppa-paspor", "sebagian", "known only to: UPTD PPA, Polisi, Imigrasi"),
        ("ppa-tempat", "belum", "So it stays unsaid."),
        ("klg-jadwal", None, "nobody's own story"),
        ("desa-pelapor", None, "Nobody could be found"),
    ],
)
def test_asking_brings_an_answer(grave, dealt, card, answer, words):
    """The answer is the person's, and says who knows now."""
    state = dealt(grave, answers={card: answer} if answer else {})
    state = replace(state, handled=(Handled(card, Handling.ASK, 0.0),))

    assert words in shown(answer_words(grave.book, state, card), "en")


def test_what_was_told_to_a_few_is_marked_so(grave, dealt):
    """The few read who else knows; a role outside does not even count it."""
    state = dealt(grave, answers={"ppa-paspor": "sebagian"})
    done = (Handled("ppa-paspor", Handling.ASK, 0.0), Handled("klg-jadwal", Handling.SHARE, 0.0))
    state = replace(state, handled=done)
    remarks = [shown(e.remark, "en") for e in on_the_table(grave.book, state, "polisi").entries]

    assert remarks == ["only: Imigrasi, UPTD PPA, Polisi", ""]
    assert len(on_the_table(grave.book, state, "desa").entries) == 1


def test_a_decision_is_repeated_without_a_verdict(grave, dealt):
    """The words of the choice, or that there was none; never why."""
    state = replace(dealt(grave), decided=(Decided("maju", "cegat", 1.0),))
    late = replace(state, decided=(Decided("maju", "", 1.0),))
    loud = next(o for o in grave.book.injects["maju"].options if o.id == "cegat")

    assert (answered(grave.book, state).text, answered(grave.book, state).tone) == (
        loud.text,
        "info",
    )
    assert "Nothing was decided" in shown(answered(grave.book, late).text, "en")


def test_news_changes_what_the_table_stands_on(grave, dealt):
    """Nothing stands there before the first news."""
    state = dealt(grave)
    (lines,) = changed(grave.book, replace(state, decided=(Decided("maju", "cegat", 1.0),)))

    assert changed(grave.book, state) == ()
    assert [entry.text for entry in lines.entries] == [grave.book.injects["maju"].then]


def test_each_role_may_do_what_the_facts_say(grave):
    """Agencies quote facts, the family its own words."""
    remarks = {entry.text: entry.remark for entry in who_may(grave.book).entries}

    assert remarks["Polisi"] == "{RUJ-21}"
    assert remarks["Keluarga"] == grave.book.roles["keluarga"].seat
    assert quoted(["RUJ-01", "RUJ-02"]) == "{RUJ-01} {RUJ-02}"
