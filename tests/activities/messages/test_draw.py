"""Rounds drawn anew: half harmless, no two alike, and nothing but the signs tells which."""

import random
import re
from statistics import mean

import pytest

from tppo_kit.activities.messages.draw import draw_message
from tppo_kit.content.model import Certainty
from tppo_kit.content.rules.harm import _CLAUSE, _METHOD, _NON_SIGN
from tppo_kit.content.rules.invented import _PRIVATE, _PRIVATE_IN_SCENE, _REAL_FIRM, _REAL_PLACE
from tppo_kit.records import Rung

ROUNDS = range(400)


def lines_of(message):
    """Return the texts of a message."""
    return [line.text for line in message.passages]


def halves(drawn, measure):
    """Return the mean of a measure over messages that call for action, and over the others."""
    sides = {True: [], False: []}
    for message in drawn:
        sides[message.truth.calls_for_action].append(measure(message))
    return mean(sides[True]), mean(sides[False])


def richness(message):
    """Return the share of different words."""
    words = re.findall(r"\w+", " ".join(lines_of(message)).lower())
    return len(set(words)) / len(words)


def alike(message):
    """Return the number of look-alike lines."""
    return sum(bool(line.resembles) for line in message.passages)


def test_half_of_every_round_is_harmless(activity):
    """Three of six call for action, whatever the seed; two of six are written by hand."""
    for seed in ROUNDS:
        messages = activity.messages(activity.start(seed))
        action = sum(message.truth.calls_for_action for message in messages)
        by_hand = sum("." not in message.id for message in messages)

        assert (len(messages), action, by_hand) == (6, 3, 2)


def test_no_round_meets_a_kind_or_a_twin_twice(activity, catalogue):
    """The templates of a round differ, and a written message never meets its twin."""
    for seed in ROUNDS:
        ids = [message.id for message in activity.messages(activity.start(seed))]
        twins = {catalogue.reading("message", name).record.twin for name in ids if "." not in name}

        assert len(set(ids)) == len(ids)
        assert not twins & set(ids)


def test_the_same_seed_gives_the_same_round(activity):
    """Drawing again gives the same words, another seed others."""
    again = activity._messages.__wrapped__

    assert again(7) == again(7) == activity.messages(activity.start(7))
    assert again(7) != again(8)


@pytest.mark.parametrize(
    ("measure", "most_apart"),
    [
        (lambda message: len(message.passages), 0.1),
        (lambda message: sum(map(len, lines_of(message))), 12),
        (lambda message: len(max(lines_of(message), key=len)), 3),
        (richness, 0.02),
        (alike, 0.1),
    ],
    ids=["lines", "characters", "longest line", "different words", "look-alikes"],
)
def test_size_and_look_alikes_tell_nothing(drawn, measure, most_apart):
    """Both halves of eight thousand messages hardly differ in anything but their signs."""
    action, harmless = halves(drawn, measure)

    assert abs(action - harmless) <= most_apart


def test_every_message_has_one_or_two_look_alikes(drawn):
    """Harmless messages hold look-alikes as surely as the others."""
    assert {alike(message) for message in drawn} == {1, 2}


def test_the_place_of_a_sign_tells_nothing_by_length(drawn):
    """In messages with a sign, the longest line has one about as often as any line."""
    action = [message for message in drawn if message.truth.calls_for_action]
    longest = mean(
        max(message.passages, key=lambda line: len(line.text)).sign is not None
        for message in action
    )
    share = mean(mean(line.sign is not None for line in message.passages) for message in action)

    assert abs(longest - share) < 0.1


def test_what_is_no_sign_predicts_nothing(drawn):
    """Words of the list of non-signs stand as rarely in one half as in the other."""
    action, harmless = halves(
        drawn, lambda message: sum(bool(_NON_SIGN.search(text)) for text in lines_of(message))
    )

    assert abs(action - harmless) < 0.02


def test_no_two_of_ten_thousand_are_equal(activity):
    """Words, numbers and lines give more messages than anybody will read."""
    chance = random.Random(11)
    templates = activity.deck.templates
    seen = {
        tuple(
            lines_of(
                draw_message(
                    activity.deck,
                    templates[number % len(templates)],
                    activity.signs,
                    chance,
                    action=chance.random() < 0.5,
                )
            )
        )
        for number in range(10_000)
    }

    assert len(seen) == 10_000


