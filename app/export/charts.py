"""Native charts, so that the user can go on working with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.export import style
from app.export.sheet import Sheet

# Told apart by lightness as well as by hue, for paper without colour; the baseline is grey.
_COLOURS = ("7F7F7F", "1F3864", "9DC3E6", "C55A11", "F4B183", "548235", "A9D18E", "7030A0")

# On a linear axis a bar of a sixth of the highest is still read; below, the axis is logarithmic.
_LINEAR = 6


@dataclass(frozen=True, slots=True)
class Data:
    """Where a chart's figures stand.

    Attributes:
        rows: Header row and last row.
        names: Column with the names of the rows.
        columns: Columns of figures; the header row names the series.
    """

    rows: tuple[int, int]
    names: int
    columns: Sequence[int]


def around_whole(sheet: Sheet, title: str, data: Data, anchor: str, ratio: Decimal) -> None:
    """A group of bars for each row, which begin at 100 %: to the right what is more.

    Args:
        sheet: Where data and chart stand.
        title: Over the chart.
        data: The figures, of all but the baseline, which is the whole.
        anchor: Cell of the chart's top left corner.
        ratio: The highest figure over the lowest, the whole among them.
    """
    chart = _chart(sheet, title, data, _COLOURS[1:])
    chart.grouping = "clustered"
    chart.gapWidth = 60
    if ratio > _LINEAR:
        chart.y_axis.scaling.logBase = 10
    chart.x_axis.crosses, chart.x_axis.crossesAt = None, 1
    # The names at the left edge, not on the line in the middle.
    chart.x_axis.tickLblPos = "low"
    size = style.sheet_style()["chart"]
    group = max(size["row"], size["bar"] * len(data.columns))
    chart.height += group * (data.rows[1] - data.rows[0])
    sheet.ws.add_chart(chart, anchor)


def stacked_bars(sheet: Sheet, title: str, data: Data, anchor: str) -> None:
    """One bar for each row, its parts the columns; arguments as there."""
    chart = _chart(sheet, title, data, _COLOURS)
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.gapWidth = 50
    chart.y_axis.scaling.min = 0
    chart.y_axis.scaling.max = 1
    chart.height += style.sheet_style()["chart"]["row"] * (data.rows[1] - data.rows[0])
    sheet.ws.add_chart(chart, anchor)


def _chart(sheet: Sheet, title: str, data: Data, colours: Sequence[str]) -> Any:
    """A chart of horizontal bars: long names have room beside them, however many there are."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    chart: Any = BarChart()
    chart.type = "bar"
    head, last = data.rows
    for column in data.columns:
        figures = Reference(sheet.ws, min_col=column, min_row=head, max_row=last)
        chart.add_data(figures, titles_from_data=True)
    chart.set_categories(Reference(sheet.ws, min_col=data.names, min_row=head + 1, max_row=last))
    chart.title = title
    size = style.sheet_style()["chart"]
    for paragraph in chart.title.tx.rich.paragraphs:
        for run in paragraph.r:
            run.rPr = _font(size["title"])
    chart.legend.position = "b"
    chart.y_axis.numFmt = "0%"
    lines = GraphicalProperties(ln=LineProperties(solidFill=size["gridlines"]))
    chart.y_axis.majorGridlines.spPr = lines
    # openpyxl leaves the axes out unless told so.
    chart.x_axis.delete = chart.y_axis.delete = False
    # In a horizontal chart the first row is at the bottom unless the axis is turned round.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1
    for series, colour in zip(chart.series, colours, strict=False):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = "FFFFFF"
    # Not wider than the sheet, which would shrink the print.
    most = max(size["least_width"], sheet.total_width() * size["unit"] - 4.0)
    chart.width, chart.height = min(size["width"], most), size["height"]
    return chart


def _font(points: float) -> Any:
    from openpyxl.drawing.text import CharacterProperties

    return CharacterProperties(sz=int(points * 100), b=True)
