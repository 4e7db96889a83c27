"""What a draft says otherwise than the papers of its procurement: the award, the bid, the tender.

By law a contract follows the tender and the bid that won, and may not change their substance. Every
finding stands in the draft and has its evidence in both documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from app.checks.evidence import money
from app.checks.stated import (
    Stated,
    stated_amount,
    stated_bond,
    stated_days,
    stated_manager,
    stated_months,
    stated_supplier,
)
from app.text.folding import fold
from models.clause import ClauseTree
from models.comparison import Role
from models.diff import ForBuyer, TermRow
from models.document import Severity
from models.finding import Finding
from models.message import Message
from models.terms import Instalment, PriceTotal, Term, TermGroup, ValueTerm

# What of a tender, and of a bid, a contract may not depart from. Prices of a tender are limits, not
# prices; a bid's wording of payments and penalties is the tender's.
_BINDING = {
    Role.TENDER: (
        TermGroup.PAYMENT,
        TermGroup.PENALTY,
        TermGroup.EXIT,
        TermGroup.SERVICE_LEVEL,
        TermGroup.GENERAL,
    ),
    Role.BID: (TermGroup.PRICE, TermGroup.SERVICE_LEVEL),
}
# The sum of what the instalments say already, and the price that is held against the bid's below.
_DERIVED = (("payment", "summary"), ("price", "total"))
# Of the parameters of a row's label, those that name the row.
_TELLING = ("trigger", "name", "milestone", "what")
# Longer quotes are cut: the evidence has them whole.
_QUOTE = 48


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as the checks need it.

    Attributes:
        role: What it is.
        name: Name of its file.
        trees: Its clauses; of a tender the contract that it proposes first, then the rest.
        terms: What was extracted from them.
    """

    role: Role
    name: str
    trees: tuple[ClauseTree, ...]
    terms: tuple[Term, ...]


def check_papers(
    draft: Paper,
    paper: Paper,
    term_rows: Sequence[TermRow],
    draft_id: str,
    paper_ids: Sequence[str],
) -> tuple[Finding, ...]:
    """Holds a draft against one paper of its procurement.

    Args:
        draft: The draft.
        paper: The paper.
        term_rows: The terms of both, compared with the paper's as the baseline.
        draft_id: Id of the draft in ``term_rows``.
        paper_ids: Ids of the paper there; its first is the baseline.

    Returns:
        The findings, whose first evidence stands in the draft wherever it says anything.
    """
    found = [finding for rule in _RULES[paper.role] for finding in rule(draft, paper)]
    terms = {term.id: term for term in (*draft.terms, *paper.terms)}
    binding = _BINDING.get(paper.role, ())
    if any(finding.code == _code(paper, "payment") for finding in found):
        # One finding on the shares, and none on each instalment.
        binding = tuple(group for group in binding if group is not TermGroup.PAYMENT)
    for row in term_rows:
        if TermGroup(row.group) in binding:
            found += _term(row, terms, paper, draft_id, paper_ids)
    return tuple(found)


# --- what is stated once -------------------------------------------------------------------------


def _total(draft: Paper, paper: Paper) -> Iterator[Finding]:
    """The price in the contract is that of the award, and of the bid."""
    stated, total = _stated(paper, lambda tree: stated_amount(tree, "total")), _price(draft)
    own = next((t.value for t in paper.terms if isinstance(t, PriceTotal) and t.value), None)
    value = stated.value if stated else own
    if total is None or total.value is None or value is None or value == total.value:
        return
    span = stated.span if stated else next(t.span for t in paper.terms if isinstance(t, PriceTotal))
    values = (
        (paper.role.value, f"{value:f}"),
        ("total", f"{total.value:f}"),
        ("difference", f"{total.value - Decimal(value):f}"),
    )
    message = Message.of(f"finding.{paper.role}.amount", name=paper.name, **money(values))
    yield Finding(_code(paper, "amount"), Severity.ERROR, message, (total.span, span), values)


