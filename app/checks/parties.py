"""``party.mismatch``: cover, preamble and signature page name a party, or its people, differently.

Compared are names, the person who acts for a party, its credit code and its account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.checks.evidence import row_span
from app.resources import lexicon
from app.text.folding import fold
from models.clause import ClauseTree, Part
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.places import place, row_place
from models.terms import Span, Term, ValueTerm

CODE = "party.mismatch"


@dataclass(frozen=True, slots=True)
class _Field:
    """A value that a part of the contract gives for a party."""

    party: str
    field: str
    value: str
    where: str
    span: Span


def check(tree: ClauseTree, terms: Sequence[Term]) -> Iterator[Finding]:
    """Compares every field that is given more than once with where it was given first."""
    roles = _roles(terms)
    first: dict[tuple[str, str], _Field] = {}
    told: set[tuple[str, str, str]] = set()
    for one in _fields(tree, roles):
        known = first.setdefault((one.party, one.field), one)
        key = (one.party, one.field, one.value)
        if _same(known.value, one.value) or key in told:
            continue
        told.add(key)
        values = (("first", known.value), ("other", one.value))
        message = Message.of(
            f"finding.{CODE}",
            party=f"@finding.party_name.{one.party}",
            field=f"@finding.field.{one.field}",
            first_where=known.where,
            other_where=one.where,
            **dict(values),
        )
        yield Finding(CODE, Severity.WARNING, message, (known.span, one.span), values)


def _roles(terms: Sequence[Term]) -> dict[str, str]:
    """What 甲 and 乙 are: 甲 buys, unless the extracted buyer is called 乙方."""
    buyer = next((t.quote for t in terms if isinstance(t, ValueTerm) and t.kind == "buyer"), "")
    turned = "乙" in buyer and "甲" not in buyer
    return {"甲": "supplier", "乙": "buyer"} if turned else {"甲": "buyer", "乙": "supplier"}


def _same(one: str, other: str) -> bool:
    plain = [re.sub(r"[\s()（）\-—]", "", fold(text)) for text in (one, other)]
    return plain[0] == plain[1]


_PARTY = re.compile(r"(?P<who>[甲乙])\s*方")
_NAMED = re.compile(
    r"(?P<who>[甲乙])\s*方\s*(?:\([^()]{0,16}\))?\s*[:：]\s*(?P<name>[^,，。；;:：]{4,50})"
)


# A cell 名称(或姓名), the name in the next one.
_CELL_NAME = re.compile(
    r"(?:^|\|)\s*(?:单位)?(?:名称|全称)\s*(?:\(?或?姓名\)?)?\s*[:：]?\s*\|\s*(?P<name>[^|:：]{4,40}?)\s*(?:\||$)"
)


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Fields by name: the pattern of the label and its value in a text, ``label：value``."""
    labels = lexicon("checks")["labels"]
    shapes = {
        "representative": r"(?P<v>[一-龥·]{2,4})(?![一-龥])",
        "account": r"(?P<v>\d[\d \-]{8,30}\d)",
        "code": r"(?P<v>[0-9A-Z]{15,20})",
    }
    return tuple(
        (
            field,
            re.compile(
                rf"(?:{'|'.join(labels[field])})\s*(?:\([^()]{{0,10}}\))?\s*[:：|]\s*(?:为)?\s*{shape}"
            ),
        )
        for field, shape in shapes.items()
    )


def _fields(tree: ClauseTree, roles: dict[str, str]) -> Iterator[_Field]:
    """All fields outside the annexes, each with the party under whose heading it stands."""
    party: str | None = None
    for clause in tree.clauses:
        if clause.part is Part.ANNEX:
            continue
        text = fold(clause.heading or clause.text)
        if clause.part is Part.BODY:
            party = None
        span = Span(clause.id, 0, len(clause.text), clause.page)
        party, found = _read(text, party, roles, clause.part is not Part.BODY)
        where = place(clause.path) if found else ""
        yield from (_Field(*field, where, span) for field in found)
        for table in (tree.table_by_id[name] for name in clause.tables):
            if clause.part is Part.BODY:
                continue
            for index, row in enumerate((table.header, *table.rows), -1):
                line = fold(" | ".join(cell for cell in row if cell.strip()))
                party, found = _read(line, party, roles, True)
                span, row_where = row_span(table, index), row_place(clause.path, index)
                yield from (_Field(*field, row_where, span) for field in found)


def _read(
    text: str, party: str | None, roles: dict[str, str], switch: bool
) -> tuple[str | None, list[tuple[str, str, str]]]:
    """The party that the text is about from here on, and the fields it gives."""
    found: list[tuple[str, str, str]] = []
    heads = list(_PARTY.finditer(text)) if switch and len(text) < 160 else []
    if len({head["who"] for head in heads}) == 1:
        party = heads[0]["who"]
    elif heads:
        return None, found  # both on one line: whose field it is cannot be told
    if party is None:
        return None, found
    who = roles[party]
    named = _NAMED.search(text)
    if named and named["who"] == party:
        value = re.split(r"\s*\((?:盖|公|签|章|以下)|\s{2,}|\s(?=法定|地址|负责)", named["name"])[
            0
        ].strip()
        if re.search(
            r"(?:公司|中心|局|院|委员会|所|厅|部|学校|大学|医院|集团|站|处|馆|会)$", value
        ):
            found.append((who, "name", value))
    in_cell = _CELL_NAME.search(text)
    if in_cell and not named:
        found.append((who, "name", in_cell["name"].strip()))
    for field, pattern in _labels():
        match = pattern.search(text)
        if match:
            found.append((who, field, match["v"].strip()))
    return party, found
