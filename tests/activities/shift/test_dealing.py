"""Drawing people: repeatable, endless, balanced, and blind to what is no sign."""

from collections import Counter
from itertools import pairwise
from math import sqrt
from statistics import mean

import pytest

from tppo_kit.activities.shift.combination import Reason
from tppo_kit.activities.shift.dealing import Draw
from tppo_kit.activities.shift.filling import CHILDLIKE
from tppo_kit.activities.shift.person import similarity
from tppo_kit.content.signs import Strength
from tppo_kit.content.simulations.shift_parts import ADULT
from tppo_kit.records import Rung

SEEDS = 10_000
#: So many standard errors off happens by chance once in 1.7 million.
FAR = 4.9
#: Twins agree in at least so many fields of the first look, and on average in so many.
LEAST_ALIKE, MEAN_ALIKE = 0.90, 0.97
#: A sign stands among those who need a next step at least, at most so often.
RAREST, MOST_COMMON = 0.01, 0.40


def bounds(chance, number):
    """Return between what shares a chance lies over a number of draws."""
    slack = FAR * sqrt(chance * (1 - chance) / number)
    return chance - slack, chance + slack


@pytest.fixture(scope="module")
def drawn(shift):
    """Give ten thousand draws of the learning shift, and their people."""
    setting = shift.deck.settings[0].id
    draws = [Draw(seed, seed % 8, setting) for seed in range(SEEDS)]
    return draws, [shift.dealer.person(draw) for draw in draws]


def test_the_same_draw_gives_the_same_person(shift):
    """Seed, place in the queue, setting and emphasis decide everything."""
    draw = Draw(7, 3, shift.deck.settings[0].id, ("T-PBT-01",))

    assert shift.dealer.person(draw) == shift.dealer.person(draw)


def test_no_two_of_ten_thousand_are_equal(drawn):
    """Nobody comes twice."""
    assert len(set(drawn[1])) == SEEDS


def test_half_need_a_next_step_where_one_in_two_does(drawn):
    """The prevalence is the one chosen, within binomial bounds."""
    low, high = bounds(1 / 2, SEEDS)

    assert low < mean(person.needs_a_step for person in drawn[1]) < high


def test_one_in_twelve_is_one_in_twelve(shift):
    """The honest setting keeps its own prevalence, and its share of plain people."""
    setting = shift.deck.settings[1]
    people = [shift.dealer.person(Draw(seed, 0, setting.id)) for seed in range(SEEDS)]
    low, high = bounds(1 / 12, SEEDS)
    harmless = [person for person in people if not person.needs_a_step]
    plain_low, plain_high = bounds(setting.plain, len(harmless))

    assert low < mean(person.needs_a_step for person in people) < high
    assert plain_low < mean(not person.clues for person in harmless) < plain_high


def test_emphasis_changes_what_comes_and_not_how_often_it_matters(shift):
    """Signs missed before come more often; prevalence, plain people and asides stay."""
    setting = shift.deck.settings[0]
    wanted = shift.deck.slots[0].sign
    usual = [shift.dealer.person(Draw(s, 0, setting.id)) for s in range(4000)]
    more = [shift.dealer.person(Draw(s, 0, setting.id, (wanted,))) for s in range(4000)]

    def share(people):
        return mean(any(clue.sign == wanted for clue in each.clues) for each in people)

    assert share(more) > 1.5 * share(usual)
    assert [each.needs_a_step for each in more] == [each.needs_a_step for each in usual]
    assert [bool(each.clues) for each in more] == [bool(each.clues) for each in usual]


def test_a_first_clue_comes_as_often_as_the_station_implies(shift, drawn):
    """Stories are even, and so are the slots of a story that could call for a next step."""
    deck, people = shift.deck, [person for person in drawn[1] if person.clues]
    seen = Counter(person.clues[0].slot for person in people)
    for slot in deck.slots:
        ways = [shift.dealer.anchors(s) for s in deck.stories if s.id in slot.stories]
        chance = sum(1 / len(way) for way in ways if slot in way) / len(deck.stories)
        low, high = bounds(chance, len(people))

        assert low <= seen[slot.id] / len(people) <= high


def test_every_sign_comes_neither_rarely_nor_always(shift, drawn):
    """Among those who need a next step no sign is a curiosity, and none a giveaway."""
    needy = [person for person in drawn[1] if person.needs_a_step]
    seen = Counter(sign for person in needy for sign in person.signs)

    for sign in shift.signs:
        assert RAREST < seen[sign] / len(needy) < MOST_COMMON


def test_what_looks_like_a_sign_is_harmless_about_as_often(shift, drawn):
    """For each sign the look-alikes are between a third and two thirds of what is noticed."""
    for sign in shift.signs:
        sides = [clue.side for person in drawn[1] for clue in person.clues if clue.sign == sign]
        low, high = bounds(1 / 3, len(sides))[0], bounds(2 / 3, len(sides))[1]

        assert low < sides.count("look-alike") / len(sides) < high


def test_each_who_needs_a_step_has_a_harmless_twin_with_the_same_face(shift, drawn):
    """Story, person, papers and number of answers are the same; only the evidence differs."""
    alike = []
    for draw, person in zip(*drawn, strict=True):
        if not person.needs_a_step:
            continue
        twin = shift.dealer.twin(draw)
        alike.append(similarity(person, twin))

        assert not twin.needs_a_step
        assert twin.answers != person.answers
        assert (twin.story, twin.name, twin.age, twin.sex) == (
            person.story,
            person.name,
            person.age,
            person.sex,
        )
        assert (twin.says, twin.notices) == (person.says, person.notices)
        assert [paper.id for paper in twin.papers] == [paper.id for paper in person.papers]

    assert min(alike) >= LEAST_ALIKE
    assert mean(alike) >= MEAN_ALIKE


