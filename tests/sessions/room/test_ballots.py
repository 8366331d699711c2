"""Votes: changed until closing, counted once, by phone, hand and card."""

import pytest

from tppo_kit.errors import Refused
from tppo_kit.sessions.room.ballots import MOST_HANDS, mark_of, new_letters
from tppo_kit.sessions.room.state import Vote


def test_a_vote_may_be_changed_until_closing(case):
    """The last choice counts, once, with the seconds since the opening."""
    first, second = case.choices()[:2]
    case.do("open=", at=5_000.0).vote("A", 0, at=5_003.5).vote("A", 1, at=5_009.25)
    case.vote("B", 1, at=5_010.0)

    assert case.stage.round.votes == {"A": Vote(second, 9.25), "B": Vote(second, 10.0)}
    assert case.stage.round.counts() == {second: 2}
    assert first not in case.stage.round.counts()


def test_a_late_vote_is_told_so_and_not_counted(case):
    """Before the opening, after the closing and after moving on nothing is taken."""
    choice = case.choices()[0]
    press = f"vote={mark_of(case.stage)} {choice}"
    assert case.refused(press, "A")
    case.do("open=").vote("B", 0).do("close=")
    assert case.refused(press, "A")

    case.do(f"take={choice}")

    assert case.refused(press, "A")
    assert case.state.stage.ballots[0].rounds[0].counts() == {choice: 1}


def test_a_vote_names_the_question_it_answers(case):
    """An answer to another question, round or activity is not counted for this one."""
    case.do("open=", "close=", "open=")
    number, step, round_ = map(int, mark_of(case.stage).split("."))
    choice = case.choices()[0]

    for mark in (
        f"{number + 1}.{step}.{round_}",
        f"{number}.{step + 1}.{round_}",
        f"{number}.{step}.{round_ - 1}",
        f"{number}.{step}",
        f"{number}.{step}.{round_}.0",
        f"0{number}.{step}.{round_}",
        f"-{number}.{step}.{round_}",
        "",
        "x",
        "9" * 50,
    ):
        assert case.refused(f"vote={mark} {choice}", "A")
    assert case.refused(f"vote={choice}", "A")


def test_only_the_choices_on_the_screen_can_be_voted_for(case):
    """Neither another event, nor a letter, nor an unknown or empty choice is taken."""
    case.do("open=")
    mark, known = mark_of(case.stage), case.choices()[0]

    for choice in ("choose=none", "choose=", "", "A", "begin=", known.upper(), f"{known} ", "a\nb"):
        assert case.refused(f"vote={mark} {choice}", "A")


def test_one_says_how_sure_after_choosing(case):
    """Without a choice it is refused, and only the levels of the screen are taken."""
    case.do("open=")
    assert case.refused(f"sure={mark_of(case.stage)} 80", "A")
    case.vote("A", 0)

    for level in ("", "49", "55", "101", "80.0", "sure", " 80"):
        assert case.refused(f"sure={mark_of(case.stage)} {level}", "A")
    case.sure("A", 60).sure("A", 90)
    assert case.stage.round.sure == {"A": 90}
    case.do("close=")
    assert case.refused(f"sure={mark_of(case.stage)} 80", "A")


def test_a_vote_opens_and_closes_once(case):
    """Opening an open vote, closing a closed one, and talking before a vote are refused."""
    assert case.refused("close=")
    assert case.refused("talk=")
    case.do("open=")
    assert case.refused("open=")
    assert case.refused("talk=")
    case.do("close=")

    assert case.refused("close=")


def test_where_nothing_can_be_chosen_no_vote_opens(room):
    """On a cover, after the end, while everybody plays alone, and without an activity."""
    assert room.refused("open=")
    room.do("stage=together - quiz:kasus-a-1")
    assert room.refused("open=")
    room.do("stage=each - quiz:kasus-a-1")

    assert room.refused("open=")


def test_hands_are_set_and_set_anew(case):
    """Who counts again replaces the count; what is left out is nobody."""
    first, second = case.choices()[:2]
    case.do("open=", "hands=A:12 B:3")
    assert case.stage.round.counts() == {first: 12, second: 3}

    case.do("hands=B:4")

    assert case.stage.round.counts() == {second: 4}
    case.do("hands=")
    assert case.stage.round.counts() == {}


