"""Opening a shift: what it is given, and the measures that the debrief shows."""

import shutil

import pytest

from tppo_kit.activities.blocks import Prose, Scale, Table
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import NotFound
from tppo_kit.learning.detection import Counts, detect
from tppo_kit.records import Judgement
from tppo_kit.sessions.library import open_activity
from tppo_kit.sessions.opening.shift import detect_blocks
from tppo_kit.sessions.transcript import check_lines
from tppo_kit.settings import REPOSITORY


@pytest.fixture(scope="module")
def catalogue():
    """Give the content of the repository."""
    return Catalogue(REPOSITORY / "data")


def judged(hits, signals, over, noises):
    """Return judgements with these counts."""

    def one(signal, called):
        return Judgement(
            "shift-case", "x", "f", (), "refer", "refer", correct=True, signal=signal,
            called=called, confidence=80, seconds=1.0,
        )  # fmt: skip

    needed = [one(signal=True, called=number < hits) for number in range(signals)]
    return needed + [one(signal=False, called=number < over) for number in range(noises)]


def test_both_stations_open_with_their_signs_and_sources(catalogue):
    """Everything that a station weighs and cites is gathered."""
    for name in ("loket-paspor", "pos-pemeriksaan"):
        activity = open_activity(f"shift:{name}", catalogue)
        cited = {citation.source for w in activity.deck.weighings for citation in w.from_}

        assert activity.key == f"shift:{name}"
        assert set(activity.signs) == {weighing.sign for weighing in activity.deck.weighings}
        assert cited <= activity.sources.keys()


def test_an_unknown_station_is_told_in_a_sentence(catalogue):
    """There is no such shift, and that is said."""
    with pytest.raises(NotFound):
        open_activity("shift:gaib", catalogue)


def test_a_story_without_a_way_to_matter_is_not_opened(tmp_path):
    """A station that would stop half way is not begun."""
    for folder in ("shifts", "signs", "sources"):
        shutil.copytree(REPOSITORY / "data" / folder, tmp_path / folder)
    path = tmp_path / "shifts" / "loket-paspor.yml"
    text = path.read_text(encoding="utf-8").replace("stories: [liburan, ", "stories: [")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NotFound):
        open_activity("shift:loket-paspor", Catalogue(tmp_path))


def test_the_summary_tells_counts_and_no_answers(catalogue):
    """One line: title, counts and fingerprint."""
    activity = open_activity("shift:loket-paspor", catalogue)

    assert activity.summary() == (
        f"Giliran di loket paspor: {len(activity.deck.stories)} cerita, "
        f"{len(activity.deck.slots)} celah, {len(activity.signs)} tanda [{activity.fingerprint}]"
    )


def test_the_exemplar_plays_to_the_end(catalogue):
    """By the book, the check cell of the notebook ends a shift with nearly all points."""
    lines = check_lines("shift:loket-paspor", catalogue)

    assert len(lines) == 2
    assert "tepat" in lines[1]


def test_measures_are_those_of_signal_detection():
    """Eight of ten seen, two of ten held up: d' 1.50 and c 0, log-linear (facts/pedagogi.md)."""
    blocks = detect_blocks(judged(8, 10, 2, 10))
    sensitivity, criterion, table, _, figures = blocks
    known = detect(Counts(8, 10, 2, 10))

    assert isinstance(sensitivity, Scale)
    assert round(sensitivity.value, 4) == 1.4957
    assert round(criterion.value, 4) == 0.0
    assert (sensitivity.low, sensitivity.high) == known.sensitivity_interval()
    assert isinstance(table, Table)
    assert figures.folded
    assert figures.entries[0].text.values["value"] == sensitivity.value
    assert figures.entries[1].text.values["value"] == criterion.value


@pytest.mark.parametrize(
    ("hits", "over", "apart", "leaning"),
    [
        (48, 2, "better", "No leaning"),
        (2, 2, "Not clear", "miss"),
        (48, 48, "Not clear", "suspect quickly"),
    ],
)
def test_both_pictures_are_read_out_in_plain_words(hits, over, apart, leaning):
    """Of fifty and fifty people: who tells them apart, who lets all pass, who stops all."""
    sensitivity, criterion = detect_blocks(judged(hits, 50, over, 50))[:2]

    assert apart in sensitivity.words.text
    assert leaning in criterion.words.text


def test_a_perfect_shift_is_not_reproached():
    """Who missed and held up nobody reads so before the corrected rates, and nobody else."""
    perfect = detect_blocks(judged(8, 8, 0, 8))
    nearly = detect_blocks(judged(8, 8, 1, 8))

    assert "held up nobody" in perfect[2].text.text
    assert len(perfect) == len(nearly) + 1


def test_the_same_eyes_see_mostly_innocents_where_few_need_a_step():
    """Of 12,000 people at 1 in 2, 12 and 1,000: seen, missed and held up by corrected rates."""
    table, words = detect_blocks(judged(8, 10, 2, 10))[2:4]
    rows = [[int(cell) for cell in row[1:]] for row in table.rows]

    assert rows == [[4636, 1364, 1364], [773, 227, 2500], [9, 3, 2725]]
    assert words.text.values == {"number": 1000, "over": 303}


def test_few_people_are_said_to_say_little():
    """With fewer than five of a kind a sentence warns of the wide interval."""
    few = detect_blocks(judged(3, 4, 1, 4))

    assert isinstance(few[-1], Prose)
    assert len(few) == 6


def test_one_kind_alone_measures_nothing():
    """Without anybody who needed a step there is a sentence instead of a figure."""
    assert [type(block) for block in detect_blocks(judged(0, 0, 2, 8))] == [Prose]
