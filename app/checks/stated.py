"""What a paper states beside a label, in a line or in a table: who won, for how much, how long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from app.checks.evidence import Passage, passages
from app.resources import lexicon
from app.text.amounts import find_amounts, find_percents
from app.text.dates import find_spans
from app.text.durations import find_durations
from app.text.folding import fold
from app.text.numerals import parse_numeral
from models.clause import ClauseTable, ClauseTree
from models.terms import Span

# Between a label and what it labels: 中标金额为人民币（大写）…, 中标金额（含税，小写）：….
_NEAR = 28
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_BRACKET = r"(?:\s*\([^()]{0,16}\))?"
_PLAIN = re.compile(r"[¥￥]?\s*(\d[\d,，]*(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of a paper.

    Attributes:
        value: An amount in yuan, months, percent, or a name; of dates the first and the last day
            as ``2026-04-01/2027-03-31``.
        span: Where it stands.
    """

    value: Decimal | str
    span: Span


@dataclass(frozen=True, slots=True)
class _Labelled:
    """What stands beside a label.

    ``label`` is the label as written, ``text`` what follows it; ``span`` covers both.
    """

    label: str
    text: str
    span: Span


def stated_amount(tree: ClauseTree, what: str) -> Stated | None:
    """The amount in yuan beside a label: ``total`` or ``ceiling``; None where several differ."""
    return _only(_amounts(tree, what))


def stated_months(tree: ClauseTree) -> Stated | None:
    """How many months the service is to last."""
    found = (
        Stated(duration.value * _MONTHS[duration.unit], one.span)
        for one in _labelled(tree, "period")
        for duration in [d for d in find_durations(one.text) if d.unit in _MONTHS][:1]
    )
    return _only(found)


def stated_days(tree: ClauseTree) -> Stated | None:
    """The first and last day of the service."""
    found = (
        Stated(f"{days.first.isoformat()}/{days.last.isoformat()}", one.span)
        for one in _labelled(tree, "period")
        for days in find_spans(one.text)[:1]
    )
    return _only(found)


def stated_bond(tree: ClauseTree) -> Stated | None:
    """The performance bond in percent of the price."""
    found = (
        Stated(share.value, one.span)
        for one in _labelled(tree, "bond", colon=False)
        for share in find_percents(one.text[:_NEAR])[:1]
    )
    return _only(found)


def stated_manager(tree: ClauseTree) -> Stated | None:
    """The name of the supplier's project manager."""
    return _only(_managers(tree))


def stated_supplier(tree: ClauseTree) -> Stated | None:
    """The name of the one that won, or that the letter telling so is addressed to."""
    named = _only(
        Stated(name, one.span) for one in _labelled(tree, "supplier") if (name := _name(one.text))
    )
    return named or _addressee(tree)


def _only(found: Iterator[Stated]) -> Stated | None:
    """The statement where all agree: a notice of several lots says of each something else."""
    every = list(found)
    return every[0] if every and len({one.value for one in every}) == 1 else None


def _amounts(tree: ClauseTree, what: str) -> Iterator[Stated]:
    for one in _labelled(tree, what):
        label, text = fold(one.label), one.text
        if _words("no_tax").search(label):
            continue
        near = [a for a in find_amounts(text) if a.start <= _NEAR and a.value]
        # Where figures and 大写 differ, the figures count; that they differ is said elsewhere.
        amount = next((a for a in near if not a.capital), next(iter(near), None))
        if amount is not None and amount.value is not None:
            yield Stated(amount.value, one.span)
            continue
        plain = _PLAIN.fullmatch(fold(text).strip())
        value = parse_numeral(plain[1].replace(",", "").replace("，", "")) if plain else None
        if value:
            scale = 10**4 if _words("scale").search(label) else 1
            yield Stated((value * scale).normalize() + 0, one.span)


