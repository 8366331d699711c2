"""Who knows which card, and who leads, after what was told, asked and heeded."""

from dataclasses import replace

import pytest

from tppo_kit.activities.tabletop.circle import leader, seen_by
from tppo_kit.activities.tabletop.state import Decided, Handled
from tppo_kit.content.simulations.tabletop_parts import Handling

QUIET = ("wartawan", "foto", "tetap")


def handled(state, card, handling):
    """Return the state with one more card decided."""
    return replace(state, handled=(*state.handled, Handled(card, handling, 0.0)))


@pytest.mark.parametrize(
    ("answer", "roles"),
    [("boleh", None), ("sebagian", {"ppa", "polisi", "imigrasi"})],
)
def test_an_answer_decides_who_knows(grave, dealt, answer, roles):
    """Consent to some reaches only these, consent to all reaches the table."""
    state = handled(dealt(grave, answers={"ppa-paspor": answer}), "ppa-paspor", Handling.ASK)

    assert seen_by(grave.book, state, "ppa-paspor") == (roles or set(grave.book.roles))


def test_a_no_keeps_a_card_with_its_holder(grave, dealt):
    """Whoever was refused, and whoever kept a card, knows it alone."""
    state = handled(dealt(grave, answers={"ppa-tempat": "belum"}), "ppa-tempat", Handling.ASK)
    state = handled(state, "desa-pelapor", Handling.ASK)

    assert seen_by(grave.book, state, "ppa-tempat") == {"ppa"}
    assert seen_by(grave.book, state, "desa-pelapor") == {"desa"}
    assert seen_by(grave.book, state, "klg-jadwal") == {"keluarga"}


@pytest.mark.parametrize(("option", "knows"), [("hentikan", False), ("biarkan", True), ("", True)])
def test_consent_taken_back_closes_the_card_once_heeded(grave, dealt, option, knows):
    """The role she no longer wants stops seeing her cards, and hers alone, if the table heeds it."""
    state = dealt(grave, answers={"ppa-paspor": "boleh"}, injects=("tarik", *QUIET))
    state = handled(handled(state, "ppa-paspor", Handling.ASK), "klg-jadwal", Handling.SHARE)
    state = replace(state, decided=(Decided("tarik", option, 0.0),))

    assert ("pendamping" in seen_by(grave.book, state, "ppa-paspor")) is knows
    assert {"ppa", "polisi"} <= seen_by(grave.book, state, "ppa-paspor")
    assert seen_by(grave.book, state, "klg-jadwal") == set(grave.book.roles)


def test_a_role_too_close_no_longer_reads_stories_once_heeded(grave, dealt):
    """The village head keeps the bus and the fence, and loses what one person told."""
    state = dealt(grave, answers={"ppa-paspor": "boleh"}, injects=("kerabat", *QUIET))
    state = handled(handled(state, "ppa-paspor", Handling.ASK), "pol-jaga", Handling.SHARE)
    heeded = replace(state, decided=(Decided("kerabat", "pindah", 0.0),))

    assert "desa" in seen_by(grave.book, state, "ppa-paspor")
    assert "desa" not in seen_by(grave.book, heeded, "ppa-paspor")
    assert "desa" in seen_by(grave.book, heeded, "pol-jaga")


def test_whoever_told_a_card_keeps_it(grave, dealt):
    """A holder cannot unknow what was told to it."""
    state = handled(dealt(grave, injects=("kerabat", *QUIET)), "desa-utang", Handling.ASK)
    state = replace(state, decided=(Decided("kerabat", "pindah", 0.0),))

    assert "desa" in seen_by(grave.book, state, "desa-utang")


@pytest.mark.parametrize(
    ("which", "option", "role"),
    [("grave", "pindah", "ppa"), ("grave", "sungkan", "desa"), ("calm", "pindah", "desa")],
)
def test_heeded_news_passes_the_lead_on(which, option, role, request, dealt):
    """In danger the table moves out of the village office; elsewhere the village head leads on."""
    activity = request.getfixturevalue(which)
    state = dealt(activity, injects=("kerabat", "foto"))

    assert leader(activity.book, state) == "desa"
    state = replace(state, decided=(Decided("kerabat", option, 0.0),))
    assert leader(activity.book, state) == role


def test_consent_comes_from_asking_alone(grave, dealt):
    """Without a question nobody else knows what is hers to tell."""
    state = handled(dealt(grave), "ppa-paspor", Handling.KEEP)

    assert seen_by(grave.book, state, "ppa-paspor") == {"ppa"}
