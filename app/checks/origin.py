"""Tells findings that are new in a draft from those that stood in the baseline already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.clause import ClauseTree
from models.finding import Finding, Origin

Matter = tuple[str, tuple[str, ...]]


def with_origin(
    findings: Mapping[str, Sequence[Finding]], trees: Mapping[str, ClauseTree], baseline: str
) -> dict[str, tuple[Finding, ...]]:
    """Sets the origin of the findings of every document but the baseline.

    A finding is inherited where the baseline has one of the same code on the same matter: the same
    annex, line, field or clause; the figures may differ. As many are inherited as the baseline
    has.

    Args:
        findings: By document id.
        trees: By document id.
        baseline: Id of the baseline.

    Returns:
        The findings by document id, in their order.
    """
    stood = Counter(matter(f, trees[baseline]) for f in findings.get(baseline, ()))
    result: dict[str, tuple[Finding, ...]] = {}
    for doc_id, own in findings.items():
        if doc_id == baseline:
            result[doc_id] = tuple(own)
            continue
        left = stood.copy()
        marked = []
        for finding in own:
            key = matter(finding, trees[doc_id])
            origin = Origin.INHERITED if left[key] > 0 else Origin.NEW
            left[key] -= 1
            marked.append(replace(finding, origin=origin))
        result[doc_id] = tuple(marked)
    return result


# What a message names besides figures and places: the matter of a finding.
_NAMES = (
    "annex",
    "item",
    "sequence",
    "what",
    "party",
    "field",
    "kind",
    "text",
    "reference",
    "rule",
)
# Codes whose matter is where they stand: amounts, and what has no name of its own.
_BY_TOPIC = {"amount.capital_mismatch", "penalty.misnamed", "penalty.period_missing"}


def matter(finding: Finding, tree: ClauseTree) -> Matter:
    """What a finding is about, without its figures: the same in two drafts of one contract."""
    if finding.code in _BY_TOPIC and finding.spans:
        clause = tree.by_id.get(finding.spans[0].clause)
        topic = (clause.topic or "", clause.part.value) if clause else ()
        return finding.code, topic
    params = dict(finding.message.params)
    return finding.code, tuple(params[name] for name in _NAMES if name in params)
