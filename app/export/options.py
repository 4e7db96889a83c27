"""What the user chooses about the workbook, and how that choice is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.resources.messages import LANGUAGES

SHEETS = (
    "overview", "prices", "payments", "penalties", "exit", "service", "clauses", "findings",
    "evidence", "negotiation",
)  # fmt: skip
"""The sheets in the order of the workbook; the command line counts them from 1."""

PAPERS = ("a4", "a3")


@dataclass(frozen=True, slots=True)
class WorkbookOptions:
    """What goes into the workbook.

    Attributes:
        lang: Language of headings and explanations, ``zh`` or ``en``.
        sheets: Names of :data:`SHEETS`; whatever their order here, they stand as there.
        only_differences: Whether equal clauses and terms are left out. Prices and instalments stay
            complete: their sums would be of nothing else.
        paper: ``a4`` or ``a3`` for all sheets; None chooses for each by its width.
        project: Id of the project file; a workbook that is read back must bear it.
    """

    lang: str = "zh"
    sheets: tuple[str, ...] = SHEETS
    only_differences: bool = False
    paper: str | None = None
    project: str | None = None

    def __post_init__(self) -> None:
        unknown = set(self.sheets) - set(SHEETS)
        if unknown or not self.sheets:
            raise ValueError(f"no such sheets: {sorted(unknown)}")
        if self.paper not in (None, *PAPERS):
            raise ValueError(f"no such paper: {self.paper}")

    def to_plain(self) -> dict[str, str]:
        """The choice as texts, for whatever remembers settings; not the project."""
        return {
            "lang": self.lang,
            "sheets": ",".join(self.sheets),
            "only_differences": "yes" if self.only_differences else "no",
            "paper": self.paper or "",
        }

    @classmethod
    def from_plain(cls, remembered: Mapping[str, str]) -> WorkbookOptions:
        """The choice that was remembered; what is missing or unknown today is as at first."""
        wanted = remembered.get("sheets", "").split(",")
        sheets = tuple(name for name in SHEETS if name in wanted)
        paper, lang = remembered.get("paper"), remembered.get("lang")
        return cls(
            lang=lang if lang in LANGUAGES else LANGUAGES[0],
            sheets=sheets or SHEETS,
            only_differences=remembered.get("only_differences") == "yes",
            paper=paper if paper in PAPERS else None,
        )


def numbered(numbers: Iterable[int]) -> tuple[str, ...]:
    """The names of sheets given by their numbers from 1.

    Raises:
        IndexError: where there is no sheet of that number.
    """
    wanted = set(numbers)
    if not wanted or min(wanted) < 1 or max(wanted) > len(SHEETS):
        raise IndexError(len(SHEETS))
    return tuple(name for number, name in enumerate(SHEETS, 1) if number in wanted)