def test_what_is_no_sign_tells_nothing(shift, drawn):
    """Sex, age, asides and story are as common among those who need a step as among others."""
    needy = [person for person in drawn[1] if person.needs_a_step]
    others = [person for person in drawn[1] if not person.needs_a_step]
    traits = [lambda p: p.sex == "female", lambda p: p.age < 30, lambda p: p.age < 18]
    traits += [lambda p, name=aside.id: name in p.asides for aside in shift.deck.asides]
    traits += [lambda p, name=story.id: p.story == name for story in shift.deck.stories]
    for trait in traits:
        one, other = mean(map(trait, needy)), mean(map(trait, others))
        pooled = mean(map(trait, drawn[1]))
        spread = sqrt(pooled * (1 - pooled) * (1 / len(needy) + 1 / len(others)))

        assert abs(one - other) < FAR * spread


def test_whoever_may_turn_out_to_be_a_child_is_young(shift, drawn):
    """Nobody of forty is said to be fifteen; child or not, and on paper as well."""
    doubted = {slot.id for slot in shift.deck.slots if slot.child}
    seen = [p for p in drawn[1] if any(clue.slot in doubted for clue in p.clues)]

    assert {clue.side for p in seen for clue in p.clues if clue.slot in doubted} == {
        "sign",
        "look-alike",
    }
    assert all(ADULT <= person.age <= CHILDLIKE for person in seen)


def test_offering_a_service_is_never_wrong_where_a_record_asks_for_it(shift, drawn):
    """Whoever shows a sign that weighs, with A2 or for a child, may be connected."""
    stories = {story.id: story for story in shift.deck.stories}
    slots = {slot.id: slot for slot in shift.deck.slots}
    met = 0
    for person in drawn[1]:
        if person.finding.reason is Reason.DANGER:
            continue
        here = [slots[clue.slot] for clue in person.clues if clue.side == "sign"]
        child = stories[person.story].of_children or any(slot.child for slot in here)
        for slot in here:
            steps = {step.rung for step in shift.signs[slot.sign].next_steps}
            if (child or "A2" in steps) and not shift.dealer.is_weak(slot, child=child):
                met += 1

                assert person.finding.allows(Rung.REFER)
    assert met > 1000


def test_the_truth_is_the_rule_applied_to_the_signs(shift, drawn):
    """Nothing but the drawn signs decides: the rule gives the same when applied afresh."""
    stories = {story.id: story for story in shift.deck.stories}
    slots = {slot.id: slot for slot in shift.deck.slots}
    for person in drawn[1][:2000]:
        sides = [(slots[clue.slot], clue.side) for clue in person.clues]

        assert shift.dealer.finding(stories[person.story], sides) == person.finding


def test_somebody_harmless_may_have_a_weak_sign_and_no_other(shift, drawn):
    """Where no next step is needed, whatever is a sign is a weak one."""
    slots = {slot.id: slot for slot in shift.deck.slots}
    stories = {story.id: story for story in shift.deck.stories}
    weak = 0
    for person in drawn[1]:
        if person.needs_a_step:
            continue
        for clue in person.clues:
            if clue.side == "sign":
                weak += 1
                child = stories[person.story].of_children

                assert shift.dealer.is_weak(slots[clue.slot], child=child)
    assert weak > 0


def test_a_slot_stands_alone_in_its_field_and_question(drawn):
    """No two clues of a person share a question or a field, so each can be told apart."""
    for person in drawn[1]:
        questions = [clue.question for clue in person.clues]
        fields = [field for clue in person.clues for field in clue.shows]

        assert len(set(questions)) == len(questions)
        assert len(set(fields)) == len(fields)


def test_fields_said_to_disagree_do_disagree(shift, drawn):
    """Every pair of a clue differs on paper; without a clue all fields of a topic agree."""
    for person in drawn[1][:3000]:
        for clue in person.clues:
            if clue.against:
                one, other = (person.field(name) for name in clue.against)

                assert one.value != other.value
        if not person.clues:
            topics = {}
            for paper in person.papers:
                for field in paper.fields:
                    if field.topic:
                        topics.setdefault(field.topic, set()).add(field.value)

            assert all(len(values) == 1 for values in topics.values())


def test_nothing_is_left_unfilled(drawn):
    """No name in braces reaches a reader."""
    for person in drawn[1][:3000]:
        values = [field.value for paper in person.papers for field in paper.fields]
        texts = [person.says, *values, *(text for _, text in person.answers)]

        assert not any("{" in text or "}" in text for text in texts)


def test_all_strengths_occur(shift):
    """A station holds weak, medium and strong signs, so that the rule has something to weigh."""
    strengths = {sign.strength for sign in shift.signs.values()}

    assert strengths == set(Strength)


def test_the_queue_of_a_seed_is_varied(shift):
    """Neighbours in a queue are different people."""
    setting = shift.deck.settings[0].id
    queue = [shift.dealer.person(Draw(1, number, setting)) for number in range(8)]

    assert all(one.name != other.name for one, other in pairwise(queue))
