"""Native charts, so that the user can go on working with them."""

from __future__ import annotations

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
        columns: First and last column of figures; the header row names the series.
    """

    rows: tuple[int, int]
    names: int
    columns: tuple[int, int]


def grouped_bars(sheet: Sheet, title: str, data: Data, anchor: str, ratio: Decimal) -> None:
    """A group of bars for each row, a bar for each column.

    Args:
        sheet: Where data and chart stand.
        title: Over the chart.
        data: The figures.
        anchor: Cell of the chart's top left corner.
        ratio: The highest figure over the lowest.
    """
    chart = _chart(sheet, title, data)
    chart.grouping = "clustered"
    if ratio > _LINEAR:
        chart.y_axis.scaling.logBase = 10
        chart.x_axis.crosses = "min"
    chart.gapWidth = 60
    sheet.ws.add_chart(chart, anchor)


def stacked_bars(sheet: Sheet, title: str, data: Data, anchor: str) -> None:
    """One bar for each row, its parts the columns; arguments as there."""
    chart = _chart(sheet, title, data)
    chart.type = "bar"
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.gapWidth = 50
    # In a horizontal chart the first row is at the bottom unless the axis is turned round.
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.scaling.min = 0
    chart.y_axis.scaling.max = 1
    sheet.ws.add_chart(chart, anchor)


def _chart(sheet: Sheet, title: str, data: Data) -> Any:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    chart: Any = BarChart()
    (head, last), (first, final) = data.rows, data.columns
    figures = Reference(sheet.ws, min_col=first, max_col=final, min_row=head, max_row=last)
    chart.add_data(figures, titles_from_data=True)
    names = Reference(sheet.ws, min_col=data.names, min_row=head + 1, max_row=last)
    chart.set_categories(names)
    chart.title = title
    chart.legend.position = "b"
    chart.y_axis.numFmt = "0%"
    size = style.sheet_style()["chart"]
    lines = GraphicalProperties(ln=LineProperties(solidFill=size["gridlines"]))
    chart.y_axis.majorGridlines.spPr = lines
    # openpyxl leaves the axes out unless told so.
    chart.x_axis.delete = chart.y_axis.delete = False
    for series, colour in zip(chart.series, _COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = "FFFFFF"
    # As wide as its groups want, but not wider than the sheet, which would shrink the print.
    wanted = size["least_width"] + size["group_width"] * (last - head)
    most = max(size["least_width"], sheet.total_width() * size["unit"] - 4.0)
    chart.width, chart.height = min(wanted, most), size["height"]
    return chart