def test_every_template_and_many_signs_are_met(activity, drawn):
    """Nothing written is left out, and at least forty signs come up."""
    subjects = {subject for message in drawn for subject in message.subjects}
    written = {
        f"{activity.deck.id}.{template.id}.{slot.id}.{line.id}"
        for template in activity.deck.templates
        for slot in template.slots
        for line in slot.lines
    }

    assert subjects == written
    assert len({name for message in drawn for name in message.signs}) >= 40


def test_each_line_is_known_by_its_place_in_the_data(activity, drawn):
    """The subject of a line names the slot and the line that it was drawn from."""
    lines = {
        f"{activity.deck.id}.{template.id}.{slot.id}.{line.id}": line
        for template in activity.deck.templates
        for slot in template.slots
        for line in slot.lines
    }
    for message in drawn[:500]:
        for subject, line in zip(message.subjects, message.passages, strict=True):
            assert lines[subject].sign == line.sign
            assert lines[subject].resembles == line.resembles


def test_all_steps_are_met_and_harmless_ones_stay_harmless(drawn):
    """Informing, checking, referring and acting at once all come up."""
    assert {message.truth for message in drawn} == {
        *(Rung.INFORM, Rung.CONSULT, Rung.REFER, Rung.URGENT)
    }


def test_who_writes_from_work_is_never_told_to_think_it_over(activity, drawn):
    """Unpaid, watched or punished over there: connect with a service or act, never only check."""
    there = {f"{activity.deck.id}.{each.id}" for each in activity.deck.templates if each.there}
    found = {
        message.truth for message in drawn if message.id in there and message.truth.calls_for_action
    }

    assert there == {"obrolan-baru.teman-di-rantau"}
    assert found == {Rung.REFER, Rung.URGENT}


def test_punishment_that_goes_on_is_a_danger_now(drawn):
    """Whoever is made to run all night needs help tonight."""
    found = {message.truth for message in drawn if "T-KRJ-08" in message.signs}

    assert found == {Rung.URGENT}


def test_no_blank_is_left_and_nobody_is_named(drawn):
    """Filled lines hold no brackets, no real place or firm, no number, no app and no method."""
    found = (_REAL_PLACE, _REAL_FIRM, _PRIVATE, _PRIVATE_IN_SCENE, _METHOD)
    patterns = (re.compile(r"[\[\]{}]"), *found)
    for message in drawn[:3_000]:
        text = "\n".join((message.title, message.about, message.sender, *lines_of(message)))

        assert not any(pattern.search(text) for pattern in patterns), text


def test_whoever_should_check_reads_whom_to_ask(activity, drawn):
    """The reason names those whom the template names."""
    asks = {f"{activity.deck.id}.{each.id}": each.ask for each in activity.deck.templates}
    checks = [message for message in drawn if message.truth is Rung.CONSULT]

    assert all(asks[message.id] in message.why for message in checks)
    assert not any("[" in message.why for message in drawn)


def test_every_reason_rests_on_a_known_source(activity, drawn):
    """Templates and signs cite sources that the activity can show, none of them doubtful."""
    cited = {each.source for message in drawn for each in message.from_}
    cited |= {each.source for sign in activity.signs.values() for each in sign.from_}

    assert cited <= activity.sources.keys()
    assert Certainty.DOUBTFUL not in {sign.status for sign in activity.signs.values()}


def test_a_message_keeps_its_series_while_only_names_differ(activity):
    """The fingerprint is that of the chosen lines, whatever stands in their blanks."""
    template = activity.deck.templates[0]
    prints = {}
    for seed in range(3_000):
        chance = random.Random(seed)
        message = draw_message(activity.deck, template, activity.signs, chance, action=False)
        prints.setdefault(message.subjects, set()).add(message.fingerprint)

    assert max(map(len, prints.values())) == 1
    assert len({one for (one,) in prints.values()}) == len(prints) > 100


def test_no_sign_rests_on_what_is_none(activity):
    """Each line with a sign says something beyond looks, origin, poverty, age or nerves."""
    lines = [
        line for each in activity.deck.templates for slot in each.slots for line in slot.signed
    ]
    bare = [
        line.text
        for line in lines
        if all(_NON_SIGN.search(clause) for clause in _CLAUSE.split(line.text) if clause.strip())
    ]

    assert bare == []
