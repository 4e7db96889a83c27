"""Prices: the contract's total, the lines of its price lists, and prices that sentences state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from app.extract.columns import Columns, is_sums_row, read_columns, read_figure
from app.extract.evidence import Sentence, cite, cite_row, headings_above, sentences
from app.extract.price_table import price_items
from app.resources import lexicon
from app.text.amounts import Amount, find_amounts, find_percents
from app.text.continued import chains
from app.text.folding import fold
from models.clause import Clause, ClauseTable, ClauseTree, Part
from models.terms import PriceItem, PriceTotal, Term, TermGroup


def extract(tree: ClauseTree) -> list[Term]:
    """The total (at most one) and all items of a contract."""
    terms: list[Term] = []
    total = find_total(tree)
    if total:
        terms.append(total)
    listed = [item for parts in chains(tree) for item in price_items(tree, parts)]
    terms += listed
    if not any(item.unit_price is not None for item in listed):
        terms += _items_in_prose(tree)
    return terms


@cache
def _words(*path: str) -> re.Pattern[str]:
    entry = lexicon("prices")
    for name in path:
        entry = entry[name]
    assert isinstance(entry, list)
    return re.compile("|".join(sorted(map(re.escape, entry), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An amount that may be the total, with how much speaks for it."""

    score: int
    clause: Clause
    start: int
    end: int
    figures: Amount | None
    capital: Amount | None


@lru_cache(maxsize=1)  # payments ask for it again
def find_total(tree: ClauseTree) -> PriceTotal | None:
    """The price of the whole contract: what its body says, else the sums row of a price list."""
    candidates = [
        candidate
        for clause in tree.clauses
        if clause.part in (Part.BODY, Part.PREAMBLE, Part.COVER)
        for candidate in _candidates(tree, clause)
    ]
    if not candidates:
        return _sums_row(tree)
    best = max(candidates, key=lambda candidate: candidate.score)  # the first of the best
    value = best.figures.value if best.figures else best.capital.value if best.capital else None
    return PriceTotal(
        id="",
        group=TermGroup.PRICE,
        kind="total",
        value=value,
        capital_text=best.capital.text if best.capital else None,
        capital_value=best.capital.value if best.capital else None,
        **cite(best.clause, best.start, best.end),
    )


# Figures and 大写 of one amount stand together: at most 人民币（小写：…, between them.
_TOGETHER = 24


def _candidates(tree: ClauseTree, clause: Clause) -> Iterator[_Candidate]:
    above: str | None = None
    for sentence in sentences(clause):
        amounts = [a for a in find_amounts(sentence.text) if a.value is None or a.value > 0]
        if not amounts:
            continue
        if above is None:
            above = headings_above(tree, clause).partition("\n")[0]
        for first in amounts:
            candidate = _candidate(clause, sentence, first, amounts, above)
            if candidate:
                yield candidate
                break


def _candidate(
    clause: Clause, sentence: Sentence, first: Amount, amounts: list[Amount], above: str
) -> _Candidate | None:
    before = fold(sentence.text[: first.start])
    said = list(_words("total", "words").finditer(before))
    entitled = bool(_words("total", "words").search(fold(above)))
    if not said and not (entitled and len(before) < _TOGETHER):
        return None
    place = said[-1].start() if said else 0
    nearby = before[max(0, place - 3) :] if said else before  # 不含税总价: the word before counts
    if _words("total", "not_words").search(nearby) or find_percents(before[place:]):
        return None
    pair = next(
        (
            a
            for a in amounts
            if a.capital != first.capital and 0 <= a.start - first.end <= _TOGETHER
        ),
        None,
    )
    both = (first, pair) if first.capital else (pair, first)
    score = 4 * (pair is not None) + 2 * (clause.topic == "payment")
    if said:
        score += "总" in said[-1][0] or "合同" in said[-1][0]
        score += first.start - said[-1].end() < _TOGETHER
    end = sentence.start + (pair or first).end
    begin = sentence.start + (said[-1].start() if said else first.start)
    return _Candidate(score, clause, begin, end, both[1], both[0])


