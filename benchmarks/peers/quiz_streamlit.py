"""The ten questions in Streamlit."""

import streamlit as st
from questions import DONE, NEXT, TITLE, questions

here = st.session_state
here.setdefault("number", 0)
here.setdefault("picked", ())


def press(place: int) -> None:
    """Remember an answer."""
    here.picked = (*here.picked, place)


def go_on() -> None:
    """Go to the next question."""
    here.number, here.picked = here.number + 1, ()


st.title(TITLE)
if here.number == len(questions()):
    st.success(DONE)
    st.stop()
question = questions()[here.number]
st.progress(here.number / len(questions()))
st.write(question.text)
for place, choice in enumerate(question.choices):
    name = f"{here.number}-{place}"
    st.button(choice.text, name, on_click=press, args=(place,), disabled=place in here.picked)
for place in here.picked:
    choice = question.choices[place]
    (st.success if choice.right else st.info)(choice.why)
if here.picked:
    st.button(NEXT, "next", on_click=go_on)
