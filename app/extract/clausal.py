"""The grammar of a clause's sentences: passages, who acts in them, and the condition they state.

Extractors of penalties, exit terms and the like read a clause passage by passage, cut at 。 and ；.
Everything is matched against width-folded text without blanks, with the way back to the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.extract.evidence import Cited, cite, cite_heading, sentences
from app.extract.parties import ordinals
from app.resources import lexicon
from app.text.folding import fold
from models.clause import Clause, ClauseTree, Part
from models.terms import Party

# Where parts disagree the body says what holds; a preamble or 合同书 comes before annexes.
_RANK = {Part.BODY: 0, Part.PREAMBLE: 1, Part.SIGNATURE: 2, Part.ANNEX: 3, Part.COVER: 4}
# A comma that is not inside a figure (1,105,728).
_COMMA = re.compile(r",(?!\d{3}(?!\d))")


@cache
def either_of(name: str, *keys: str) -> re.Pattern[str]:
    """One pattern out of the lexicon's list of patterns at ``keys``.

    Args:
        name: The lexicon.
        keys: Path of the entry: a list of regular expressions, or one.
    """
    entry = lexicon(name)
    for key in keys:
        entry = entry[key]
    words: object = entry
    return grammar(words if isinstance(words, str) else any_of(words))  # type: ignore[arg-type]


def grammar(pattern: str) -> re.Pattern[str]:
    """A pattern of a lexicon, its ``<buyer>`` and ``<supplier>`` replaced by all their names."""
    for role, names in _names().items():
        pattern = pattern.replace(f"<{role}>", any_of(names))
    return re.compile(pattern)


@cache
def _names() -> dict[str, list[str]]:
    """What running text calls the buyer and the supplier."""
    known, vague = lexicon("parties"), lexicon("party_words")["vague"]
    return {
        role: [n for n in (*known["names"][role], *known["ordinals"][role]) if n not in vague]
        for role in ("buyer", "supplier")
    }


def any_of(words: Iterable[str]) -> str:
    """The alternatives as one group, longest first where one begins another."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


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
        for comma in _COMMA.finditer(self.text):
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
    return tuple(
        passage
        for clause in tree.clauses
        if clause.part is not Part.COVER
        for passage in _clause_passages(tree, clause, leads[clause.id], swapped)
    )


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
    tree: ClauseTree, clause: Clause, introduced: str, swapped: bool
) -> Iterator[Passage]:
    """The passages of one clause; its heading too, where that states something itself."""
    above = list(tree.ancestors(clause))
    titles = "\n".join(c.heading for c in (clause, *above) if c.heading)
    headings = squeeze(titles, swapped=swapped).text
    lead = squeeze(introduced, swapped=swapped).text
    rank = _RANK[clause.part]
    heading = squeeze(clause.heading or "", swapped=swapped)
    if len(heading.text) > _HEADING and _FIGURE.search(heading.text):
        yield Passage(clause, heading, 0, heading.text, headings, lead, rank, heading=True)
    whole = squeeze(clause.text, swapped=swapped)
    for sentence in sentences(clause):
        start = bisect_left(whole.places, sentence.start)
        end = bisect_left(whole.places, sentence.end)
        yield Passage(clause, whole, start, whole.text[start:end], headings, lead, rank)


# A heading that states a term has a figure and more words than 第二十条 or 附件12.
_HEADING = 6
_FIGURE = re.compile(r"\d|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]")


def _introduction(clause: Clause) -> str:
    """What a clause says of those below it: its text, or a heading that ends in a colon."""
    heading = clause.heading or ""
    return clause.text or (heading if heading.rstrip().endswith((":", "：")) else "")


def bare_passage(clause: Clause) -> Passage:
    """A passage without words, for what stands in a clause's table."""
    return Passage(clause, squeeze(""), 0, "", "", "", _RANK[clause.part])


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        party: Who is meant; None for the one on the other side (对方, 守约方).
        acts: False where it is only a complement: 未经甲方同意, 向甲方, 甲方的.
    """

    start: int
    end: int
    party: Party | None
    acts: bool


@cache
def _party_grammar() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words: dict[str, list[str]] = lexicon("party_words") | _names()
    groups = ("strangers", "counter", "either", "buyer", "supplier")
    named = "|".join(f"(?P<{group}>{any_of(words[group])})" for group in groups)
    before = re.compile(any_of(words["complement_before"]) + "$")
    after = re.compile(any_of(words["complement_after"]))
    return re.compile(named), before, after


_ROLES = {"buyer": Party.BUYER, "supplier": Party.SUPPLIER, "either": Party.EITHER, "counter": None}


def mentions(text: str) -> list[Mention]:
    """The parties that a folded text names, in order; others' service companies are none."""
    named, before, after = _party_grammar()
    found = []
    for match in named.finditer(text):
        role = match.lastgroup or ""
        if role == "strangers":
            continue
        complement = before.search(text[max(0, match.start() - 6) : match.start()]) or after.match(
            text, match.end()
        )
        found.append(Mention(match.start(), match.end(), _ROLES[role], not complement))
    return found


