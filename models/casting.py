"""Which of the documents is the baseline, which the draft, and which are papers beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.comparison import PAPERS, Role


@dataclass(frozen=True, slots=True)
class Cast:
    """What every document is.

    Attributes:
        baseline: Id of the baseline.
        roles: By id, in the order given; a tender that is the baseline is called so.
        papers: What the papers of the procurement are, by id; the baseline may be one.
        aside: Ids of the papers that have no column of their own.
        drafts: Ids of the documents that are held against the papers.
    """

    baseline: str
    roles: Mapping[str, Role]
    papers: Mapping[str, Role]
    aside: tuple[str, ...]
    drafts: tuple[str, ...]


def cast(
    ids: Sequence[str],
    baseline: str,
    given: Mapping[str, Role | None],
    told: Mapping[str, Role | None],
    proposing: Collection[str],
) -> Cast:
    """Gives every document its role.

    Args:
        ids: Of all documents, in the order given, at least one.
        baseline: The document asked for; where it is a paper that proposes no contract, the first
            that is none takes its place.
        given: What the user said, None or absent for the usual.
        told: What the documents say of themselves, which holds where the user said nothing.
        proposing: Tenders that hold the contract to be signed, which is compared.
    """
    # There is one baseline: a second one named so falls back to the usual role.
    said = {i: r for i, r in given.items() if r not in (None, Role.BASELINE)}
    wanted = {i: said.get(i) or told.get(i) for i in ids}
    aside = [i for i in ids if wanted[i] in PAPERS and i not in proposing]
    if len(aside) == len(ids):  # nothing but papers: they are compared with each other
        wanted, aside = dict.fromkeys(ids), []
    base = baseline if baseline not in aside else next(i for i in ids if i not in aside)
    others = [i for i in ids if i != base and i not in aside]
    # A model text or a tender is not the draft by being the first.
    usual = [i for i in others if wanted[i] not in (Role.MODEL, Role.TENDER)][:1]
    roles = {i: wanted[i] or (Role.DRAFT if i in usual else Role.REFERENCE) for i in ids}
    roles[base] = Role.BASELINE
    papers = {i: role for i in ids if (role := wanted[i]) in PAPERS and role is not None}
    drafts = [i for i in others if roles[i] is Role.DRAFT]
    texts = [i for i in others if wanted[i] in (Role.MODEL, Role.TENDER)]
    if others == texts and base not in papers:
        drafts = [base]  # the only contract: what there is to be held against the papers
    return Cast(base, roles, papers, tuple(aside), tuple(drafts))
