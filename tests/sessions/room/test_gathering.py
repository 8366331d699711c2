"""What is gathered from a room: closed votes, first decisions, and nothing that spoils a test."""

import pytest

from tppo_kit.records import Event, Judgement, Outcome
from tppo_kit.sessions.room.gathering import gathered
from tppo_kit.store.attempts import new_attempt

CASE, TWIN = "scenario:liburan-sepuluh-hari", "scenario:umrah-bersama-ibu"
FORMS = ("test:kasus-a-1", "test:kasus-b-1")
SUBJECT = "scenario:liburan-sepuluh-hari"


@pytest.fixture
def host(host_of):
    """Give a host with a room of the programme that plays both twins between two tests."""
    made = host_of()
    made.open("lokakarya-petugas-90")
    return made


def seated(host, number):
    """Let that many people in."""
    return [host.join(None) for _ in range(number)]


def go(host, *presses):
    """Do things at the console."""
    for press in presses:
        host.do("", *press.partition("=")[::2])


def vote(host, seats, *choices):
    """Hold one vote, each seat by the id of its choice."""
    go(host, "open=")
    for seat, choice in zip(seats, choices, strict=True):
        host.press(seat, host.mark_for(seat), f"choose={choice}", "")
    go(host, "close=")


def finished(host, seat, key, right="+", subject="paket"):
    """Write a finished attempt of a seat: a plus for each call, a minus for each miss."""
    judgements = tuple(
        Judgement(
            kind="vignette",
            subject=f"{subject}-{number}",
            fingerprint="f",
            signs=(),
            right="refer",
            chosen="refer",
            correct=mark == "+",
            signal=True,
            called=mark == "+",
            confidence=80,
            seconds=1.0,
        )
        for number, mark in enumerate(right)
    )
    attempt = new_attempt(seat, key, "f", host.clock(), host.log.latest(seat, key) is not None)
    event = Event("begin", at=host.clock())
    host.log.append(attempt, 0, event, Outcome(judgements, right.count("+"), len(right)))


def test_scenes_are_the_closed_votes_the_most_split_first(host):
    """Four to one of four choices lies behind two to two to one; an open vote is none yet."""
    seats = seated(host, 5)
    go(host, f"stage=discuss - {CASE}", "take=begin=")
    vote(host, seats, *["langsung-selesai"] * 4, "tanya-keras")
    go(host, "take=choose=langsung-selesai")
    vote(host, seats, "foto-biasa", "foto-biasa", "tanya-atasan", "tanya-atasan", "panggil-polisi")

    first, second = gathered(host, "id").scenes
    go(host, "open=")
    (left,) = gathered(host, "id").scenes

    # (2/5 ln 5/2) * 2 + 1/5 ln 5 = 1.054920 and 4/5 ln 5/4 + 1/5 ln 5 = 0.500402, by ln 4.
    assert (first.split, second.split) == (pytest.approx(0.760964), pytest.approx(0.360964))
    assert (first.votes, left) == (5, second)
    assert second.asks == ("Apa yang kita tahu? Apa yang kita duga?",)


def test_the_first_round_counts_and_the_second_is_kept_beside_it(host):
    """After the talk all chose the same: the split is that of the first vote."""
    seats = seated(host, 5)
    go(host, f"stage=discuss - {CASE}", "take=begin=")
    vote(host, seats, *["langsung-selesai"] * 3, "tanya-keras", "menebak")
    go(host, "talk=")
    vote(host, seats, *["tanya-keras"] * 5)

    (scene,) = gathered(host, "id").scenes

    assert scene.rounds == (
        {"choose=langsung-selesai": 3, "choose=tanya-keras": 1, "choose=menebak": 1},
        {"choose=tanya-keras": 5},
    )
    assert scene.split > 0.5


def test_a_judgement_waits_until_the_room_has_moved_on(host):
    """While the question stands on the wall, nobody is judged by it."""
    seats = seated(host, 2)
    go(host, f"stage=together - {CASE}", "take=begin=", "take=choose=langsung-selesai")
    vote(host, seats, "foto-biasa", "tanya-atasan")

    before = gathered(host, "id")
    go(host, "take=choose=foto-biasa")
    after = gathered(host, "id")

    assert before.decisions == {}
    assert list(after.decisions) == [seats[0]]  # the other would have gone on asking
    assert after.origins[SUBJECT].activity == CASE
    assert after.origins[SUBJECT].asks


def test_a_stage_that_is_put_away_says_the_same_as_while_it_ran(host):
    """Judgements come from the running play and, once it is over, from the log."""
    seats = seated(host, 3)
    go(host, f"stage=together - {CASE}", "take=begin=", "take=choose=langsung-selesai")
    vote(host, seats, "foto-biasa", "foto-penjelasan", "panggil-polisi")
    go(host, "take=choose=foto-biasa")

    running = gathered(host, "id")
    go(host, "clear=")

    assert gathered(host, "id") == running


