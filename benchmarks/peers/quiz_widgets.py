"""The ten questions with ipywidgets, shown by ``quiz_voila.ipynb``."""

import ipywidgets as widgets
from questions import DONE, NEXT, TITLE, questions

WIDE = widgets.Layout(width="auto")


class Quiz(widgets.VBox):
    """Where one person is, and what they see."""

    def __init__(self) -> None:
        """Show the first question."""
        super().__init__()
        self.number = -1
        self.go_on()

    def go_on(self, _button: widgets.Button | None = None) -> None:
        """Show the next question, or the end."""
        self.number += 1
        title = widgets.HTML(f"<h1>{TITLE}</h1>")
        if self.number == len(questions()):
            self.children = [title, widgets.HTML(DONE)]
            return
        question = questions()[self.number]
        self.told = widgets.VBox()
        progress = widgets.IntProgress(self.number, max=len(questions()))
        buttons = [self._button(place) for place in range(len(question.choices))]
        self.children = [title, progress, widgets.HTML(question.text), *buttons, self.told]

    def _button(self, place: int) -> widgets.Button:
        choice = questions()[self.number].choices[place]
        button = widgets.Button(description=choice.text, layout=WIDE)
        button.on_click(lambda _: self.press(place))
        return button

    def press(self, place: int) -> None:
        """Say what there is to say of an answer."""
        choice = questions()[self.number].choices[place]
        following = widgets.Button(description=NEXT, layout=WIDE)
        following.on_click(self.go_on)
        mark = "✓" if choice.right else "→"
        told = widgets.HTML(f"<p>{mark} {choice.why}</p>")
        self.told.children = [*self.told.children[:-1], told, following]
