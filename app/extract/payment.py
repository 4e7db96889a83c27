"""Payments: the instalments of the price, when each falls due, and what that means in sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from app.extract.evidence import Cited, cite_row, headings_above, stretches
from app.extract.facts import service_period
from app.extract.payment_table import listed
from app.extract.price import find_total
from app.extract.shares import Statement, statements, words
from app.resources import lexicon
from app.text.dates import find_dates
from app.text.durations import Duration, anchor_before, find_durations
from app.text.figures import to_cent
from app.text.folding import fold
from models.clause import Clause, ClauseTable, ClauseTree, Part
from models.terms import (
    Instalment,
    Milestone,
    PaymentSummary,
    PriceTotal,
    Term,
    TermGroup,
)


def extract(tree: ClauseTree) -> list[Term]:
    """The instalments in reading order, and the summary that follows from them."""
    total = find_total(tree)
    found = _stated(tree, total, Part.BODY)
    for part in (Part.PREAMBLE, Part.ANNEX):
        found = found or _stated(tree, total, part)
    instalments = _complete([*_distinct(found)], total.value if total else None)
    terms: list[Term] = list(instalments)
    summary = summarise(instalments, tree)
    if summary:
        terms.append(summary)
    return terms


def _stated(tree: ClauseTree, total: PriceTotal | None, part: Part) -> list[Instalment]:
    clauses = [clause for clause in tree.clauses if clause.part is part]
    about = [clause for clause in clauses if _about_payment(tree, clause)]
    found = _read_all(tree, about, total, sure=True)
    if found and _is_whole(found, total):
        return found
    # A list of payments whose headings were lost goes on in clauses that are about nothing known.
    sure = {clause.id for clause in about}
    wider = [
        one
        for clause in clauses
        for one in _read_all(tree, [clause], total, sure=clause.id in sure)
    ]
    return wider if not found or _is_whole(wider, total) else found


def _is_whole(found: Sequence[Instalment], total: PriceTotal | None) -> bool:
    """Whether the shares add up to the price."""
    done = _complete([*_distinct(found)], total.value if total else None)
    shares = [one.percent for one in done if one.percent is not None]
    return len(shares) == len(done) and sum(shares, Decimal(0)) == 100


def _about_payment(tree: ClauseTree, clause: Clause) -> bool:
    if clause.topic == "payment":
        return True
    above = headings_above(tree, clause).split("\n")[:2]
    return any(_headings().search(line) for line in above)


@cache
def _headings() -> re.Pattern[str]:
    """What the headings of clauses about payment say."""
    return re.compile("|".join(map(re.escape, lexicon("payments")["headings"])))


def _read_all(
    tree: ClauseTree, clauses: Sequence[Clause], total: PriceTotal | None, *, sure: bool
) -> list[Instalment]:
    found: list[Instalment] = []
    for clause in clauses:
        for stretch in stretches(clause):
            if total and total.span.clause == clause.id and total.span.table is None:
                given = _behind_total(stretch.text, total)
            else:
                given = statements(stretch.text, sure=sure)
            for said in given:
                cited = stretch.cite(said.start, said.end)
                found.append(_instalment(stretch.text, said, cited))
        for table_id in clause.tables:
            found += _from_table(tree.table_by_id[table_id])
    return found


def _behind_total(text: str, total: PriceTotal) -> list[Statement]:
    """Instalments in the paragraph that states the total: the total itself is none of them."""
    return [
        said
        for said in statements(text, sure=True)
        if said.percent is not None
        or said.rest
        or (said.figures is not None and said.figures.value != total.value)
    ]


def _instalment(text: str, said: Statement, cited: Cited) -> Instalment:
    before, whole = text[said.start : said.place], text[said.start : said.end]
    deadline = _deadline(text, said)
    values = [amount for amount in (said.figures, said.capital) if amount]
    due = _due_on(before) or _due_on(whole)
    amount = values[0].value if values else None
    return Instalment(
        id="",
        group=TermGroup.PAYMENT,
        kind="instalment",
        sequence=-1 if said.rest else 0,
        milestone=_milestone(before, whole, due, deadline),
        percent=-said.percent if said.up_to and said.percent else said.percent,
        amount=amount,
        capital_text=said.capital.text if said.capital else None,
        capital_value=said.capital.value if said.capital else None,
        days=deadline.days if deadline else None,
        day_type=deadline.found.day_type if deadline else None,
        bound=deadline.found.bound if deadline else None,
        anchor=deadline.anchor if deadline else None,
        due_on=None if deadline else due,
        condition=_condition(whole),
        trigger=_trigger(before if _says_when(before) else whole),
        **cited,
    )


def _says_when(text: str) -> bool:
    folded = fold(text)
    return (
        any(pattern.search(folded) for _, pattern in _milestones())
        or bool(find_durations(text))
        or _due_on(text) is not None
    )


@dataclass(frozen=True, slots=True)
class _Deadline:
    found: Duration
    days: int
    anchor: str | None


_WITHIN = re.compile(r"^[ _]*(?:之内|以内|内|前|之前)")


def _deadline(text: str, said: Statement) -> _Deadline | None:
    """The days within which an instalment is due: before its share, else behind it."""
    found = [
        d
        for d in find_durations(text[: said.end])
        if d.start >= said.start and d.unit in ("day", "week") and d.value % 1 == 0
    ]
    within = [d for d in found if _WITHIN.match(fold(text[d.end : d.end + 4]))]
    due = [d for d in within if d.start < said.place] or [d for d in within if d.start > said.place]
    if not due:
        # 验收合格后第10个工作日: no 内
        due = [
            d
            for d in found
            if d.start < said.place
            and re.search(r"(?:后|起)[的第 _]*$", fold(text[: d.start])[-6:])
        ]
    if not due:
        return None
    last = due[-1] if due[-1].start < said.place else due[0]
    factor = 7 if last.unit == "week" else 1
    return _Deadline(last, int(last.value) * factor, anchor_before(text, last.start))


_QUARTER_ENDS = {"一": "03-31", "二": "06-30", "三": "09-30", "四": "12-31"}
_QUARTER = re.compile(
    r"(?P<y>20\d\d)[ _]*年度?[ _]*(?:第[ _]*(?P<q>[一二三四1234])[ _]*季度|(?P<m>\d{1,2})[ _]*月)?"
    r"[ _]*(?P<end>底|末|年底|年末)[之以]?前?"
)
_MONTH_DAYS = {4: 30, 6: 30, 9: 30, 11: 30}


def _due_on(text: str) -> str | None:
    """The day by which an instalment is due, where one is named (2024年9月底前)."""
    folded = fold(text)
    for found in find_dates(text):
        if re.match(r"[ _]*(?:\([^()]*\))?[ _]*(?:之?前|以前|止|支付|付)", folded[found.end :]):
            return str(found.value)
    match = _QUARTER.search(folded)
    if not match:
        return None
    year = match["y"]
    if match["q"]:
        quarter = "一二三四"[int(match["q"]) - 1] if match["q"].isdecimal() else match["q"]
        return f"{year}-{_QUARTER_ENDS[quarter]}"
    if match["m"]:
        month = int(match["m"])
        if not 1 <= month <= 12:
            return None
        leap = int(year) % 4 == 0
        day = _MONTH_DAYS.get(month, (29 if leap else 28) if month == 2 else 31)
        return f"{year}-{month:02}-{day}"
    return f"{year}-12-31"


@cache
def _milestones() -> tuple[tuple[Milestone, re.Pattern[str]], ...]:
    return tuple(
        (Milestone(entry["key"]), re.compile("|".join(entry["patterns"])))
        for entry in lexicon("payments")["milestones"]
    )


def _milestone(before: str, whole: str, due: str | None, deadline: _Deadline | None) -> Milestone:
    """What makes an instalment due: the words before its share, else a date, else behind it."""
    for text in (before, whole):
        folded = fold(text)
        for milestone, pattern in _milestones():
            if pattern.search(folded):
                dated = due and not deadline and milestone in (Milestone.SIGNING, Milestone.BUDGET)
                return Milestone.DATE if dated else milestone
        if due:
            return Milestone.DATE
    return Milestone.OTHER


def _condition(text: str) -> str | None:
    folded = fold(text)
    found = []
    for pattern in _conditions():
        match = pattern.search(folded)
        if match:
            rest = _GOES_ON.match(folded, match.end())
            end = rest.end() if rest else match.end()
            found.append(text[match.start() : end].strip())
    return "；".join(found) or None


@cache
def _conditions() -> tuple[re.Pattern[str], ...]:
    """What a payment waits for: funds, an invoice."""
    return tuple(map(re.compile, lexicon("payments")["conditions"]["patterns"]))


# The words that a condition goes on with, up to those that say how long after it: 之日起, 后.
_GOES_ON = re.compile(r"[^，,。；;：:、\d]{0,16}?(?=之日|后|起|并且?|且|[，,。；;：:、]|$)")


# What makes a payment due takes a sentence or two; more of a clause than this is not shown.
_TRIGGER = 120
# 剩余 and 首期 alone do not say when: what makes the payment due stands behind its share then.
_DUE_WORDS = 5


# What a trigger says before the payer: 甲方应于…后10日内付合同总价的.
_TAIL = re.compile(
    r"[，,]?(?:由?甲方|买方|采购人|委托人)?(?:应当?|须|需)?(?:一次性|分期)?"
    r"(?:以[^，,。；;]{1,12}(?:方式|形式))?(?:向?(?:乙方|供应商))?(?:一次性)?"
    r"(?:支付|付款|拨付|结算|预付|付至|付(?=合同|服务|总|价))[^，,。；;：:内后]*$"
    r"|[，,](?:进行|办理)[^，,。；;]{0,10}(?:支付|结算)$|以[^，,。；;]{1,12}(?:方式|形式)$"
)
# 付款方式：, 第一次支付：, 首期款：, 预付款：: which instalment it is, not when it is due.
_WHICH = re.compile(
    r"^(?:(?:付款|支付|结算)(?:方式|进度|条件|安排)?[：:])?(?:[(（]?[一二三四五六七八九\d]{1,2}[)）、.．])?"
    r"(?:第[一二三四五六七八九\d]{1,2}[次期笔批]|首|尾|预付|进度|中期|末|余)[^，,。；;：:\d]{0,8}[：:]"
)


def _trigger(before: str) -> str | None:
    text = re.sub(r"\s+", " ", before).strip("，,；;。：: ")
    text = _WHICH.sub("", text)
    while (bare := _TAIL.sub("", text).strip("，,；;。：: ")) != text:
        text = bare
    text = re.sub(r"^(?:甲方|采购人|委托人)(?:应当?|须|需)?(?:于|在|自)?(?=.{4})", "", text).strip(
        "，, "
    )
    return _shortened(text) if len(text) >= _DUE_WORDS else None


def _shortened(text: str) -> str:
    """Long words up to the last comma that leaves most of them."""
    if len(text) <= _TRIGGER:
        return text
    cut = max(text.rfind(mark, _TRIGGER // 2, _TRIGGER) for mark in "，,；;。")
    return f"{text[: cut if cut > 0 else _TRIGGER]}……"


def _from_table(table: ClauseTable) -> Iterator[Instalment]:
    """Instalments that a table lists: a column of shares, with when each falls due."""
    for index, when, said in listed(table):
        found = _instalment(when, said, cite_row(table, index))
        yield replace(found, trigger=when or None)


def _distinct(found: Sequence[Instalment]) -> Iterator[Instalment]:
    """Drops what a second part of the contract says again word for word in figures."""
    seen: dict[tuple[object, ...], str] = {}
    for one in found:
        key = (one.percent, one.amount, one.milestone, one.days, one.due_on)
        first = seen.setdefault(key, one.span.clause)
        again = first != one.span.clause and one.percent is not None and one.amount is not None
        if not again:
            yield one


def _complete(found: list[Instalment], total: Decimal | None) -> list[Instalment]:
    """Numbers the instalments and works out a share or an amount that only one way can be."""
    done: list[Instalment] = []
    paid: Decimal | None = Decimal(0)
    for one in found:
        percent = one.percent
        if percent is not None and percent < 0:  # 付至80%
            percent = -percent - paid if paid is not None else None
        if percent is None and one.sequence < 0 and one.amount is None and paid is not None:
            percent = Decimal(100) - paid if done and paid < 100 else None
        whole = total if not _of_a_part(one.quote) else None
        if percent is None and one.amount is not None and whole:
            share = to_cent(one.amount * 100 / whole)
            exact = to_cent(whole * share / 100) == one.amount
            percent = share.normalize() + 0 if exact else None
        amount = one.amount
        if amount is None and percent is not None and whole:
            amount = to_cent(whole * percent / 100)
        if one.sequence < 0 and percent is None and amount is None:
            continue
        if percent is not None and percent <= 0:
            percent = None
        paid = paid + percent if paid is not None and percent is not None else None
        done.append(replace(one, sequence=len(done) + 1, percent=percent, amount=amount))
    return done


def _of_a_part(quote: str) -> bool:
    """Whether a share falls due again and again, or is one of a year's or a quarter's fee."""
    folded = fold(quote)
    return bool(words("repeated").search(folded) or words("part").search(folded))


def _once_begun(quote: str) -> bool:
    """Whether a payment waits for the service to have begun."""
    return words("started").search(fold(quote)) is not None


def summarise(instalments: Sequence[Instalment], tree: ClauseTree) -> PaymentSummary | None:
    """Percent due before the service runs, before acceptance, and held until acceptance."""
    if not instalments or any(one.percent is None for one in instalments):
        return None
    # 按季度支付：…25%, …25%: shares that are each told and make up the price fall due once.
    told = sum(one.percent or 0 for one in instalments) == 100
    of_part = (
        words("part")
        if told
        else re.compile(f"{words('part').pattern}|{words('repeated').pattern}")
    )
    if any(of_part.search(fold(one.quote)) for one in instalments):
        return None
    start = next((str(t.value) for t in service_period(tree) if t.kind == "service_start"), None)
    sums = {"service": Decimal(0), "acceptance": Decimal(0), "held": Decimal(0)}
    for one in instalments:
        early = one.due_on is not None and start is not None and one.due_on <= start
        if one.milestone is Milestone.FINAL_ACCEPTANCE:
            sums["held"] += one.percent or 0
        elif early or (one.milestone is Milestone.SIGNING and not _once_begun(one.quote)):
            sums["service"] += one.percent or 0
        else:
            sums["acceptance"] += one.percent or 0
    first = instalments[0]
    return PaymentSummary(
        id="",
        group=TermGroup.PAYMENT,
        kind="summary",
        before_service=sums["service"],
        before_acceptance=sums["acceptance"],
        after_acceptance=sums["held"],
        quote=first.quote,
        span=first.span,
    )