def _sums_row(tree: ClauseTree) -> PriceTotal | None:
    """The total from a price list, where no clause states it: its sums row, or its only line."""
    for parts in chains(tree):
        table = parts[0]
        clause = tree.by_id[table.clause]
        columns = read_columns(table, clause.text or clause.heading or "")
        if columns is None or "amount" not in columns.roles:
            continue
        rows = [(part, index) for part in parts for index in range(len(part.rows))]
        header = table.header[columns.roles["amount"]] if table.header else ""
        if len(rows) == 1 and _words("total", "words").search(fold(header)):
            summing = rows
        else:
            summing = [(part, index) for part, index in rows if is_sums_row(part.rows[index])]
        totals = (_total_in(part, index, columns) for part, index in _by_weight(summing))
        found = next(filter(None, totals), None)
        if found:
            return found
    return None


def _by_weight(summing: Sequence[tuple[ClauseTable, int]]) -> list[tuple[ClauseTable, int]]:
    """Sums rows without those of parts (小计), the first after a discount before all others."""
    labels = {place: fold("".join(place[0].rows[place[1]][:2])).strip() for place in summing}
    whole = [place for place in summing if not labels[place].startswith("小计")]
    return sorted(whole, key=lambda place: not _words("rows", "discounts").match(labels[place]))


def _total_in(table: ClauseTable, index: int, columns: Columns) -> PriceTotal | None:
    row = table.rows[index]
    figure = read_figure(row[columns.roles["amount"]])
    capital = next((a for a in find_amounts("\n".join(row)) if a.capital), None)
    if not figure and not capital:
        return None
    capital_value = capital.value if capital else None
    return PriceTotal(
        id="",
        group=TermGroup.PRICE,
        kind="total",
        value=figure.value * columns.scale.get("amount", 1) if figure else capital_value,
        capital_text=capital.text if capital else None,
        capital_value=capital_value,
        **cite_row(table, index),
    )


_PER = re.compile(
    r"(?:每|/)(?P<unit>[^每/,，。；;：:、元()（）\d]{1,5})(?=每|/|\d|为|计|收|人民币|按|,|，|。|;|；|$|\s)"
)
_NAME = re.compile(r"(?P<name>[一-龥A-Za-z0-9（）()\- ]{2,24}?)(?:的)?(?:含税|综合|月|年)?$")
_TIMES = {"月", "年", "日", "天", "次", "季度", "个月", "小时"}


def _items_in_prose(tree: ClauseTree) -> Iterator[PriceItem]:
    """Unit prices that sentences of the price and service clauses state."""
    for clause in tree.clauses:
        if clause.part is not Part.BODY or clause.topic not in ("payment", "services"):
            continue
        for sentence in sentences(clause):
            for amount in find_amounts(sentence.text):
                item = _priced(sentence, amount)
                if item:
                    yield item


def _priced(sentence: Sentence, amount: Amount) -> PriceItem | None:
    text = fold(sentence.text)
    begin = max(text.rfind(mark, 0, amount.start) for mark in "，,：;；、") + 1
    before = text[begin : amount.start]
    after = text[amount.end : amount.end + 16]
    follows = re.match(
        r"(?:/[^/,，。；;：:、()（）\d]{1,5}?)+(?=计|收|结|$|[,，。；;：:、()（）])", after
    )
    word = _words("prose", "price").search(before) or (
        re.search(r"按照?[ ]*$", before) if follows else None
    )
    if amount.capital or not word or _words("prose", "not_price").search(text[:begin] + before):
        return None
    units = [m["unit"] for m in _PER.finditer(before[word.end() :])]
    units += follows[0].strip("/").split("/") if follows else []
    things = [unit.strip() for unit in units if unit.strip() not in _TIMES]
    if not units:
        return None
    name = _NAME.search(before[: word.start()].strip())
    return PriceItem(
        id="",
        group=TermGroup.PRICE,
        kind="item",
        name=(name["name"].strip() if name else "") or word[0].strip(),
        unit=things[0] if things else units[0].strip(),
        unit_price=amount.value,
        **sentence.cite(begin, amount.end + (follows.end() if follows else 0)),
    )
