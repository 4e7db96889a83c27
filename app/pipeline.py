"""From files, or from documents already read, to one comparison.

The only place where the stages meet: each is a function of its arguments, called once for what it
depends on, and its result is handed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from app import align, checks, diff, extract, structure
from app.extract.corrections import correct_terms
from app.jobs import NEVER, CancelToken, Progress, silent
from app.jobs.collecting import uncollected
from app.readers.kept import Readings
from app.readers.options import USUAL, ReadOptions
from app.readers.several import Ask, read_files, read_locked
from models.casting import Cast, cast
from models.checked import with_notices
from models.clause import ClauseTree
from models.comparison import REST, ComparedDocument, Comparison, Role, UnreadContract
from models.decided import without_place
from models.decision import Decision
from models.document import Document, Notice, Severity
from models.finding import Finding
from models.message import Message
from models.playbook import Playbook
from models.terms import Term


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


@uncollected()
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
        roles: One for each document; where None, what its title tells: a model text or a paper of
            the procurement. Of the others the first that is not the baseline is the draft and the
            rest are references. Papers are no baseline, but for a tender that proposes a contract.
        unread: Contracts that could not be read, to be said wherever the result is shown.
        decisions: What the user decided before.
        playbook: The user's own limits; what breaks them is found in every contract.
        progress: Told of every document and every stage.
        cancel: Asked between and inside the stages.

    Raises:
        Cancelled: if ``cancel`` says so.
        IndexError: if ``baseline`` is no index into ``documents``.
    """
    sheets = _sheets(documents, baseline, roles)
    part, base = sheets.cast, sheets.cast.baseline
    hashes = {i: document.sha256 for i, document in sheets.compared.items()}
    found, terms, findings = {}, {}, {}
    for doc_id, document in sheets.compared.items():
        cancel.check()
        found[doc_id] = structure.build_tree(document, doc_id)
    trees, no_clause = structure.correct_clauses(found, hashes, decisions)
    for n, (doc_id, document) in enumerate(sheets.compared.items()):
        cancel.check()
        progress(Message.of("pipeline.analysing", name=document.name), n, len(sheets.compared))
        terms[doc_id] = extract.extract_terms(trees[doc_id], doc_id)
    terms, no_term = correct_terms(terms, trees, hashes, decisions)
    for doc_id, tree in trees.items():
        cancel.check()
        # Blanks of a text that is to be filled in are no mistakes.
        own = part.roles[doc_id] not in (Role.MODEL, Role.TENDER)
        findings[doc_id] = checks.check(tree, terms[doc_id], doc_id, playbook) if own else ()
    cancel.check()
    progress(Message.of("pipeline.aligning"), 0, 3)
    constraints, no_pair = align.resolve(decisions, trees, hashes)
    groups = align.align(trees, base, terms, constraints, cancel)
    progress(Message.of("pipeline.comparing"), 1, 3)
    drafts = [i for i in trees if part.roles[i] is Role.DRAFT]
    rows = diff.compare_rows(groups, trees, base, terms, focus=drafts, cancel=cancel)
    cancel.check()
    progress(Message.of("pipeline.checking"), 2, 3)
    term_rows = diff.compare_terms(terms, trees, base, drafts)
    for doc_id, more in checks.against(base, drafts, trees, terms, groups).items():
        findings[doc_id] = (*findings[doc_id], *more)
    consulted = tuple(_consulted(sheets))
    origins = checks.with_origin(findings, trees, base)
    for draft in part.drafts:
        cancel.check()
        held = _held_against_papers(draft, part, trees, terms, consulted)
        origins[draft] = (*origins[draft], *held)
    progress(Message.of("pipeline.done"), 3, 3)
    comparison = Comparison(
        baseline=base,
        documents=tuple(
            ComparedDocument(i, part.roles[i], sheets.files[i], trees[i], terms[i], origins[i])
            for i in trees
        ),
        rows=rows,
        term_rows=term_rows,
        decisions=tuple(decisions),
        unread=tuple(unread),
        options=(("playbook", playbook.title or "—"),) if playbook else (),
        consulted=consulted,
    )
    lost = {*no_clause, *no_term, *no_pair, *without_place(comparison)}
    comparison = replace(comparison, unplaced=tuple(d for d in decisions if d in lost))
    return with_notices(comparison)


@dataclass(frozen=True)
class _Sheets:
    """The documents by id, and what of each is compared and what is only consulted."""

    cast: Cast
    files: Mapping[str, Document]
    compared: Mapping[str, Document]
    consulted: Mapping[str, Document]


def _sheets(
    documents: Sequence[Document], baseline: int, roles: Sequence[Role | None] | None
) -> _Sheets:
    files = {f"d{n}": document for n, document in enumerate(documents, 1)}
    ids = list(files)
    given = dict(zip(ids, roles, strict=True)) if roles is not None else {}
    told = {i: structure.suggest_role(files[i]) for i in ids if not given.get(i)}
    tenders = [i for i in ids if Role.TENDER in (given.get(i), told.get(i))]
    parted = {i: both for i in tenders if (both := structure.proposed_contract(files[i]))}
    part = cast(ids, ids[baseline], given, told, parted)
    compared, consulted = {}, {}
    for doc_id, document in files.items():
        if doc_id in part.aside:
            consulted[doc_id] = document
        elif doc_id in parted and doc_id in part.papers:
            compared[doc_id], consulted[doc_id + REST] = parted[doc_id]
        else:
            compared[doc_id] = document
    return _Sheets(part, files, compared, consulted)


def _consulted(sheets: _Sheets) -> Iterator[ComparedDocument]:
    for doc_id, document in sheets.consulted.items():
        of = doc_id.removesuffix(REST)
        tree = structure.build_tree(document, doc_id)
        terms = extract.extract_terms(tree, doc_id)
        yield ComparedDocument(doc_id, sheets.cast.papers[of], sheets.files[of], tree, terms, ())


def _held_against_papers(
    draft: str,
    part: Cast,
    trees: Mapping[str, ClauseTree],
    terms: Mapping[str, Sequence[Term]],
    consulted: Sequence[ComparedDocument],
) -> Iterator[Finding]:
    """What a draft says otherwise than the papers; of a tender its proposed contract prevails."""
    for paper_id, role in part.papers.items():
        if paper_id == draft:
            continue
        own = [d for d in consulted if d.id.removesuffix(REST) == paper_id]
        sides = {paper_id: (trees[paper_id], tuple(terms[paper_id]))} if paper_id in trees else {}
        stated = {(t.group, t.kind) for _, several in sides.values() for t in several}
        for paper in own:
            left = tuple(t for t in paper.terms if (t.group, t.kind) not in stated)
            sides[paper.id] = (paper.tree, left)
        rows = [
            row
            for doc_id, (tree, several) in sides.items()
            for row in diff.compare_terms(
                {doc_id: several, draft: terms[draft]},
                {doc_id: tree, draft: trees[draft]},
                doc_id,
                [draft],
            )
        ]
        yield from checks.check_papers(
            checks.Paper(Role.DRAFT, "", (trees[draft],), tuple(terms[draft])),
            checks.Paper(
                role,
                PurePath(own[0].name).stem,
                tuple(tree for tree, _ in sides.values()),
                tuple(term for _, several in sides.values() for term in several),
            ),
            rows,
            draft,
            tuple(sides),
        )
