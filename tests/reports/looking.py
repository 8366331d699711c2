"""Reading a report as its reader does: parts by title, tables by caption, rows by label."""

from tppo_kit.activities.blocks import Amount, Feedback, Heading, Lines, Prose, Table
from tppo_kit.activities.drawing import Drawing
from tppo_kit.language import Message, shown


def said(text, language="en"):
    """Return a text, or a number of a table: the value, or why there is none."""
    if isinstance(text, Amount):
        return said(text.why, language) if text.value is None else text.value
    return shown(text, language) if isinstance(text, Message | str) else text


def part(report, title):
    """Return the part with an English title."""
    return next(each for each in report.parts if said(each.title) == title)


def tables(where):
    """Return the tables of a part by their captions."""
    return {said(block.caption): block for block in where.blocks if isinstance(block, Table)}


def rows(table):
    """Return the rows of a table by their first cell."""
    return {said(row[0]): [said(cell) for cell in row[1:]] for row in table.rows}


def prose(where):
    """Return what is said in sentences."""
    return [said(block.text) for block in where.blocks if isinstance(block, Prose)]


def every_text(report, language):
    """Yield every text that a report shows in a language, numbers as they are."""
    yield from (said(report.title, language), said(report.lead, language), report.key)
    for each in report.parts:
        yield said(each.title, language)
        for block in each.blocks:
            yield from (str(said(text, language)) for text in _texts(block))


def _texts(block):
    if isinstance(block, Prose | Heading):
        yield block.text
    elif isinstance(block, Feedback):
        yield from (block.title, block.text)
    elif isinstance(block, Lines):
        yield block.title
        yield from (text for entry in block.entries for text in (entry.text, entry.remark))
    elif isinstance(block, Drawing):
        yield from (block.title, *block.words)
        yield from (shape.text for shape in block.shapes if hasattr(shape, "text"))
    else:
        assert isinstance(block, Table)
        yield from (block.caption, *block.columns)
        yield from (cell for row in block.rows for cell in row)