def _ceiling(draft: Paper, paper: Paper) -> Iterator[Finding]:
    limits = (_stated(paper, partial(stated_amount, what=what)) for what in ("ceiling", "budget"))
    stated, total = next(filter(None, limits), None), _price(draft)
    if stated is None or total is None or total.value is None:
        return
    limit = Decimal(stated.value)
    if total.value > limit:
        values = (("ceiling", f"{limit:f}"), ("total", f"{total.value:f}"))
        message = Message.of("finding.tender.ceiling", name=paper.name, **money(values))
        spans = (total.span, stated.span)
        yield Finding(_code(paper, "ceiling"), Severity.ERROR, message, spans, values)


def _supplier(draft: Paper, paper: Paper) -> Iterator[Finding]:
    """The contract is made with the one that won."""
    stated, named = _stated(paper, stated_supplier), _fact(draft, "supplier")
    if stated is None or named is None or _same_name(str(stated.value), str(named.value)):
        return
    params = {"theirs": stated.value, "ours": named.value}
    message = Message.of(f"finding.{paper.role}.supplier", name=paper.name, **params)
    spans = (named.span, stated.span)
    yield Finding(_code(paper, "supplier"), Severity.ERROR, message, spans)


def _period(draft: Paper, paper: Paper) -> Iterator[Finding]:
    """The service lasts as long as was tendered, and from the same day where one is named."""
    months, own = _months(paper), _fact(draft, "service_months")
    if months is not None and own is not None and Decimal(months.value) != own.value:
        values = ((paper.role.value, f"{months.value:f}"), ("contract", f"{own.value:f}"))
        message = Message.of("finding.papers.months", name=paper.name, **_sides(values, paper))
        spans = (own.span, months.span)
        yield Finding(_code(paper, "period"), Severity.WARNING, message, spans, values)
        return
    days, start, end = _days(paper), _fact(draft, "service_start"), _fact(draft, "service_end")
    if days is None or start is None or end is None:
        return
    ours = f"{start.value}/{end.value}"
    if days.value != ours:
        theirs = str(days.value).replace("/", " – ")
        params = {"theirs": theirs, "ours": ours.replace("/", " – ")}
        message = Message.of("finding.papers.days", name=paper.name, **params)
        spans = (start.span, days.span)
        yield Finding(_code(paper, "period"), Severity.WARNING, message, spans)


def _manager(draft: Paper, paper: Paper) -> Iterator[Finding]:
    """Who was offered to lead the project is who the contract names."""
    stated, own = _stated(paper, stated_manager), _stated(draft, stated_manager)
    if stated is None or own is None or stated.value == own.value:
        return
    params = {"theirs": stated.value, "ours": own.value}
    message = Message.of("finding.papers.manager", name=paper.name, **params)
    spans = (own.span, stated.span)
    yield Finding(_code(paper, "manager"), Severity.WARNING, message, spans)


def _payment(draft: Paper, paper: Paper) -> Iterator[Finding]:
    """The price is paid in the shares that were tendered."""
    ours, theirs = _instalments(draft), _instalments(paper)
    shares = [[f"{i.percent:f}" for i in several if i.percent] for several in (theirs, ours)]
    whole = all(len(said) == len(of) > 0 for said, of in zip(shares, (theirs, ours), strict=True))
    if not whole or shares[0] == shares[1]:
        return
    values = ((paper.role.value, " / ".join(shares[0])), ("contract", " / ".join(shares[1])))
    message = Message.of("finding.papers.payment", name=paper.name, **_sides(values, paper))
    spans = tuple(one.span for one in (*ours, *theirs))
    yield Finding(_code(paper, "payment"), Severity.WARNING, message, spans, values)


def _instalments(paper: Paper) -> list[Instalment]:
    found = (term for term in paper.terms if isinstance(term, Instalment))
    return sorted(found, key=lambda term: term.sequence)


def _bond(draft: Paper, paper: Paper) -> Iterator[Finding]:
    """A tender asks for the performance bond in its instructions, seldom in its contract."""
    if any(term.kind == "performance_bond_percent" for term in paper.terms):
        return  # compared with the other terms
    stated = _stated(paper, stated_bond)
    if stated is None:
        return
    own = next((t for t in draft.terms if t.kind == "performance_bond_percent"), None)
    if isinstance(own, ValueTerm):
        if own.value == stated.value:
            return
        values = ((paper.role.value, f"{stated.value:f}"), ("contract", f"{own.value:f}"))
        message = Message.of("finding.papers.bond", name=paper.name, **_sides(values, paper))
        spans = (own.span, stated.span)
        yield Finding(_code(paper, "term_changed"), Severity.WARNING, message, spans, values)
        return
    wanted = ((paper.role.value, f"{stated.value:f}"),)
    params = {"name": paper.name, "theirs": f"{stated.value:f}"}
    message = Message.of("finding.papers.bond_missing", **params)
    yield Finding(_code(paper, "term_missing"), Severity.WARNING, message, (stated.span,), wanted)


