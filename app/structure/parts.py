"""Cuts a document into its parts: cover, preamble, body, signature page, annexes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from app.resources import lexicon
from app.structure.annexes import find_annexes
from app.structure.headings import is_title
from app.structure.sequence import read_labels
from app.structure.words import matches, pattern, squeezed
from app.text.labels import AnnexLine, Labelled
from models.clause import ClauseNumber, NumberStyle, Part
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
    """The sections in order, the entries of the list of annexes, the labels by block."""

    sections: tuple[Section, ...]
    annex_list: tuple[str, ...]
    labels: Mapping[int, Labelled]


def is_signature_table(table: Table) -> bool:
    """Whether a table is a signature block: it names who signs at least twice."""
    text = squeezed("".join(cell for row in table.rows for cell in row))
    return sum(word in text for word in lexicon("structure")["signature_words"]) >= 2


def opens_signature(blocks: Sequence[Block], index: int) -> bool:
    """Whether a signature page, or the signatures below an annex, begin at a block."""
    block = blocks[index]
    if isinstance(block, Table):
        return is_signature_table(block)
    # "(以下无正文)" behind a clause's last sentence does not make the clause one.
    if len("".join(block.text.split())) > _SIGNATURE_LINE:
        return False
    if matches("signature_mark", block.text):
        return len(squeezed(block.text)) <= _SIGNATURE_LINE
    if len(block.text) > _SIGNATURE_LINE or not matches("party_line", block.text):
        return False
    following = [b for b in blocks[index : index + 9] if isinstance(b, Paragraph)]
    return any(
        len(b.text) <= _SIGNATURE_LINE and matches("signature_line", b.text) for b in following
    )


def _party_names(line: str) -> set[str]:
    """What a line calls its party: 采购人 and 甲方 in ``采购人（以下简称甲方）：…``."""
    names = re.split(r"[()]", squeezed(line).split(":")[0])
    return {pattern("party_alias").sub("", name) for name in names if name}


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
        self.labels = read_labels({i: t for i, t in enumerate(self.texts) if t})

    def split(self) -> Parts:
        first_label = next((i for i in self.filled if self._numbered(i)), 0)
        annexes = find_annexes(
            self.texts, self.filled, self.labels, first_label, self._is_signature
        )
        heads = annexes.heads
        end = min(heads, default=len(self.blocks))
        titles = self._body_titles(end)
        body = min(titles) if titles else self._body_start(end)
        sections = self._front(body, titled=bool(titles))
        sections += self._body(body, end, titles, annexes.listed)
        for index in self.filled:
            if index < end:
                continue
            if index in heads:
                sections.append(Section(Part.ANNEX, heads[index].label, annex=heads[index]))
            sections[-1].blocks.append(index)
        self._cut_late_signature(sections)
        self._name_apart(sections)
        return Parts(tuple(s for s in sections if s.blocks), annexes.entries, self.labels)

    def _numbered(self, index: int) -> bool:
        """Whether a block begins with a label that needs no open list to be one."""
        cut = self.labels.get(index)
        return cut is not None and cut.number is not None and cut.sure

    def _cut_late_signature(self, sections: list[Section]) -> None:
        """Gives the contract its signature page where that stands behind the last annex.

        An annex that opens with the parties is an agreement of its own, and so are its signatures.
        """
        if not sections or any(s.part is Part.SIGNATURE for s in sections):
            return
        last = sections[-1]
        said = (i for i in last.blocks[1:] if not is_title(self.texts[i]))
        opening = next(said, None)
        agreed = opening is not None and matches("party_line", self.texts[opening])
        if last.part is not Part.ANNEX or agreed:
            return
        for position, index in enumerate(last.blocks[1:], 1):
            if self._is_signature(index):
                sections.append(Section(Part.SIGNATURE, None, last.blocks[position:]))
                del last.blocks[position:]
                return

    # Front ------------------------------------------------------------------------------------

    def _front(self, body: int, *, titled: bool) -> list[Section]:
        front = [i for i in self.filled if i < body]
        start = self._preamble_start(front, titled=titled)
        cover = Section(Part.COVER, blocks=[i for i in front if i < start])
        preamble = Section(Part.PREAMBLE, blocks=[i for i in front if i >= start])
        return [cover, preamble]

    def _preamble_start(self, front: Sequence[int], *, titled: bool) -> int:
        """Where the cover ends: at the second naming of the first party, or at the recital."""
        named = [i for i in front if self.texts[i] and matches("party_line", self.texts[i])]
        recital = next((i for i in front if matches("recital", self.texts[i])), None)
        if named:
            first = _party_names(self.texts[named[0]])
            again = [i for i in named[1:] if _party_names(self.texts[i]) & first]
            if again:
                return again[0]
            if titled and recital is None:
                return front[-1] + 1  # the cover of a contract whose first part has its own title
            # A contract without a cover page: below a title the parties stand above the recital,
            # each with its address and telephone. A cover ends with the date or place of signing.
            between = [i for i in front if i > named[0] and (recital is None or i < recital)]
            dated = any(self.texts[i] and matches("cover_date", self.texts[i]) for i in between)
            if not dated or named[0] == front[0]:
                return named[0]
        if recital is not None:
            return recital
        return (front[-1] + 1) if front else 0

    def _body_start(self, end: int) -> int:
        """The first article; without articles, the first label 1 that opens a heading."""
        labelled = [i for i in self.filled if i < end and self._numbered(i)]
        tops = (NumberStyle.ARTICLE, NumberStyle.CHAPTER)
        for index in labelled:
            number = self.labels[index].number
            if number and number.style in tops:
                return self._with_heading_above(index)
        recital = next(
            (i for i in self.filled if i < end and matches("recital", self.texts[i])), None
        )
        ones = [i for i in labelled if (n := self.labels[i].number) and set(n.values) == {1}]
        for index in ones:
            if not matches("no_heading", self.labels[index].rest):
                return self._with_heading_above(index)
        if ones or labelled:
            return self._with_heading_above((ones or labelled)[0])
        if recital is not None:
            return next((i for i in self.filled if i > recital), recital)
        # A letter: its first line is its title, unless it is a sentence already.
        titled = len(self.filled) > 1 and is_title(self.texts[self.filled[0]])
        return self.filled[int(titled)] if self.filled else 0

    def _with_heading_above(self, start: int) -> int:
        """Where a heading without a number, that the file marks, stands above the first label."""
        for index in reversed([i for i in self.filled if i < start]):
            block = self.blocks[index]
            if not isinstance(block, Paragraph) or matches("party_line", block.text):
                break
            if matches("recital", block.text) or index == self.filled[0]:
                break
            if block.outline is not None:
                start = index
        return start

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
        return any(self._numbered(i) for i in self.filled if title < i < until)

    def _body(
        self, start: int, end: int, titles: dict[int, str], listed: Collection[int]
    ) -> list[Section]:
        sections: list[Section] = []
        main = self._main_title(titles)
        label: str | None = None
        current = Section(Part.BODY)
        listing = False
        # A contract without any label is signed where the signatures begin.
        unlabelled = not any(self._numbered(i) for i in self.filled if start <= i < end)
        seen_label = unlabelled
        for index in [i for i in self.filled if start <= i < end]:
            if index in titles:
                label = None if titles[index] == main else titles[index]
                current = Section(Part.PREAMBLE, label)
                sections.append(current)
                seen_label = unlabelled
            numbered = self._numbered(index)
            if current.part is Part.PREAMBLE and numbered:
                current = Section(Part.BODY, label)
                sections.append(current)
            if not sections:
                sections.append(current)
            seen_label = seen_label or (numbered and current.part is Part.BODY)
            if (
                current.part is Part.BODY
                and seen_label
                and self._is_signature(index)
                and not self._goes_on(current, index, end, listed)
            ):
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

    def _goes_on(self, body: Section, index: int, end: int, listed: Collection[int]) -> bool:
        """Whether the row of a body's top numbers goes on behind a block.

        Then it is no signature page, but an article that gives the parties' addresses.
        """
        above = [n for i in body.blocks if (n := self._number(i)) is not None]
        if not above:
            return False
        tops = (NumberStyle.ARTICLE, NumberStyle.CHAPTER)
        style = next((n.style for n in above if n.style in tops), above[0].style)
        row = [n.values[0] for n in above if n.style is style and len(n.values) == 1]
        if not row:
            return False
        for later in (i for i in self.filled if index < i < end and i not in listed):
            number = self._number(later)
            if number is not None and number.style is style and len(number.values) == 1:
                # A row that begins afresh is another's; one number may be misread.
                return 0 < number.values[0] - row[-1] <= 2
        return False

    def _number(self, index: int) -> ClauseNumber | None:
        return self.labels[index].number if self._numbered(index) else None

    @staticmethod
    def _main_title(titles: dict[int, str]) -> str | None:
        mains = [t for t in titles.values() if pattern("main_title").search(t)]
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
