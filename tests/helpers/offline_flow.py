"""All that the window does with contracts, from reading a scan to an encrypted project.

``python -m tests.helpers.offline_flow FOLDER CONTRACT…``
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from models.diff import Row
from tests.helpers.desk_process import wait_for_comparison, wait_until
from ui.application import open_window, set_up
from ui.dialogs.about import tell_about
from ui.jobs.export import Product


def work(folder: Path, contracts: list[Path]) -> None:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    set_up(app, settings)
    window = open_window(settings)
    window.filing.offer_recovery()
    window.add_files(contracts)
    wait_until(lambda: window.session.busy)
    wait_for_comparison(window)
    rows = [row for row in window.session.comparison.rows if isinstance(row, Row)]
    window.show_target(rows[0])
    window.detail.show_source("d2")
    tell_about(window).close()
    for product in Product:
        target = folder / f"{product}{product.suffix}"
        window.exporter.write(window.session.comparison, target, product)
        wait_until(lambda: not window.exporter.busy)
        assert target.exists(), product
    kept = folder / "p.leasediff"
    assert window.filing.projects.save_as(kept, "password")
    wait_until(lambda: not window.session.busy)
    window.filing.projects.leave()
    window.filing.projects.open(kept, password="password")
    wait_for_comparison(window)
    assert len(window.session.comparison.documents) == len(contracts)
    window.filing.projects.leave()
    window.close()
    window.session.close()


if __name__ == "__main__":
    work(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
    print("worked", flush=True)
