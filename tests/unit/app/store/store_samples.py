"""Documents and decisions for the tests of the project file."""

from dataclasses import replace
from pathlib import Path

from app.store import Project
from models.decision import Decision, DecisionKind, Key, KeyPart, Mark, TargetKind
from models.document import Box, Document, Notice, Paragraph, Severity, Table
from models.message import Message

AT = "2031-05-06T07:08:09+08:00"


def document(name: str = "甲.docx", sha256: str = "a" * 64, text: str = "第一条 服务") -> Document:
    return Document(
        name,
        sha256,
        "docx",
        (
            Paragraph(text, outline=1, page=1, box=Box(1.5, 2, 30.25, 40)),
            Table((("名称", "单价"), ("云主机", "100")), page=2),
            Paragraph("吉𠮷X 乙方应于5日内响应。"),
        ),
        pages=3,
        notices=(Notice("n", Severity.WARNING, Message.of("notice.x", name="@a", n=3), page=2),),
    )


def key(path: str = "正文/第一条", quote: str = "乙方应于5日内响应", sha256: str = "a" * 64) -> Key:
    return Key(TargetKind.ROW, "", (KeyPart.of(sha256, path, quote),))


def mark(value: Mark = Mark.ACCEPT, target: Key | None = None) -> Decision:
    return Decision(target or key(), DecisionKind.MARK, value, AT)


def note(text: str, target: Key | None = None) -> Decision:
    return Decision(target or key(), DecisionKind.NOTE, text, AT)


def replace_source(project: Project, key: int, path: Path, read: Document) -> None:
    """Puts another file in a source's place, as the window does."""
    sources = [replace(s, path=path) if s.key == key else s for s in project.sources]
    project.save_sources(sources, project.baseline)
    project.put_outcome(key, read)