def other(party: Party | None) -> Party | None:
    """The other side; who it is stays open for both and for neither."""
    return {Party.BUYER: Party.SUPPLIER, Party.SUPPLIER: Party.BUYER}.get(party, party)  # type: ignore[arg-type]


CAUSE = re.compile(r"(?:因|由于|鉴于)?(?:自身)?(?:原因|责任|过错|违约|过失)")


def subject(text: str) -> Party | None:
    """Who acts first in a folded text: 乙方 in 未经甲方同意，乙方擅自…, and in 因乙方原因….

    A party that only agrees, receives or owns something is passed over.
    """
    named = mentions(text)
    for mention in named:
        if mention.party is not None and CAUSE.match(text, mention.end):
            return mention.party
    for mention in named:
        if mention.acts and mention.party is not None:
            return mention.party
    return None


def passage_subject(passage: Passage, end: int | None = None) -> Party | None:
    """Who acts in a passage up to ``end``, or before it in the clause, or in what introduces it."""
    texts = [passage.text[:end], *reversed(re.split(r"[。;]", passage.before)), passage.lead]
    for text in texts:
        party = subject(text)
        if party is not None:
            return party
    return subject(passage.headings)


_CONDITION_END = re.compile(
    r"的(?=,)|时(?=,)|(?<![目额款价费分])的(?=[^,;。]{0,4}(?:甲方|乙方|每|应|须|按))"
)
_CONJUNCTION = re.compile(
    r"^(?:\([^()]{1,3}\)|[\d.]+、)?[ ]*(?:此外,|另外,|但|且|并且|而)?(?:如果|如|若|倘若|当|凡)?[ ]*"
)
_BACKWARD = re.compile(
    r"^(?:否则|届时|违者|违反的|此外|另外|同时|并且?|(?:甲|乙)方(?:同时|还)|前述|上述|如违反|(?:逾期|仍)(?:不|未)[^,;。]{0,6}的,|该)"
)


def condition(passage: Passage, end: int) -> str | None:
    """What a consequence at ``end`` of a passage depends on, in the contract's own words.

    The stretch up to the last ``…的，`` before it; where the passage has none, or only points back
    (否则, 届时), the passage before it in the clause, or the words that introduce the list.
    """
    words = _condition(passage, end)
    if words and any(m.start == 0 and m.end >= len(words) - 1 for m in mentions(words)):
        return None  # a party's name alone (甲方, 双方均) is no condition
    return None if words and words.startswith("否则") else words


def _condition(passage: Passage, end: int) -> str | None:
    head = passage.text[:end]
    marks = [m.end() for m in _CONDITION_END.finditer(head)]
    start = _CONJUNCTION.match(head)
    begin = start.end() if start else 0
    if marks and marks[-1] > begin + 3 and not _BACKWARD.match(head):
        return passage.words(begin, marks[-1]).rstrip("，, 的") or None
    earlier = [s.strip() for s in re.split(r"(?<=[。;])", passage.before) if s.strip()]
    if _BACKWARD.match(head) and earlier:
        at = passage.before.rfind(earlier[-1])
        until = at + len(_supposed(earlier[-1]) if not head.startswith("否则") else earlier[-1])
        return passage.whole.original(at, until).strip(" 。；;，,") or None
    commas = [m.start() for m in _COMMA.finditer(head) if m.start() > begin + 3]
    if commas:
        follows = (comma for comma in commas if _FOLLOWS.match(head, comma + 1))
        return passage.words(begin, next(follows, commas[-1])).rstrip("的") or None
    if marks:
        return passage.words(begin, marks[-1]).rstrip("，, 的") or None
    said = re.split(r"[:]|按|以", head[begin:])[0]
    return passage.lead.strip(" :,") or passage.words(begin, begin + len(said)) or None


# A piece that says what follows, not what is supposed: 则…, 应向甲方支付…, 乙方须….
_FOLLOWS = re.compile(
    r"(?:则|那么)?(?:[一-龥]{1,5}(?:方|人|商))?(?:应|须|需|有权|可|将|必须|每(?:逾期|延))"
)
_CONSEQUENCE = re.compile(r"应|须|承担|支付|有权|违约金|可以|视为")


def _supposed(sentence: str) -> str:
    """What a sentence supposes, without what follows from it; all of it where that is unclear."""
    marks = [m.end() for m in _CONDITION_END.finditer(sentence)]
    follows = _CONSEQUENCE.search(sentence, marks[0]) if marks else None
    before = [mark for mark in marks if follows is None or mark <= follows.start()]
    if before:
        return sentence[: before[-1]].rstrip("的")
    follows = _CONSEQUENCE.search(sentence)
    comma = sentence.rfind(",", 0, follows.start()) if follows else -1
    return sentence[:comma] if comma > 3 else sentence
