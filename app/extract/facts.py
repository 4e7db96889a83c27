"""Facts: title, number, parties, signing and service period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from app.extract.evidence import (
    Cited,
    Stretch,
    cite_heading,
    cite_row,
    headings_above,
    sentence_at,
    stretches,
)
from app.extract.parties import named_parties
from app.resources import lexicon
from app.text.dates import find_dates, find_spans, months_between
from app.text.durations import Duration, find_durations
from app.text.folding import fold
from models.clause import ClauseTree, Part
from models.terms import Party, Term, TermGroup, ValueTerm


def extract(tree: ClauseTree) -> list[Term]:
    """The facts of a contract, each at most once: what its cover, preamble and body say first."""
    return [*_title(tree), *_number(tree), *_parties(tree), *_signing(tree), *service_period(tree)]


def _fact(kind: str, value: Decimal | str, cited: Cited, unit: str | None = None) -> ValueTerm:
    return ValueTerm(id="", group=TermGroup.FACT, kind=kind, value=value, unit=unit, **cited)


def _title(tree: ClauseTree) -> Iterator[Term]:
    if not tree.title:
        return
    plain = re.sub(r"\s", "", tree.title)
    for clause in tree.clauses:
        words = re.sub(r"\s", "", clause.heading or clause.text)
        if words and (words == plain or (len(words) > 5 and words in plain)):
            cited = cite_heading(clause)
            yield _fact("title", re.sub(r"\s+", " ", tree.title).strip(), cited)
            return


def _spaced(words: list[str]) -> str:
    return "|".join(
        r"[ _]*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True)
    )


@cache
def _labelled(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_spaced(lexicon('facts')[name])})[ _]*(?:[:：]|为)[ _]*")


def _own(tree: ClauseTree, *parts: Part) -> Iterator[Stretch]:
    for part in parts:
        for clause in tree.clauses:
            if clause.part is part:
                yield from stretches(clause)


# A number holds letters or figures; a blank field is followed by the next label, or by nothing.
_CODE = re.compile(r"(?:[一-龥]{1,8}[ ]?)?[\[(（]?[A-Za-z0-9][^\n,，。；;：:]{0,50}")


def _number(tree: ClauseTree) -> Iterator[Term]:
    for stretch in _own(tree, Part.COVER, Part.PREAMBLE):
        text = fold(stretch.text)
        for match in _labelled("contract_number").finditer(text):
            code = _CODE.match(text, match.end())
            value = code[0].strip(" _-") if code else ""
            value = re.split(r"[ _]{1,}(?=[一-龥]{2,}[:：]?)", value)[0].strip()
            if re.search(r"\d", value):
                start, end = match.start(), match.end() + len(value)
                yield _fact("contract_number", value, stretch.cite(start, end))
                return


def _parties(tree: ClauseTree) -> Iterator[Term]:
    named = named_parties(tree)
    for party in (Party.BUYER, Party.SUPPLIER):
        first = next((n for n in named if n.party is party), None)
        if first:
            yield _fact(party.value, first.name, first.cited)


def _signing(tree: ClauseTree) -> Iterator[Term]:
    yield from _signed_at(tree)
    parts = (Part.COVER, Part.PREAMBLE, Part.SIGNATURE, Part.BODY)
    for stretch in _own(tree, *parts):
        text = fold(stretch.text)
        for match in _labelled("signed_on").finditer(text):
            dates = find_dates(text[match.end() : match.end() + 24])
            if dates and dates[0].start <= 2:
                end = match.end() + dates[0].end
                yield _fact("signed_on", str(dates[0].value), stretch.cite(match.start(), end))
                return
    yield from _signed_in_words(tree)


# 本合同于2031年3月9日在某地签订.
_SIGNED = re.compile(r"^[^。；;]{0,20}?(?:签订|签署|订立|签约)")


def _signed_in_words(tree: ClauseTree) -> Iterator[Term]:
    for stretch in _own(tree, Part.COVER, Part.PREAMBLE, Part.SIGNATURE):
        for found in find_dates(stretch.text):
            before = fold(stretch.text[max(0, found.start - 12) : found.start])
            if _SIGNED.match(fold(stretch.text[found.end :])) and re.search("于|由|在|$", before):
                cited = stretch.cite(found.start, found.end)
                yield _fact("signed_on", str(found.value), cited)
                return
    # A bare date on the signature page: the last of several is when both had signed. The cover
    # comes after it, where it holds one date alone.
    for part in (Part.SIGNATURE, Part.COVER):
        dated = [
            (found.value, stretch.cite(found.start, found.end))
            for stretch in _own(tree, part)
            for found in find_dates(stretch.text)
        ]
        dated += [
            (found.value, cite_row(table, index))
            for table in tree.tables
            if tree.by_id[table.clause].part is part
            for index, row in enumerate((table.header, *table.rows), -1)
            for found in find_dates("\n".join(row))
        ]
        if dated:
            signed, cited = max(dated, key=lambda pair: pair[0])
            yield _fact("signed_on", str(signed), cited)
            return

    # 日期：2031年3月9日 below the signatures of a page that was not told apart
    for stretch in _own(tree, Part.BODY):
        match = re.match(r"[ _]*日[ _]*期[ _]*[:：][ _]*", fold(stretch.text))
        dates = find_dates(stretch.text) if match else []
        if match and dates and dates[0].start <= match.end():
            cited = stretch.cite(dates[0].start, dates[0].end)
            yield _fact("signed_on", str(dates[0].value), cited)
            return


def _signed_at(tree: ClauseTree) -> Iterator[Term]:
    for stretch in _own(tree, Part.COVER, Part.PREAMBLE, Part.SIGNATURE, Part.BODY):
        for match in _labelled("signed_at").finditer(fold(stretch.text)):
            rest = re.split(
                r"[,，。；;\n]|\s{2,}|\s(?=[一-龥]{2,6}[:：])", stretch.text[match.end() :]
            )
            value = rest[0].strip(" _\u3000")
            if len(value) > 1 and re.search("[一-龥]", value):
                end = stretch.text.index(value, match.end()) + len(value)
                yield _fact("signed_at", value, stretch.cite(match.start(), end))
                return

    for stretch in _own(tree, Part.COVER, Part.PREAMBLE, Part.SIGNATURE):
        said = _SIGNED_IN.search(fold(stretch.text))
        if said:
            place = stretch.text[said.start("place") : said.end("place")].strip()
            yield _fact("signed_at", place, stretch.cite(said.start("place"), said.end()))
            return


# 本合同于2025年2月14日在某某市签订.
_SIGNED_IN = re.compile(
    r"(?:于|[日,，])在(?P<place>[^,，。；;：:\d]{2,20}?)(?:共同)?(?:签订|签署|订立)"
)


@lru_cache(maxsize=1)  # payments ask for it again
def service_period(tree: ClauseTree) -> tuple[ValueTerm, ...]:
    """The service period: its dates, and its months as stated or counted between the dates."""
    return tuple(_period(tree))


def _period(tree: ClauseTree) -> Iterator[ValueTerm]:
    months: ValueTerm | None = None
    dated: list[ValueTerm] = []
    for stretch in _period_stretches(tree):
        dated = dated or _dates(tree, stretch)
        if months is None:
            months = _stated(tree, stretch)
        if dated and months:
            break
    yield from dated or _first_start(tree)
    if months:
        yield months
    elif dated:
        yield from _counted(dated)


def _first_start(tree: ClauseTree) -> list[ValueTerm]:
    for stretch in _period_stretches(tree):
        found = _start(tree, stretch)
        if found:
            return found
    return []


def _period_stretches(tree: ClauseTree) -> list[Stretch]:
    """Where the service period may stand, likeliest first."""
    found = list(_own(tree, Part.BODY, Part.PREAMBLE, Part.COVER))
    named = _period_words("period")
    below: dict[str | None, bool] = {}

    def rank(stretch: Stretch) -> int:
        clause = stretch.clause
        if clause.topic == "period":
            return 0
        if clause.heading or clause.parent not in below:
            announced = named.search(fold(headings_above(tree, clause))) is not None
            if clause.heading:
                return 1 if announced else 2
            below[clause.parent] = announced  # what stands above is the same for all below it
        return 1 if below[clause.parent] else 2

    return sorted(found, key=rank)


@cache
def _period_words(name: str) -> re.Pattern[str]:
    """Words of the lexicon about the service period, or about other periods."""
    return re.compile(_spaced(lexicon("facts")[name]))


def _announced(tree: ClauseTree, stretch: Stretch, start: int) -> bool:
    """Whether words of a service period, and none of another period, stand before ``start``."""
    clause = stretch.clause
    begin = 0 if stretch.heading else sentence_at(clause, start).start
    before = fold(stretch.text[begin:start])
    above = headings_above(tree, clause) if not stretch.heading else ""
    other = _period_words("not_period")
    if other.search(before) or other.search(above.partition("\n")[0]):
        return False
    entitled = re.search(r"(?:期限|期间|有效期)$", above.partition("\n")[0].strip())
    return bool(entitled or _period_words("period").search(before + "\n" + above))


def _dates(tree: ClauseTree, stretch: Stretch) -> list[ValueTerm]:
    for span in find_spans(stretch.text):
        if _announced(tree, stretch, span.start):
            cited = stretch.cite(span.start, span.end)
            return [
                _fact("service_start", str(span.first), cited),
                _fact("service_end", str(span.last), cited),
            ]
    return []


def _start(tree: ClauseTree, stretch: Stretch) -> list[ValueTerm]:
    """A start without an end: 自2025年3月1日起12个月."""
    for found in find_dates(stretch.text):
        after = fold(stretch.text[found.end : found.end + 8])
        if re.match(r"[ _]*(?:\([^()]*\))?[ _]*(?:起|开始)", after) and _announced(
            tree, stretch, found.start
        ):
            return [_fact("service_start", str(found.value), stretch.cite(found.start, found.end))]
    return []


def _stated(tree: ClauseTree, stretch: Stretch) -> ValueTerm | None:
    for found in find_durations(stretch.text):
        months = _months(found)
        if months is None or not _announced(tree, stretch, found.start):
            continue
        before = fold(stretch.text[max(0, found.start - 16) : found.start])
        if stretch.clause.topic != "period" and not _lasts().search(before):
            continue  # 服务期内连续3个月 is no length of the service
        after = fold(stretch.text[found.end : found.end + 4])
        if re.search(r"(?:提前|届满前|期满前|满|后|超过)[ _]*$", before) or re.match(
            r"[ _]*(?:内|前|后|以内|之前)", after
        ):
            continue  # a deadline, not the length of the service
        return _fact("service_months", months, stretch.cite(found.start, found.end), "month")
    return None


@cache
def _lasts() -> re.Pattern[str]:
    """What stands right before the length of the service: 服务期限为, 为期, 共计."""
    period = _spaced(lexicon("facts")["period"])
    lasts = "为期|共计?|合计|总计|起算?|开始计算|之日起(?:计算)?"
    return re.compile(
        rf"(?:{period}|{lasts})[ _]*(?:\([^()]*)?(?:为|是|[:：(])?[ _]*(?:自[^,，。；;]{{0,12}}?)?$"
    )


def _months(found: Duration) -> Decimal | None:
    factor = {"month": 1, "year": 12, "quarter": 3}.get(found.unit)
    return None if factor is None else found.value * factor


def _counted(dated: list[ValueTerm]) -> Iterator[ValueTerm]:
    first, last = dated
    spans = find_spans(first.quote)
    months = months_between(spans[0].first, spans[0].last) if spans else None
    if months:
        cited: Cited = {"quote": last.quote, "span": last.span}
        yield _fact("service_months", Decimal(months), cited, "month")
