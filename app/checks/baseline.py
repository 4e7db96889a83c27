"""What can be told only against the baseline: gaps between service periods, moved references."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from app.checks.references import moved
from models.alignment import ClauseGroup
from models.clause import ClauseTree
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Term, ValueTerm

CODE = "period.gap_or_overlap"
# The buyer's name in last year's contract and in the draft: recognition changes a character or
# two, an office gets another suffix. Names of different bodies of one city are alike to 0.6.
_SAME_BUYER = 0.8


def against(
    baseline: str,
    drafts: Collection[str],
    trees: Mapping[str, ClauseTree],
    terms: Mapping[str, Sequence[Term]],
    groups: Sequence[ClauseGroup],
) -> dict[str, tuple[Finding, ...]]:
    """Checks the other contracts against the baseline.

    Args:
        baseline: Its id.
        drafts: Ids of the drafts: only they continue the baseline's service. References of other
            contracts have numbers of their own, which is no mistake.
        trees: Clause trees by document id.
        terms: Terms by document id.
        groups: The aligned clauses.

    Returns:
        The findings by document id, for the drafts.
    """
    old = trees[baseline]
    return {
        draft: (
            *_periods(terms[baseline], terms[draft]),
            *moved((baseline, old), (draft, trees[draft]), groups),
        )
        for draft in drafts
    }


def _periods(before: Sequence[Term], after: Sequence[Term]) -> Iterator[Finding]:
    """A draft that begins later than the day after the baseline ends, or before it ends."""
    old, new = _facts(before), _facts(after)
    ended, started = old.get("service_end"), new.get("service_start")
    began = old.get("service_start")
    if ended is None or started is None or not _same_buyer(old.get("buyer"), new.get("buyer")):
        return
    last, first = date.fromisoformat(str(ended.value)), date.fromisoformat(str(started.value))
    if began is not None and str(started.value) <= str(began.value):
        return  # the same period drafted anew, or an earlier one: nothing is continued
    days = (first - last).days - 1
    if not days:
        return
    what = "gap" if days > 0 else "overlap"
    values = (
        ("baseline_end", last.isoformat()),
        ("service_start", first.isoformat()),
        ("days", str(abs(days))),
    )
    message = Message.of(f"finding.period.{what}", **dict(values))
    yield Finding(CODE, Severity.WARNING, message, (started.span,), values)


def _facts(terms: Sequence[Term]) -> dict[str, ValueTerm]:
    return {t.kind: t for t in terms if isinstance(t, ValueTerm) and t.group == "fact"}


def _same_buyer(old: ValueTerm | None, new: ValueTerm | None) -> bool:
    if old is None or new is None:
        return True
    one, other = ("".join(str(term.value).split()) for term in (old, new))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_BUYER
