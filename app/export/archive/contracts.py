"""The contracts of an archive one by one: who, when, how much, and how they are paid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from app.export import style
from app.export.archive.detail import names
from app.export.sheet import Formula, Sheet
from app.export.tables import column_letter
from app.export.values import percent_text, share
from app.export.words import Words
from models.archive import ArchiveSummary, PastContract, Spread

HEADER = 4
_SHARES = ("before_service", "before_acceptance", "after_acceptance")
_QUARTILES = (("lower", "QUARTILE({cells},1)"), ("median", "MEDIAN({cells})"),
              ("upper", "QUARTILE({cells},3)"))  # fmt: skip


@dataclass(frozen=True)
class Contracts:
    """What the sheets of contracts have in common."""

    summary: ArchiveSummary
    words: Words

    @property
    def everyone(self) -> tuple[PastContract, ...]:
        """The baseline, then all contracts."""
        return (self.summary.baseline, *self.summary.contracts)

    def head(self, sheet: Sheet, name: str, heads: tuple[str, ...]) -> None:
        """Writes title, hint and headings."""
        sheet.put(1, 1, self.words(f"archive.sheet.{name}"), "title")
        sheet.put(2, 1, self.words(f"archive.hint.{name}"), "note")
        for column, head in enumerate(heads, 1):
            sheet.put(HEADER, column, self.words(f"archive.column.{head}"), "header")


def write_contracts(contracts: Contracts, sheet: Sheet) -> None:
    """Writes the list of contracts, each with the way to its own workbook."""
    heads = ("sequence", "contract", "supplier", "signed", "months", "total", "monthly",
             "differing", "errors", "workbook", "doubts")  # fmt: skip
    sheet.widths(5, 30, 26, 12, 9, 17, 16, 11, 8, 11, 50)
    contracts.head(sheet, "contracts", heads)
    money = style.number_format("money")
    for number, contract in enumerate(contracts.everyone):
        row, base = HEADER + 1 + number, number == 0
        look = "total" if base else "number"
        names(sheet, row, number, contract, contracts.words)
        sheet.put(row, 5, contract.months, look, fmt="0.##")
        sheet.put(row, 6, contract.total, look, fmt=money)
        sheet.put(row, 7, _monthly(row, contract), look, fmt=money)
        sheet.put(row, 8, None if base else contract.differing, look, fmt="#,##0")
        sheet.put(row, 9, contract.errors, look, fmt="#,##0")
        if contract.workbook:
            cell = sheet.put(row, 10, contracts.words("archive.open"), "link_centre")
            # Letters of any script stay as they are; what would end or part the address does not.
            cell.hyperlink = quote(contract.workbook, safe="/", encoding="utf-8")
            sheet.book.dress(cell, "link_centre", top=False, fmt=None, quoted=False)
        else:
            sheet.put(row, 10, None, look)
        sheet.put(row, 11, "\n".join(contract.doubts), "total_label" if base else "quiet")
    sheet.finish(HEADER, frozen=f"C{HEADER + 2}")


def _monthly(row: int, contract: PastContract) -> Formula:
    known = contract.total is not None and contract.months
    value = contract.total / contract.months if known else None  # type: ignore[operator]
    return Formula(f'=IF(OR(F{row}="",E{row}=""),"",IFERROR(F{row}/E{row},""))', value)


def write_payments(contracts: Contracts, sheet: Sheet) -> None:
    """Writes how each contract parts its payments, below how all of them do."""
    words, summary = contracts.words, contracts.summary
    heads = ("sequence", "contract", "supplier", "signed", "instalments", "split", *_SHARES)
    sheet.widths(5, 30, 26, 12, 8, 44, 13, 13, 13)
    contracts.head(sheet, "payments", heads)
    # The baseline and three rows of quartiles, then the contracts.
    first = HEADER + 2 + len(_QUARTILES)
    last = first + max(1, len(summary.contracts)) - 1
    names(sheet, HEADER + 1, 0, summary.baseline, words)
    _payment(sheet, HEADER + 1, summary.baseline, base=True)
    for offset, (name, formula) in enumerate(_QUARTILES):
        row = HEADER + 2 + offset
        sheet.look_over(row, 1, 9, "label")
        sheet.put(row, 2, words(f"archive.column.{name}"), "label")
        for column, place in zip((7, 8, 9), range(3), strict=True):
            known = [c.shares[place] / 100 for c in summary.contracts if c.shares is not None]
            spread = Spread.of(known)
            letter = column_letter(column)
            cells = f"{letter}{first}:{letter}{last}"
            text = f'=IF(COUNT({cells})=0,"",{formula.format(cells=cells)})'
            value = getattr(spread, name) if spread else None
            sheet.put(row, column, Formula(text, value), "number", fmt="0.##%")
    for number, contract in enumerate(summary.contracts):
        names(sheet, first + number, number + 1, contract, words)
        _payment(sheet, first + number, contract, base=False)
    sheet.finish(HEADER, frozen=f"C{first}")


def _payment(sheet: Sheet, row: int, contract: PastContract, *, base: bool) -> None:
    look, text = ("total", "total_label") if base else ("number", "text")
    count = len(contract.split) or None
    sheet.put(row, 5, count, "total" if base else "centre", fmt="0")
    sheet.put(row, 6, split_text(contract.split), text)
    for column, place in zip((7, 8, 9), range(3), strict=True):
        percent: Decimal | None = contract.shares[place] if contract.shares else None
        value, fmt = share(percent)
        sheet.put(row, column, value, look, fmt=fmt)


def split_text(split: tuple[Decimal | None, ...]) -> str:
    """The shares of instalments in a line: ``30% / 60% / 10%``; a stretch of equal ones folds."""
    said: list[str] = []
    place = 0
    while place < len(split):
        same = place
        while same < len(split) and split[same] == split[place]:
            same += 1
        shown = percent_text(split[place]) or "—"
        said.append(shown if same - place < 3 else f"{shown}×{same - place}")
        if same - place == 2:
            said.append(shown)
        place = same
    return " / ".join(said)
