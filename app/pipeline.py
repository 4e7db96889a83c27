"""From files, or from documents already read, to one comparison.

The only place where the stages meet: each is a function of its arguments, called once for what it
depends on, and its result is handed on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app import align, checks, diff, extract, structure
from app.extract.corrections import correct_terms
from app.jobs import NEVER, CancelToken, Progress, silent
from app.readers.kept import Readings
from app.readers.options import USUAL, ReadOptions
from app.readers.several import Ask, read_files, read_locked
from models.checked import with_notices
from models.comparison import ComparedDocument, Comparison, Role, UnreadContract
from models.decided import without_place
from models.decision import Decision
from models.document import Document, Notice, Severity
from models.message import Message
from models.playbook import Playbook


class NothingReadableError(Exception):
    """None of the files could be read as a contract.

    Attributes:
        unread: Every file with the reason.
    """

    def __init__(self, unread: tuple[UnreadContract, ...]) -> None:
        super().__init__(unread)
        self.unread = unread


def compare_files(
    paths: Sequence[Path],
    *,
    baseline: int = 0,
    roles: Sequence[Role | None] | None = None,
    decisions: Sequence[Decision] = (),
    playbook: Playbook | None = None,
    reading: ReadOptions = USUAL,
    readings: Readings | None = None,
    ask: Ask | None = None,
    progress: Progress = silent,
    cancel: CancelToken = NEVER,
) -> Comparison:
    """Reads the files and compares those that could be read.

    Where the baseline itself can't be read, the first readable contract takes its place and says
    so in a notice of its own.

    Args:
        paths: The files, in the order of the columns.
        baseline: Index into ``paths``.
        roles: One for each path, None for the usual one (see :func:`compare_documents`).
        decisions: What the user decided before.
        playbook: The user's own limits; what breaks them is found in every contract.
        reading: What is read where a file leaves a choice.
        readings: Where documents that were read before are kept; None to read all of them.
        ask: Asked for the password of a file that only opens with one; None where nobody is there.
        progress: Told of every file and every stage.
        cancel: Asked between and inside the stages.

    Raises:
        NothingReadableError: if not one file could be read.
        Cancelled: if ``cancel`` says so.
        IndexError: if ``baseline`` is no index into ``paths``.
    """
    requested = paths[baseline]
    outcomes = read_files(
        paths, reading=reading, readings=readings, progress=progress, cancel=cancel
    )
    if ask is not None:
        outcomes = read_locked(paths, outcomes, ask, reading=reading, cancel=cancel)
    kept = [(i, o) for i, o in enumerate(outcomes) if isinstance(o, Document)]
    unread = tuple(o for o in outcomes if isinstance(o, UnreadContract))
    if not kept:
        raise NothingReadableError(unread)
    places = [i for i, _ in kept]
    documents = [document for _, document in kept]
    if baseline in places:
        index = places.index(baseline)
    else:
        index = 0
        documents[0] = _with_notice(documents[0], requested.name)
    return compare_documents(
        documents,
        baseline=index,
        roles=None if roles is None else [roles[i] for i in places],
        unread=unread,
        decisions=decisions,
        playbook=playbook,
        progress=progress,
        cancel=cancel,
    )


def _with_notice(document: Document, requested: str) -> Document:
    message = Message.of("pipeline.baseline_replaced", requested=requested, name=document.name)
    notice = Notice("baseline.replaced", Severity.WARNING, message)
    return replace(document, notices=(*document.notices, notice))


def compare_documents(
    documents: Sequence[Document],
    *,
    baseline: int = 0,
    roles: Sequence[Role | None] | None = None,
    unread: Sequence[UnreadContract] = (),
    decisions: Sequence[Decision] = (),
    playbook: Playbook | None = None,
    progress: Progress = silent,
    cancel: CancelToken = NEVER,
) -> Comparison:
    """Compares documents that were read.

    Args:
        documents: At least one; they are called d1, d2 … in this order.
        baseline: Index into ``documents``.
        roles: One for each document; where None, the first that is not the baseline is the draft
            and the rest are references. The baseline's own entry does not count.
        unread: Contracts that could not be read, to be said wherever the result is shown.
        decisions: What the user decided before.
        playbook: The user's own limits; what breaks them is found in every contract.
        progress: Told of every document and every stage.
        cancel: Asked between and inside the stages.

    Raises:
        Cancelled: if ``cancel`` says so.
        IndexError: if ``baseline`` is no index into ``documents``.
    """
    ids = [f"d{n}" for n in range(1, len(documents) + 1)]
    base = ids[baseline]
    hashes = {i: document.sha256 for i, document in zip(ids, documents, strict=True)}
    found, terms, findings = {}, {}, {}
    for doc_id, document in zip(ids, documents, strict=True):
        cancel.check()
        found[doc_id] = structure.build_tree(document, doc_id)
    trees, no_clause = structure.correct_clauses(found, hashes, decisions)
    for n, (doc_id, document) in enumerate(zip(ids, documents, strict=True)):
        cancel.check()
        progress(Message.of("pipeline.analysing", name=document.name), n, len(documents))
        terms[doc_id] = extract.extract_terms(trees[doc_id], doc_id)
    terms, no_term = correct_terms(terms, trees, hashes, decisions)
    for doc_id, tree in trees.items():
        cancel.check()
        findings[doc_id] = checks.check(tree, terms[doc_id], doc_id, playbook)
    cancel.check()
    progress(Message.of("pipeline.aligning"), 0, 3)
    constraints, no_pair = align.resolve(decisions, trees, hashes)
    groups = align.align(trees, base, terms, constraints, cancel)
    progress(Message.of("pipeline.comparing"), 1, 3)
    role_of = _roles(ids, base, roles)
    drafts = [i for i in ids if role_of[i] is Role.DRAFT]
    rows = diff.compare_rows(groups, trees, base, terms, focus=drafts, cancel=cancel)
    cancel.check()
    progress(Message.of("pipeline.checking"), 2, 3)
    term_rows = diff.compare_terms(terms, trees, base, drafts)
    for doc_id, more in checks.against(base, drafts, trees, terms, groups).items():
        findings[doc_id] = (*findings[doc_id], *more)
    origins = checks.with_origin(findings, trees, base)
    progress(Message.of("pipeline.done"), 3, 3)
    comparison = Comparison(
        baseline=base,
        documents=tuple(
            ComparedDocument(i, role_of[i], d, trees[i], terms[i], origins[i])
            for i, d in zip(ids, documents, strict=True)
        ),
        rows=rows,
        term_rows=term_rows,
        decisions=tuple(decisions),
        unread=tuple(unread),
        options=(("playbook", playbook.title or "—"),) if playbook else (),
    )
    lost = {*no_clause, *no_term, *no_pair, *without_place(comparison)}
    comparison = replace(comparison, unplaced=tuple(d for d in decisions if d in lost))
    return with_notices(comparison)


def _roles(
    ids: Sequence[str], baseline: str, given: Sequence[Role | None] | None
) -> Mapping[str, Role]:
    others = [i for i in ids if i != baseline]
    usual = dict.fromkeys(others, Role.REFERENCE) | dict.fromkeys(others[:1], Role.DRAFT)
    wanted = dict(zip(ids, given, strict=True)) if given is not None else {}
    # There is one baseline: a second one named so falls back to the usual role.
    chosen = {i: r for i, r in wanted.items() if r not in (None, Role.BASELINE)}
    return {**usual, **{i: r for i, r in chosen.items() if r}, baseline: Role.BASELINE}
