"""The ten questions in Solara."""

import solara
from questions import DONE, NEXT, TITLE, Question, questions


@solara.component
def Page() -> None:  # noqa: N802 - a component is named like a class
    """Show the question a person is at."""
    number, set_number = solara.use_state(0)
    picked, set_picked = solara.use_state(())

    def go_on() -> None:
        set_number(number + 1)
        set_picked(())

    solara.Title(TITLE)
    solara.Markdown(f"# {TITLE}")
    if number == len(questions()):
        solara.Success(DONE)
        return
    solara.ProgressLinear(value=100 * number / len(questions()))
    Asked(questions()[number], picked, set_picked)
    if picked:
        solara.Button(NEXT, on_click=go_on)


@solara.component
def Asked(question: Question, picked: tuple[int, ...], set_picked: solara.Callable) -> None:  # noqa: N802
    """Show a question, its answers, and what is said of those given."""
    solara.Markdown(question.text)
    for place, choice in enumerate(question.choices):
        solara.Button(
            choice.text,
            on_click=lambda place=place: set_picked((*picked, place)),
            disabled=place in picked,
        )
    for place in picked:
        choice = question.choices[place]
        (solara.Success if choice.right else solara.Info)(choice.why)
