"""Decisions go over to the file that takes a contract's place, as far as its words are the same."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.jobs.contract_files import contract_hash
from app.pipeline import compare_documents
from app.store import Project, ProjectSource, State
from models.comparison import Comparison
from models.decided import decisions_of
from models.decision import Correction, Decision, DecisionKind, Key, Mark
from models.diff import Row, Status
from models.document import Document, Paragraph
from models.keys import clause_key, row_key
from tests.unit.app.store.store_samples import replace_source

AT = "2031-05-06T07:08:09+08:00"
LINES = (
    "第一条 服务内容",
    "1、乙方向甲方提供云主机租赁服务，共{hosts}台。",
    "第二条 服务保障",
    "1、乙方应当在{days}日内处理故障。",
)


def contract(folder: Path, name: str, **values: int) -> tuple[Path, Document]:
    lines = [line.format(**({"hosts": 3, "days": 5} | values)) for line in LINES]
    path = folder / name
    path.write_text("\n".join(lines), "utf-8")
    return path, Document(name, contract_hash(path), "txt", tuple(map(Paragraph, lines)))


def row_of(comparison: Comparison, words: str) -> Row:
    return next(
        row
        for row in comparison.rows
        if any(words in comparison.clause(i).text for i in row.cells.get("d2", ()))
    )


def decide(comparison: Comparison, target: Key, value: str, kind: DecisionKind) -> Decision:
    assert comparison.decisions == ()
    return Decision(target, kind, value, AT)


def compared(project: Project) -> Comparison:
    documents = [one for one in project.outcomes().values() if isinstance(one, Document)]
    return compare_documents(documents, decisions=project.decisions)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.create(tmp_path / "p.leasediff")
    files = [contract(tmp_path, "旧.txt"), contract(tmp_path, "新.txt", hosts=4, days=9)]
    made.save_sources([ProjectSource(n, f) for n, (f, _) in enumerate(files, 1)], baseline=1)
    for key, (_, read) in enumerate(files, 1):
        made.put_outcome(key, read)
    return made


def marks(comparison: Comparison, words: Sequence[str]) -> list[str | None]:
    index = decisions_of(comparison)
    found = [index.of(row_key(comparison, row_of(comparison, word))).mark for word in words]
    return [mark.value if mark else None for mark in found]


def test_what_was_decided_on_the_same_words_is_carried_over(
    project: Project, tmp_path: Path
) -> None:
    with project:
        first = compared(project)
        hosts, days = row_of(first, "云主机"), row_of(first, "故障")
        assert hosts.status is days.status is Status.CHANGED
        for row in (hosts, days):
            project.decide(decide(first, row_key(first, row), Mark.REJECT, DecisionKind.MARK))
        clause = first.clause(hosts.cells["d2"][0])
        text = Correction("text", clause.text.replace("4台", "14台")).value
        target = clause_key(first.documents[1], clause)
        project.decide(decide(first, target, text, DecisionKind.CORRECT))

        # The supplier sends a new draft: the hosts are as before, the days are others.
        path, read = contract(tmp_path, "新.txt", hosts=4, days=7)
        assert [s.state for s in project.source_states()] == [State.UNCHANGED, State.CHANGED]
        replace_source(project, 2, path, read)
        assert [s.state for s in project.source_states()] == [State.UNCHANGED] * 2
        after = compared(project)
        assert "14台" in after.clause(row_of(after, "云主机").cells["d2"][0]).text
        assert marks(after, ["云主机", "故障"]) == ["reject", None]
        (lost,) = after.unplaced
        assert lost.kind is DecisionKind.MARK
        assert "9日" in lost.target.parts[1].quote


def test_the_old_file_back_brings_its_decisions_back(project: Project, tmp_path: Path) -> None:
    with project:
        first = compared(project)
        row = row_of(first, "故障")
        project.decide(decide(first, row_key(first, row), Mark.ACCEPT, DecisionKind.MARK))
        replace_source(project, 2, *contract(tmp_path, "新.txt", days=7))
        replace_source(project, 2, *contract(tmp_path, "新.txt", hosts=4, days=9))
        assert marks(compared(project), ["故障"]) == ["accept"]


def test_a_closed_project_takes_nothing_more(project: Project, tmp_path: Path) -> None:
    assert project.save_as(project.path) is project
    project.close()
    with pytest.raises(KeyError):
        project.put_outcome(1, contract(tmp_path, "新.txt")[1])
