"""What is shown while a person is being helped: the day, their words, what is running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.blocks import (
    Block,
    Entry,
    Feedback,
    Heading,
    Lines,
    Option,
    Options,
    Prose,
    Text,
    View,
)
from tppo_kit.activities.referral.casework import Answer
from tppo_kit.activities.referral.round import open_acts
from tppo_kit.language import Message, say

if TYPE_CHECKING:
    from tppo_kit.activities.referral.casework import Casework, Contact, File, Talk
    from tppo_kit.activities.referral.round import RoundState
    from tppo_kit.content.simulations.referral_people import ReferredPerson

_ACTS: dict[str, Message] = {
    "talk": say("Talk about it and ask for consent"),
    "needed": say("Contact, telling only what is needed"),
    "everything": say("Contact, telling everything I know"),
    "remind": say("Ask again, and name the deadline"),
    "stop": say("Call it off"),
}
_ECHOES: dict[str, Message] = {
    "remind": say("They apologise. They see to it tomorrow."),
    "stop": say("They stop, and put the papers away."),
}


def scene(casework: Casework, state: RoundState) -> View:
    """Return the view of a person whose file is open."""
    person = casework.people[state.file.person]
    title = say("{name}, day {day}", name=called(person), day=state.file.day)
    if state.service:
        blocks = _counter(casework, state)
    elif state.group:
        blocks = _shelf(casework, state)
    else:
        blocks = _desk(casework, state, person)
    progress = (len(state.done), len(state.order))
    return View(title, blocks, progress=progress, announce=title)


def _desk(casework: Casework, state: RoundState, person: ReferredPerson) -> tuple[Block, ...]:
    file = state.file
    left = casework.record.steps_a_day - file.steps
    blocks: list[Block] = [*_news(casework, state)]
    if file.day == 0:
        blocks.append(Prose(person.scene))
    blocks += [Prose(words, "scene") for words in spoken(casework, file)]
    if file.day > 0:
        blocks.append(Lines(say("How it began"), (Entry(person.scene),), folded=True))
    blocks += [*_withdrawn(casework, file, person), *_running(casework, file)]
    if left:
        groups = tuple(Option(group.id, group.label) for group in casework.record.groups)
        legend = say("What next? Steps left today: {left}", left=left)
        blocks.append(Options("open", legend, groups, layout="tiles"))
    times = (
        Option("day", say("Wait until tomorrow")),
        Option("week", say("Wait a week")),
        Option("close", say("Done with this person: it is enough")),
    )
    full = say("The day is full.") if not left else say("Time")
    blocks.append(Options("time", full, times, layout="row"))
    return tuple(blocks)


def called(person: ReferredPerson) -> Message:
    """Return name and age."""
    return say("{name}, {age} years", name=person.name, age=person.age)


def spoken(casework: Casework, file: File) -> list[str]:
    """Return what the person says today, also of having been sent where they need not."""
    person = casework.people[file.person]
    saying = [each for each in person.sayings if each.day <= file.day][-1]
    met = saying.given is None or file.contact(saying.given) is not None
    words = [saying.text if met else saying.otherwise or saying.text]
    sent = [each for each in file.contacts if casework.is_needless(person, each.service)]
    if person.hurt and any(each.day < file.day for each in sent):
        words.append(person.hurt)
    return words


def _news(casework: Casework, state: RoundState) -> list[Block]:
    """Return what the last press brought about."""
    act, name = state.last
    if act in {"needed", "everything"}:
        contact = state.file.contact(name)
        due = None if contact is None else casework.must_begin_by(contact)
        service = casework.services[name]
        text = (service.reply or say("It was passed on.")) if due is None else _due_text(due)
        if not service.shares:
            return [Feedback("info", service.label, say("Done."))]
        news: list[Block] = [
            Feedback("info", say("Contacted: {service}", service=service.label), text)
        ]
        if service.agency is not None:
            news.append(Prose(casework.agencies[service.agency].ask, "small"))
        return news
    if act in _ECHOES:
        return [Feedback("info", casework.services[name].label, _ECHOES[act])]
    if act != "time":
        return []
    begun = [
        casework.services[contact.service].label
        for contact in state.file.contacts
        if state.since < (casework.begins(state.file, contact) or 0) <= state.file.day
    ]
    if not begun:
        return []
    return [Feedback("info", say("It has begun"), ", ".join(begun))]


def _due_text(day: int) -> Message:
    return say("Deadline of the law: day {day}.", day=day)


def _withdrawn(casework: Casework, file: File, person: ReferredPerson) -> list[Block]:
    withdrawal = person.withdraws
    if withdrawal is None or not casework.withdrawn(file, withdrawal.id):
        return []
    if file.stop_day(withdrawal.id) is not None:
        return []
    last = casework.stop_by(file, withdrawal.id)
    return [
        Prose(withdrawal.says, "scene"),
        Prose(
            say("Stop now. By law, the data may not be used any more after day {day}.", day=last),
            "lead",
        ),
    ]


def _running(casework: Casework, file: File) -> list[Block]:
    """Return what is waited for or called off, one by one, and what has begun, in one line."""
    if not file.contacts:
        return []
    waiting = [each for each in file.contacts if not _is_going_on(casework, file, each)]
    entries = [
        Entry(casework.services[each.service].label, remark=_status(casework, file, each))
        for each in waiting
    ]
    settled = [
        casework.services[each.service].label for each in file.contacts if each not in waiting
    ]
    if settled:
        entries.append(Entry(", ".join(settled), remark=say("already going on")))
    late = any(casework.may_be_reminded(file, contact) for contact in waiting)
    title = say("Under way. Mind a deadline.") if late else say("Under way")
    return [Lines(title, tuple(entries))]


def _is_going_on(casework: Casework, file: File, contact: Contact) -> bool:
    begins = casework.begins(file, contact)
    stopped = file.stop_day(contact.service) is not None
    return not stopped and begins is not None and begins <= file.day


def _status(casework: Casework, file: File, contact: Contact) -> Message:
    """Return how far a contacted service has come."""
    stopped = file.stop_day(contact.service)
    if stopped is not None:
        return say("called off on day {day}", day=stopped)
    begins, due = casework.begins(file, contact), casework.must_begin_by(contact)
    if begins is not None and begins <= file.day:
        return say("since day {day}", day=begins)
    if due is None:
        return say("waiting since day {day}", day=contact.day)
    if begins is not None and due <= file.day:
        return say("promised for day {day}", day=begins)
    if due <= file.day:
        return say(
            "no answer yet; due on day {due}, open since day {day}", due=due, day=contact.day
        )
    return say("waiting since day {day}; due by day {due}", day=contact.day, due=due)


def _shelf(casework: Casework, state: RoundState) -> tuple[Block, ...]:
    group = next(group for group in casework.record.groups if group.id == state.group)
    options = tuple(
        Option(name, service.label, note=_note(casework, state.file, name))
        for name, service in casework.services.items()
        if service.group == state.group
    )
    back = Option("back", say("Back"))
    return (Options("pick", group.label, (*options, back)),)


def _note(casework: Casework, file: File, name: str) -> Text:
    contact = file.contact(name)
    if contact is not None:
        return _status(casework, file, contact)
    talk = file.last_talk(name)
    return "" if talk is None else _asked(talk.answer, talk.day)


def _asked(answer: Answer, day: int) -> Message:
    return {
        Answer.YES: say("agreed on day {day}", day=day),
        Answer.LATER: say("“later”, on day {day}", day=day),
        Answer.NO: say("declined on day {day}", day=day),
        Answer.TOLD: say("told on day {day}", day=day),
    }[answer]


def _answered(person: ReferredPerson, talk: Talk) -> Text:
    """Return what the person said to an offer."""
    need = person.need(talk.service)
    if need is None:
        welcome = talk.answer is Answer.YES
        return say("“All right, if that helps.”") if welcome else person.says_no
    return (need.says_later or need.says) if talk.answer is Answer.LATER else need.says


def _counter(casework: Casework, state: RoundState) -> tuple[Block, ...]:
    """Return one service: what it is, what the person says to it, what can be done."""
    service, person = casework.services[state.service], casework.people[state.file.person]
    blocks: list[Block] = [Heading(service.label)]
    talk = state.file.last_talk(service.id)
    asked_today = talk is not None and talk.day == state.file.day
    if talk is not None and asked_today:
        blocks.append(Prose(_answered(person, talk), "scene"))
    blocks.append(Prose(service.about))
    if service.agency is not None and not asked_today:
        agency = casework.agencies[service.agency]
        blocks.append(Prose(f"{agency.name}. {agency.not_for}", "small"))
    names = _ACTS if service.shares else {**_ACTS, "needed": say("Do it")}
    acts = tuple(Option(act, names[act]) for act in open_acts(casework, state))
    legend = say("What do you do?") if acts else say("Nothing more here today.")
    blocks.append(Options("act", legend, (*acts, Option("back", say("Back")))))
    return tuple(blocks)
