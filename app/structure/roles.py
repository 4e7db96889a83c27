"""What a document is by its own title, or by the name of its file: a tender, a bid, an award."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import PurePath

from app.resources import lexicon
from app.structure.words import squeezed
from models.comparison import Role
from models.document import Document, Paragraph

# A title stands on the first page, whose lines are short: below the project's name and number, the
# stamp of confidentiality, the mark of the original or the copy.
_LINES = 12
_LONGEST = 60
_SUGGESTED = (Role.AWARD, Role.BID, Role.TENDER, Role.MODEL)


def suggest_role(document: Document) -> Role | None:
    """The role that a document's title, or else its file's name, tells.

    Args:
        document: As read.

    Returns:
        A role other than those of the contracts that are compared as they are, or None: a title
        that calls it a contract speaks before the name of the file, and only a model text may
        call itself a contract too.
    """
    contract = False
    for line in _first_lines(document):
        if _title("party").search(line):
            contract = True
            break
        if _title("sentence").search(line):
            continue
        for role in _SUGGESTED:
            if _title(role.value).search(line):
                return role
        if _title("contract").search(line):
            contract = True
            break
    name = unicodedata.normalize("NFKC", PurePath(document.name).stem)
    for role in _SUGGESTED:
        named = _pattern("name", role.value).search(name)
        if named and (role is Role.MODEL or not (contract or _own_words(name, named))):
            return role
    return None


def _own_words(name: str, named: re.Match[str]) -> bool:
    """Whether the name of a file goes on to call it a contract: 招标文件-合同条款."""
    return bool(_pattern("name", "contract").search(name, named.end()))


def _first_lines(document: Document) -> Iterator[str]:
    """The short lines of the first page; two that follow each other may be one title."""
    texts = (b.text for b in document.blocks if isinstance(b, Paragraph) and b.text.strip())
    lines = (squeezed(line) for text in texts for line in text.split("\n") if line.strip())
    return (line for line in islice(lines, _LINES) if len(line) <= _LONGEST)


def _title(name: str) -> re.Pattern[str]:
    return _pattern("title", name)


@cache
def _pattern(group: str, name: str) -> re.Pattern[str]:
    return re.compile(lexicon("roles")[group][name])