@pytest.mark.parametrize(
    "hands",
    ["A", "A:", "A:-1", "A:1.5", "Z:1", "a:1", "A:x", ":3", "A:1,B:2", f"A:{MOST_HANDS + 1}"],
)
def test_hands_that_cannot_be_counted_are_refused(case, hands):
    """Words, halves, letters that are not asked, and more people than a hall holds."""
    case.do("open=", "hands=A:2")

    assert case.refused(f"hands={hands}")


def test_cards_are_added_photo_by_photo(case):
    """A later reading of a card replaces its earlier one; a side without a choice takes it back."""
    first, second = case.choices()[:2]
    case.do("deck=12", "open=", "cards=7:A 12:B", "cards=7:B 1:A")
    assert case.stage.round.cards == {7: second, 12: second, 1: first}

    case.do("cards=12:E 3:E")

    assert case.stage.round.cards == {7: second, 1: first}


def test_only_what_a_photo_adds_is_kept(case):
    """A card read as before is no news; another letter, or a side that takes it back, is."""
    case.do("deck=12", "open=", "cards=7:A 12:B 9:A")
    read = {7: "A", 12: "A", 9: "E", 3: "E", 1: "B"}

    assert new_letters(case.playbook, case.state, read) == {12: "A", 9: "E", 1: "B"}


def test_without_a_vote_no_photo_is_read(case):
    """Before the vote opens and after it closes, cards are refused with a sentence."""
    for press in ("deck=12", "open=", "close="):
        case.do(press)
        if press != "open=":
            with pytest.raises(Refused):
                new_letters(case.playbook, case.state, {7: "A"})


@pytest.mark.parametrize("cards", ["0:A", "13:A", "x:A", ":A", "-1:A", "1.5:A", "A"])
def test_a_card_that_was_not_handed_out_is_refused(case, cards):
    """Numbers beyond the deck count for nobody, also among good ones."""
    case.do("deck=12", "open=")

    assert case.refused(f"cards=1:A {cards}")


def test_phones_hands_and_cards_count_together(case):
    """Each way adds to the same choices."""
    first, second = case.choices()[:2]
    case.do("deck=3", "open=").vote("A", 0).vote("B", 1).do("hands=A:10 B:1", "cards=1:A 2:A 3:B")

    assert case.stage.round.counts() == {first: 13, second: 3}


def test_vote_talk_vote_keeps_both_votes(case):
    """The second vote is a round of its own; talking ends with its opening."""
    first, second = case.choices()[:2]
    case.do("open=").vote("A", 0).vote("B", 0).do("close=").do("talk=", at=6_000.0)
    assert case.stage.talk_since == 6_000.0
    case.do("open=")
    assert case.stage.talk_since is None

    case.vote("A", 1).do("close=")

    assert [each.counts() for each in case.stage.ballot.rounds] == [{first: 2}, {second: 1}]


def test_stepping_back_drops_the_votes_of_undone_steps(case):
    """Who takes another way is asked anew; the question stepped back to keeps its votes."""
    first, second = case.choices()[:2]
    case.do("open=").vote("A", 0).do("close=", f"take={first}", "open=").vote("A", 0).do("close=")
    assert [ballot.step for ballot in case.stage.ballots] == [1, 2]

    case.do("back=")
    assert [ballot.step for ballot in case.stage.ballots] == [1]
    assert case.stage.round.counts() == {first: 1}
    case.do(f"take={second}")

    assert case.stage.ballot is None


def test_a_vote_for_an_undone_question_counts_for_no_other(case):
    """A phone that was away while the room went back and another way is told that it is late."""
    first, second = case.choices()[:2]
    case.do(f"take={first}", "open=")
    late = mark_of(case.stage)
    case.do("close=", "back=", f"take={second}", "open=")

    assert case.refused(f"vote={late} {case.choices()[0]}", "A")


def test_a_vote_cannot_be_moved_past_while_it_is_open(case):
    """What leads on is refused until the vote is closed; going back drops it."""
    case.do("open=").vote("A", 0)

    assert case.refused(f"take={case.choices()[0]}")
