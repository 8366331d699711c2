"""What a shared play shows of each person: their own first vote."""

import pytest

from tppo_kit.records import Event
from tppo_kit.sessions.room.judging import card_seat, judgements

QUIZ = "quiz:kasus-a-1"


@pytest.fixture
def quiz(room):
    """Give a room before the first question of a quiz, played by vote, talk and vote."""
    return room.do(f"stage=discuss - {QUIZ}", "take=begin=")


def found(room):
    """Return the judgements of the running stage by seat."""
    return {each.seat: each.judgement for each in judgements(room.playbook, room.stage)}


def test_the_first_vote_counts_and_the_second_does_not(quiz):
    """Whoever follows the crowd after the talk is judged by what they chose alone."""
    first, second = quiz.choices()[:2]
    quiz.do("open=").vote("A", 0).vote("B", 1).do("close=", "talk=", "open=")
    quiz.vote("A", 1).vote("B", 0).vote("C", 0).do("close=", f"take={first}")

    assert {seat: each.chosen for seat, each in found(quiz).items()} == {
        "A": first.partition("=")[2],
        "B": second.partition("=")[2],
    }


def test_a_judgement_is_the_one_of_playing_alone(quiz):
    """Right, wrong, sure and seconds are as the activity itself judges them."""
    activity = quiz.playbook.activity(QUIZ)
    state = quiz.playbook.state(QUIZ, quiz.stage.seed, quiz.stage.events)
    quiz.do("open=", at=2_000.0)
    choice = quiz.choices()[0]
    quiz.vote("A", 0, at=2_004.5).sure("A", 90)

    (only,) = judgements(quiz.playbook, quiz.stage)

    assert only.judgement == activity.judged(state, Event(*choice.split("=")), 90, 4.5)
    assert (only.judgement.confidence, only.judgement.seconds) == (90, 4.5)
    assert (only.stage, only.step, only.activity, only.at) == (0, 1, QUIZ, 2_004.5)


def test_who_did_not_say_how_sure_is_kept_so(quiz):
    """No number is made up for them."""
    quiz.do("open=").vote("A", 0)

    assert found(quiz)["A"].confidence is None


def test_cards_are_judged_under_their_number_and_hands_not_at_all(quiz):
    """A card is somebody, a counted hand nobody in particular."""
    quiz.do("deck=9", "open=", "hands=A:20", "cards=7:A 9:B").vote("A", 0)

    assert set(found(quiz)) == {"A", card_seat(7), card_seat(9)} == {"A", "card-7", "card-9"}


def test_steps_that_decide_nothing_are_not_judged(case):
    """In a case only the vote that ends it counts, and of each person their own ending."""
    for _ in range(30):
        if not case.playbook.view(case.stage).blocks or case.stage.events[-1].name == "confidence":
            break
        choices = case.choices()
        case.do("open=")
        for seat, choice in zip("ABC", range(len(choices)), strict=False):
            case.vote(seat, choice)
        case.do("close=", f"take={choices[-1]}")
    activity = case.playbook.activity(case.stage.key)

    judged = judgements(case.playbook, case.stage)

    assert judged
    assert {each.step for each in judged} < {ballot.step for ballot in case.stage.ballots}
    for each in judged:
        ballot = next(b for b in case.stage.ballots if b.step == each.step)
        state = case.playbook.state(
            case.stage.key, case.stage.seed, case.stage.events[: ballot.step]
        )
        name, _, value = ballot.rounds[0].votes[each.seat].choice.partition("=")
        assert activity.judged(state, Event(name, value), None, each.judgement.seconds) == (
            each.judgement
        )


def test_undone_steps_are_not_judged(quiz):
    """What was stepped back over never happened; the question stepped back to did."""
    quiz.do("open=").vote("A", 0).do("close=", f"take={quiz.choices()[0]}", "take=next=")
    quiz.do("open=").vote("B", 0).do("close=", "back=", "back=")

    assert set(found(quiz)) == {"A"}


@pytest.mark.parametrize("value", [f"each - {QUIZ}", "together - survey:reaksi"])
def test_other_plays_give_no_judgements_of_the_room(room, value):
    """Who plays alone is judged in their own attempt; an opinion is no judgement."""
    room.do(f"stage={value}")
    if "together" in value:
        room.do("take=begin=", "open=").vote("A", 0)

    assert judgements(room.playbook, room.stage) == []
