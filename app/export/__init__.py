"""Export: a Comparison becomes a workbook or JSON."""
