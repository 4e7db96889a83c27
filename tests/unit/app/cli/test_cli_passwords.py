"""Passwords on the command line: from a file or typed in, tried, and never printed."""

import getpass
import io
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.cli.console import Console
from app.cli.errors import UsageError
from app.cli.passwords import asking, read_passwords
from app.store import Project, vault
from models.comparison import UnreadContract
from models.errors import UnreadableReason
from models.message import Message
from tests.helpers.word_files import docx, paragraph

SECRET = "口令 Pass1"
CLAUSE = "第一条 合同总价为人民币三十万元整。"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    from docx import Document as NewDocument
    from msoffcrypto.format.ooxml import OOXMLFile

    (tmp_path / "旧.txt").write_text(CLAUSE, "utf-8")
    plain = io.BytesIO()
    document = NewDocument()
    document.add_paragraph(CLAUSE)
    document.save(plain)
    with (tmp_path / "新.docx").open("wb") as file:
        OOXMLFile(plain).encrypt(SECRET, file)
    return [str(tmp_path / "旧.txt"), str(tmp_path / "新.docx")]


def test_a_password_from_a_file_opens_the_contract(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "口令.txt"
    listed.write_text(f"\ufeff别的\r\n{SECRET}\r\n", "utf-8")
    assert main(["compare", *files, "--password-file", str(listed), "--lang", "zh"]) == 0
    said = capsys.readouterr()
    assert "新.docx：相同 1" in said.out
    assert SECRET not in said.out + said.err


def test_without_a_terminal_it_is_said_what_to_do(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *files, "--lang", "zh"]) == 3
    said = capsys.readouterr().err
    assert "“新.docx”设有打开密码" in said
    assert "--password-file" in said


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> list[str]:
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return answers.pop(0)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", answer)
    return asked


def test_at_a_terminal_it_is_asked_until_it_is_right(
    files: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = at_a_terminal(monkeypatch, ["错", SECRET])
    assert main(["compare", *files, "--lang", "zh"]) == 0
    assert ["新.docx" in prompt for prompt in asked] == [True, True]
    assert "不对" in asked[1]
    assert SECRET not in "".join(capsys.readouterr())


def test_a_contract_may_be_left_out(files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = at_a_terminal(monkeypatch, [""])
    assert main(["compare", *files, "--lang", "zh"]) == 3
    assert len(asked) == 1


def test_nobody_is_asked_where_the_terminal_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(_prompt: str) -> str:
        raise EOFError

    at_a_terminal(monkeypatch, [])
    monkeypatch.setattr(getpass, "getpass", end)
    ask = asking(Console("zh"))
    message = Message.of("unreadable.encrypted", name="新.docx")
    assert ask is not None
    assert ask(UnreadContract("新.docx", UnreadableReason.ENCRYPTED, message)) is None


@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00"])
def test_a_file_of_passwords_that_is_none_is_said(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "口令.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError):
        read_passwords(path)


def test_a_project_remembers_which_state_was_read(tmp_path: Path) -> None:
    changed = "<w:p><w:ins><w:r><w:t>乙方违约。</w:t></w:r></w:ins></w:p>"
    (tmp_path / "甲.docx").write_bytes(docx(paragraph(CLAUSE)))
    (tmp_path / "乙.docx").write_bytes(docx(paragraph(CLAUSE) + changed))
    files = [str(tmp_path / "甲.docx"), str(tmp_path / "乙.docx")]
    made = tmp_path / "项目.leasediff"
    assert main(["compare", *files, "--tracked", "original", "--project", str(made)]) == 0
    with Project.open(made, read_only=True) as project:
        options = project.options
    assert {options["reading.1"], options["reading.2"]} == {"original"}


@pytest.fixture
def locked_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vault, "COST", 10)
    for name, days in (("去年", 10), ("今年", 20)):
        text = f"第一条 付款\n签订后{days}日内付款。"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    path = tmp_path / "p.leasediff"
    names = [str(tmp_path / f"{name}.txt") for name in ("去年", "今年")]
    assert main(["compare", *names, "--project", str(path), "--lang", "zh"]) == 0
    with Project.open(path) as project:
        project.set_password(SECRET)
    return path


COMMANDS = (["compare"], ["project"])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_project_opens_with_the_file_of_passwords(
    command: list[str], locked_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "口令.txt"
    listed.write_text(f"别的\n{SECRET}\n", "utf-8")
    arguments = [*command, str(locked_project), "--password-file", str(listed), "--lang", "zh"]
    assert main(arguments) == 0
    said = capsys.readouterr()
    assert "今年.txt" in said.out
    assert SECRET not in said.out + said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_project_without_its_password_says_so(
    command: list[str], locked_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, str(locked_project), "--lang", "zh"]) == 2
    said = capsys.readouterr().err
    assert "设有密码" in said
    assert "--password-file" in said


def test_a_project_asks_at_a_terminal_until_it_opens(
    locked_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = at_a_terminal(monkeypatch, ["wrong", SECRET])
    assert main(["project", str(locked_project), "--lang", "zh"]) == 0
    assert len(asked) == 2
    assert "密码不对" in asked[1]
    capsys.readouterr()
    asked = at_a_terminal(monkeypatch, [""])
    assert main(["project", str(locked_project), "--lang", "zh"]) == 2
    assert "设有密码" in capsys.readouterr().err


def test_a_damaged_project_is_rescued_with_its_password(
    locked_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, saved = tmp_path / "口令.txt", tmp_path / "saved.leasediff"
    listed.write_text(SECRET, "utf-8")
    data = bytearray(locked_project.read_bytes())
    data[:100] = bytes(100)
    locked_project.write_bytes(data)
    arguments = ["project", str(locked_project), "--rescue", str(saved), "--lang", "zh"]
    assert main(arguments) == 2
    assert not saved.exists()
    main([*arguments, "--password-file", str(listed)])
    with Project.open(saved, password=SECRET) as project:
        assert len(project.outcomes()) == 2