_Rule = Callable[[Paper, Paper], Iterator[Finding]]
_RULES: dict[Role, tuple[_Rule, ...]] = {
    Role.AWARD: (_total, _supplier, _period, _manager),
    Role.BID: (_total, _supplier, _period, _manager),
    Role.TENDER: (_ceiling, _period, _payment, _bond),
}


# --- terms ---------------------------------------------------------------------------------------


def _term(
    row: TermRow,
    terms: dict[str, Term],
    paper: Paper,
    draft_id: str,
    paper_ids: Sequence[str],
) -> Iterator[Finding]:
    """A term of the paper that the draft changes or lacks."""
    theirs = [terms[i] for doc in paper_ids for i in row.cells.get(doc, ()) if i in terms]
    effect = row.effect.get(draft_id)
    if (row.group, row.kind) in _DERIVED or not theirs or effect is None:
        return
    ours = [terms[i] for i in row.cells.get(draft_id, ()) if i in terms]
    if not ours and effect.for_buyer not in (ForBuyer.UNFAVOURABLE, ForBuyer.UNKNOWN):
        return  # said elsewhere in the draft, or no loss to the buyer
    if effect.for_buyer is ForBuyer.NEUTRAL:
        return
    better = effect.for_buyer is ForBuyer.FAVOURABLE
    severity = Severity.INFO if better else Severity.WARNING
    params = {"name": paper.name, "theirs": _quote(theirs[0]), "what": _label(row)}
    params["group"] = f"@finding.term_group.{row.group}"
    evidence = tuple(term.span for term in (*ours[:1], *theirs[:1]))
    if ours:
        message = Message.of("finding.papers.term_changed", ours=_quote(ours[0]), **params)
        yield Finding(_code(paper, "term_changed"), severity, message, evidence)
    else:
        message = Message.of("finding.papers.term_missing", **params)
        yield Finding(_code(paper, "term_missing"), severity, message, evidence)


def _label(row: TermRow) -> str:
    """How a row is called, or what tells it from others: a message can't fill another's blanks."""
    params = dict(row.label.params)
    return next((params[name] for name in _TELLING if name in params), f"@{row.label.key}")


def _quote(term: Term) -> str:
    said = " ".join(term.quote.split())
    return said if len(said) <= _QUOTE else said[: _QUOTE - 1] + "…"


# --- looking up ----------------------------------------------------------------------------------


def _code(paper: Paper, what: str) -> str:
    ending = what if what.startswith(("term_", "ceiling")) else f"{what}_mismatch"
    return f"{paper.role.value}.{ending}"


def _stated(paper: Paper, read: Callable[[ClauseTree], Stated | None]) -> Stated | None:
    return next((found for tree in paper.trees if (found := read(tree)) is not None), None)


def _price(paper: Paper) -> PriceTotal | None:
    return next((t for t in paper.terms if isinstance(t, PriceTotal)), None)


def _fact(paper: Paper, kind: str) -> ValueTerm | None:
    facts = (t for t in paper.terms if isinstance(t, ValueTerm) and t.group is TermGroup.FACT)
    return next((t for t in facts if t.kind == kind), None)


def _months(paper: Paper) -> Stated | None:
    term = _fact(paper, "service_months")
    if term is not None and isinstance(term.value, Decimal):
        return Stated(term.value, term.span)
    return _stated(paper, stated_months)


def _days(paper: Paper) -> Stated | None:
    start, end = _fact(paper, "service_start"), _fact(paper, "service_end")
    if start is not None and end is not None:
        return Stated(f"{start.value}/{end.value}", start.span)
    return _stated(paper, stated_days)


def _same_name(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(fold(name).split())


def _sides(values: Sequence[tuple[str, str]], paper: Paper) -> dict[str, str]:
    said = dict(values)
    return {"theirs": said[paper.role.value], "ours": said["contract"]}
