"""``annex.missing`` and ``annex.unlisted``: annexes referred to, listed, and there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from app.checks.evidence import Passage, holding, passages, patterns, words
from app.text.folding import fold
from app.text.labels import annex_line
from app.text.numerals import parse_numeral
from models.clause import Clause, ClauseTree, Part
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Span, Term

_ONE = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_REFERENCE = re.compile(
    rf"(?:附件|附录|附表)\s*(?P<first>{_ONE})(?![\d.]*\d)(?P<more>(?:\s*(?:、|和|及|与|至|到|-|~)\s*"
    rf"(?:附件|附录|附表)?\s*{_ONE}(?![\d.万元%年月日个项份条款号页]))*)"
)


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Compares the annexes that are there with those referred to and those listed."""
    there = _there(tree)
    yield from _missing(tree, there)
    listed = _listed(tree)
    if listed is None:
        return
    numbers, spans = listed
    for number, clause in there.items():
        if number not in numbers:
            annex = f"附件{number}"
            message = Message.of("finding.annex.unlisted", annex=annex)
            values = (("annex", annex),)
            own = Span(clause.id, page=clause.page)
            yield Finding("annex.unlisted", Severity.WARNING, message, (own, *spans), values)


@lru_cache(maxsize=64)  # the labels of a contract's annexes, each clause has one
def _number(label: str | None) -> int | None:
    match = re.search(rf"{_ONE}$", fold(label or "").strip())
    value = parse_numeral(match[0]) if match else None
    return int(value) if value is not None else None


def _there(tree: ClauseTree) -> dict[int, Clause]:
    """The first clause of every numbered annex."""
    found: dict[int, Clause] = {}
    for clause in tree.clauses:
        number = _number(clause.part_label) if clause.part is Part.ANNEX else None
        if number is not None:
            found.setdefault(number, clause)
    return found


@cache
def _foreign() -> re.Pattern[str]:
    """《管理办法》的附件1: the annex of another document."""
    return re.compile(rf"(?:{words('annexes', 'foreign').pattern})\s*(?:的|之|中的?|所附)?\s*$")


def references(text: str) -> Iterator[tuple[int, int, int]]:
    """The annexes that a text refers to: number, start and end; 附件1至附件4 is four."""
    folded = fold(text)
    for match in _REFERENCE.finditer(folded):
        if _foreign().search(folded[: match.start()]):
            continue
        previous: int | None = None
        joined = ""
        for token in re.finditer(rf"(?P<join>至|到|-|~)|(?P<n>{_ONE})", match[0]):
            if token["join"]:
                joined = token["join"]
                continue
            value = parse_numeral(token["n"])
            if value is None:
                continue
            number = int(value)
            if joined and previous is not None and previous < number <= previous + 20:
                for between in range(previous + 1, number):
                    yield between, match.start(), match.end()
            yield number, match.start(), match.end()
            previous, joined = number, ""


def _missing(tree: ClauseTree, there: dict[int, Clause]) -> Iterator[Finding]:
    unnumbered = any(c.part is Part.ANNEX and _number(c.part_label) is None for c in tree.clauses)
    if unnumbered and not there:
        return  # its annexes carry titles, not numbers: nothing can be told by number
    spans: dict[int, list[Span]] = {}
    for passage in holding(tree, "附件", "附录", "附表"):
        if passage.clause.part is Part.ANNEX and passage.heading:
            continue
        for number, start, end in references(passage.text):
            spans.setdefault(number, []).append(passage.span(start, end))
    for line in tree.annex_list:
        listed = annex_line(line)
        if listed and listed.number is not None and not spans.get(listed.number):
            spans[listed.number] = _listing(tree, line)
    for number in sorted(set(spans) - set(there)):
        annex = f"附件{number}"
        message = Message.of("finding.annex.missing", annex=annex)
        where = tuple(spans[number])
        yield Finding("annex.missing", Severity.WARNING, message, where, (("annex", annex),))


def _listing(tree: ClauseTree, line: str) -> list[Span]:
    """Where the list of annexes has a line."""
    wanted = re.sub(r"\s", "", fold(line))
    for passage in passages(tree):
        text = re.sub(r"\s", "", fold(passage.text))
        if text.startswith(wanted) or (passage.table is not None and text and text in wanted):
            return [passage.span()]
    return []


@cache
def _counts() -> re.Pattern[str]:
    return words("annexes", "listed")


def _listed(tree: ClauseTree) -> tuple[set[int], tuple[Span, ...]] | None:
    """The annexes that form part of the contract: as a clause enumerates them, else as listed.

    None where nothing is listed, or where a clause takes in all annexes.
    """
    generic = False
    for passage in passages(tree, cells=False):
        if passage.clause.part is Part.ANNEX or not _counts().search(passage.text):
            continue
        enumerated = _enumerated(passage)
        if enumerated:
            return enumerated
        generic = generic or bool(patterns("annexes", "generic").search(fold(passage.text)))
    numbers = {
        line.number
        for line in map(annex_line, tree.annex_list)
        if line is not None and line.number is not None
    }
    return None if generic or not numbers else (numbers, ())


def _enumerated(passage: Passage) -> tuple[set[int], tuple[Span, ...]] | None:
    for sentence in re.finditer(r"[^。；;\n]+", passage.text):
        found = list(references(sentence[0]))
        count = _counts().search(sentence[0])
        numbers = {number for number, _, _ in found}
        if len(numbers) >= 2 and count and max(end for _, _, end in found) <= count.start():
            return numbers, (passage.span(sentence.start(), sentence.end()),)
    return None
