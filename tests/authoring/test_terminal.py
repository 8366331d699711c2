"""Playing in the terminal: with given choices, or by number, to the end."""

import random
import re

import pytest

from tppo_kit.activities.blocks import Options
from tppo_kit.authoring.terminal import play_by_habit, play_case
from tppo_kit.content.catalogue import Catalogue
from tppo_kit.errors import KitError, NotFound
from tppo_kit.language import LANGUAGES
from tppo_kit.records import Event
from tppo_kit.sessions.library import open_activity, quoted_facts
from tppo_kit.sessions.transcript import case_events, transcript
from tppo_kit.settings import REPOSITORY, Settings

CASE = "umrah-bersama-ibu"
SETTINGS = Settings(home=REPOSITORY, answers=REPOSITORY / "nowhere")
CATALOGUE = Catalogue(SETTINGS.data)


class Terminal:
    """An input that says it is a terminal, so that questions are asked."""

    def __init__(self, *, interactive):
        """Say whether somebody sits there."""
        self.interactive = interactive

    def isatty(self):
        """Tell whether this is a terminal."""
        return self.interactive


@pytest.fixture
def person(monkeypatch):
    """Give a function that sits a person there, who presses what a chance says."""

    def sit(choose):
        asked = []

        def prompt(text, type):  # noqa: A002 - click's name
            most = int(re.fullmatch(r"1–(\d+)", text).group(1))
            assert (type.min, type.max) == (1, most)
            asked.append(most)
            return choose(most)

        monkeypatch.setattr("sys.stdin", Terminal(interactive=True))
        monkeypatch.setattr("click.prompt", prompt)
        return asked

    return sit


@pytest.mark.parametrize("language", LANGUAGES)
def test_given_choices_are_played_as_the_transcript(capsys, language):
    """Each view on the way is printed, from the cover to the debrief."""
    choices = CATALOGUE.case(CASE).playthroughs.record[0].choose
    spoken = CATALOGUE.speaking(language)
    activity, facts = open_activity(f"scenario:{CASE}", spoken), quoted_facts(spoken)
    events = case_events(choices)

    play_case(SETTINGS, CASE, choices, language)

    told = "".join(text + "\n" for text in transcript(activity, events, language, facts))
    assert capsys.readouterr().out == told
    assert activity.scenario.truth.why[:40] in told


def test_a_case_may_be_named_with_or_without_its_kind(capsys):
    """The bare name of a case and its full key are the same."""
    told = []
    for name in (CASE, f"scenario:{CASE}"):
        play_case(SETTINGS, name, ["tanya-terbuka"], "id")
        told.append(capsys.readouterr().out)

    assert told[0] == told[1]
    assert "tanya-terbuka" in told[0]


@pytest.mark.parametrize("name", ["no-such-case", "quiz:no-such-round", ""])
def test_what_is_not_there_cannot_be_played(name):
    """A mistyped name is a sentence."""
    with pytest.raises(NotFound):
        play_case(SETTINGS, name, ["a"], "id")


def test_without_choices_and_without_a_terminal_it_says_how(monkeypatch):
    """In a script nothing waits for an answer that cannot come."""
    monkeypatch.setattr("sys.stdin", Terminal(interactive=False))

    with pytest.raises(KitError) as told:
        play_case(SETTINGS, CASE, [], "en")
    assert "--choose" in told.value.message.render("id")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("key", [CASE, "quiz:tanda-1", "sorter:tanda-atau-bukan", "explorer:signs"])
def test_every_kind_can_be_played_to_its_end(person, capsys, key, seed):
    """Pressing any offered number again and again never fails and comes to an end."""
    chance = random.Random(seed)
    asked = person(lambda most: chance.randint(1, most))

    play_case(SETTINGS, key, [], "id")

    assert len(asked) > 3
    assert len(re.findall(r"(?m)^== ", capsys.readouterr().out)) == len(asked) + 1


def test_locked_choices_have_no_number(person, capsys):
    """Only what can be taken is counted, so that no number leads to a refusal."""
    activity = open_activity(f"scenario:{CASE}", CATALOGUE)
    asked = person(lambda most: most)

    play_case(SETTINGS, CASE, [], "id")

    state, expected = activity.start(1), []
    while activity.outcome(state) is None:
        groups = [b for b in activity.view(state).blocks if isinstance(b, Options)]
        menu = [(b.event, o.value) for b in groups for o in b.options if o.state != "locked"]
        expected.append(len(menu))
        state = activity.apply(state, Event(*menu[-1]))
    assert asked == expected
    assert activity.scenario.truth.why[:40] in capsys.readouterr().out


def test_a_simulation_is_played_by_habit(capsys):
    """The text begins with the cover, ends with the debrief, and the seed decides which."""
    told = []
    for seed in (3, 3, 4):
        play_by_habit(SETTINGS, "shift:loket-paspor", "by-the-book", seed, "id")
        told.append(capsys.readouterr().out)

    assert told[0] == told[1] != told[2]
    assert told[0].startswith("== ")
    assert "> begin" in told[0]


def test_only_simulations_have_habits():
    """A quiz is refused with a sentence."""
    with pytest.raises(KitError, match="no simulation"):
        play_by_habit(SETTINGS, "quiz:tanda-1", "hasty", 1, "en")
