"""Builds the clause tree of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from app.structure.certainty import doubtful_cells, doubtful_places, lowest
from app.structure.headings import is_marked_title, is_text, is_title, split_heading
from app.structure.numbering import OpenLevels
from app.structure.parts import Section, opens_signature, split_parts
from app.structure.sources import row_places, sources_of
from app.structure.tables import split_header
from app.structure.topics import topic_of
from app.structure.words import matches, squeezed
from app.text.labels import AnnexLine, Labelled
from models.clause import (
    Clause,
    ClauseNumber,
    ClauseTable,
    ClauseTree,
    Part,
    TextSource,
)
from models.document import Document, Paragraph, SourceSpan, Table

_PART_NAMES = {
    Part.COVER: "封面",
    Part.PREAMBLE: "首部",
    Part.BODY: "正文",
    Part.SIGNATURE: "签署页",
    Part.ANNEX: "附件",
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """The section being read: its name in paths and its open levels."""

    section: Section
    root: str
    levels: OpenLevels


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a paragraph says as a clause: where its text begins in the block."""

    number: ClauseNumber | None
    heading: str | None
    text: str
    offset: int


def build_tree(document: Document, doc_id: str) -> ClauseTree:
    """Builds the clause tree.

    Every paragraph with text becomes one clause: a labelled one under its number, one without a
    label a clause of its own (``¶`` in the path) under the nearest heading. Tables belong to the
    clause before them.

    Args:
        document: As read.
        doc_id: Prefix of the ids: ``d1``.

    Returns:
        The tree; it holds every paragraph and table of the document.
    """
    parts = split_parts(document.blocks)
    builder = _Builder(document, doc_id, parts.labels)
    for section in parts.sections:
        builder.add(section)
    return ClauseTree(
        tuple(builder.clauses),
        tuple(builder.tables),
        builder.title(),
        parts.annex_list,
        typed=document.format in _TYPED,
    )


# Pages of a PDF that are images are recognised and bear the confidence of that; what has none was
# printed from a word processor.
_TYPED = frozenset({"docx", "doc", "odt", "rtf", "pdf"})


