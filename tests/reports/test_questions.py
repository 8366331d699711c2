"""Questions are analysed form by form, for enough people only."""

import pandas as pd
from looking import prose, rows, said, tables
from simulated import DATA

from tppo_kit.reports.names import Names
from tppo_kit.reports.questions import questions_part


def sat(decisions, people, right):
    """Return rows of people at three questions; ``right`` says who got which."""
    lines = [
        (f"s{number:02}", "before", right(number, place), 1, right(number, place))
        for number in range(people)
        for place in range(3)
    ]
    found = decisions(*lines)
    subjects = [f"soal-{place}" for _ in range(people) for place in range(3)]
    return found.assign(subject=pd.Categorical(subjects))


def test_the_hardest_question_stands_first_with_what_misled(decisions):
    """Of twenty-four, 6, 12 and 24 were right; wrong answers are counted from five on."""
    found = sat(decisions, 24, lambda number, place: number < (6, 12, 24)[place])
    part = questions_part(found, Names(DATA, "en"))

    table = rows(tables(part)["Questions, the hardest first"])
    assert [row[0] for row in table.values()] == [0.25, 0.5, 1.0]
    assert table["soal-0"][3] == "As usual, with information that fits (18 of 24)"
    assert table["soal-2"][1:] == [0.0, "everybody has the same result", ""]
    assert "24 people; right on average 1.8 of 3." in prose(part)[0]
    assert "Reliability (KR-20)" in prose(part)[0]
    assert "With fewer than about 100 people it is only a hint." in prose(part)[-1]


def test_numbers_of_questions_have_one_decimal_in_either_language(decisions):
    """A comma in Indonesian, a point in English."""
    found = sat(decisions, 24, lambda number, place: number < (6, 12, 24)[place])

    for language, mean in (("id", "rata-rata benar 1,8 dari 3."), ("en", "average 1.8 of 3.")):
        first = questions_part(found, Names(DATA, language)).blocks[1]
        assert mean in said(first.text, language)


def test_discrimination_is_that_of_the_best_and_the_weakest(decisions):
    """All of the upper six and none of the lower six got the second question."""
    found = sat(decisions, 24, lambda number, place: number < (6, 12, 24)[place])
    table = rows(tables(questions_part(found, Names(DATA, "en")))["Questions, the hardest first"])

    assert table["soal-1"][1] == 1.0
    assert 0 < table["soal-1"][2] < 1


def test_with_nineteen_people_only_difficulty_is_told(decisions):
    """The reason stands in place of the rest."""
    found = sat(decisions, 19, lambda number, place: number < 10 + place)
    part = questions_part(found, Names(DATA, "en"))

    (table,) = tables(part).values()
    assert {said(cell) for row in table.rows for cell in row[2:4]} == {"fewer than 20 people"}
    assert "With fewer than 20 people" in prose(part)[0]


def test_a_wrong_answer_of_four_people_is_not_told(decisions):
    """It would point at them."""
    found = sat(decisions, 24, lambda number, place: number >= (4, 5, 0)[place])
    table = rows(tables(questions_part(found, Names(DATA, "en")))["Questions, the hardest first"])

    assert table["soal-0"][3] == ""
    assert table["soal-1"][3].endswith("(5 of 24)")


def test_four_people_and_no_test_are_sentences(decisions):
    """Neither shows a question."""
    few = questions_part(sat(decisions, 4, lambda *_: True), Names(DATA, "en"))
    none = questions_part(decisions(("s", "", 1, 1, 1)), Names(DATA, "en"))

    assert tables(few) == tables(none) == {}
    assert prose(few)[0] == "fewer than 5 people, so no question is told."
    assert prose(none) == ["No test was taken before or after."]
