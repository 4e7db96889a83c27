"""From files, or from documents already read, to one comparison.

The only place where the stages meet: each is a function of its arguments, called once for what it
depends on, and its result is handed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

from app import align, checks, diff, extract, readers, structure
from app.extract.corrections import correct_terms
from app.jobs import NEVER, Cancelled, CancelToken, PageReport, Progress, silent
from app.readers.options import USUAL, ReadOptions
from models.comparison import ComparedDocument, Comparison, Role, UnreadContract
from models.decided import without_place
from models.decision import Decision
from models.document import Document, Notice, Severity
from models.errors import UnreadableContract
from models.message import Message
from models.playbook import Playbook

# Every file is read in a process of its own; a third at a time gains nothing on an office machine
# of two to four cores and costs the memory of a third recognition.
_READERS_AT_A_TIME = 2
# How often news of recognised pages is looked for; a page takes two seconds and more.
_NEWS_SECONDS = 0.25


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
        progress: Told of every file and every stage.
        cancel: Asked between and inside the stages.

    Raises:
        NothingReadableError: if not one file could be read.
        Cancelled: if ``cancel`` says so.
        IndexError: if ``baseline`` is no index into ``paths``.
    """
    requested = paths[baseline]
    outcomes = read_files(paths, reading=reading, progress=progress, cancel=cancel)
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


class _Stop:
    """The caller's token; it also stops the readers under way when the reading fails."""

    def __init__(self, outer: CancelToken) -> None:
        self._outer = outer
        self.stopped = False

    def check(self) -> None:
        if self.stopped:
            raise Cancelled
        self._outer.check()


def read_files(
    paths: Sequence[Path],
    *,
    reading: ReadOptions = USUAL,
    progress: Progress = silent,
    cancel: CancelToken = NEVER,
) -> tuple[Document | UnreadContract, ...]:
    """Reads the files, two at a time, each in a process of its own.

    Documents of the same name (``2023/合同.docx`` and ``2024/合同.docx``) get the folder that tells
    them apart put before it.

    Args:
        paths: The files.
        reading: What is read where a file leaves a choice.
        progress: Told, from the calling thread, of every file that is done.
        cancel: Asked from several threads.

    Returns:
        For every path, in its order, the document or why there is none.

    Raises:
        Cancelled: if ``cancel`` says so.
    """
    stop, pages = _Stop(cancel), _Pages(paths)
    progress(Message.of("pipeline.reading", name=paths[0].name if paths else ""), 0, len(paths))
    with ThreadPoolExecutor(_READERS_AT_A_TIME, thread_name_prefix="reading") as pool:
        futures = [
            pool.submit(_read, path, stop, reading, pages.of(n)) for n, path in enumerate(paths)
        ]
        try:
            _report(futures, paths, progress, pages)
        except BaseException:
            stop.stopped = True
            raise
    return tuple(_told_apart([future.result() for future in futures], paths))


class _Pages:
    """How far the files are that are recognised page by page; told from several threads."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._state: dict[int, tuple[int, int]] = {}
        self._told: dict[int, tuple[int, int]] = {}

    def of(self, index: int) -> PageReport:
        """What the reader of a file reports to."""

        def report(done: int, total: int) -> None:
            self._state[index] = (done, total)

        return report

    def tell(self, progress: Progress) -> None:
        """Tells of the pages of all files under way, where there is news."""
        state = dict(self._state)
        news = [n for n in state if state[n] != self._told.get(n) and state[n][0] < state[n][1]]
        self._told = state
        if news:
            under_way = [pages for pages in state.values() if pages[0] < pages[1]]
            page, count = state[news[-1]]
            step = Message.of(
                "pipeline.recognising",
                name=self._paths[news[-1]].name,
                page=page + 1,
                pages=count,
            )
            progress(step, sum(done for done, _ in under_way), sum(all_ for _, all_ in under_way))


def _read(
    path: Path, cancel: CancelToken, reading: ReadOptions, report: PageReport
) -> Document | UnreadContract:
    cancel.check()
    try:
        return readers.read_quarantined(path, cancel, reading, report)
    except UnreadableContract as error:
        return UnreadContract(error.name, error.reason, error.message)


def _report(
    futures: Sequence[Future[Document | UnreadContract]],
    paths: Sequence[Path],
    progress: Progress,
    pages: _Pages,
) -> None:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, timeout=_NEWS_SECONDS, return_when=FIRST_COMPLETED)
        if not done:
            pages.tell(progress)
            continue
        for future in done:
            future.result()
        name = next((p.name for p, f in zip(paths, futures, strict=True) if f in waiting), "")
        step = Message.of("pipeline.reading", name=name) if name else Message.of("pipeline.read")
        progress(step, len(paths) - len(waiting), len(paths))


def _told_apart(
    outcomes: Sequence[Document | UnreadContract], paths: Sequence[Path]
) -> list[Document | UnreadContract]:
    count = Counter(path.name for path in paths)
    return [
        _renamed(outcome, f"{path.absolute().parent.name}/{path.name}")
        if count[path.name] > 1
        else outcome
        for outcome, path in zip(outcomes, paths, strict=True)
    ]


def _renamed(outcome: Document | UnreadContract, name: str) -> Document | UnreadContract:
    if isinstance(outcome, Document):
        return replace(outcome, name=name)
    params = dict(outcome.message.params) | {"name": name}
    return replace(outcome, name=name, message=Message.of(outcome.message.key, **params))


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
    return replace(comparison, unplaced=tuple(d for d in decisions if d in lost))


def _roles(
    ids: Sequence[str], baseline: str, given: Sequence[Role | None] | None
) -> Mapping[str, Role]:
    others = [i for i in ids if i != baseline]
    usual = dict.fromkeys(others, Role.REFERENCE) | dict.fromkeys(others[:1], Role.DRAFT)
    wanted = dict(zip(ids, given, strict=True)) if given is not None else {}
    # There is one baseline: a second one named so falls back to the usual role.
    chosen = {i: r for i, r in wanted.items() if r not in (None, Role.BASELINE)}
    return {**usual, **{i: r for i, r in chosen.items() if r}, baseline: Role.BASELINE}
