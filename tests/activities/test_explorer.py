"""An explorer, with the catalogue of signs on its shelf: narrow down, open, come back."""

import pytest

from tppo_kit.activities.blocks import Options
from tppo_kit.activities.explorer import ExplorerActivity
from tppo_kit.activities.shelves.signs import signs_shelf
from tppo_kit.content.signs import NonSign, Sign
from tppo_kit.errors import Refused
from tppo_kit.records import Event


@pytest.fixture(scope="module")
def explorer(opened):
    """Give the explorer of all real signs."""
    return opened("explorer")[0]


def after(explorer, *events):
    """Return the state after events written as (name, value)."""
    state = explorer.start(1)
    for name, value in events:
        state = explorer.apply(state, Event(name, value))
    return state


def values(view, event):
    """Return the values that a view offers for an event."""
    groups = [b for b in view.blocks if isinstance(b, Options) and b.event == event]
    return [option.value for group in groups for option in group.options]


@pytest.fixture(scope="module")
def signs(catalogue):
    """Give every real sign by id."""
    return {sign.id: sign for sign in catalogue.all(Sign)}


@pytest.fixture(scope="module")
def non_signs(catalogue):
    """Give every real non-sign by id."""
    return {record.id: record for record in catalogue.all(NonSign)}


def test_every_record_is_reached_through_the_lists(explorer, signs):
    """Following only what the views offer, each sign and non-sign can be opened."""
    found, phases = set(), []
    for value in values(explorer.view(explorer.start(1)), "by"):
        listed = values(explorer.view(after(explorer, ("by", value))), "open")
        found |= {*listed}
        phases += listed if value.startswith("phase:") else []

    assert found == explorer.entries.keys()
    assert sorted(phases) == sorted(signs)


def test_the_number_on_a_tile_is_the_length_of_its_list(explorer):
    """Nobody is promised signs that are not there, and no empty list is offered."""
    tiles = [b for b in explorer.view(explorer.start(1)).blocks if isinstance(b, Options)]
    for option in (option for group in tiles for option in group.options):
        listed = values(explorer.view(after(explorer, ("by", option.value))), "open")

        assert option.label.values["number"] == len(listed) > 0


def test_back_leads_from_record_to_list_to_overview(explorer):
    """Each step back undoes one step forward, and at the overview it is refused."""
    state = after(explorer, ("by", "phase:border"))
    name = values(explorer.view(state), "open")[0]
    opened = explorer.apply(state, Event("open", name))
    listed = explorer.apply(opened, Event("back"))
    overview = explorer.apply(listed, Event("back"))

    assert explorer.view(listed).title == explorer.view(state).title
    assert explorer.view(overview).title == explorer.view(explorer.start(1)).title
    with pytest.raises(Refused):
        explorer.apply(overview, Event("back"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("by", ""),
        ("by", "phase"),
        ("by", "phase:"),
        ("by", "phase:moon"),
        ("by", "border:phase"),
        ("by", "non-signs:some"),
        ("open", ""),
        ("open", "T-XXX-01"),
        ("open", "../signs/T-REK-01"),
        ("done", ""),
        ("begin", ""),
    ],
)
def test_what_does_not_exist_cannot_be_opened(explorer, name, value):
    """Unknown lists and records are refused, and nobody is done before opening anything."""
    with pytest.raises(Refused):
        after(explorer, (name, value))


def test_opened_records_are_counted_once_and_marked(explorer, signs):
    """Progress counts records, not clicks, and the list shows which were opened."""
    name, sign = next(iter(signs.items()))
    state = after(explorer, ("open", name), ("back", ""), ("open", name), ("back", ""))
    listed = explorer.view(explorer.apply(state, Event("by", f"phase:{sign.phase}")))
    notes = {option.value: bool(option.note) for option in listed.blocks[0].options}

    assert explorer.view(state).progress[0] == 1
    assert [value for value, noted in notes.items() if noted] == [name]


def test_looking_around_ends_when_the_person_says_so(explorer):
    """The outcome has no judgement; afterwards one may look on, but not be done again."""
    state = after(explorer, ("open", "T-REK-01"), ("back", ""))
    done = explorer.apply(state, Event("done"))
    outcome = explorer.outcome(done)

    assert "" in values(explorer.view(state), "done")
    assert explorer.outcome(state) is None
    assert (outcome.judgements, outcome.earned) == ((), 1.0)
    assert outcome.possible == len(explorer.entries)
    assert explorer.apply(done, Event("open", "T-REK-02")).opened == "T-REK-02"
    with pytest.raises(Refused):
        explorer.apply(done, Event("done"))


def test_the_fingerprint_follows_every_record(explorer, signs, non_signs):
    """Without one sign it is another catalogue, and the summary says so."""
    fewer = ExplorerActivity(signs_shelf([*signs.values()][1:], [*non_signs.values()], {}))

    assert fewer.fingerprint != explorer.fingerprint
    assert f"{len(signs) - 1} tanda" in fewer.summary()


def test_a_list_can_be_narrowed_by_another_group(explorer, signs):
    """Two filters leave what carries both, and no group can be used twice."""
    state = after(explorer, ("by", "phase:border"), ("by", "who:checkpoint-officer"))
    both = [
        name
        for name, sign in signs.items()
        if sign.phase == "border" and "checkpoint-officer" in sign.seen_by
    ]

    assert values(explorer.view(state), "open") == both
    with pytest.raises(Refused):
        explorer.apply(state, Event("by", "phase:online"))


def test_no_narrowing_leads_to_an_empty_list_or_the_same_one(explorer):
    """Every value offered inside a list leaves something, and less than there is."""
    state = after(explorer, ("by", "phase:border"))
    here = len(values(explorer.view(state), "open"))
    for value in values(explorer.view(state), "by"):
        narrower = explorer.view(explorer.apply(state, Event("by", value)))

        assert 0 < len(values(narrower, "open")) < here