class _Builder:
    def __init__(self, document: Document, doc_id: str, labels: Mapping[int, Labelled]) -> None:
        self.blocks = document.blocks
        self.labels = labels
        self.doc_id = doc_id
        self.clauses: list[Clause] = []
        self.tables: list[ClauseTable] = []
        self._steps: Counter[tuple[str, str]] = Counter()
        self._cover_title: list[str] = []
        self._titles: set[int] = set()  # lines that are the heading of the label above them

    def title(self) -> str | None:
        """The contract's title: the lines of the cover that are no field."""
        spaced = "".join(self._cover_title)
        # A cover spaces its letters out: "合 同".
        return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", spaced) or None

    def add(self, section: Section) -> None:
        """Adds the clauses of a section."""
        frame = _Frame(section, self._root_name(section), OpenLevels(int(bool(section.annex))))
        blocks = list(section.blocks)
        if section.annex is not None:
            self._add_annex_root(frame, section.annex, blocks.pop(0))
        elif section.part is Part.COVER:
            blocks = self._add_cover_title(frame, blocks)
        for index, following in zip_longest(blocks, blocks[1:]):
            block = self.blocks[index]
            if index in self._titles:
                continue
            if isinstance(block, Table):
                self._add_table(frame, block, index)
            else:
                self._add_paragraph(frame, block, index, following)

    def _root_name(self, section: Section) -> str:
        name = _PART_NAMES[section.part]
        if section.part in (Part.ANNEX, Part.BODY):
            return section.label or name
        return f"{section.label}{name}" if section.label else name

    # Paragraphs -------------------------------------------------------------------------------

    def _add_paragraph(
        self, frame: _Frame, block: Paragraph, index: int, following: int | None
    ) -> None:
        piece = self._piece(frame, block, index, following)
        if piece.number is None and piece.heading is None:
            in_body = frame.section.part is Part.BODY  # there it would be a part of its own
            if not in_body and opens_signature(self.blocks, index):
                frame.levels.close()  # an annex that is signed: not part of its last article
            self._append(frame, frame.levels.owner(), piece, index)
            frame.levels.interrupt()
            return
        if piece.number is None:
            frame.levels.place_title(block.outline)
        elif not (piece.heading or piece.text) and following is not None:
            piece = self._with_title_below(piece, following)
        self._append(frame, frame.levels.innermost, piece, index)
        attaches = bool(piece.heading) or not piece.text or piece.text.endswith(("：", ":"))
        frame.levels.push(
            piece.number, len(self.clauses) - 1, attaches=attaches, outline=block.outline
        )

    def _with_title_below(self, piece: _Piece, following: int) -> _Piece:
        """A bare label takes the title on the next line: "第一条", and below it "服务内容"."""
        below = self.blocks[following]
        if not isinstance(below, Paragraph) or self.labels[following].number is not None:
            return piece
        if not is_title(below.text):
            return piece
        self._titles.add(following)
        return replace(piece, heading=below.text.strip())

    def _piece(self, frame: _Frame, block: Paragraph, index: int, following: int | None) -> _Piece:
        text = block.text.strip()
        shift = len(block.text) - len(block.text.lstrip())
        labelled = self.labels[index]
        if labelled.number is not None and frame.section.part is not Part.COVER:
            number = frame.levels.place(labelled.number, sure=labelled.sure)
            if number is not None:
                marked = block.outline is not None
                heading, rest = split_heading(number, labelled.rest, marked=marked)
                offset = shift + labelled.offset + len(labelled.rest) - len(rest)
                return _Piece(number, heading, rest, offset)
        in_text = frame.section.part in (Part.BODY, Part.ANNEX)
        if in_text and self._heads(block, following) and not self._repeats_annex(frame, text):
            return _Piece(None, text, "", shift + len(text))
        return _Piece(None, None, text, shift)

    def _repeats_annex(self, frame: _Frame, text: str) -> bool:
        """Whether a line says an annex's heading once more, as the title of what is annexed."""
        if frame.section.annex is None:
            return False
        heading = squeezed(self.clauses[frame.levels.levels[0].clause].heading or "")
        return squeezed(text) in heading or heading in squeezed(text)

    def _heads(self, block: Paragraph, following: int | None) -> bool:
        """Whether a paragraph without a label is the heading of what follows."""
        if block.outline is not None and is_marked_title(block.text):
            return True
        if following is None or not is_title(block.text):
            return False
        after = self.blocks[following]
        if isinstance(after, Table):
            return True
        # A heading stands above text or a label, not above another short line: that would be a
        # list of fields, as on a signature page, or the end of a letter.
        cut = self.labels[following]
        return (cut.number is not None and cut.sure) or is_text(after.text)

    def _append(self, frame: _Frame, parent: int | None, piece: _Piece, index: int) -> None:
        section = frame.section
        above = self.clauses[parent] if parent is not None else None
        base = above.path if above else frame.root
        step = piece.number.label if piece.number else "¶"
        self._steps[base, step] += 1
        count = self._steps[base, step]
        path = f"{base}/{step}"
        if count > 1:
            # "1、2" is the second 1、; but the second 8.1 is no 8.12.
            path += f"({count})" if step[-1].isdecimal() else str(count)
        block = self.blocks[index]
        sources = sources_of(block, index, piece.offset, len(piece.text))
        self.clauses.append(
            Clause(
                id=f"{self.doc_id}.c{len(self.clauses) + 1}",
                parent=above.id if above else None,
                level=above.level + 1 if above else 1,
                part=section.part,
                part_label=section.label,
                path=path,
                number=piece.number,
                heading=piece.heading,
                text=piece.text,
                page=sources[0].span.page,
                topic=topic_of(
                    section.part,
                    piece.number,
                    piece.heading,
                    piece.text,
                    above.topic if above else None,
                ),
                confidence=lowest(block),
                sources=sources,
                doubtful=doubtful_places(block, piece.offset, len(piece.text)),
            )
        )

    # Parts ------------------------------------------------------------------------------------

    def _add_annex_root(self, frame: _Frame, annex: AnnexLine, index: int) -> None:
        """An annex's heading is a clause of its own: its title, and the tables right below."""
        section = frame.section
        block = self.blocks[index]
        heading = annex.title or section.label
        self.clauses.append(
            Clause(
                id=f"{self.doc_id}.c{len(self.clauses) + 1}",
                parent=None,
                level=1,
                part=section.part,
                part_label=section.label,
                path=frame.root,
                number=None,
                heading=heading,
                text="",
                page=block.page,
                topic=topic_of(section.part, None, heading, "", None),
                sources=(TextSource(0, 0, SourceSpan(index, 0, 0, block.page, block.box)),),
            )
        )
        frame.levels.push(None, len(self.clauses) - 1, attaches=True)

    def _add_cover_title(self, frame: _Frame, blocks: list[int]) -> list[int]:
        """Joins the lines of the title, which a cover breaks at will, into one clause.

        Returns:
            The blocks that are left.
        """
        lines: list[int] = []
        for index in blocks:
            block = self.blocks[index]
            is_field = isinstance(block, Table) or matches("cover_field", block.text)
            if is_field and lines:
                break
            if not is_field:
                lines.append(index)
        if not lines:
            return blocks
        self._cover_title = [
            block.text.strip() for i in lines if isinstance(block := self.blocks[i], Paragraph)
        ]
        before = blocks[: blocks.index(lines[0])]
        for index in before:
            self._add_plain(frame, index)
        title = "".join(self._cover_title)
        self._append(frame, None, _Piece(None, title, "", 0), lines[0])
        taken = {*before, *lines}
        return [i for i in blocks if i not in taken]

    def _add_plain(self, frame: _Frame, index: int) -> None:
        block = self.blocks[index]
        if isinstance(block, Table):
            self._add_table(frame, block, index)
        else:
            piece = _Piece(None, None, block.text.strip(), 0)
            self._append(frame, None, piece, index)

    def _add_table(self, frame: _Frame, table: Table, index: int) -> None:
        section = frame.section
        last = self.clauses[-1] if self.clauses else None
        if last is None or (last.part, last.part_label) != (section.part, section.label):
            self._append(frame, None, _Piece(None, None, "", 0), index)
        owner = self.clauses[-1]
        header, rows = split_header(table.rows)
        table_id = f"{self.doc_id}.t{len(self.tables) + 1}"
        doubtful = doubtful_cells(table, header)
        places = row_places(table, header)
        self.tables.append(
            ClauseTable(
                table_id, owner.id, header, rows, table.page, table.box, doubtful, index, places
            )
        )
        self.clauses[-1] = replace(owner, tables=(*owner.tables, table_id))
