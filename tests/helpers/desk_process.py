"""The real window in a process of its own, driven as a user drives it, to be killed.

``python -m tests.helpers.desk_process [--on] FOLDER CONTRACT…`` works in FOLDER, says on a line
each what it has done, and then waits for its end; with ``--on`` it goes on and on.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from models.comparison import Comparison
from models.decision import DecisionKind
from models.diff import Row, TermRow
from tests.helpers.desk import compared, press, selected
from ui.application import set_up
from ui.dialogs.alignment import LinkDialog
from ui.jobs.runner import PoolRunner
from ui.views.pages import PageName
from ui.window import MainWindow

PROJECT = "work.leasediff"
NOTE = "ask for less"
_PATIENCE_SECONDS = 120.0  # a busy machine that is traced besides


def say(text: str) -> None:
    print(text, flush=True)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        QTest.qWait(5)
    QApplication.processEvents()


def wait_for_comparison(window: MainWindow) -> None:
    wait_until(lambda: window.session.comparison is not None and not window.session.busy)


def words_of(comparison: Comparison, target: Row | TermRow) -> Iterator[str]:
    """What each contract says of a row of clauses or terms."""
    for name, ids in target.cells.items():
        document = comparison.by_id[name]
        for found in ids:
            if isinstance(target, Row):
                yield document.tree.by_id[found].text
            else:
                yield document.term_by_id[found].quote


def link_first_row(window: MainWindow) -> Row:
    """Links the selected row to a clause of the draft that stands elsewhere."""
    row = selected(window)
    assert isinstance(row, Row)
    other = next(
        ids[0] for r in compared(window).rows if r != row and (ids := r.cells.get("d2", ()))
    )

    def choose() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, LinkDialog))
        dialog.choose(other)
        dialog.accept()

    QTimer.singleShot(0, choose)
    window.reviewing.actions.link.trigger()
    window.activateWindow()  # without a window manager nobody else does
    wait_until(window.isActiveWindow)
    wait_for_comparison(window)
    linked = next(r for r in compared(window).rows if other in r.cells.get("d2", ()))
    assert set(row.cells["d1"]) <= set(linked.cells["d1"])
    return row


def work(window: MainWindow, folder: Path, contracts: list[Path]) -> None:
    window.add_files(contracts)
    wait_for_comparison(window)
    say(f"compared {len(compared(window).rows)}")
    assert window.page is window.pages[PageName.OVERVIEW]
    press(None, window, Qt.Key.Key_F8)
    first = selected(window)
    assert first is not None
    assert window.detail.target is first
    shown = "".join(window.detail.plain_text().split())
    assert isinstance(first, (Row, TermRow))
    for said in words_of(compared(window), first):
        assert "".join(said.split()) in shown, (said, shown)
    press(None, window, Qt.Key.Key_2)
    field = window.reviewing.panel.findChildren(QPlainTextEdit)[0]
    QTest.keyClicks(field, NOTE)
    window.show_page(PageName.CLAUSES)
    press(None, window, Qt.Key.Key_F8)
    rows = [r.cells for r in compared(window).rows]
    link_first_row(window)
    press(None, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for_comparison(window)
    assert [r.cells for r in compared(window).rows] == rows
    say("undone")
    assert window.filing.projects.save_as(folder / PROJECT)
    say("saved")
    window.show_page(PageName.CLAUSES)
    press(None, window, Qt.Key.Key_F8)
    press(None, window, Qt.Key.Key_3)
    say("decided")


def work_on(window: MainWindow, folder: Path, contracts: list[Path]) -> None:
    """Loads, compares, decides, saves and exports, over and over; says what, on what, and when."""

    def done(what: str, on: object) -> None:
        say(f"{what} {on} {time.time()}")

    said = 0
    for around in range(1000):
        if around:
            window.session.remove(window.session.sources[-1].key)
        window.add_files(contracts)
        wait_for_comparison(window)
        done("compared", around)
        for row in compared(window).rows:
            said += 1
            note = f"{row.id}:{said}"
            window.reviewing.review.decide(row, DecisionKind.NOTE, note)
            done("decided", note)
            QTest.qWait(10)
        if around % 2 == 0:
            assert window.filing.projects.save_as(folder / f"{around}.leasediff")
            done("saved", around)
        window.exporter.write(compared(window), folder / f"{around}.xlsx")
        wait_until(lambda: not window.exporter.busy)
        done("exported", around)


def main() -> int:
    on = sys.argv[1] == "--on"
    if on:
        del sys.argv[1]
    folder, contracts = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    app = QApplication(sys.argv[:1])
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("language", "en")
    set_up(app, settings)
    window = MainWindow(PoolRunner(), settings)
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow)
    (work_on if on else work)(window, folder, contracts)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
