"""Spoiled files, by bytes and by the parts of a package: every reader ends as it is meant to.

``python -m tests.helpers.faults SECONDS FILE …`` does the same for as long as one likes. What was
found so is held by the tests of what broke.
"""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli import main
from app.readers import read, read_quarantined
from app.store import Project, ProjectError, vault
from app.store.salvage import salvage
from models.document import Document
from models.errors import UnreadableContract
from tests.helpers.doc_files import doc, par
from tests.helpers.faults import PASSWORD, faults, read_project, read_workbook
from tests.helpers.mutations import cuts, spoiled
from tests.helpers.pdf_files import Page, pdf
from tests.helpers.word_files import cell, docx, paragraph, row, table

pytestmark = pytest.mark.slow
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
# Seconds for each kind of file; the whole is to stay below six minutes.
_SECONDS = 20

HEADS = (
    b"",
    b"%PDF-1.7\n",
    b"{\\rtf1",
    b"PK\3\4",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\0",
)
LINES = [
    "云服务租用合同",
    "第一条 价款",
    "合同总价为人民币120000.00元。",
    "第二条 期限",
    "服务期12个月。",
]
RTF = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}\pard\f0 "
    + r"\par ".join(
        "".join(f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?" for c in line)
        for line in LINES
    )
    + r"\par\trowd\cellx1000\cellx2000\intbl 1\cell 2\cell\row\pard{\*\bkmkstart a}}"
).encode("ascii")


def sample(kind: str) -> bytes:
    """A whole file of a kind, small enough to be read many times a second."""
    if kind == "txt":
        return "\n".join(LINES).encode("gb18030")
    if kind == "rtf":
        return RTF
    if kind == "doc":
        return doc([par(line) for line in LINES])
    if kind == "pdf":
        page = Page()
        page.paragraphs(80, LINES)
        return pdf([page])
    cells = row(cell("名称"), cell("单价")) + row(cell("云主机"), cell("435.00"))
    return docx("".join(map(paragraph, LINES)) + table(cells))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project, one under a password, and a workbook, of the sample contracts."""
    folder = tmp_path_factory.mktemp("kept")
    contracts = [str(path) for path in sorted(SAMPLES.glob("[12]-*.docx"))]
    out = ["--xlsx", str(folder / "w.xlsx"), "--project", str(folder / "p.leasediff")]
    assert main(["compare", *contracts, *out, "--lang", "zh"]) == 0
    before, vault.COST = vault.COST, 10
    with Project.open(folder / "p.leasediff") as project:
        project.save_copy(folder / "locked.leasediff", PASSWORD)
    vault.COST = before
    return folder


@pytest.mark.parametrize("kind", ["txt", "docx", "doc", "rtf", "pdf"])
def test_contracts(kind: str, tmp_path: Path):
    file = tmp_path / f"contract.{kind}"
    file.write_bytes(sample(kind))
    assert isinstance(read(file), Document)
    tried, found = faults(file, _SECONDS)
    assert found == ""
    assert tried > 50


def test_an_opendocument_text(tmp_path: Path):
    from tests.unit.app.readers.test_reader_odt import odt

    file = tmp_path / "contract.odt"
    file.write_bytes(odt("".join(f"<text:p>{line}</text:p>" for line in LINES)))
    assert isinstance(read(file), Document)
    tried, found = faults(file, _SECONDS)
    assert found == ""
    assert tried > 50


@pytest.mark.parametrize("name", ["p.leasediff", "locked.leasediff", "w.xlsx"])
def test_projects_and_workbooks(name: str, kept: Path):
    tried, found = faults(kept / name, _SECONDS)
    assert found == ""
    assert tried > 20


@pytest.mark.parametrize("kind", ["docx", "doc", "pdf"])
def test_in_the_reading_process_too(kind: str, tmp_path: Path):
    for seed in range(4):
        file = tmp_path / f"{seed}.{kind}"
        file.write_bytes(spoiled(sample(kind), seed))
        reason = ""
        try:
            read_quarantined(file)
        except UnreadableContract as error:
            reason = error.reason.value
        assert reason not in ("crashed", "timeout"), seed


def test_every_cut_of_a_project_says_so_and_gives_what_it_can(kept: Path, tmp_path: Path):
    whole = (kept / "p.leasediff").read_bytes()
    place = tmp_path / "p.leasediff"
    with Project.open(kept / "p.leasediff") as project:
        documents = [d.sha256 for d in project.outcomes().values() if isinstance(d, Document)]
    given_back = 0
    for data in cuts(whole, 60):
        place.write_bytes(data)
        with pytest.raises(ProjectError) as failure:
            Project.open(place)
        assert failure.value.salvageable or not data
        found = {d.sha256 for d in salvage(place).outcomes.values() if isinstance(d, Document)}
        assert found <= set(documents)
        given_back += len(found)
        read_project(place)
    assert given_back > 0


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=600), head=st.sampled_from(HEADS))
def test_any_bytes_are_no_contract_or_one(data: bytes, head: bytes, tmp_path_factory):
    file = tmp_path_factory.getbasetemp() / "any.docx"
    file.write_bytes(head + data)
    with contextlib.suppress(UnreadableContract):
        assert isinstance(read(file), Document)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=600), sqlite=st.booleans())
def test_any_bytes_are_no_project_or_workbook(data: bytes, sqlite: bool, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.leasediff").write_bytes(b"SQLite format 3\0" * sqlite + data)
    read_project(folder / "any.leasediff")
    (folder / "any.xlsx").write_bytes(b"PK\3\4" * sqlite + data)
    read_workbook(folder / "any.xlsx")
