"""What stands on a page but is no part of the contract: page numbers, running headers, rules.

Also the marks of Markdown that scans converted to text carry. All that is taken out is counted.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from app.readers.contents import contents_lines
from app.readers.marks import is_caption, is_field, runs_on
from app.text.labels import annex_line, split_label
from models.document import Notice, Severity
from models.message import Message

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－_]{1,2}\s*\d{1,4}\s*[-—–－_]{1,2}|第\s*\d{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|第\s*[一二三四五六七八九十百]{1,5}\s*页)\s*"
)
_BARE_NUMBER = re.compile(r"\s*(\d{1,3})\s*")
_RULE_LINE = re.compile(r"(?=.*(?:[-_—–=*~·.＿…]{3}|--))[-_—–=*~·.＿…\s]+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[a-z]+:|www\.|/)[^()\s]*\)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
# A blank that was filled in, typed as underlines: "__10__日", "_5_%". An e-mail address with an
# underscore, and a line that is still blank ("法人：____（签字）"), stay as they are.
_FILLED = re.compile(r"(?<![A-Za-z0-9@._])_+([0-9０-９.,%％\u4e00-\u9fff]{1,20})_+(?![A-Za-z0-9_])")
_FILLED_LEFT = re.compile(r"(?<=[\u4e00-\u9fff])_+(?=[0-9０-９])")
# A running header is short and stands on at least this many pages.
_HEADER_LENGTH, _HEADER_TIMES = 40, 3


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Lines without furniture, and what was taken out."""

    lines: tuple[str, ...]
    notices: tuple[Notice, ...]


def clean(lines: list[str]) -> Cleaned:
    """Takes page numbers, running headers, ruled lines and Markdown marks out of the lines.

    A line that is taken out leaves an empty line, so that what it separated stays separate until
    the joining of paragraphs decides. A form feed at the start of a line marks a page's start.
    """
    taken: Counter[str] = Counter()
    quotes: dict[str, str] = {}
    lines = _page_numbers(lines, taken)
    lines = _headers(lines, taken, quotes)
    lines = _contents(lines, taken)
    out = []
    for raw in lines:
        line = raw.replace("\f", "")
        if line.strip() and _RULE_LINE.fullmatch(line) and not _is_delimiter(line):
            taken["rules"] += 1
            line = ""
        out.append(_marks(line, taken))
    notices = [
        Notice(
            f"reading.{kind}",
            Severity.INFO,
            Message.of(f"notice.{kind}", count=count, quote=quotes.get(kind, "")),
        )
        for kind, count in sorted(taken.items())
    ]
    return Cleaned(tuple(out), tuple(notices))


def _is_delimiter(line: str) -> bool:
    return "|" in line


def _marks(line: str, taken: Counter[str]) -> str:
    line, links = _LINK.subn(r"\1", line)
    line, bolds = _BOLD.subn(r"\1", line)
    line, filled = _FILLED.subn(r"\1", line)
    line, left = _FILLED_LEFT.subn("", line)
    for kind, count in (("links", links), ("emphasis", bolds), ("underlines", filled + left)):
        if count:
            taken[kind] += count
    return line


def _page_numbers(lines: list[str], taken: Counter[str]) -> list[str]:
    bare = [
        index
        for index, line in enumerate(lines)
        if _BARE_NUMBER.fullmatch(line) and _alone(lines, index)
    ]
    values = [int(lines[index]) for index in bare]
    # One bare number may be anything; several that only grow are pages.
    growing = len(values) > 1 and all(a < b for a, b in itertools.pairwise(values))
    pages = set(bare) if growing else set()
    pages |= {i for i, line in enumerate(lines) if line.strip() and _PAGE_NUMBER.fullmatch(line)}
    if pages:
        taken["page_numbers"] += len(pages)
    # The form feed stays as the trace of a page's end, for the running headers next to it.
    return ["\f" if index in pages else line for index, line in enumerate(lines)]


def _alone(lines: list[str], index: int) -> bool:
    before = lines[index - 1] if index else ""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    return "\f" in lines[index] or "\f" in after or not (before.strip() or after.strip())


def _headers(lines: list[str], taken: Counter[str], quotes: dict[str, str]) -> list[str]:
    counts = Counter(line.strip() for line in lines if _may_be_header(line.strip()))
    repeated = {text for text, times in counts.items() if times >= _HEADER_TIMES}
    found: set[str] = set()
    for text in sorted(repeated):
        places = [i for i, line in enumerate(lines) if line.strip() == text]
        # The same heading may stand in three annexes; only what interrupts pages is a header.
        if sum(_at_page_end(lines, i) for i in places) * 2 > len(places):
            found.add(text)
    if not found:
        return lines
    out = ["\f" if line.strip() in found else line for line in lines]
    taken["running_headers"] += sum(a != b for a, b in zip(lines, out, strict=True))
    quotes["running_headers"] = "、".join(f"“{text}”" for text in sorted(found))
    return out


def _may_be_header(text: str) -> bool:
    if (
        not 4 <= len(text) <= _HEADER_LENGTH
        or "\t" in text
        or "|" in text
        or text[-1] in "。；：;:"
    ):
        return False
    return not (split_label(text).number or annex_line(text) or is_field(text) or is_caption(text))


def _at_page_end(lines: list[str], index: int) -> bool:
    """Whether a line stands where pages meet: next to a page's mark, or cutting a sentence in two.

    A line that no empty lines set off is part of a paragraph, however often it is repeated.
    """
    if "\f" in lines[index]:
        return True
    before = _next_line(lines, range(index - 1, -1, -1))
    after = _next_line(lines, range(index + 1, len(lines)))
    if before.startswith("\f") or after.startswith("\f"):
        return True
    set_off = _blank(lines, index - 1) and _blank(lines, index + 1)
    return set_off and runs_on(before.strip()) and not split_label(after.strip()).number


def _blank(lines: list[str], index: int) -> bool:
    return not 0 <= index < len(lines) or not lines[index].strip()


def _next_line(lines: list[str], places: range) -> str:
    return next((lines[i] for i in places if lines[i].strip(" \t")), "")


def _contents(lines: list[str], taken: Counter[str]) -> list[str]:
    entries, titles = contents_lines(lines)
    if not entries:
        return lines
    taken["contents"] += len(entries)
    return ["" if index in entries | titles else line for index, line in enumerate(lines)]
