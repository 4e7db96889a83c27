"""Puts the redline together as a Word document.

Accepting all changes gives the draft's paragraphs and tables, rejecting all the baseline's. What
the document says about itself stands in its header, outside the text.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.export.files import write_whole
from app.export.redline.blocks import Step, steps
from app.export.redline.package import Parts, write_package
from app.export.redline.tables import merged_table, same_shape, whole_table
from app.export.redline.text import Change, changes, moved_away, moved_here
from app.export.redline.wordml import Writer
from app.export.words import Words, circled
from models.comparison import Comparison
from models.document import Block, Paragraph, Table

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def write_redline(
    comparison: Comparison,
    path: Path,
    lang: str = "zh",
    document: str | None = None,
    now: datetime | None = None,
) -> None:
    """Writes a contract against the baseline with tracked changes, whole or not at all.

    Args:
        comparison: What was compared.
        path: The Word document to be written.
        lang: Language of the header, ``zh`` or ``en``.
        document: Id of the contract; the first draft where None.
        now: Time of the changes; the clock's where None.

    Raises:
        app.export.errors.NotWritten: where the file could not be written; an older one is whole.
    """
    parts = build_redline(comparison, lang, document, now)
    write_whole(path, lambda beside: write_package(parts, beside))


def build_redline(
    comparison: Comparison,
    lang: str = "zh",
    document: str | None = None,
    now: datetime | None = None,
) -> Parts:
    """The parts of the document in memory; arguments as in :func:`write_redline`."""
    doc = document or next(iter(comparison.focus), comparison.baseline)
    made = (now or datetime.now(UTC)).astimezone(UTC)
    writer, words = Writer(made.strftime("%Y-%m-%dT%H:%M:%SZ")), Words(lang)
    root = writer.element("document")
    body = writer.add(root, "body")
    for step in steps(comparison, doc):
        for made_block in _blocks(writer, step):
            _append(writer, body, made_block)
    # The last paragraph of a document can be neither inserted nor deleted.
    body.append(writer.paragraph(()))
    header = [
        words("redline.header", new=_name(comparison, doc), old=_name(comparison, None)),
        words("redline.how"),
    ]
    if writer.replaced:
        header.append(words("redline.replaced", count=writer.replaced))
    return Parts(writer, root, tuple(header), words("redline.title"), made)


def _name(comparison: Comparison, doc: str | None) -> str:
    wanted = doc or comparison.baseline
    place = next(n for n, d in enumerate(comparison.documents) if d.id == wanted)
    return f"{circled(place)} {comparison.by_id[wanted].name}"


def _append(writer: Writer, body: Element, made: Element) -> None:
    """Adds a block; two tables without a paragraph between them would become one in Word."""
    last = body[-1] if len(body) else None
    if last is not None and last.tag == made.tag and made.tag.endswith("}tbl"):
        body.append(writer.paragraph(()))
    body.append(made)


def _blocks(writer: Writer, step: Step) -> list[Element]:
    old, new = step.old, step.new
    if step.moved is not None and isinstance(old, Paragraph):
        said = moved_away(old.text, step.moved.text)
        return writer.moved(said, Change.MOVED_AWAY, f"move{step.move}")
    if step.moved is not None and isinstance(new, Paragraph):
        said = moved_here(step.moved.text, new.text)
        return writer.moved(said, Change.MOVED_HERE, f"move{step.move}")
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        heading = new.outline is not None
        return [writer.paragraph(changes(old.text, new.text), heading=heading)]
    if isinstance(old, Table) and isinstance(new, Table) and same_shape(old, new):
        return [merged_table(writer, old, new)]
    only = [(old, Change.DELETED), (new, Change.INSERTED)]
    return [_only(writer, block, change) for block, change in only if block is not None]


def _only(writer: Writer, block: Block, change: Change) -> Element:
    """A block that only one of the contracts has."""
    if isinstance(block, Table):
        return whole_table(writer, block, change)
    return writer.paragraph([(change, block.text)], change, heading=block.outline is not None)
