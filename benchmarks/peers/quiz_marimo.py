"""The ten questions in marimo, whose cells are functions of what other cells define."""
# ruff: noqa: ANN001, ANN202, PLC0415, PLR0913, PLR0917, PLR1711

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import questions as texts

    return mo, texts


@app.cell
def _(mo):
    number, set_number = mo.state(0)
    picked, set_picked = mo.state(())
    return number, picked, set_number, set_picked


@app.cell
def _(mo, number, set_picked, texts):
    def button(place, choice):
        return mo.ui.button(
            label=choice.text, on_change=lambda _: set_picked(lambda old: (*old, place))
        )

    questions = texts.questions()
    question = questions[number()] if number() < len(questions) else None
    buttons = mo.ui.array(
        [button(*each) for each in enumerate(question.choices)] if question else []
    )
    return buttons, question, questions


@app.cell
def _(buttons, mo, number, question, questions, texts):
    progress = mo.md(f"{number()} / {len(questions)}")
    text = mo.md(question.text if question else texts.DONE)
    mo.vstack([mo.md(f"# {texts.TITLE}"), progress, text, *buttons])
    return


@app.cell
def _(mo, set_number, set_picked, texts):
    def go_on(_):
        set_picked(())
        set_number(lambda old: old + 1)

    following = mo.ui.button(label=texts.NEXT, on_change=go_on)
    return (following,)


@app.cell
def _(following, mo, picked, question):
    def told(place):
        choice = question.choices[place]
        return mo.callout(mo.md(choice.why), kind="success" if choice.right else "info")

    mo.vstack([*(told(place) for place in picked()), following]) if picked() else None
    return


if __name__ == "__main__":
    app.run()
