"""Cuts a document into its parts: cover, preamble, body, signature page, annexes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.resources import lexicon
from app.text.labels import AnnexLine, annex_line, split_label
from models.clause import NumberStyle, Part
from models.document import Block, Paragraph, Table

# A line to be signed is short; a clause that speaks of signing is not (longest line seen: 26).
_SIGNATURE_LINE = 40


@dataclass(slots=True)
class Section:
    """A stretch of blocks that numbers its clauses afresh.

    Attributes:
        part: What it is.
        label: ``附件4``, ``合同书``; None where the part needs no name.
        blocks: Indices into the document's blocks; an annex's heading is its first.
        annex: The heading of an annex.
    """

    part: Part
    label: str | None = None
    blocks: list[int] = field(default_factory=list)
    annex: AnnexLine | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The sections in order, and the entries of the list of annexes as written."""

    sections: tuple[Section, ...]
    annex_list: tuple[str, ...]


def squeezed(text: str) -> str:
    """The text without blanks, its width folded: what the patterns of the lexicon look at."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def matches(name: str, text: str) -> bool:
    """Whether the lexicon's pattern ``name`` is found in the text."""
    return re.search(lexicon("structure")[name], squeezed(text)) is not None


def is_signature_table(table: Table) -> bool:
    """Whether a table is a signature block: it names who signs at least twice."""
    text = squeezed("".join(cell for row in table.rows for cell in row))
    return sum(word in text for word in lexicon("structure")["signature_words"]) >= 2


def opens_signature(blocks: Sequence[Block], index: int) -> bool:
    """Whether a signature page, or the signatures below an annex, begin at a block."""
    block = blocks[index]
    if isinstance(block, Table):
        return is_signature_table(block)
    if matches("signature_mark", block.text):
        # "(以下无正文)" behind a clause's last sentence does not make the clause one.
        return len(squeezed(block.text)) <= _SIGNATURE_LINE
    if len(block.text) > _SIGNATURE_LINE or not matches("party_line", block.text):
        return False
    following = [b for b in blocks[index : index + 9] if isinstance(b, Paragraph)]
    return any(
        len(b.text) <= _SIGNATURE_LINE and matches("signature_line", b.text) for b in following
    )


def split_parts(blocks: Sequence[Block]) -> Parts:
    """Cuts the blocks of a document into sections.

    Args:
        blocks: The document's paragraphs and tables, in order.

    Returns:
        Sections that hold every non-empty block once, in order.
    """
    return _Splitter(blocks).split()


