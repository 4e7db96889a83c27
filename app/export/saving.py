"""Saves a workbook straight into its package.

openpyxl writes each sheet to a temporary file of the system first: a second copy of the contracts
on a disk that the user did not choose, and where that one is full, an error that no longer says
so. Here each sheet streams into the package, and a failure is the system's own.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from typing_extensions import override


def save(workbook: Any, path: Path) -> None:
    """Writes openpyxl's workbook to ``path``.

    Raises:
        OSError: where the file can't be written.
    """
    from zipfile import ZIP_DEFLATED, ZipFile

    workbook.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with path.open("wb") as file:
        archive = ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True)
        try:
            _writer(workbook, archive).save()
        except BaseException:
            # What is left of the package can't be finished either; the first failure counts.
            with contextlib.suppress(OSError, ValueError):
                archive.close()
            raise


def _writer(workbook: Any, archive: Any) -> Any:
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class Streaming(ExcelWriter):
        """Writes each sheet into the package as it is made."""

        @override
        def write_worksheet(self, ws: Any) -> None:
            from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing

            ws._drawing = SpreadsheetDrawing()
            ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
            with archive.open(ws.path[1:], "w", force_zip64=True) as out:
                writer: Any = WorksheetWriter(ws, out=out)
                writer.write()
            ws._rels = writer._rels
            self.manifest.append(ws)

    return Streaming(workbook, archive)
