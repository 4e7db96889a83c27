"""The tables of the summary of an archive as pandas frames, before anything is laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from app.export.words import Words
from models.archive import ArchiveSummary, PastContract, ServicePrices, TermSpread

if TYPE_CHECKING:
    import pandas as pd

# A worksheet has 16,384 columns; nobody looks through more than a few hundred.
_MOST_COLUMNS = 400
# Of words that contracts use for a term, so many are quoted.
_QUOTED = 3

PRICES = (
    "item", "category", "unit", "count", "least", "lower", "median", "upper", "most", "own",
    "standing", "cheapest", "dearest", "column",
)  # fmt: skip
TERMS = (
    "item", "measure", "count", "least", "lower", "median", "upper", "most", "own", "own_text",
    "standing", "usual", "fmt", "column",
)  # fmt: skip


def services_shown(summary: ArchiveSummary) -> tuple[ServicePrices, ...]:
    """The services of the sheets: the baseline's, and those of two contracts or more."""
    shown = [one for one in summary.services if one.listed or len(one.found) > 1]
    return tuple(shown[:_MOST_COLUMNS])


def terms_shown(summary: ArchiveSummary, group: str) -> tuple[TermSpread, ...]:
    """The penalties or exit terms of the sheets, chosen likewise."""
    shown = [
        one
        for one in summary.terms
        if one.group == group and (one.own is not None or len(one.found) > 1)
    ]
    return tuple(shown[: _MOST_COLUMNS // 2])


def prices_frame(summary: ArchiveSummary, words: Words) -> pd.DataFrame:
    """A service a row, with the spread of its unit prices."""
    import pandas as pd

    records = []
    for column, service in enumerate(services_shown(summary)):
        spread = service.spread
        ordered = sorted(service.found, key=lambda one: one.comparable)
        ends = [summary.contracts[one.contract].name for one in (ordered[:1] + ordered[-1:])]
        records.append(
            (
                service.name,
                service.category or "",
                unit_words(service, words),
                spread.count if spread else 0,
                *(_points(spread)),
                service.own,
                service.standing,
                ends[0] if ends else "",
                ends[-1] if ends else "",
                column,
            )
        )
    return pd.DataFrame(records, columns=list(PRICES), dtype=object)


def _points(spread: object) -> Sequence[Decimal | None]:
    names = ("least", "lower", "median", "upper", "most")
    return [getattr(spread, name, None) for name in names]


def unit_words(service: ServicePrices, words: Words) -> str:
    """The unit and the time that the prices of a service are for."""
    per = words.word("archive.per", service.per) if service.per else ""
    unit = service.unit or ""
    return unit if not per or per in unit else words.joined(unit, per)


def terms_frame(summary: ArchiveSummary, group: str) -> pd.DataFrame:
    """A penalty or an exit term a row, with the spread of its figures and its usual words."""
    import pandas as pd

    records = []
    for column, one in enumerate(terms_shown(summary, group)):
        spread, own = one.spread, one.own
        value = own.value if own else None
        records.append(
            (
                one.label,
                one.measure,
                len({found.contract for found in one.found}),
                *(_points(spread)),
                value,
                own.text if own else "",
                spread.standing(value) if spread else None,
                _usual(one),
                next((f.term.fmt for f in one.found if f.term.fmt), own.fmt if own else None),
                column,
            )
        )
    return pd.DataFrame(records, columns=list(TERMS), dtype=object)


def _usual(one: TermSpread) -> tuple[tuple[str, int], ...]:
    """The words that most contracts use, with how many do; of figures none: the spread tells."""
    if one.spread is not None:
        return ()
    return tuple(Counter(found.term.text for found in one.found).most_common(_QUOTED))


def price_columns(summary: ArchiveSummary) -> pd.DataFrame:
    """A contract a row, the baseline first, a service a column: comparable unit prices."""
    import pandas as pd

    services = services_shown(summary)
    rows: list[list[Decimal | None]] = [[service.own for service in services]]
    rows += [[None] * len(services) for _ in summary.contracts]
    for column, service in enumerate(services):
        for found in service.found:
            rows[found.contract + 1][column] = found.comparable
    return pd.DataFrame(rows, columns=list(range(len(services))), dtype=object)


def term_columns(summary: ArchiveSummary, group: str) -> pd.DataFrame:
    """A contract a row, the baseline first, a term a column: figures, or words."""
    import pandas as pd

    terms = terms_shown(summary, group)
    rows: list[list[Decimal | str | None]] = [[None] * len(terms) for _ in _all(summary)]
    for column, one in enumerate(terms):
        if one.own is not None:
            rows[0][column] = one.own.text if one.own.value is None else one.own.value
        for found in one.found:
            value = found.term.text if found.term.value is None else found.term.value
            rows[found.contract + 1][column] = value
    return pd.DataFrame(rows, columns=list(range(len(terms))), dtype=object)


def _all(summary: ArchiveSummary) -> Sequence[PastContract]:
    return (summary.baseline, *summary.contracts)
