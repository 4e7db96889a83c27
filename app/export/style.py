"""The looks of the workbook, from ``resources/workbook/style.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from app.resources import packaged

if TYPE_CHECKING:
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import NamedStyle


@cache
def sheet_style() -> dict[str, Any]:
    """The whole style sheet; read once, not to be changed."""
    return tomllib.loads(packaged("workbook", "style.toml").read_text("utf-8"))


def look(name: str) -> dict[str, Any]:
    """A look with what it leaves out taken from ``text``.

    Raises:
        KeyError: where the style sheet has no such look.
    """
    looks: dict[str, dict[str, Any]] = sheet_style()["look"]
    return looks["text"] | looks[name]


@cache
def metrics(name: str) -> tuple[float, float | None]:
    """How a look takes room: points of a line, and what of a column's width it uses, in widths.

    The second is None where its text does not wrap.
    """
    chosen, sheet = look(name), sheet_style()
    scale = float(chosen.get("size", sheet["font"]["size"])) / sheet["font"]["size"]
    bold = 0.95 if chosen.get("bold") else 1.0
    return sheet["row"]["line"] * scale, bold / scale if chosen["wrap"] else None


def number_format(name: str) -> str:
    """A number format by name."""
    return str(sheet_style()["format"][name])


def width(name: str) -> float:
    """A column's width by name, in half-width characters."""
    return float(sheet_style()["width"][name])


def named_style(name: str, *, top: bool = False) -> NamedStyle:
    """A look as a style of the workbook, so that the user can change it in one place.

    With ``top`` its text begins at the top of the cell, unless the look is one of headings.
    """
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    chosen, font = look(name), sheet_style()["font"]
    side = Side(style="thin", color=sheet_style()["border"]["colour"])
    fill = chosen.get("fill")
    return NamedStyle(
        name=f"leasediff_{name}{'_top' if top else ''}",
        font=Font(
            name=font["mono"] if chosen.get("mono") else font["name"],
            size=chosen.get("size", font["size"]),
            bold=chosen.get("bold", False),
            color=chosen.get("colour"),
            underline=chosen.get("underline"),
        ),
        fill=PatternFill("solid", start_color=fill) if fill else PatternFill(),
        border=Border(left=side, right=side, top=side, bottom=side)
        if chosen["border"]
        else Border(),
        alignment=Alignment(
            horizontal=chosen.get("align"),
            vertical="top" if top and not chosen.get("middle") else chosen["valign"],
            wrap_text=chosen["wrap"],
        ),
    )


@cache
def mark_font(*names: str) -> InlineFont:
    """The font of a marked stretch: the later of ``names`` adds to the earlier."""
    from openpyxl.cell.text import InlineFont

    font = sheet_style()["font"]
    mark: dict[str, Any] = {}
    for name in names:
        mark |= sheet_style()["mark"][name]
    return InlineFont(
        rFont=font["name"],
        sz=font["size"],
        b=mark.get("bold"),
        i=mark.get("italic"),
        strike=mark.get("strike"),
        u=mark.get("underline") or None,
        color=mark.get("colour"),
    )