class _Splitter:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.texts = [b.text.strip() if isinstance(b, Paragraph) else "" for b in blocks]
        self.filled = [i for i, b in enumerate(blocks) if isinstance(b, Table) or self.texts[i]]
        self.labels = {i: split_label(t) for i, t in enumerate(self.texts) if t}

    def split(self) -> Parts:
        first_label = self._first_label()
        annexes, listed = self._annexes(first_label)
        end = min(annexes, default=len(self.blocks))
        titles = self._body_titles(end)
        body = min(titles) if titles else self._body_start(end)
        sections = self._front(body)
        sections += self._body(body, end, titles, listed)
        for index in self.filled:
            if index < end:
                continue
            if index in annexes:
                sections.append(Section(Part.ANNEX, annexes[index].label, annex=annexes[index]))
            sections[-1].blocks.append(index)
        self._name_apart(sections)
        return Parts(
            tuple(s for s in sections if s.blocks), tuple(self.texts[i] for i in sorted(listed))
        )

    def _first_label(self) -> int:
        numbered = (i for i in self.filled if i in self.labels and self.labels[i].number)
        return next(numbered, 0)

    # Annexes ---------------------------------------------------------------------------------

    def _annexes(self, first_label: int) -> tuple[dict[int, AnnexLine], set[int]]:
        """Which lines head an annex, and which are entries of the list of annexes.

        A list is a run of annex lines with nothing between them. Its last entry may already be
        the first annex: then its number starts again. A line alone heads an annex unless the
        signature page follows, or the end.
        """
        lines = {
            i: line
            for i in self.filled
            if i > first_label and self.texts[i] and (line := annex_line(self.texts[i]))
        }
        heads: dict[int, AnnexLine] = {}
        listed: set[int] = set()
        signed = False
        last_of: dict[int | None, int] = {
            line.number: i for i, line in lines.items() if line.number is not None
        }
        run: list[int] = []
        for position, index in enumerate(self.filled):
            signed = signed or self._is_signature(index)
            if index not in lines:
                continue
            run.append(index)
            following = self.filled[position + 1] if position + 1 < len(self.filled) else None
            if following in lines:
                if lines[index].number is not None and self._restarts(lines, run):
                    heads[index] = lines[index]
                    run = []
                continue
            last = run[-1]
            elsewhere = last_of.get(lines[last].number, last) > last
            # Before the contract is signed, the signature page closes a list; afterwards the
            # parties below an annex's heading open that annex.
            ends = following is None or (not signed and self._is_signature(following))
            is_head = not elsewhere and not ends and lines[last].number is not None
            if len(run) > 1 and not self._restarts(lines, run) and not signed:
                is_head = False
            if lines[last].number is None:
                is_head = not ends and signed and len(run) == 1
            for entry in run[:-1]:
                # After the signatures a bare heading is an annex whose content is not there.
                bare = signed and lines[entry].number is not None
                if bare and last_of[lines[entry].number] == entry and not listed:
                    heads[entry] = lines[entry]
                else:
                    listed.add(entry)
            if is_head:
                heads[last] = lines[last]
            else:
                listed.add(last)
            run = []
        return heads, listed

    @staticmethod
    def _restarts(lines: dict[int, AnnexLine], run: Sequence[int]) -> bool:
        """Whether the last line of a run repeats a number of the run: the list is over."""
        return lines[run[-1]].number in {lines[i].number for i in run[:-1]}

    # Front ------------------------------------------------------------------------------------

    def _front(self, body: int) -> list[Section]:
        front = [i for i in self.filled if i < body]
        start = self._preamble_start(front)
        cover = Section(Part.COVER, blocks=[i for i in front if i < start])
        preamble = Section(Part.PREAMBLE, blocks=[i for i in front if i >= start])
        return [cover, preamble]

    def _preamble_start(self, front: Sequence[int]) -> int:
        """Where the cover ends: at the second naming of the first party, or at the recital."""
        named = [i for i in front if self.texts[i] and matches("party_line", self.texts[i])]
        recital = next((i for i in front if matches("recital", self.texts[i])), None)
        if named:
            first = squeezed(self.texts[named[0]]).split(":")[0]
            again = [i for i in named[1:] if squeezed(self.texts[i]).split(":")[0] == first]
            if again:
                return again[0]
            # A contract without a cover page: the parties stand right above the recital, each
            # with its address and telephone, below at most a title and a number.
            if named[0] == (front[0] if front else 0):
                return named[0]
        if recital is not None:
            return recital
        return (front[-1] + 1) if front else 0

    def _body_start(self, end: int) -> int:
        """The first article; without articles, the first label 1 that opens a heading."""
        labelled = [
            i for i in self.filled if i < end and i in self.labels and self.labels[i].number
        ]
        tops = (NumberStyle.ARTICLE, NumberStyle.CHAPTER)
        for index in labelled:
            number = self.labels[index].number
            if number and number.style in tops:
                return index
        ones = [
            i
            for i in labelled
            if (n := self.labels[i].number) and n.values == (1,) and self.labels[i].sure
        ]
        for index in ones:
            if not matches("no_heading", self.labels[index].rest):
                return index
        if ones or labelled:
            return (ones or labelled)[0]
        recital = next((i for i in self.filled if matches("recital", self.texts[i])), None)
        after = [i for i in self.filled if recital is not None and i > recital]
        return after[0] if after else (self.filled[0] if self.filled else 0)

    # Body -------------------------------------------------------------------------------------

    def _body_titles(self, end: int) -> dict[int, str]:
        """The titles of a body in two parts or more; none where there is only one."""
        found = {
            i: squeezed(self.texts[i])
            for i in self.filled
            if i < end and self.texts[i] and matches("body_title", self.texts[i])
        }
        found = {i: title for i, title in found.items() if self._opens_clauses(i, found, end)}
        return found if len(set(found.values())) > 1 else {}

    def _opens_clauses(self, title: int, titles: dict[int, str], end: int) -> bool:
        until = min((i for i in titles if i > title), default=end)
        return any(
            self.labels[i].number for i in self.filled if title < i < until and i in self.labels
        )

    def _body(
        self, start: int, end: int, titles: dict[int, str], listed: set[int]
    ) -> list[Section]:
        sections: list[Section] = []
        main = self._main_title(titles)
        label: str | None = None
        current = Section(Part.BODY)
        seen_label = listing = False
        for index in [i for i in self.filled if start <= i < end]:
            if index in titles:
                label = None if titles[index] == main else titles[index]
                current = Section(Part.PREAMBLE, label)
                sections.append(current)
                seen_label = False
            numbered = index in self.labels and self.labels[index].number is not None
            if current.part is Part.PREAMBLE and numbered:
                current = Section(Part.BODY, label)
                sections.append(current)
            if not sections:
                sections.append(current)
            seen_label = seen_label or (numbered and current.part is Part.BODY)
            if current.part is Part.BODY and seen_label and self._is_signature(index):
                current = Section(Part.SIGNATURE, label)
                sections.append(current)
            if index in listed and current.part is Part.BODY:
                # The list of annexes is no part of the last article.
                if not listing:
                    current = Section(Part.BODY, label)
                    sections.append(current)
                listing = True
            current.blocks.append(index)
        return sections

    @staticmethod
    def _main_title(titles: dict[int, str]) -> str | None:
        pattern = lexicon("structure")["main_title"]
        mains = [t for t in titles.values() if re.search(pattern, t)]
        return mains[0] if mains else next(iter(titles.values()), None)

    def _is_signature(self, index: int) -> bool:
        return opens_signature(self.blocks, index)

    @staticmethod
    def _name_apart(sections: Sequence[Section]) -> None:
        """Gives annexes of the same label different ones: 附件, 附件(2)."""
        seen: Counter[str] = Counter()
        for section in sections:
            if section.part is Part.ANNEX and section.label:
                seen[section.label] += 1
                if seen[section.label] > 1:
                    section.label = f"{section.label}({seen[section.label]})"
