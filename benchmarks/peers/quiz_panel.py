"""The ten questions in Panel."""

import panel as pn
from questions import DONE, NEXT, TITLE, questions

pn.extension()


class Quiz:
    """Where one person is, and what they see."""

    def __init__(self) -> None:
        """Show the first question."""
        self.number = -1
        self.page = pn.Column()
        self.go_on()

    def go_on(self) -> None:
        """Show the next question, or the end."""
        self.number += 1
        if self.number == len(questions()):
            self.page[:] = [pn.pane.Alert(DONE, alert_type="success")]
            return
        question = questions()[self.number]
        self.told = pn.Column()
        buttons = [
            pn.widgets.Button(name=choice.text, on_click=lambda _, place=place: self.press(place))
            for place, choice in enumerate(question.choices)
        ]
        progress = pn.indicators.Progress(value=self.number, max=len(questions()))
        self.page[:] = [progress, pn.pane.Markdown(question.text), *buttons, self.told]

    def press(self, place: int) -> None:
        """Say what there is to say of an answer."""
        choice = questions()[self.number].choices[place]
        following = pn.widgets.Button(name=NEXT, on_click=lambda _: self.go_on())
        alert = pn.pane.Alert(choice.why, alert_type="success" if choice.right else "info")
        self.told[:] = [*self.told[:-1], alert, following]


pn.Column(f"# {TITLE}", Quiz().page).servable(title=TITLE)
