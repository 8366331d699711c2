"""One person explained: the step, why, whom it cost what, and what there was to find."""

import pytest

from tppo_kit.activities.shift.combination import Reason
from tppo_kit.activities.shift.dealing import Draw
from tppo_kit.activities.shift.explaining import (
    cost_of,
    evidence_lines,
    explained,
    reason,
    tone_of,
)
from tppo_kit.activities.shift.state import Decision, Looks
from tppo_kit.records import Rung


def decided(draw, rung, looks=None):
    """Return a decision on somebody."""
    return Decision(draw, looks or Looks(), rung, 80, 5.0)


@pytest.fixture(scope="module")
def met(shift):
    """Give draws and people, some of every reason."""
    setting = shift.deck.settings[0].id
    draws = [Draw(seed, 0, setting) for seed in range(400)]
    return [(draw, shift.person(draw)) for draw in draws]


def test_every_reason_occurs_and_has_a_sentence(shift, met):
    """Each line of the rule is met, and each is explained; only the port knows who comes home."""
    found = {person.finding.reason: reason(person).render("id") for _, person in met}
    records = {step.rung for sign in shift.signs.values() for step in sign.next_steps}
    missing = set() if "pulang" in {s.id for s in shift.deck.stories} else {Reason.CONNECTS}

    assert records >= {"A1", "A2", "A3", "AC"}
    assert set(Reason) - set(found) == missing
    assert len(set(found.values())) >= len(found)


def test_danger_is_told_without_a_word_on_kinds(met):
    """Where somebody asks for help, nothing but that is the reason; else a kind is named."""
    for _, person in met:
        if person.finding.positive:
            named = "kind" in reason(person).values

            assert named == (person.finding.reason is not Reason.DANGER)


def test_where_offering_a_service_is_as_good_it_is_said(met):
    """Whoever should check first reads that connecting fits too, and only where it does."""
    for _, person in met:
        if person.finding.reason is Reason.SIGN:
            assert ("as good" in reason(person).text) == person.finding.allows(Rung.REFER)


def test_tones_follow_the_side(met):
    """A fitting step is good, another on the right side mixed, the wrong side poor."""
    for draw, person in met[:100]:
        wrong = Rung.INFORM if person.needs_a_step else Rung.URGENT

        assert tone_of(person, decided(draw, person.finding.rung)) == "good"
        assert tone_of(person, decided(draw, wrong)) == "poor"


def test_only_a_wrong_side_costs_anybody(shift, met):
    """A miss, a delay and a lost journey are told in words; a right side costs nothing."""
    for draw, person in met[:100]:
        costs = {rung: cost_of(shift, person, decided(draw, rung)) for rung in Rung}

        for rung, cost in costs.items():
            assert (cost is None) == (rung.calls_for_action == person.needs_a_step)
        if not person.needs_a_step:
            assert "journey" in costs[Rung.URGENT].text
            assert "journey" not in costs[Rung.CONSULT].text


def test_evidence_is_marked_by_whether_it_was_found(shift, met):
    """What was asked openly is ticked, the rest stands open, asides count for nothing."""
    draw, person = next((d, p) for d, p in met if len(p.clues) > 1 and p.asides)
    looks = Looks(asked=((person.clues[0].question, "open"),))
    lines = evidence_lines(shift, person, decided(draw, Rung.CONSULT, looks))
    marks = {str(entry.text): entry.mark for entry in lines.entries}

    assert marks[f"“{person.clues[0].told}”"] == "yes"
    assert marks[f"“{person.clues[1].told}”"] == "open"
    assert [entry.mark for entry in lines.entries[-len(person.asides) :]] == [""] * len(
        person.asides
    )


def test_a_look_alike_is_explained_and_a_sign_is_no_proof(shift, met):
    """Each clue says whether it speaks for the sign or explains it innocently."""
    for draw, person in met[:100]:
        lines = evidence_lines(shift, person, decided(draw, Rung.CONSULT))
        remarks = [entry.remark.text for entry in lines.entries if hasattr(entry.remark, "text")]
        speaks = sum("not proof" in remark for remark in remarks)

        assert speaks == sum(clue.side == "sign" for clue in person.clues)


def test_the_right_step_is_named_when_another_was_taken(shift, met):
    """The explanation names the careful step only where it was missed."""
    draw, person = met[0]
    right = explained(shift, person, decided(draw, person.finding.rung))
    wrong = Rung.NO_CONCERN if person.needs_a_step else Rung.URGENT

    assert len(explained(shift, person, decided(draw, wrong))) > len(right)
