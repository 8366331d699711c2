"""The desk as it is seen: the line, the news, what was said."""

from tppo_kit.activities.activity import replay
from tppo_kit.activities.blocks import Feedback, Lines, Prose
from tppo_kit.activities.drawing import Drawing
from tppo_kit.activities.habits import Habit
from tppo_kit.records import Event
from tppo_kit.views.draw import draw_text


def views(activity, walk, seed):
    """Yield state and view after each event."""
    state = activity.start(seed)
    for event in walk:
        state = activity.apply(state, event)
        yield state, activity.view(state)


def test_the_cover_says_what_it_is(activity, desk):
    """That all is invented, how many reports come, and how to begin."""
    text = draw_text(activity.view(activity.start(1)), "id")

    for words in (desk.about, "rekaan", str(desk.drawn), "<begin>"):
        assert words in text


def test_who_waits_is_drawn_and_told(activity, played):
    """The picture stands there exactly when somebody waits, before the question."""
    drawn = 0
    for seed in range(8):
        _, walk = played(Habit.SUSPICIOUS, seed)
        for state, view in views(activity, walk, seed):
            course = activity.course(state)
            if course.over:
                break
            pictures = [block for block in view.blocks if isinstance(block, Drawing)]
            shown = course.waiting and state.question is None and not state.called
            assert bool(pictures) is bool(shown)
            drawn += len(pictures)

    assert drawn > 10


def test_news_stands_above_the_next_report(activity, played):
    """It tells what the desk heard meanwhile, and only once."""
    _, walk = played(Habit.BY_THE_BOOK, 3)
    told = []
    for state, view in views(activity, walk, 3):
        lists = [block for block in view.blocks if isinstance(block, Lines)]
        if state.question is None and not activity.course(state).over:
            told += [entry for block in lists for entry in block.entries]

    assert told
    assert len(told) == len(set(map(repr, told)))


def test_an_unsafe_question_has_the_same_answer_everywhere(activity, desk):
    """It brings nothing on the case, only harm."""
    unsafe = next(question for question in desk.questions if not question.safe)
    state = replay(activity, 1, [Event("begin"), Event("ask", unsafe.id)])
    (answer,) = [b for b in activity.view(state).blocks if isinstance(b, Feedback)]

    assert answer.text == unsafe.reply


def test_what_was_said_stays_on_every_screen(activity, played):
    """Whoever chooses can read it again."""
    _, walk = played(Habit.BY_THE_BOOK, 1)

    for state, view in views(activity, walk, 1):
        report = activity.at_desk(state)
        if report is not None:
            assert Prose(f"“{report.said}”", "scene") in view.blocks