def _managers(tree: ClauseTree) -> Iterator[Stated]:
    for one in _labelled(tree, "manager"):
        said = fold(one.text).strip()
        if re.fullmatch(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,3}", said):
            said = "".join(said.split())  # 贺 知 秋
        found = _words("person").match(said)
        if found and not _words("no_person").search(found["name"]):
            yield Stated(found["name"], one.span)
    for passage in passages(tree, cells=False):
        for match in _words("appointed").finditer(fold(passage.text)):
            if not _words("no_person").search(match["name"]):
                yield Stated(match["name"], passage.span(match.start(), match.end()))


def _name(text: str) -> str | None:
    """A party's name without what is said of it in brackets behind it."""
    ended = r"[,，。；;\n]|\s+[一二三四五六七八九十\d]{1,2}[、.]"
    name = re.split(ended, text.strip())[0].strip("为是：: _")
    # 云（北京）有限公司 keeps its brackets, …公司（联合体牵头人） does not.
    name = re.sub(r"(?<=[司院所团心厂学])\s*[(（][^)）]*[)）]?$", "", name).strip()
    return name if 4 <= len(name) <= 40 and re.search(r"[\u4e00-\u9fff]{3}", name) else None


def _addressee(tree: ClauseTree) -> Stated | None:
    texts = [p for p in passages(tree, cells=False) if p.text.strip()]
    for passage in texts[:8]:  # below the title and a number
        match = _words("addressee").match(fold(passage.text).strip())
        if match and any(_words("won").search(fold(p.text)) for p in texts):
            name = match["name"] or match["called"]
            start = max(passage.text.find(name), 0)
            return Stated(name, passage.span(start, start + len(name)))
    return None


def _labelled(tree: ClauseTree, what: str, *, colon: bool = True) -> Iterator[_Labelled]:
    """Every place where a label stands before something, in lines and in cells.

    Args:
        tree: The paper.
        what: Which label.
        colon: Whether words between the label and a colon, or 为, end it; a bond is stated in a
            sentence too.
    """
    # Of an amount, 中标金额人民币… needs no colon.
    behind = rf"{_BRACKET}\s*(?:[:：]|为|是|(?=人民币|¥|大写|小写))" if colon else ""
    inline = re.compile(rf"(?:{_labels()[what]}){behind}")
    heading = re.compile(rf"(?:{_labels()[what]}){_BRACKET}\s*[:：]?")
    above: Passage | None = None
    for passage in passages(tree, cells=False):
        folded = fold(passage.text)
        if above is not None and not passage.heading and passage.clause is above.clause:
            yield _Labelled(above.text, passage.text, passage.span())
        above = passage if passage.heading and heading.fullmatch(folded.strip()) else None
        for match in inline.finditer(folded):
            rest = passage.text[match.end() :]
            stop = re.search(r"[。；;\n]", rest)
            text = rest[: stop.start()] if stop else rest
            yield _Labelled(
                match[0], text.strip(), passage.span(match.start(), match.end() + len(text))
            )
    for table in tree.tables:
        yield from _in_table(table, heading)


def _in_table(table: ClauseTable, label: re.Pattern[str]) -> Iterator[_Labelled]:
    """Cells beside a cell that is a label, or below one that heads a column of one row."""
    for index, row in enumerate((table.header, *table.rows), -1):
        cells = [fold(cell).replace(" ", "").replace("\n", "") for cell in row]
        for column, cell in enumerate(cells):
            if not label.fullmatch(cell):
                continue
            heads = index < 0 and len(row) > 2
            if heads and len(table.rows) == 1:
                under, place = table.rows[0][column], 0
            else:
                under = next((c for c in row[column + 1 :] if c.strip()), "") if not heads else ""
                place = index
            if under.strip():
                page, box = table.place(place)
                span = Span(table.clause, page=page, box=box, table=table.id, row=place)
                yield _Labelled(cell, under.strip(), span)


@cache
def _labels() -> dict[str, str]:
    return dict(lexicon("papers")["labels"])


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(lexicon("papers")["words"][name])
