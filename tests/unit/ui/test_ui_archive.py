"""The draft's prices among those of past contracts, from the menu to the table."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.archive import ArchiveError, ArchiveResult
from app.archive.summing import summed
from app.jobs import Cancelled, CancelToken, Progress
from models.archive import PastContract, PastPrice
from models.comparison import Comparison
from models.message import Message
from ui.dialogs.archive import ArchiveDialog
from ui.jobs.archive import ArchiveOrder
from ui.window import MainWindow


def result(out: Path) -> ArchiveResult:
    def past(name: str, compute: int, storage: str) -> PastContract:
        prices = (
            PastPrice("Compute", Decimal(compute), unit="core", per="month", line="d1.k1"),
            PastPrice("Storage", Decimal(storage), unit="GB", line="d1.k2"),
        )
        return PastContract(name, name, prices=prices)

    contracts = [past(str(n), 10 * n, "0.1234") for n in range(1, 6)]
    return ArchiveResult(
        summed(past("draft", 90, "0.1"), contracts, [], [], "past"), out / "s.xlsx", 0
    )


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[ArchiveOrder]:
    seen: list[ArchiveOrder] = []

    def fake(order: ArchiveOrder, progress: Progress, _cancel: CancelToken) -> object:
        seen.append(order)
        progress(Message.of("archive.comparing", name="a.docx"), 1, 2)
        if order.folder.name == "none":
            raise ArchiveError(Message.of("archive.empty", path=order.folder))
        if order.folder.name == "stop":
            raise Cancelled
        return result(order.out)

    monkeypatch.setattr("ui.archiving.compare_past", fake)
    return seen


def opened(window: MainWindow, comparison: Comparison) -> ArchiveDialog:
    window.session._comparison = comparison
    archiving = window.exporter.archiving
    archiving.ask()
    assert archiving.dialog is not None
    return archiving.dialog


def cells(dialog: ArchiveDialog, row: int) -> list[str]:
    found = (dialog.table.item(row, column) for column in range(dialog.table.columnCount()))
    return [item.text() if item else "" for item in found]


def test_the_menu_offers_it_once_there_is_a_comparison(window: MainWindow) -> None:
    assert not window.actions_.past.isEnabled()
    window.exporter.archiving.ask()
    assert window.exporter.archiving.dialog is None
    assert window.actions_.past.text().startswith("Prices against past")


def test_the_prices_of_the_draft_are_judged(
    window: MainWindow, comparison: Comparison, orders: list[ArchiveOrder], tmp_path: Path
) -> None:
    dialog = opened(window, comparison)
    draft = comparison.by_id[comparison.focus[0]]
    assert dialog.draft.currentText() == draft.name
    assert not dialog.start.isEnabled()
    dialog.folder.setText(str(tmp_path / "past"))
    assert "past" in Path(dialog.out.text()).name, "results have a folder of their own"
    dialog.start.click()
    assert orders[0].draft is draft.document
    assert orders[0].folder == tmp_path / "past"
    assert "1 high" in dialog.said.text()
    assert dialog.table.rowCount() == 2
    assert cells(dialog, 0)[:6] == [
        "Compute", "core · a month", "90.00", "+200.0%", "▲ above all", "5",
    ]  # fmt: skip
    assert cells(dialog, 1)[2] == "0.10"
    assert cells(dialog, 1)[8] == "0.1234"
    dialog.close()
    QApplication.processEvents()


@pytest.mark.usefixtures("orders")
def test_the_summary_opens_in_the_users_program(
    window: MainWindow,
    comparison: Comparison,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    dialog = opened(window, comparison)
    assert not dialog.open_summary.isEnabled()
    dialog.folder.setText(str(tmp_path / "past"))
    dialog.out.setText(str(tmp_path / "out"))
    dialog.start.click()
    dialog.open_summary.click()
    dialog.open_folder.click()
    assert [Path(path) for path in shown] == [tmp_path / "out" / "s.xlsx", tmp_path / "out"]
    dialog.close()


@pytest.mark.usefixtures("orders")
@pytest.mark.parametrize(("name", "words"), [("none", "holds no contract"), ("stop", "Stopped")])
def test_what_goes_wrong_is_said_in_the_dialog(
    window: MainWindow,
    comparison: Comparison,
    tmp_path: Path,
    name: str,
    words: str,
) -> None:
    dialog = opened(window, comparison)
    dialog.folder.setText(str(tmp_path / name))
    dialog.start.click()
    assert words in dialog.said.text()
    assert dialog.start.isEnabled()
    assert not dialog.stop.isEnabled()
    dialog.close()


def test_there_is_one_dialog_and_closing_stops_the_work(
    window: MainWindow, comparison: Comparison, qtbot: QtBot
) -> None:
    dialog = opened(window, comparison)
    assert opened(window, comparison) is dialog
    with qtbot.waitSignal(dialog.stop_asked):
        dialog.close()
    assert window.exporter.archiving.dialog is None
    dialog = opened(window, comparison)
    with qtbot.waitSignal(dialog.stop_asked):
        dialog.leave.click()
    assert window.exporter.archiving.dialog is None