def test_only_the_first_decision_of_a_person_on_a_subject_counts(host):
    """The same case once more changes nobody's decision."""
    seats = seated(host, 2)
    for choice in ("foto-biasa", "panggil-polisi"):
        go(host, f"stage=together - {CASE}", "take=begin=", "take=choose=langsung-selesai")
        vote(host, seats, choice, choice)
        go(host, "take=choose=foto-biasa", "clear=")

    decisions = gathered(host, "id").decisions

    assert [[j.called for j in each] for each in decisions.values()] == [[False], [False]]


def test_what_each_did_alone_counts_from_the_stage_on(host):
    """An attempt from before, one of a stranger and one at another activity are left out."""
    seat, other = seated(host, 2)
    host.log.add_seat("SSSS-SSSS", 1.0)
    finished(host, seat, "quiz:cek-01", subject="old")
    go(host, "stage=each - quiz:cek-01")
    finished(host, seat, "quiz:cek-01", "+-")
    finished(host, "SSSS-SSSS", "quiz:cek-01")
    finished(host, other, "quiz:cek-03")

    found = gathered(host, "id")
    go(host, "clear=")
    finished(host, other, "quiz:cek-01")

    assert {who: len(each) for who, each in found.decisions.items()} == {seat: 2}
    assert gathered(host, "id").decisions == found.decisions
    assert found.origins["vignette:paket-0"].activity == "quiz:cek-01"
    assert not found.untold


def test_a_test_is_told_after_its_second_form(host):
    """Forms change hands, so the first test stays untold until the second is put away."""
    seat, other = seated(host, 2)
    go(host, f"stage=each before {' '.join(FORMS)}")
    finished(host, seat, FORMS[0])
    go(host, "clear=")
    waiting = gathered(host, "id")
    go(host, f"stage=each after {' '.join(FORMS)}")
    finished(host, seat, FORMS[1], "-", subject="mess")
    during = gathered(host, "id")
    go(host, "clear=")
    told = gathered(host, "id")

    assert waiting.untold
    assert during.untold
    assert waiting.decisions == during.decisions == {}
    assert [j.subject for j in told.decisions[seat]] == ["paket-0", "mess-0"]
    assert (not told.untold, told.tests) == (True, (1, 1))
    assert list(told.before) == list(told.after) == [seat]
    assert other not in told.decisions


def test_after_the_end_everything_is_told(host):
    """When the workshop is over, no second test comes."""
    (seat,) = seated(host, 1)
    go(host, f"stage=each before {' '.join(FORMS)}")
    finished(host, seat, FORMS[0])
    go(host, "end=")

    assert list(gathered(host, "id").decisions) == [seat]


def test_the_wall_waits_for_what_is_over_and_for_the_twin(host):
    """A running case is not shown to all, and of a case nobody is judged before its twin."""
    seats = seated(host, 2)
    go(host, "block=3", f"stage=together - {CASE}", "take=begin=", "take=choose=langsung-selesai")
    vote(host, seats, "foto-biasa", "foto-biasa")
    running = gathered(host, "id", for_all=True)
    go(host, "take=choose=foto-biasa")
    at_the_end = gathered(host, "id", for_all=True)
    go(host, "block=4", f"stage=together - {TWIN}", "take=begin=")
    during = gathered(host, "id", for_all=True)
    go(host, "clear=")

    assert running.scenes == ()
    assert len(at_the_end.scenes) == 2
    assert at_the_end.decisions == during.decisions == {}
    assert len(gathered(host, "id", for_all=True).decisions) == 2
    assert len(gathered(host, "id").decisions) == 2


def test_hands_count_as_people_and_are_nobodys_decision(host):
    """Eight raised hands make a room of eight, and no judgement."""
    go(host, f"stage=together - {CASE}", "take=begin=", "open=", "hands=A:5 B:3", "close=")
    go(host, "take=choose=langsung-selesai")

    found = gathered(host, "id")

    assert (found.people, found.decisions) == (8, {})
    assert [scene.votes for scene in found.scenes] == [8]


def test_a_small_room_has_every_scene_it_passed(host):
    """Without a vote the questions of the way are there all the same."""
    go(host, f"stage=together - {CASE}", "take=begin=", "take=choose=langsung-selesai")
    go(host, "take=choose=foto-biasa")

    found = gathered(host, "id")

    assert found.people == 0
    assert [scene.votes for scene in found.scenes] == [0, 0]
    assert all(scene.asks for scene in found.scenes)
