"""The passages of a contract: what its clauses say, sentence by sentence.

Extractors of penalties, exit terms and the like read a clause passage by passage, cut at 。 and ；.
Everything is matched against width-folded text without blanks, with the way back to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.extract.acting import subject
from app.extract.evidence import Cited, cite, cite_heading, cuts
from app.extract.parties import ordinals
from app.text.folding import fold
from models.clause import Clause, ClauseTree, Part
from models.terms import Party

# Where parts disagree the body says what holds; a preamble or 合同书 comes before annexes.
_RANK = {Part.BODY: 0, Part.PREAMBLE: 1, Part.SIGNATURE: 2, Part.ANNEX: 3, Part.COVER: 4}
# A comma that is not inside a figure (1,280,500).
COMMA = re.compile(r",(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text width-folded, without the blanks and underlines that forms and recognition put in.

    Attributes:
        source: The text as it stands.
        text: What is searched.
        places: For each of its code points the place in ``source``; then the length of ``source``.
    """

    source: str
    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where code points ``start`` to ``end`` stand in ``source``."""
        if start >= end:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1

    def original(self, start: int, end: int) -> str:
        """The words of ``source`` at ``start`` to ``end``."""
        first, last = self.span(start, end)
        return self.source[first:last].strip()


def squeeze(text: str, *, swapped: bool = False) -> Squeezed:
    """Folds and squeezes a text; ``swapped``: what it calls 甲方 is the supplier."""
    folded = fold(text)
    if swapped:
        folded = re.sub("甲方|乙方", lambda m: _SWAP[m[0]], folded)
    if " " not in folded and "_" not in folded:
        return Squeezed(text, folded, range(len(text) + 1))
    kept = [place for place, char in enumerate(folded) if char not in " _"]
    return Squeezed(text, "".join([folded[place] for place in kept]), (*kept, len(text)))


_SWAP = {"甲方": "乙方", "乙方": "甲方"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a clause, cut at 。 and ；; its positions are those of the squeezed text.

    Attributes:
        clause: The clause.
        whole: The clause's text, or its heading, squeezed.
        start: Where the passage begins in ``whole``.
        text: Its words, squeezed.
        headings: The clause's heading and those above, nearest first, squeezed.
        lead: What introduces a list that the clause is an item of, squeezed; else empty.
        rank: 0 for the body; larger where less weight attaches to the part.
        heading: Whether the words are the clause's heading (a short clause without a full stop).
    """

    clause: Clause
    whole: Squeezed
    start: int
    text: str
    headings: str
    lead: str
    rank: int
    heading: bool = False

    @property
    def before(self) -> str:
        """What the clause says before the passage, squeezed."""
        return self.whole.text[: self.start]

    def cite(self, start: int = 0, end: int | None = None) -> Cited:
        """Evidence for code points ``start`` to ``end`` of the passage (all of it)."""
        if self.heading:
            return cite_heading(self.clause)
        stop = len(self.text) if end is None else end
        return cite(self.clause, *self.whole.span(self.start + start, self.start + stop))

    def words(self, start: int, end: int) -> str:
        """The contract's own words at ``start`` to ``end``, without blanks around them."""
        return self.whole.original(self.start + start, self.start + end)

    def piece(self, place: int) -> tuple[int, int]:
        """The stretch between commas around a place."""
        start, end = 0, len(self.text)
        for comma in COMMA.finditer(self.text):
            if comma.start() < place:
                start = comma.end()
            else:
                end = comma.start()
                break
        return start, end

    def rest(self, start: int) -> Passage:
        """The passage from ``start`` on; what is left off counts as said before it."""
        if not start:
            return self
        return replace(self, start=self.start + start, text=self.text[start:])

    def about(self, pattern: re.Pattern[str]) -> bool:
        """Whether the passage, what stands before it in the clause, or a heading says it."""
        return any(pattern.search(t) for t in (self.text, self.before, self.lead, self.headings))


@lru_cache(maxsize=1)
def passages(tree: ClauseTree) -> tuple[Passage, ...]:
    """All passages of a contract but those of its cover, in reading order.

    Where a contract calls its supplier 甲方, the two names are exchanged in what is searched. The
    last contract's are kept: one extractor after the other asks for them.
    """
    swapped = ordinals(tree).get("甲方") is Party.SUPPLIER
    leads = _leads(tree)
    nothing = squeeze("")
    squeezed_leads = {"": ""}
    headings: dict[str | None, str] = {None: ""}
    found: list[Passage] = []
    for clause in tree.clauses:
        own = squeeze(clause.heading, swapped=swapped) if clause.heading else nothing
        above = headings[clause.parent]
        headings[clause.id] = f"{own.text}\n{above}" if own.text and above else own.text or above
        if clause.part is Part.COVER:
            continue
        lead = leads[clause.id]
        if lead not in squeezed_leads:
            squeezed_leads[lead] = squeeze(lead, swapped=swapped).text
        whole = squeeze(clause.text, swapped=swapped) if clause.text else nothing
        found += _clause_passages(clause, own, whole, headings[clause.id], squeezed_leads[lead])
    return tuple(found)


def _leads(tree: ClauseTree) -> dict[str, str]:
    """What introduces each clause: its parent, or a paragraph before it that ends in a colon.

    A paragraph introduces the numbered clauses behind it up to the next paragraph.
    """
    leads: dict[str, str] = {}
    open_leads: dict[str | None, str] = {}
    for clause in tree.clauses:
        above = tree.by_id[clause.parent] if clause.parent else None
        leads[clause.id] = _introduction(above) if above else ""
        if clause.number is None:
            ends = clause.text.rstrip().endswith((":", "："))
            open_leads[clause.parent] = clause.text if ends else ""
        elif not leads[clause.id]:
            leads[clause.id] = open_leads.get(clause.parent, "")
    return leads


def _clause_passages(
    clause: Clause, heading: Squeezed, whole: Squeezed, headings: str, lead: str
) -> Iterator[Passage]:
    """The passages of one clause; its heading too, where that states something itself."""
    rank = _RANK[clause.part]
    if len(heading.text) > _HEADING and _FIGURE.search(heading.text):
        yield Passage(clause, heading, 0, heading.text, headings, lead, rank, heading=True)
    squeezed = len(whole.text) < len(clause.text)
    for sentence in cuts(clause.text):
        start, end = (
            (bisect_left(whole.places, place) for place in sentence) if squeezed else sentence
        )
        yield Passage(clause, whole, start, whole.text[start:end], headings, lead, rank)


# A heading that states a term has a figure and more words than 第二十条 or 附件12.
_HEADING = 6
_FIGURE = re.compile(r"\d|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]")


def _introduction(clause: Clause) -> str:
    """What a clause says of those below it: its text, or a heading that ends in a colon."""
    heading = clause.heading or ""
    return clause.text or (heading if heading.rstrip().endswith((":", "：")) else "")


def bare_passage(clause: Clause, row: str = "") -> Passage:
    """A passage for what stands in a clause's table: of the words of a row, which it can't cite."""
    whole = squeeze(row)
    return Passage(clause, whole, 0, whole.text, "", "", _RANK[clause.part])


def passage_subject(passage: Passage, end: int | None = None) -> Party | None:
    """Who acts in a passage up to ``end``, or before it in the clause, or in what introduces it."""
    texts = [passage.text[:end], *reversed(re.split(r"[。;]", passage.before)), passage.lead]
    for text in texts:
        party = subject(text)
        if party is not None:
            return party
    return subject(passage.headings)
