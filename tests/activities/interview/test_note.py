"""The note: what was done, seen, decided and left open, and lines that tempt among it."""

from collections import Counter
from itertools import chain

import pytest

from tppo_kit.activities.activity import replay
from tppo_kit.activities.interview.note import (
    NoteLine,
    note_points,
    numbers_struck_right,
    true_lines,
)
from tppo_kit.content.simulations.interviews import NotePart
from tppo_kit.sessions.library import open_activity

LINES = [
    NoteLine("a", NotePart.DONE, "Saya bertanya.", ""),
    NoteLine("b", NotePart.SEEN, "Ia jelas bohong, jelas.", "", "", ("jelas bohong",)),
    NoteLine("c", NotePart.SEEN, "Ia membawa map.", ""),
]


@pytest.fixture
def draft(interview, talk):
    """Give a function from a seed to the draft after the talk."""
    return lambda seed: interview.draft(replay(interview, seed, talk))


def test_the_true_lines_follow_the_path(draft):
    """Steps and decision stand word for word, facts if noted, the rest as questions."""
    keys = [line.key for line in draft(1) if line.belongs]

    assert keys == [
        "done.1.ruang-bk.tanya-terbuka",
        "done.2.cerita-awal.bicara-berdua",
        "done.3.bicara-berdua.buka",
        "done.4.rencana.cukup",
        "seen.jenis-visa",
        "seen.pesan-pengurus",
        "decided.1.langkah.tahan-cek",
        "decided.2.ruang-kepala.sebut-fakta",
        "reason",
        *("open.talangan", "open.jenis-kerja", "open.kontrak", "open.tes-bahasa", "open.isi-arsip"),
        "remains",
    ]


def test_the_parts_stand_in_their_order(draft):
    """Done, seen, decided and open follow each other, tempting lines included."""
    parts = [list(NotePart).index(line.part) for line in draft(4)]

    assert parts == sorted(parts)


@pytest.mark.parametrize("seed", range(40))
def test_every_part_tempts_and_the_pair_tempts_both_ways(interview, draft, seed):
    """A draft holds one line of the place in each part, one that accuses, one that clears."""
    tempting = {line.key for line in draft(seed) if not line.belongs}
    pair = interview.notes.pair_of("magang-enam-bulan")
    of_place = Counter(line.part for line in interview.notes.lines if line.id in tempting)

    assert of_place == dict.fromkeys(NotePart, 1)
    assert {line.leans for line in pair.lines if line.id in tempting} == {"suspicion", "trust"}
    assert len(tempting) == 6


def test_across_seeds_every_line_tempts_at_some_time(interview, draft):
    """The same seed gives the same draft; no line of place or pair is left out for ever."""
    drafts = [[line.key for line in draft(seed)] for seed in range(200)]
    pair = interview.notes.pair_of("magang-enam-bulan")

    assert drafts[7] == [line.key for line in draft(7)]
    assert {line.id for line in (*interview.notes.lines, *pair.lines)} <= set(chain(*drafts))


def test_twins_are_tempted_by_the_same_lines(opened):
    """What tempts comes from place and pair alone, so that no line hints at the truth."""
    for activity in opened("interview"):
        pair = activity.notes.pair_of(activity.case.scenario.id)

        assert activity.case.scenario.twin in pair.cases


def test_a_note_without_facts_says_so(interview):
    """The reason names the facts, or says that none had been noted."""
    scenario, notes = interview.case.scenario, interview.notes
    state = interview.case.start(1)
    reasons = [
        next(line for line in true_lines(scenario, state, noted, notes) if line.key == "reason")
        for noted in ([], ["kontrak"])
    ]

    assert reasons[0].text != reasons[1].text


def test_one_question_remains_whoever_asked_everything(interview):
    """With all facts noted, the part of what is not established is not empty."""
    scenario, notes = interview.case.scenario, interview.notes
    lines = true_lines(scenario, interview.case.start(1), set(scenario.evidence), notes)

    assert [line.text for line in lines if line.part is NotePart.OPEN] == [notes.remains]


@pytest.mark.parametrize("noted", [{"soal-rekan"}, set()])
def test_what_concerns_a_colleague_stays_out_of_the_note(catalogue, noted):
    """A fact for another report stands neither as seen nor as open, and is no reason here."""
    activity = open_activity("interview:titip-satu-orang", catalogue)
    scenario = activity.case.scenario
    lines = list(true_lines(scenario, activity.case.start(1), noted, activity.notes))
    bare = list(true_lines(scenario, activity.case.start(1), set(), activity.notes))

    assert "soal-rekan" in scenario.evidence
    assert lines == bare
    assert not any("soal-rekan" in line.key for line in lines)


def test_what_is_no_fact_is_marked_once():
    """The words stand between « and » where they first occur; a fact stays as it is."""
    assert LINES[1].marked() == "Ia «jelas bohong», jelas."
    assert LINES[2].marked() == "Ia membawa map."


@pytest.mark.parametrize(
    ("struck", "counts", "points"),
    [
        (set(), (2, 2, 0, 1), 1.0),
        ({"1", "2", "3"}, (0, 2, 1, 1), 1.0),
        ({"2"}, (2, 2, 1, 1), 2.0),
        ({"1", "3"}, (0, 2, 0, 1), 0.0),
        ({"1", "2"}, (1, 2, 1, 1), 1.5),
    ],
)
def test_a_lost_fact_weighs_as_much_as_an_opinion(struck, counts, points):
    """Keeping all and striking all both earn half; only telling them apart earns more."""
    assert numbers_struck_right(LINES, struck) == counts
    assert note_points(LINES, struck) == points
