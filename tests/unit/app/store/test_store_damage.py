"""A damaged project gives a clear error, and what is whole in it is found."""

import contextlib
import random
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.resources.messages import LANGUAGES, render
from app.store import Fault, Project, ProjectError, ProjectSource
from app.store.carving import carved
from app.store.records import Entry, Outcome, pack_entry
from app.store.salvage import restore, salvage
from models.comparison import Role
from models.decision import Decision, Mark
from models.document import Document, Paragraph
from tests.unit.app.store.store_samples import document, key, mark, note

MANY = 60


def long_document() -> Document:
    """One whose record takes many overflow pages, however well it is packed."""
    random.seed(5)
    lines = ("".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(80)) for _ in range(200))
    return Document("长.txt", "b" * 64, "txt", tuple(map(Paragraph, lines)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an undamaged project."""
    folder = tmp_path_factory.mktemp("whole")
    path = folder / "p.leasediff"
    with Project.create(path) as made:
        sources = (ProjectSource(1, folder / "甲.docx", Role.DRAFT), ProjectSource(2, folder))
        made.save_sources(sources, baseline=2)
        made.put_outcome(1, document())
        made.put_outcome(2, long_document())
        made.set_option("cosmetic", "shown")
        for n in range(MANY):
            made.decide(note(f"第{n}条意见", key(f"正文/第{n}条")))
    return path.read_bytes()


@pytest.fixture
def project(whole: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "p.leasediff"
    path.write_bytes(whole)
    return path


def assert_says_so(path: Path) -> ProjectError:
    def read_all() -> None:
        with Project.open(path) as opened:
            opened.outcomes()
            opened.log()

    with pytest.raises(ProjectError) as failure:
        read_all()
    for lang in LANGUAGES:
        assert path.name in render(failure.value.message, lang)
    return failure.value


def test_a_whole_project_is_salvaged_whole(project: Path, tmp_path: Path) -> None:
    found = salvage(project)
    assert [s.role for s in found.sources] == [Role.DRAFT, None]
    assert found.baseline == 2
    assert found.outcomes == {1: document(), 2: long_document()}
    assert len(found.decisions) == MANY
    assert found.options == {"cosmetic": "shown"}
    assert (found.lost_outcomes, found.lost_decisions) == (0, 0)
    with restore(found, tmp_path / "q.leasediff") as again:
        assert again.decisions == found.decisions
        assert again.outcomes() == found.outcomes


def test_a_file_cut_short_is_told_and_gives_what_is_left(project: Path) -> None:
    data = project.read_bytes()
    project.write_bytes(data[: len(data) * 3 // 4])
    error = assert_says_so(project)
    assert error.fault is Fault.CUT_SHORT
    assert error.salvageable
    found = salvage(project)
    assert found.sources
    assert document() in found.outcomes.values()
    assert [render(message, "zh") for message in found.report]


def test_a_lost_first_page_loses_no_decision_and_no_document(project: Path) -> None:
    data = project.read_bytes()
    project.write_bytes(bytes(4096) + data[4096:])
    assert assert_says_so(project).fault is Fault.NOT_A_PROJECT
    found = salvage(project)
    assert len(found.decisions) == MANY
    assert {d.sha256 for d in found.outcomes.values() if isinstance(d, Document)} == {
        "a" * 64,
        "b" * 64,
    }


def test_a_flipped_byte_in_a_decision_is_noticed(project: Path) -> None:
    data = bytearray(project.read_bytes())
    data[data.find("第7条意见".encode()) + 1] ^= 1
    project.write_bytes(bytes(data))
    error = assert_says_so(project)
    assert error.fault is Fault.DAMAGED
    found = salvage(project)
    assert len(found.decisions) == MANY - 1
    assert found.lost_decisions == 1
    assert found.lost_outcomes == 0


def test_nothing_is_found_in_a_strangers_file(tmp_path: Path) -> None:
    path = tmp_path / "x.leasediff"
    path.write_bytes(b"LDR1" * 2000)
    assert [m.key for m in salvage(path).report] == ["store.salvage.nothing"]
    with pytest.raises(ProjectError):
        salvage(tmp_path / "none")


def test_a_file_with_a_trigger_is_refused(project: Path) -> None:
    with contextlib.closing(sqlite3.connect(project)) as db, db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END")
    assert assert_says_so(project).fault is Fault.DAMAGED


def test_records_are_found_in_plain_bytes() -> None:
    record = pack_entry(Entry(1, mark(Mark.REJECT)))
    assert next(iter(carved(b"xx" + record + b"yy" + record[:-1]))) == record


def test_what_is_taken_out_is_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.leasediff"
    with Project.create(path) as made:
        made.save_sources([ProjectSource(1, tmp_path / "甲.docx")], baseline=1)
        made.put_outcome(1, long_document())
        made.save_sources([], baseline=None)
    assert not salvage(path).outcomes


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(300))
def test_any_damage_is_told_or_harmless(project: Path, seed: int) -> None:
    """Cut anywhere, or with bytes flipped: a clear error or the very same contents, never else."""
    with Project.open(project) as opened:
        expected = contents(opened)
    rng = random.Random(seed)
    data = bytearray(project.read_bytes())
    if seed % 3 == 0:
        del data[rng.randrange(len(data)) :]
    else:
        for _ in range(rng.choice((1, 1, 4, 64))):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    project.write_bytes(bytes(data))
    found: object = None
    with contextlib.suppress(ProjectError), Project.open(project) as opened:
        found = contents(opened)
    assert found in (None, expected)
    saved = salvage(project)
    assert set(saved.decisions) <= set(expected[1])
    assert all(outcome in expected[0].values() for outcome in saved.outcomes.values())


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM source WHERE key = 1",
        "UPDATE source SET path = path || char(0) || 'x' WHERE key = 1",
        "UPDATE source SET path = CAST(x'fffe2f00f8' AS TEXT) WHERE key = 1",
        "UPDATE source SET sha256 = CAST(x'f8f8' AS TEXT)",
        "ALTER TABLE source RENAME COLUMN sha256 TO sha255",
        "DELETE FROM source",
    ],
)
def test_what_has_lost_its_contract_gets_a_new_one(
    project: Path, spoil: str, tmp_path: Path
) -> None:
    """Each was found by spoiling bytes, and ended the salvage."""
    with contextlib.closing(sqlite3.connect(project, isolation_level=None)) as db:
        db.execute(spoil)
    assert_says_so(project)
    found = salvage(project)
    with restore(found, tmp_path / "new.leasediff") as fresh:
        saved = [one for one in fresh.outcomes().values() if isinstance(one, Document)]
        assert {one.sha256 for one in saved} == {"a" * 64, "b" * 64}
        assert len(fresh.sources) == 2
        assert len(fresh.decisions) == MANY
        fresh.source_states()


def test_spoilt_names_of_tables_are_damage(project: Path) -> None:
    data = project.read_bytes()
    project.write_bytes(data.replace(b"CREATE TABLE entry", b"CREATE TABLE \xf8ntry"))
    assert assert_says_so(project).fault is Fault.DAMAGED
    assert len(salvage(project).decisions) == MANY


@pytest.mark.parametrize("part", range(0, 40))
def test_every_cut_is_told_and_gives_what_is_whole(
    project: Path, part: int, tmp_path: Path
) -> None:
    data = project.read_bytes()
    project.write_bytes(data[: len(data) * part // 40])
    error = assert_says_so(project)
    assert error.salvageable
    with restore(salvage(project), tmp_path / "new.leasediff") as fresh:
        assert len(fresh.decisions) <= MANY
        assert all(isinstance(one, Document) for one in fresh.outcomes().values())


def contents(opened: Project) -> tuple[Mapping[int, Outcome], tuple[Decision, ...], object]:
    rest = (opened.sources, opened.baseline, opened.options, opened.source_states())
    return opened.outcomes(), opened.decisions, rest
