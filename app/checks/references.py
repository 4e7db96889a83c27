"""``reference.dangling`` and ``reference.moved``: what references to articles reach.

Every reference is resolved in its own contract. Where a draft renumbers its articles, a reference
that kept its number reaches other content than in the baseline: the aligned rows tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from app.checks.evidence import Passage, passages
from app.resources import lexicon
from app.text.references import Reference, articles, find_references, resolve
from models.alignment import ClauseGroup
from models.clause import Clause, ClauseTree, Part
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.places import place
from models.terms import Term

CODE = "reference.dangling"
MOVED = "reference.moved"


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon("references")["foreign"])))


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Looks up every reference to an article in its own part, and in the body.

    Articles of laws and of other documents are not ours to look up; nor is an annex' bare 第八条
    where it is the body's, or another document's.
    """
    known = articles(tree)
    body = any(part is Part.BODY for part, _ in known)
    seen: set[tuple[str | None, tuple[int, ...]]] = set()
    for passage in passages(tree):
        clause = passage.clause
        if not body and (clause.part, clause.part_label) not in known:
            continue
        for reference in find_references(passage.text, _foreign()):
            key = (clause.part_label, reference.article)
            if key in seen or reference.annex is not None or not _ours(reference, clause):
                continue
            if resolve(tree, clause, reference) is None:
                seen.add(key)
                yield _finding(CODE, passage, reference)


def _ours(reference: Reference, clause: Clause) -> bool:
    return clause.part is not Part.ANNEX or reference.text.startswith("本")


def _finding(code: str, passage: Passage, reference: Reference, **more: str) -> Finding:
    message = Message.of(f"finding.{code}", reference=reference.text, where=passage.where, **more)
    span = passage.span(reference.start, reference.end)
    values = (("reference", reference.text), *more.items())
    return Finding(code, Severity.WARNING, message, (span,), values)


def moved(
    baseline: tuple[str, ClauseTree], draft: tuple[str, ClauseTree], groups: Sequence[ClauseGroup]
) -> Iterator[Finding]:
    """References of a draft that reach other content than the baseline's equivalent ones.

    Args:
        baseline: Its id and tree.
        draft: The draft's id and tree.
        groups: The aligned clauses.
    """
    (old_id, old), (new_id, new) = baseline, draft
    partners = _partners(groups, old_id, new_id)
    rows = [(g.cells.get(old_id, ()), g.cells.get(new_id, ())) for g in groups]
    for here, there in rows:
        before = [r for name in here for r in _references(old, old.by_id[name])]
        if not before:
            continue
        after = [r for name in there for r in _references(new, new.by_id[name])]
        for (_, reference, reached), (passage, now, target) in _pairs(before, after):
            expected = partners.get(reached.id, ())
            if not expected or any(_same_place(new, target, new.by_id[c]) for c in expected):
                continue
            yield _finding(
                MOVED,
                passage,
                now,
                target=_name(target),
                baseline_reference=reference.text,
                baseline_target=_name(reached),
                expected=place(new.by_id[expected[0]].path),
            )


_Resolved = tuple[Passage, Reference, Clause]


def _references(tree: ClauseTree, clause: Clause) -> list[_Resolved]:
    """The references of a clause that reach something in its contract."""
    found = []
    for words, heading in ((clause.heading, True), (clause.text, False)):
        passage = Passage(clause, words or "", heading=heading)
        for reference in find_references(passage.text, _foreign()):
            target = resolve(tree, clause, reference)
            if target is not None and _ours(reference, clause):
                found.append((passage, reference, target))
    return found


def _pairs(
    before: Sequence[_Resolved], after: Sequence[_Resolved]
) -> Iterator[tuple[_Resolved, _Resolved]]:
    """References that correspond: one by one where there are as many, else those worded alike."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    for one in before:
        same = [other for other in after if other[1].text == one[1].text]
        if len(same) == 1:
            yield one, same[0]


def _partners(
    groups: Sequence[ClauseGroup], old_id: str, new_id: str
) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for name in group.cells.get(old_id, ()):
            found[name] = (*found.get(name, ()), *group.cells.get(new_id, ()))
    return found


def _same_place(tree: ClauseTree, one: Clause, other: Clause) -> bool:
    """Whether one clause is the other, or stands below it."""
    if one.id == other.id:
        return True
    return any(above.id == other.id for above in tree.ancestors(one)) or any(
        above.id == one.id for above in tree.ancestors(other)
    )


# Of a clause without a heading its first words tell which it is.
_WORDS = 14


def _name(clause: Clause) -> str:
    words = " ".join((clause.heading or clause.text).split())
    short = words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
    return f"{place(clause.path)}（{short}）" if short else place(clause.path)
