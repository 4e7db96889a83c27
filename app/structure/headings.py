"""Tells headings from text."""

from __future__ import annotations

import re

from app.structure.words import matches, squeezed
from models.clause import ClauseNumber, NumberStyle

# Longest headings in the five samples: 15 code points behind 第…条, 18 behind a lower number.
_ARTICLE_HEADING = 30
_LOWER_HEADING = 20
_BARE_HEADING = 30
_MARKED_HEADING = 60
_SENTENCE = re.compile(r"[。；;，,！？!?]")


def split_heading(
    number: ClauseNumber, rest: str, *, marked: bool = False
) -> tuple[str | None, str]:
    """Cuts a labelled paragraph into heading and text.

    Args:
        number: Its number.
        rest: What stands behind the label.
        marked: Whether the file itself marks the paragraph as a heading.

    Returns:
        Heading or None, and the text; one of them may be empty. Together they are ``rest``, but
        for blanks or a colon between them.
    """
    if not rest:
        return None, ""
    if marked and is_marked_title(rest):
        return rest, ""
    if number.style in (NumberStyle.ARTICLE, NumberStyle.CHAPTER):
        return _article_heading(rest)
    # "a. 投标文件" is an item of a list.
    items = (NumberStyle.BULLET, NumberStyle.LETTER, NumberStyle.CIRCLED)
    if number.style in items or _SENTENCE.search(rest):
        return None, rest
    short = len(squeezed(rest)) <= _LOWER_HEADING
    # "验收标准：" introduces what follows; "联系人：某某" is a field.
    inner = rest.rstrip("：: ")
    if short and not re.search(r"[：:]", inner):
        return rest, ""
    return None, rest


def _article_heading(rest: str) -> tuple[str | None, str]:
    if len(squeezed(rest)) <= _ARTICLE_HEADING and not re.search(r"[。；;]|[，,].*[，,]", rest):
        head, colon, tail = _at_colon(rest)
        return (head, tail) if colon and tail else (rest, "")
    head, colon, tail = _at_colon(rest)
    if colon and len(squeezed(head)) <= _LOWER_HEADING and not _SENTENCE.search(head):
        return head, tail
    # "第六条 验收 乙方应当…": a heading and its text on one line, a blank between them.
    match = re.match(r"([\u4e00-\u9fff、与和及]{2,12})[ \u3000]+(?=[\u4e00-\u9fff])", rest)
    if match:
        return match[1], rest[match.end() :]
    return None, rest


def _at_colon(rest: str) -> tuple[str, str, str]:
    match = re.search(r"[：:]", rest)
    if not match:
        return rest, "", ""
    return rest[: match.start()].strip(), match[0], rest[match.end() :].strip()


def is_marked_title(text: str) -> bool:
    """Whether a paragraph that the file marks as a heading is one: text is marked so too."""
    return len(squeezed(text)) <= _MARKED_HEADING and not re.search(r"[。；;]", text)


def is_title(text: str) -> bool:
    """Whether a paragraph without a label could be a heading: short, and no sentence."""
    flat = squeezed(text)
    if not 2 <= len(flat) <= _BARE_HEADING or _SENTENCE.search(flat):
        return False
    return not matches("no_heading", text) and not matches("party_line", text)


def is_text(text: str) -> bool:
    """Whether a paragraph says something, rather than being a title, a date or a field."""
    flat = squeezed(text)
    return len(flat) > _BARE_HEADING or _SENTENCE.search(flat) is not None or flat.endswith(":")
