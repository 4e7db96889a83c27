"""``template.placeholder``: what a template left to be filled in (XX, 待补充, 【 】, ____)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.checks.evidence import holding, patterns
from app.resources import lexicon
from models.clause import ClauseTree, Part
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Term

CODE = "template.placeholder"
_AROUND = 12  # code points on either side: the label before a blank, the unit behind it
_SIGNED = re.compile("签字|盖章|签章|签名")


@cache
def _filled() -> re.Pattern[str]:
    return re.compile(lexicon("checks")["placeholders"]["filled"])


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Finds what was never filled in; fields of a signature page are filled in by hand."""
    filled = _filled()
    for passage in holding(tree, *lexicon("checks")["placeholders"]["has"]):
        if passage.clause.part is Part.SIGNATURE:
            continue
        # what stands between two underlines was filled in: no blank
        text = passage.text
        if "_" in text:
            text = filled.sub(lambda match: match[0].replace("_", " "), text)
        for match in patterns("placeholders", "patterns").finditer(text):
            start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
            if _SIGNED.search(passage.text[start:end]):
                continue  # a line to sign on
            around = re.sub(r"\s+", " ", passage.text[start:end]).strip()
            found = match[0].strip()
            message = Message.of(f"finding.{CODE}", text=found, around=around, where=passage.where)
            span = passage.span(match.start(), match.end())
            yield Finding(CODE, Severity.WARNING, message, (span,), (("text", found),))
