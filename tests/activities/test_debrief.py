"""The debrief: what you did, what was there, what it could be, what to do, where it says so."""

from dataclasses import replace

import pytest

from tppo_kit.activities.activity import RUNG_NAMES, replay
from tppo_kit.activities.blocks import Feedback, Lines, Sources
from tppo_kit.sessions.transcript import case_events
from tppo_kit.views.draw import draw_text


@pytest.fixture(scope="module")
def ends(opened, catalogue):
    """Give every playthrough of every real case with its last view."""
    found = []
    for activity in opened("scenario"):
        for playthrough in catalogue.case(activity.scenario.id).playthroughs.record:
            state = replay(activity, 1, case_events(playthrough.choose))
            found.append((activity, playthrough, state, activity.view(state)))
    return found


def lists(view):
    """Return the three lists of a debrief: the path, the evidence, the innocent explanations."""
    return [block for block in view.blocks if isinstance(block, Lines)]


def test_it_tells_how_it_ended_first(ends):
    """The first block is the ending, in its tone, with a title of its own for each tone."""
    titles = {}
    for activity, playthrough, _, view in ends:
        step = activity.scenario.steps[playthrough.ends_at]
        first = view.blocks[0]

        assert isinstance(first, Feedback)
        assert (first.tone, first.text) == (step.ending, step.text)
        assert view.announce == first.title
        titles.setdefault(first.tone, set()).add(first.title.text)
    assert sorted(titles) == ["good", "mixed", "poor"]
    assert len(set.union(*titles.values())) == 3


def test_it_says_what_a_careful_colleague_would_do(ends):
    """The rung of the truth and its reason are given whatever was decided, with their sources."""
    for activity, playthrough, _, view in ends:
        truth = activity.scenario.truth
        step = activity.scenario.steps[playthrough.ends_at]
        second = view.blocks[1]
        right = step.decision in {truth.rung, *truth.accepts}

        assert second.title.values["rung"] == RUNG_NAMES[truth.rung]
        assert second.text == truth.why
        assert second.tone == ("good" if right else "info")
        assert second.sources


def test_it_lists_the_whole_path_in_order(ends):
    """Each choice is repeated with why it was wise or not."""
    for activity, playthrough, state, view in ends:
        path = lists(view)[0]
        choices = [
            next(c for c in activity.scenario.steps[step].choices if c.id == name)
            for step, name in state.path
        ]

        assert path.numbered
        assert [choice.id for choice in choices] == playthrough.choose
        assert [(e.text, e.remark) for e in path.entries] == [(c.text, c.why) for c in choices]


def test_it_shows_all_evidence_and_what_was_found(ends):
    """Found and missed facts are both told, and the count is right."""
    for activity, _, state, view in ends:
        evidence = lists(view)[1]
        noted = activity.walk.noted(state.position)
        marks = ["yes" if key in noted else "open" for key in activity.scenario.evidence]

        assert [entry.mark for entry in evidence.entries] == marks
        assert evidence.title.values == {"found": len(noted), "all": len(marks)}


def test_it_says_what_each_fact_speaks_for(ends):
    """A supporting fact names its sign as a reason to ask; an explaining one as innocent."""
    remarks = {}
    for activity, _, _, view in ends:
        records = activity.scenario.evidence.values()
        for record, entry in zip(records, lists(view)[1].entries, strict=True):
            sign = activity.signs.get(record.supports or record.explains)
            if sign is not None:
                assert entry.remark.values == {"sign": sign.name}
                kind = "supports" if record.supports else "explains"
                remarks.setdefault(kind, set()).add(entry.remark.text)

    assert {kind: len(texts) for kind, texts in remarks.items()} == {"supports": 1, "explains": 1}
    assert remarks["supports"] != remarks["explains"]


def test_it_says_what_it_could_innocently_have_been(ends):
    """For every sign that the case practises an innocent explanation is shown."""
    for activity, _, _, view in ends:
        shown = " ".join(f"{entry.text} {entry.remark}" for entry in lists(view)[2].entries)

        for name in activity.scenario.teaches:
            assert activity.signs[name].name in shown
            assert activity.signs[name].harmless[0] in shown


def test_it_points_to_its_sources(ends):
    """Each source of what was said stands at the end, once for each place in it."""
    for activity, _, _, view in ends:
        (sources,) = [block.sources for block in view.blocks if isinstance(block, Sources)]
        cited = {(c.source, c.at) for c in activity.scenario.truth.from_}

        assert len(sources) == len({(n.title, n.at) for n in sources}) >= len(cited)


def test_it_does_not_name_its_twin(ends):
    """Whoever comes to the look-alike later does not know that it is one."""
    for activity, _, _, view in ends:
        assert activity.scenario.twin not in draw_text(view, "id")


def test_a_right_step_without_a_fact_is_told_so(opened, ends):
    """Being right by chance is named: the colleague would have had a fact to give as a reason."""
    usual = {
        view.blocks[1].title.text
        for activity, _, state, view in ends
        if activity.walk.noted(state.position)
    }
    lucky = set()
    for activity in opened("scenario"):
        begun = activity.start(1)
        for name, step in activity.scenario.steps.items():
            if step.ending and step.decision is activity.scenario.truth.rung:
                unnoted = replace(begun.position, step=name)
                state = replace(begun, position=unnoted, begun=True, confidence=80)
                lucky.add(activity.view(state).blocks[1].title.text)

    assert len(usual) == len(lucky) == 1
    assert usual != lucky
