"""The content in numbers: how much there is of each kind, how it is spread, how much is English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Sized
from typing import TYPE_CHECKING, Any

from tppo_kit.content.catalogue import KINDS, Catalogue
from tppo_kit.content.items import Vignette
from tppo_kit.content.model import Lifecycle
from tppo_kit.content.rules.translations import OTHERS, must_be_translated, to_translate
from tppo_kit.content.texts import texts_of
from tppo_kit.content.translations import print_of
from tppo_kit.language import Message, say, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Records = dict[str, list[Any]]
NAMES: dict[str, Message] = {
    "scenario": say("cases"),
    "sign": say("signs"),
    "non-sign": say("what is no sign"),
    "source": say("sources"),
    "item": say("items"),
    "quiz": say("quizzes"),
    "sorter": say("sorters"),
    "fact": say("facts"),
    "agency": say("services"),
    "contacts": say("local contacts"),
    "page": say("pages"),
    "message": say("messages"),
    "checklist": say("checklists"),
    "survey": say("surveys"),
    "place": say("villages and offices"),
    "unit": say("notebooks"),
    "programme": say("programmes"),
    "shift": say("shifts"),
    "case-notes": say("sets of case notes"),
    "messages": say("sets of messages"),
    "report-desk": say("report desks"),
    "referral": say("referrals"),
    "tabletop": say("coordination tables"),
    "patrol": say("patrols"),
    "villages": say("games of villages"),
    "practice": say("practices"),
}
#: What a trainer counts in the records of a simulation: its name, and where to find it.
_PARTS: dict[str, dict[str, tuple[Message, Callable[[Any], Sized]]]] = {
    "shift": {
        "stories": (say("stories"), lambda deck: deck.stories),
        "slots": (say("places for a sign"), lambda deck: deck.slots),
        "papers": (say("papers"), lambda deck: deck.papers),
    },
    "case-notes": {
        "pairs": (say("pairs of cases"), lambda notes: notes.pairs),
        "lines": (say("tempting lines"), lambda notes: notes.all_lines()),
    },
    "messages": {
        "templates": (say("templates"), lambda deck: deck.templates),
        "signed": (say("lines with a sign"), lambda deck: _lines(deck, "signed")),
        "alike": (say("look-alike lines"), lambda deck: _lines(deck, "alike")),
        "plain": (say("plain lines"), lambda deck: _lines(deck, "plain")),
    },
    "report-desk": {"reports": (say("reports"), lambda desk: desk.reports)},
    "referral": {
        "people": (say("people"), lambda referral: referral.people),
        "services": (say("services to choose from"), lambda referral: referral.services),
    },
    "tabletop": {
        "roles": (say("roles"), lambda table: table.roles),
        "cards": (say("cards"), lambda table: table.cards),
        "injects": (say("injects"), lambda table: table.injects),
    },
    "patrol": {
        "places": (say("places"), lambda patrol: patrol.places),
        "posts": (say("posts"), lambda patrol: patrol.posts),
    },
    "villages": {
        "villages": (say("villages"), lambda game: game.villages),
        "measures": (say("measures"), lambda game: game.measures),
    },
    "practice": {"places": (say("places"), lambda practice: practice.places)},
}
#: Where each part, or the record, has a truth of its own; elsewhere chance decides.
_TRUTHS: dict[str, Callable[[Any], Iterable[Any]]] = {
    "report-desk": lambda desk: (report.truth for report in desk.reports),
    "referral": lambda referral: (person.truth for person in referral.people),
    "tabletop": lambda table: (table.truth,),
}
#: The parts that have a side each; a coordination table has one as a whole.
_SIDED = {"report-desk": "reports", "referral": "people"}
_STATIONS = tuple(station.value for station in Lifecycle)
_SIDES = ("action", "harmless")
_SIDE_NAMES = (say("call for action"), say("harmless"))
Cell = Message | str | int | float
Table = tuple[Message, Sequence[Cell], list[Sequence[Cell]]]


def summarise(catalogue: Catalogue) -> dict[str, Any]:
    """Return what there is as plain data; what cannot be read is not counted."""
    records: Records = {
        kind: [
            record
            for name in catalogue.names(kind)
            if (record := catalogue.reading(kind, name).record) is not None
        ]
        for kind in ("scenario", *KINDS)
    }
    vignettes = [item for item in records["item"] if isinstance(item, Vignette)]
    return {
        "kinds": {kind: _stations(found) for kind, found in records.items()},
        "cases": _counted(place for case in records["scenario"] for place in case.for_),
        "items": _counted(item.kind for item in records["item"]),
        "vignettes": {
            form: _sides(item.truth for item in vignettes if item.form == form)
            for form in ("A", "B")
        },
        "messages": _sides(message.truth for message in records["message"]),
        "simulations": {kind: _parts(kind, records[kind]) for kind in _PARTS},
        "sides": {
            kind: _sides(truth for record in records[kind] for truth in truths(record))
            for kind, truths in _TRUTHS.items()
        },
        "signs": _counted(sign.strength.value for sign in records["sign"]),
        "facts": _counted(fact.status.value for fact in records["fact"]),
        "translated": {language: _coverage(catalogue, records, language) for language in OTHERS},
    }


def _lines(deck: Any, which: str) -> list[Any]:  # noqa: ANN401 - a set of messages
    slots = (slot for template in deck.templates for slot in template.slots)
    return [line for slot in slots for line in getattr(slot, which)]


def _parts(kind: str, found: Sequence[Any]) -> dict[str, int]:
    return {
        name: sum(len(parts(record)) for record in found)
        for name, (_, parts) in _PARTS[kind].items()
    }


def _stations(found: Sequence[Any]) -> dict[str, int]:
    stations = Counter(
        record.status.value
        for record in found
        if isinstance(getattr(record, "status", None), Lifecycle)
    )
    return {"all": len(found), **{name: stations[name] for name in _STATIONS if stations[name]}}


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _sides(rungs: Iterable[Any]) -> dict[str, int]:
    calls = [rung.calls_for_action for rung in rungs]
    return {"action": sum(calls), "harmless": len(calls) - sum(calls)}


def _coverage(catalogue: Catalogue, records: Records, language: str) -> dict[str, Any]:
    """Return the share of texts with a translation in force, by kind and where it is required."""
    wanted = must_be_translated(catalogue)
    kinds: dict[str, float] = {}
    required = [0, 0]
    for kind, found in records.items():
        done = total = 0
        for record in found:
            held, texts = _held(catalogue, kind, record, language)
            done, total = done + held, total + texts
            if (kind, record.id) in wanted:
                required = [required[0] + held, required[1] + texts]
        if total:
            kinds[kind] = _percent(done, total)
    return {"kinds": kinds, "required": _percent(*required) if required[1] else None}


def _held(catalogue: Catalogue, kind: str, record: Any, language: str) -> tuple[int, int]:  # noqa: ANN401 - any record
    texts = to_translate(kind, texts_of(record))
    reading = catalogue.translation(kind, record.id, language)
    if reading is None or reading.record is None:
        return 0, len(texts)
    lines = reading.record.texts
    held = sum(text.key in lines and lines[text.key].of == print_of(text.text) for text in texts)
    return held, len(texts)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def tell_summary(summary: Mapping[str, Any], language: str) -> str:
    """Return the numbers as tables in one language."""
    return "\n".join(_drawn(table, language) for table in _tables(summary))


def _tables(summary: Mapping[str, Any]) -> Iterator[Table]:
    yield (
        say("Content"),
        (say("all"), *_STATIONS),
        [
            (NAMES[kind], counts["all"], *(counts.get(name, "") for name in _STATIONS))
            for kind, counts in summary["kinds"].items()
        ],
    )
    yield say("Cases by place"), (), list(summary["cases"].items())
    yield say("Items by kind"), (), list(summary["items"].items())
    rows: list[Sequence[Cell]] = [
        (say("vignettes, form {form}", form=form), *(sides[side] for side in _SIDES))
        for form, sides in summary["vignettes"].items()
    ]
    rows.append((NAMES["message"], *(summary["messages"][side] for side in _SIDES)))
    for kind, sides in summary["sides"].items():
        rows.append((_whose(kind), *(sides[side] for side in _SIDES)))
    yield say("Both sides"), _SIDE_NAMES, rows
    inside: list[Sequence[Cell]] = [
        (_part_name(kind, part), number)
        for kind, parts in summary["simulations"].items()
        for part, number in parts.items()
    ]
    yield say("In the simulations"), (), inside
    yield say("Signs by strength"), (), list(summary["signs"].items())
    yield say("Facts by certainty"), (), list(summary["facts"].items())
    for language, shares in summary["translated"].items():
        own: list[Sequence[Cell]] = [(NAMES[kind], n) for kind, n in shares["kinds"].items()]
        if shares["required"] is not None:
            own.append((say("where it is required"), shares["required"]))
        yield say("Translated ({language}), percent", language=language), (), own


def _part_name(kind: str, part: str) -> Message:
    return say("{kind}: {part}", kind=NAMES[kind], part=_PARTS[kind][part][0])


def _whose(kind: str) -> Message:
    """Name whose sides are counted: those of parts, or of whole records."""
    part = _SIDED.get(kind)
    return _part_name(kind, part) if part else NAMES[kind]


def _drawn(table: Table, language: str) -> str:
    title, columns, rows = table
    lines = [[_written(cell, language) for cell in row] for row in rows]
    head = ["", *(_written(column, language) for column in columns)]
    widths = [
        max((len(line[n]) for line in [head, *lines] if n < len(line)), default=0)
        for n in range(max(map(len, [head, *lines])))
    ]
    drawn = [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=False))
        ).rstrip()
        for line in ([head, *lines] if columns else lines)
    ]
    return "\n".join([title.render(language), *(f"  {line}" for line in drawn)]) + "\n"


def _written(cell: Cell, language: str) -> str:
    if isinstance(cell, float):
        number = f"{cell:.1f}"
        return number.replace(".", ",") if language == "id" else number
    return shown(cell, language) if isinstance(cell, Message | str) else str(cell)
