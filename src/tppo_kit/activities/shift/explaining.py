"""One person explained: what was there, what it was worth, what a careful colleague would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tppo_kit.activities.activity import RUNG_NAMES
from tppo_kit.activities.blocks import Block, Entry, Feedback, Lines, Prose, Tone
from tppo_kit.activities.shift.combination import Reason
from tppo_kit.activities.shift.scoring import evidence, is_seen, is_told
from tppo_kit.content.simulations.shift_parts import Dimension
from tppo_kit.language import Message, say
from tppo_kit.records import Rung

if TYPE_CHECKING:
    from tppo_kit.activities.shift.person import Clue, Person
    from tppo_kit.activities.shift.shift import ShiftActivity
    from tppo_kit.activities.shift.state import Decision

_REASONS = {
    Reason.DANGER: say(
        "A request for help came. That is danger now: a safe room, a supervisor, the police. "
        "The companion is told nothing."
    ),
    Reason.CHILD: say(
        "This is about a child, and about what is planned for the child. No force need be shown."
    ),
    Reason.CHILD_SIGN: say(
        "There was a sign about a child. The service for children is asked first."
    ),
    Reason.POSITIVE: say("Enough signs of one kind came together."),
    Reason.CONNECTS: say("This sign alone asks for a service, if the person agrees."),
    Reason.SIGN: say(
        "There was a sign, but not enough of one kind. Checking and asking others will do for now."
    ),
    Reason.WEAK: say("There was a weak sign only. Weak ones alone are no reason for more."),
    Reason.INFORMS: say(
        "Nothing spoke for a next step. Whoever leaves to work or learn is given information."
    ),
    Reason.NOTHING: say("Nothing spoke for a next step."),
}
_OFFERED = say(
    "There was a sign, but not enough of one kind. Check first. Offering a service, if they "
    "agree, is as good."
)
DIMENSIONS = {
    Dimension.DECEPTIVE_RECRUITMENT: say("deceived while being recruited"),
    Dimension.COERCIVE_RECRUITMENT: say("forced or controlled while being recruited"),
    Dimension.VULNERABILITY_AT_RECRUITMENT: say("a weak position used while being recruited"),
    Dimension.EXPLOITATION: say("exploited"),
    Dimension.COERCION_AT_DESTINATION: say("forced or controlled at the destination"),
    Dimension.VULNERABILITY_AT_DESTINATION: say("a weak position used at the destination"),
}


def explained(activity: ShiftActivity, person: Person, decision: Decision) -> tuple[Block, ...]:
    """Return what is said about one person after the decision on them."""
    rung = person.finding.rung
    blocks: list[Block] = [
        Feedback(tone_of(person, decision), _title(person, decision), reason(person)),
        Prose(say("Your step: {step}", step=RUNG_NAMES[decision.rung])),
    ]
    if not person.finding.allows(decision.rung):
        blocks.append(Prose(say("The step: {step}", step=RUNG_NAMES[rung])))
    cost = cost_of(activity, person, decision)
    if cost is not None:
        blocks.append(Prose(cost))
    return (*blocks, evidence_lines(activity, person, decision))


def tone_of(person: Person, decision: Decision) -> Tone:
    """Return good for a fitting step, poor for one on the wrong side, mixed between."""
    if person.finding.allows(decision.rung):
        return "good"
    wrong_side = decision.rung.calls_for_action != person.needs_a_step
    return "poor" if wrong_side else "mixed"


def _title(person: Person, decision: Decision) -> Message:
    if person.finding.allows(decision.rung):
        return say("That fits")
    if decision.rung.calls_for_action == person.needs_a_step:
        return say("The right direction, but another step")
    if person.needs_a_step:
        return say("Somebody who needed a next step went on alone")
    return say("Somebody who needed none was held up")


def reason(person: Person) -> Message:
    """Return why that step, by the line of the rule that was met."""
    finding = person.finding
    if finding.positive and finding.reason is not Reason.DANGER:
        names = [DIMENSIONS[dimension] for dimension in finding.positive]
        return say("{reason} ({kind})", reason=_REASONS[finding.reason], kind=names[0])
    if finding.reason is Reason.SIGN and Rung.REFER in finding.accepts:
        return _OFFERED
    return _REASONS[finding.reason]


def cost_of(activity: ShiftActivity, person: Person, decision: Decision) -> Message | None:
    """Return what a wrong step cost, in words; None for one on the right side."""
    if decision.rung.calls_for_action == person.needs_a_step:
        return None
    if person.needs_a_step:
        return say("{name} travelled on without the help that was within reach.", name=person.name)
    burden = next(each for each in activity.deck.burdens if each.id is decision.rung)
    if burden.journey:
        return say(
            "{name} lost about {minutes} minutes, and the journey or appointment as well.",
            name=person.name,
            minutes=burden.minutes,
        )
    return say("{name} lost about {minutes} minutes.", name=person.name, minutes=burden.minutes)


def evidence_lines(activity: ShiftActivity, person: Person, decision: Decision) -> Lines:
    """Return what there was to find out, marked by whether it was found."""
    entries = [
        entry for clue in person.clues for entry in _entries(activity, person, clue, decision)
    ]
    texts = {aside.id: aside.text for aside in activity.deck.asides}
    entries += [Entry(texts[name], remark=say("says nothing here")) for name in person.asides]
    found = evidence(person, decision.looks)
    return Lines(
        say(
            "What was there to find out ({found} of {all} noted)",
            found=found.found,
            all=found.all,
        ),
        tuple(entries),
    )


def _entries(
    activity: ShiftActivity, person: Person, clue: Clue, decision: Decision
) -> list[Entry]:
    sign = activity.signs[clue.sign].name
    if clue.side == "sign":
        remark = say("speaks for the sign “{sign}” – a reason to ask, not proof", sign=sign)
    else:
        remark = say("explains innocently what looked like “{sign}”", sign=sign)
    entries = []
    fields = [person.field(name) for name in (clue.against or clue.shows)]
    written = "; ".join(f"{field.label}: {field.value}" for field in fields if field)
    if written:
        entries.append(Entry(written, "yes" if is_seen(clue, decision.looks) else "open"))
    told = is_told(clue, decision.looks)
    return [*entries, Entry(f"“{clue.told}”", "yes" if told else "open", remark)]
