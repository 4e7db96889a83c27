"""References to articles of a contract: 第十二条, 第8.2条, 本合同第五条第（三）项, 附件2第四条.

Positions are code points of the text that was searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.text.folding import fold
from app.text.labels import chinese_ordinal
from models.clause import Clause, ClauseTree, NumberStyle, Part

_N = r"(?:\d{1,3}|[〇零一二三四五六七八九十百]{1,5})"
_REFERENCE = re.compile(
    rf"(?P<own>本合同|本协议|本条款|本承诺书)?\s*"
    rf"(?:附件\s*(?P<annex>{_N})\s*(?:的|中|之)?\s*)?"
    rf"第\s*(?P<n>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}|{_N})\s*条"
    rf"(?:\s*第?\s*\(?\s*(?P<paragraph>{_N})\s*\)?\s*款)?"
    rf"(?:\s*第?\s*\(?\s*(?P<item>{_N})\s*\)?\s*(?:项|点|目))?"
)
# 《…法》第八条、第九条: the second is that law's too.
_JOINS = re.compile(r"\s*(?:、|和|及|与|或|至|到|以及)\s*")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference.

    Attributes:
        start: First code point.
        end: One past the last.
        text: As written, without blanks.
        annex: Number of the annex it names, or None.
        article: Its number, one figure for each level of a dotted one.
        paragraph: Of 第…款, or None.
        item: Of 第…项, or None.
    """

    start: int
    end: int
    text: str
    annex: int | None
    article: tuple[int, ...]
    paragraph: int | None = None
    item: int | None = None


def find_references(text: str, foreign: re.Pattern[str]) -> list[Reference]:
    """The references to articles of the contract itself, in order.

    Args:
        text: Any text.
        foreign: What ends right before the number of another document's article (办法, 》).
    """
    folded = fold(text)
    if "条" not in folded:
        return []
    found = []
    outside = -1  # where the last reference to another document ended
    for match in _REFERENCE.finditer(folded):
        before = folded[max(0, match.start() - 6) : match.start()]
        named = match["own"] or match["annex"]
        chained = outside >= 0 and _JOINS.fullmatch(folded[outside : match.start()])
        if not named and (chained or foreign.search(before)):
            outside = match.end()
            continue
        article = _article(match["n"])
        if article:
            found.append(
                Reference(
                    match.start(),
                    match.end(),
                    re.sub(r"\s", "", match[0]),
                    _number(match["annex"]),
                    article,
                    _number(match["paragraph"]),
                    _number(match["item"]),
                )
            )
    return found


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() else chinese_ordinal(text)


def _article(text: str) -> tuple[int, ...]:
    if text[0].isdecimal():
        return tuple(int(part) for part in text.split("."))
    value = chinese_ordinal(text)
    return () if value is None else (value,)


@lru_cache(maxsize=8)  # every draft's and the baseline's, asked for reference by reference
def articles(
    tree: ClauseTree,
) -> Mapping[tuple[Part, str | None], Mapping[tuple[int, ...], Clause]]:
    """The articles of every part, or what stands for them, by number; the first of a number."""
    found: dict[tuple[Part, str | None], dict[tuple[int, ...], Clause]] = {}
    styles = (NumberStyle.ARTICLE, NumberStyle.DOTTED)
    for clause in tree.clauses:
        number = clause.number
        if number and number.values and (clause.level == 1 or number.style in styles):
            part = found.setdefault((clause.part, clause.part_label), {})
            part.setdefault(number.values, clause)
    return found


def resolve(tree: ClauseTree, clause: Clause, reference: Reference) -> Clause | None:
    """The clause that a reference in ``clause`` reaches, or None where it is not there.

    An item that is no clause of its own (it stands in a text) reaches its article.
    """
    article = _reached(tree, clause, reference)
    if article is None or reference.item is None:
        return article
    below = list(_below(tree, article))
    wanted = (c for c in below if c.number and c.number.values[-1:] == (reference.item,))
    return next(wanted, article)


def _reached(tree: ClauseTree, clause: Clause, reference: Reference) -> Clause | None:
    known = articles(tree)
    if reference.annex is not None:
        for (part, label), found in known.items():
            if part is Part.ANNEX and _number(re.sub(r"\D*", "", label or "")) == reference.annex:
                return found.get(reference.article)
        return None
    own = known.get((clause.part, clause.part_label), {})
    bodies = [found for (part, _), found in known.items() if part is Part.BODY]
    return next((f[reference.article] for f in (own, *bodies) if reference.article in f), None)


def _below(tree: ClauseTree, clause: Clause) -> Iterator[Clause]:
    """Clauses below one, the nearest level first."""
    level = list(tree.children.get(clause.id, ()))
    while level:
        yield from level
        level = [child for one in level for child in tree.children.get(one.id, ())]
