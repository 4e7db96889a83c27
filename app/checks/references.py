"""``reference.dangling``: a clause refers to an article that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.checks.evidence import Passage, passages, place, words
from app.text.folding import fold
from app.text.labels import chinese_ordinal
from models.clause import Clause, ClauseTree, NumberStyle, Part
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Term

CODE = "reference.dangling"
_REFERENCE = re.compile(
    r"(?P<own>本合同|本协议|本条款|本承诺书)?\s*第\s*(?P<n>\d{1,3}(?:\.\d{1,3}){0,3}|[〇零一二三四五六七八九十百]{1,5})\s*条"
)


# 《…法》第八条、第九条: the second is that law's too.
_JOINS = re.compile(r"(?:第[^条]{1,6}[款项])?\s*(?:、|和|及|与|或|至|到|以及)\s*")


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Looks up every reference to an article in its own part, and in the body.

    Articles of laws and of other documents are not ours to look up.
    """
    own = _articles(tree)
    body = {n for (part, _), found in own.items() if part is Part.BODY for n in found}
    seen: set[tuple[str | None, tuple[int, ...]]] = set()
    for passage in passages(tree):
        known = own.get((passage.clause.part, passage.clause.part_label), set()) | body
        if not known:
            continue
        text = fold(passage.text)
        foreign = -1  # where the last reference to another document ended
        for match in _REFERENCE.finditer(text):
            chained = foreign >= 0 and _JOINS.fullmatch(text[foreign : match.start()])
            if not match["own"] and (chained or not _refers_here(match, text, passage)):
                foreign = match.end()
                continue
            numbers = _numbers(match["n"])
            key = (passage.clause.part_label, numbers or ())
            if numbers is None or numbers in known or key in seen:
                continue
            seen.add(key)
            yield _finding(passage, match)


def _numbers(text: str) -> tuple[int, ...] | None:
    if text[0].isdecimal():
        return tuple(int(part) for part in text.split("."))
    value = chinese_ordinal(text)
    return None if value is None else (value,)


def _articles(tree: ClauseTree) -> dict[tuple[Part, str | None], set[tuple[int, ...]]]:
    """The numbers of the clauses of every part: articles, or what stands for them."""
    found: dict[tuple[Part, str | None], set[tuple[int, ...]]] = {}
    for clause in tree.clauses:
        if clause.number and clause.number.values and _counts(clause):
            part = found.setdefault((clause.part, clause.part_label), set())
            part.add(clause.number.values)
    return found


def _counts(clause: Clause) -> bool:
    assert clause.number is not None
    styles = (NumberStyle.ARTICLE, NumberStyle.DOTTED)
    return clause.level == 1 or clause.number.style in styles


def _refers_here(match: re.Match[str], text: str, passage: Passage) -> bool:
    before = text[max(0, match.start() - 6) : match.start()]
    if words("references", "foreign").search(before):
        return False
    return passage.clause.part is not Part.ANNEX


def _finding(passage: Passage, match: re.Match[str]) -> Finding:
    reference = re.sub(r"\s", "", match[0])
    message = Message.of(f"finding.{CODE}", reference=reference, where=place(passage.clause))
    span = passage.span(match.start(), match.end())
    return Finding(CODE, Severity.WARNING, message, (span,), (("reference", reference),))
