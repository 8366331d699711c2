"""What an interview shows beyond its case: cover, draft, comparison, debrief and paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, groupby
from typing import TYPE_CHECKING

from tppo_kit.activities.activity import begin_button, replay
from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Heading,
    Lines,
    Option,
    Options,
    Prose,
    Sources,
    Tone,
    View,
)
from tppo_kit.activities.debrief import debrief
from tppo_kit.activities.interview.habits import careful_route
from tppo_kit.activities.interview.note import (
    PART_NAMES,
    NoteLine,
    numbers_struck_right,
    true_lines,
)
from tppo_kit.activities.sources import notes_for
from tppo_kit.content.simulations.interviews import NotePart
from tppo_kit.language import say
from tppo_kit.records import Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tppo_kit.activities.interview.activity import InterviewActivity, InterviewState

_STRUCK = say("struck out")
_EXERCISE = say("An exercise: all people, places and events are invented.")


def cover(activity: InterviewActivity) -> View:
    """Return what it is, what to do, how long it takes, and what it touches on."""
    topics = activity.case.scenario.content_note.topics
    blocks: list[Block] = [
        Prose(activity.about, "lead"),
        Prose(
            say(
                "Ask, listen and choose a step. Then read its case note, and strike the lines "
                "that are no fact."
            )
        ),
        Prose(
            say(
                "About {minutes} minutes. All people and places are invented.",
                minutes=activity.minutes,
            ),
            "small",
        ),
    ]
    if topics:
        text = say(
            "This case touches on: {topics}. You may stop at any time.", topics=", ".join(topics)
        )
        blocks.append(Prose(text, "small"))
    return View(activity.title, (*blocks, begin_button()))


def draft(activity: InterviewActivity, state: InterviewState) -> View:
    """Return one part of the draft: every line can be struck out or brought back."""
    part = list(NotePart)[state.page]
    lines = tuple(
        _pressable(number, line, struck=number in state.struck)
        for number, line in activity.on_page(state)
    )
    last = state.page == len(NotePart) - 1
    onward = Options("next", "", (Option("", say("Next part of the note")),), layout="primary")
    close = Options("seal", "", (Option("", say("Close the note")),), layout="primary")
    blocks: list[Block] = [
        Prose(
            say(
                "We slipped in some lines that are no fact. Press such a line to strike it out. "
                "Leave facts, your own steps and open questions."
            )
        ),
        Options("toggle", PART_NAMES[part], lines),
        close if last else onward,
    ]
    if state.page:
        blocks.append(Options("back", "", (Option("", say("Back")),), layout="row"))
    blocks += _keeping(activity, part)
    progress = (state.page + 1, len(NotePart))
    return View(say("The case note"), tuple(blocks), progress, announce=PART_NAMES[part])


def _keeping(activity: InterviewActivity, part: NotePart | None = None) -> Iterable[Prose]:
    """Yield how a real note is kept, and what these two cases add; by ``part`` or all at once.

    The place has its say where the note begins, the two cases where the decision stands.
    """
    pair = activity.notes.pair_of(activity.case.scenario.id)
    texts = {NotePart.DONE: activity.notes.keeping, NotePart.DECIDED: pair.keeping if pair else ""}
    for stands_in, text in texts.items():
        if text and part in {None, stands_in}:
            yield Prose(text, "small")


def _pressable(number: str, line: NoteLine, *, struck: bool) -> Option:
    if struck:
        return Option(number, line.text, note=_STRUCK)
    return Option(number, line.text, "chosen")


def comparison(activity: InterviewActivity, state: InterviewState) -> View:
    """Return what a careful colleague would have struck and kept; the case waits for its end."""
    onward = Options("next", "", (Option("", say("To the end of the case")),), layout="primary")
    blocks: tuple[Block, ...] = (
        _result(activity, state),
        *_line_by_line(activity, state, folded=False),
        onward,
    )
    return View(activity.title, blocks, announce=say("Your note, line by line"))


def _result(activity: InterviewActivity, state: InterviewState) -> Feedback:
    kept, all_true, out, all_other = numbers_struck_right(activity.draft(state), state.struck)
    tone: Tone = "mixed"
    if (kept, out) == (all_true, all_other):
        tone = "good"
    elif 2 * out < all_other or 2 * kept < all_true:
        tone = "poor"
    text = say(
        "Facts, steps and open questions that stayed: {kept} of {true}. "
        "Lines struck out that do not belong: {out} of {other}.",
        kept=kept,
        true=all_true,
        out=out,
        other=all_other,
    )
    return Feedback(tone, say("Your note, compared"), text)


def _line_by_line(
    activity: InterviewActivity, state: InterviewState, *, folded: bool
) -> Iterable[Lines]:
    other, lost = [], []
    for number, line in enumerate(activity.draft(state), 1):
        struck = str(number) in state.struck
        if not line.belongs:
            other.append(_remarked(line, struck=struck))
        elif struck:
            lost.append(Entry(line.text, "no", line.why))
    yield Lines(
        say("Better struck out («…» is no fact)"),
        tuple(other),
        folded=folded,
    )
    if lost:
        yield Lines(say("Should have stayed"), tuple(lost), folded=folded)


def _remarked(line: NoteLine, *, struck: bool) -> Entry:
    told = say("You struck it out. {why} {instead}", why=line.why, instead=line.instead)
    if not struck:
        told = say("It stayed. {why} {instead}", why=line.why, instead=line.instead)
    return Entry(line.marked(), "yes" if struck else "no", told)


def ending(activity: InterviewActivity, state: InterviewState) -> View:
    """Return the debrief of the case, then that of the note."""
    case = debrief(activity.case, state.case)
    blocks: list[Block] = [
        *chain.from_iterable(map(_folded_if_seen, case.blocks)),
        Heading(say("Your case note")),
        Prose(_result(activity, state).text),
        *_line_by_line(activity, state, folded=True),
        Heading(say("The note of a careful colleague")),
        *_keeping(activity),
        *_parts(_model_note(activity), folded=True),
        Heading(say("To talk about")),
        Prose(activity.notes.question, "lead"),
        _rules_of_writing(activity),
        Prose(_EXERCISE, "small"),
        Sources(notes_for(activity.notes.from_, activity.sources)),
    ]
    print_at = f"/print/own/interview/{activity.case.scenario.id}"
    return View(activity.title, tuple(blocks), announce=case.announce, print_at=print_at)


def _folded_if_seen(block: Block) -> Iterable[Block]:
    """Yield a block of the case, what was on the screen before folded away.

    Folded are the steps taken, the one numbered list, and the facts noted on the way; facts
    that were missed stay open to the eye.
    """
    marks = {entry.mark for entry in block.entries} if isinstance(block, Lines) else set()
    if not isinstance(block, Lines) or not (block.numbered or "yes" in marks):
        return (block,)
    missed = tuple(entry for entry in block.entries if entry.mark == "open")
    seen = tuple(entry for entry in block.entries if entry.mark != "open")
    rest = (Lines(say("Not found out"), missed),) if missed else ()
    return (replace(block, entries=seen, folded=True), *rest)


def _model_note(activity: InterviewActivity) -> Iterable[NoteLine]:
    walk, scenario = activity.case.walk, activity.case.scenario
    route = careful_route(walk)
    chosen = [Event("begin"), *(Event("choose", choice) for choice in route.choices)]
    state = replay(activity.case, 1, chosen)
    return true_lines(scenario, state, walk.noted(route.position), activity.notes)


def _parts(lines: Iterable[NoteLine], *, folded: bool) -> Iterable[Lines]:
    """Yield the lines of a note, part by part; an empty part is left out."""
    for part, of_part in groupby(lines, key=lambda line: line.part):
        entries = tuple(Entry(line.text) for line in of_part)
        yield Lines(PART_NAMES[part], entries, folded=folded)


def _rules_of_writing(activity: InterviewActivity) -> Lines:
    entries = tuple(Entry(f"{{{fact}}}") for fact in activity.notes.facts)
    return Lines(say("What is written down, and what never"), entries)


def paper(activity: InterviewActivity, state: InterviewState) -> View:
    """Return the kept lines for print, with what must never stand in a note."""
    kept = [
        line
        for number, line in enumerate(activity.draft(state), 1)
        if str(number) not in state.struck
    ]
    blocks: tuple[Block, ...] = (
        Prose(_EXERCISE),
        Heading(say("Case note")),
        *_parts(kept, folded=False),
        *_keeping(activity),
        _rules_of_writing(activity),
    )
    return View(activity.title, blocks)
