"""The work is kept: through newer files, crashes, damage, other windows and other machines."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.readers.options import ReadOptions, Tracked
from app.store import Project
from app.store.recovery import pending_sessions
from models.decision import DecisionKind, Mark
from models.diff import Row
from tests.helpers.desk import compared, drop, export_to, press, selected
from ui.dialogs.correction import CorrectionDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.reuse import ReuseDialog
from ui.following import CHANGED, UNPLACED
from ui.jobs.opening import reading_of, reading_option
from ui.layout import View
from ui.views.pages import PageName
from ui.window import MainWindow


def decided(window: MainWindow, said: str) -> Row:
    """Goes to the row whose clause says something, and rejects it with a note."""
    comparison = compared(window)
    row = next(
        r
        for r in comparison.rows
        if any(said in comparison.clause(i).compared for ids in r.cells.values() for i in ids)
    )
    window.show_target(row)
    window.reviewing.panel.decide(Mark.REJECT)
    window.reviewing.review.decide(row, DecisionKind.NOTE, f"about {said}")
    return row


def test_a_newer_file_takes_the_decisions_over(open_window, contracts, tmp_path):
    window = open_window()
    window.add_files(contracts)
    for said in ("保密", "千分之"):
        decided(window, said)
    assert window.filing.projects.save_as(tmp_path / "work.leasediff")
    newer = tmp_path / "今年二稿.txt"
    newer.write_text(contracts[1].read_text("utf-8").replace("千分之一", "千分之二"), "utf-8")
    key = window.session.sources[1].key
    old = compared(window).documents[1].document.sha256
    window.session.replace_file(key, newer)
    comparison = compared(window)
    new = comparison.documents[1].document.sha256
    hashes = {p.sha256 for d in window.reviewing.review.decisions for p in d.target.parts}
    assert new in hashes
    assert old not in hashes
    assert window.reviewing.review.decisions == comparison.decisions
    assert window.filing.projects.project.decisions == comparison.decisions
    secrecy = next(r for r in comparison.rows if window.reviewing.review.said(r).note)
    assert window.reviewing.review.said(secrecy).note == "about 保密"

    # What lost its words is told and listed, and held by the project all the same.
    assert len(comparison.unplaced) == 2
    assert "2 decisions" in window.following.notices.texts()[UNPLACED]
    dialog = window.following.show_unplaced()
    texts = [dialog.table.item(row, 2).text() for row in range(dialog.table.rowCount())]
    assert texts == ["✗ Reject", "Note: about 千分之"]
    dialog.close()

    # Undo still knows the decisions by their numbers.
    for _ in range(4):
        window.reviewing.actions.undo.trigger()
    assert window.reviewing.review.decisions == ()
    assert window.filing.projects.project.decisions == ()
    assert UNPLACED not in window.following.notices.texts() or compared(window).unplaced


def test_a_file_that_changed_is_noticed_and_compared_again(open_window, contracts):
    window = open_window()
    window.add_files(contracts)
    decided(window, "保密")
    window.filing.projects.look_at_files()
    assert window.following.notices.texts() == {}
    text = contracts[1].read_text("utf-8")
    contracts[1].write_text(text.replace("150000.00", "180000.00"), "utf-8")
    window.filing.projects.look_at_files()
    assert "今年.txt" in window.following.notices.texts()[CHANGED]
    assert "changed since it was read" in window.cards.cards[1].texts()
    window.following.notices.buttons(CHANGED)[0].click()
    assert window.following.notices.texts() == {}
    texts = [clause.text for clause in compared(window).documents[1].tree.clauses]
    assert any("180000" in text for text in texts)
    assert [d.value for d in window.reviewing.review.decisions] == ["reject", "about 保密"]
    assert compared(window).unplaced == ()


def test_a_project_opens_without_its_contracts_and_elsewhere(open_window, contracts, tmp_path):
    window = open_window()
    window.add_files(contracts)
    decided(window, "保密")
    path = tmp_path / "work.leasediff"
    assert window.filing.projects.save_as(path)
    drop(window)
    moved = tmp_path / "elsewhere" / "moved.leasediff"
    moved.parent.mkdir()
    shutil.move(path, moved)
    for contract in contracts:
        contract.unlink()
    again = open_window()
    again.add_files([moved])
    assert [d.name for d in compared(again).documents] == [c.name for c in contracts]
    assert len(again.reviewing.review.decisions) == 2
    assert all("not where it was read" in card.texts() for card in again.cards.cards)
    assert CHANGED not in again.following.notices.texts()


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 4096 + 512] = b"\x55" * 512
    path.write_bytes(bytes(data))


def test_a_damaged_session_is_offered_and_rescued(open_window, contracts):
    window = open_window()
    window.add_files(contracts)
    decided(window, "保密")
    path = window.filing.projects.project.path
    drop(window)
    damage(path)
    again = open_window()
    again.filing.offer_recovery()
    dialog = again.findChild(RecoveryDialog)
    assert dialog.go_on.isHidden()
    dialog.save.click()
    told = next(b for b in again.findChildren(QMessageBox) if b.isVisible())
    assert "2" in told.text()
    told.close()
    assert [d.value for d in again.reviewing.review.decisions] == ["reject", "about 保密"]
    assert again.session.comparison is not None
    again.filing.projects.close()
    left = pending_sessions()
    assert [s.path for s in left] == [path]
    again.filing.projects.throw_away(left[0])
    assert pending_sessions() == ()


def test_a_damaged_project_is_rescued_to_another_file(
    open_window, contracts, tmp_path, monkeypatch
):
    window = open_window()
    window.add_files(contracts)
    decided(window, "保密")
    path, target = tmp_path / "work.leasediff", tmp_path / "saved.leasediff"
    assert window.filing.projects.save_as(path)
    drop(window)
    damage(path)
    monkeypatch.setattr("ui.filing.ask_for_project_target", lambda *_: target)
    again = open_window()
    again.add_files([path])
    box = next(b for b in again.findChildren(QMessageBox) if b.isVisible())
    save = next(b for b in box.buttons() if "Save what can be saved" in b.text())
    save.click()
    box.close()
    assert again.filing.projects.project.path == target
    assert len(again.reviewing.review.decisions) == 2
    for other in again.findChildren(QMessageBox):
        other.close()


def test_several_sessions_are_listed_and_thrown_away(open_window, contracts):
    for _ in range(2):
        window = open_window()
        window.add_files(contracts)
        decided(window, "保密")
        drop(window)
    again = open_window()
    again.filing.offer_recovery()
    dialog = again.findChild(RecoveryDialog)
    assert len(dialog.texts) == 2
    dialog.throw_away.click()
    assert len(dialog.texts) == 1
    dialog.throw_away.click()
    assert pending_sessions() == ()


def test_the_view_is_brought_back_with_the_project(open_window, contracts, tmp_path):
    window = open_window()
    window.add_files(contracts)
    path = tmp_path / "work.leasediff"
    assert window.filing.projects.save_as(path)
    window.show_page(PageName.CLAUSES)
    window.actions_.differences_only.trigger()
    window.close()
    other = open_window()
    other.add_files(contracts)
    assert other.page is other.pages[PageName.OVERVIEW]
    other.filing.projects.leave()
    again = open_window()
    again.add_files([path])
    assert again.page is again.pages[PageName.CLAUSES]
    assert not again.filter.differences_only
    assert not again.actions_.differences_only.isChecked()


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"page": "cellar"}', '{"page": 5}'])
def test_a_view_that_is_none_is_passed_over(text: str):
    assert View.of(text, cosmetic=False) is None


def test_columns_and_letters_are_remembered(open_window, contracts, qtbot: QtBot):
    window = open_window()
    window.add_files(contracts)
    window.show_page(PageName.CLAUSES)
    table = window.page.table
    qtbot.waitUntil(lambda: table.columnWidth(1) > 100)
    table.horizontalHeader().resizeSection(1, 333)
    table.columns.show(2, False)
    prices = window.pages[PageName.PRICE]
    window.show_page(PageName.PRICE)
    prices.table.horizontalHeader().moveSection(5, 3)
    window.show_page(PageName.CLAUSES)
    window.actions_.larger.trigger()
    size = table.font().pointSizeF()
    window.filing.projects.close()
    window.close()
    again = open_window()
    again.add_files(contracts)
    again.show_page(PageName.CLAUSES)
    other = again.page.table
    assert other.isColumnHidden(2)
    assert other.columnWidth(1) == 333
    again.show_page(PageName.PRICE)
    assert again.page.table.columns.order[3:6] == [5, 3, 4]
    assert other.font().pointSizeF() == size


def test_a_workbook_of_the_project_is_read_back_and_no_other(
    open_window, contracts, tmp_path, monkeypatch, qtbot
):
    window = open_window()
    window.add_files(contracts)
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    decided(window, "保密")
    export_to(monkeypatch, first)
    window.actions_.export.trigger()
    window.reviewing.actions.undo.trigger()
    window.reviewing.actions.undo.trigger()
    assert window.reviewing.review.decisions == ()
    monkeypatch.setattr("ui.exporting.ask_for_workbook", lambda *_: first)
    window.reviewing.actions.take_over.trigger()
    assert [d.value for d in window.reviewing.review.decisions] == ["reject", "about 保密"]

    # A contract was replaced since: the project's id tells that it is still of this work.
    newer = tmp_path / "今年二稿.txt"
    newer.write_text(contracts[1].read_text("utf-8").replace("千分之一", "千分之二"), "utf-8")
    window.session.replace_file(window.session.sources[1].key, newer)
    window.reviewing.actions.undo.trigger()
    assert window.reviewing.review.decisions == ()
    window.reviewing.actions.take_over.trigger()
    assert [d.value for d in window.reviewing.review.decisions] == ["reject", "about 保密"]

    other = open_window()
    other.add_files(contracts)
    export_to(monkeypatch, second)
    other.actions_.export.trigger()
    monkeypatch.setattr("ui.exporting.ask_for_workbook", lambda *_: second)
    window.reviewing.actions.take_over.trigger()
    box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
    assert "project" in box.informativeText()
    box.close()


def test_brief_and_redline_are_written(open_window, tmp_path, monkeypatch):
    window = open_window()
    window.filing.open_samples()
    for action, name in ((window.actions_.brief, "brief"), (window.actions_.redline, "redline")):
        target = tmp_path / f"{name}.docx"
        monkeypatch.setattr("ui.exporting.ask_for_target", lambda *_, t=target: t)
        action.trigger()
        assert target.stat().st_size > 5_000
        assert window.exporter.last == target


def test_a_text_is_corrected_and_kept(open_window, contracts, tmp_path, monkeypatch, qtbot):
    window = open_window()
    window.add_files(contracts)
    row = next(
        r
        for r in compared(window).rows
        if "保密" in compared(window).clause(r.cells["d2"][0]).compared
    )
    window.show_target(row)

    def write(dialog: CorrectionDialog) -> int:
        dialog.choice.setCurrentIndex(dialog.choice.count() - 1)
        dialog.field.setPlainText("双方不应当对合同内容保密。")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(CorrectionDialog, "exec", write)
    window.reviewing.actions.correct.trigger()
    path = tmp_path / "work.leasediff"
    assert window.filing.projects.save_as(path)
    drop(window)
    again = open_window()
    again.add_files([path])
    texts = [c.text for d in compared(again).documents for c in d.tree.clauses]
    assert "双方不应当对合同内容保密。" in texts


def test_terms_and_findings_are_decided_as_rows_are(desk: MainWindow, qtbot: QtBot):
    for name in (PageName.PAYMENT, PageName.FINDINGS, PageName.OVERVIEW):
        desk.show_page(name)
        desk.step(1)
        target = selected(desk)
        press(qtbot, desk, Qt.Key.Key_1)
        desk.reviewing.review.decide(target, DecisionKind.NOTE, "seen")
        desk.reviewing.review.decide(target, DecisionKind.PROPOSAL, "as last year")
        said = desk.reviewing.review.said(target)
        assert (said.mark, said.note, said.proposal) == ("accept", "seen", "as last year")


def test_how_a_contract_is_read_is_kept_without_passwords(open_window, contracts, tmp_path):
    window = open_window()
    window.add_files(contracts)
    key = window.session.sources[0].key
    original = ReadOptions(tracked=Tracked.ORIGINAL)
    window.session.retry(key, original)
    source = window.session.sources[0]
    assert source.reading == original
    name, kept = reading_option(source)
    assert window.filing.projects.project.options[name] == kept == "original"
    path = tmp_path / "work.leasediff"
    assert window.filing.projects.save_as(path)
    drop(window)
    with Project.open(path) as project:
        assert reading_of(project.options, key) == original


def test_decisions_of_an_earlier_project_are_picked(open_window, contracts, tmp_path, monkeypatch):
    window = open_window()
    window.add_files(contracts)
    for said in ("合同内容", "千分之"):
        decided(window, said)
    path = tmp_path / "last year.leasediff"
    assert window.filing.projects.save_as(path)
    window.filing.projects.leave()
    newer = tmp_path / "明年.txt"
    newer.write_text(contracts[1].read_text("utf-8").replace("150000.00", "170000.00"), "utf-8")
    window.add_files([contracts[1], newer])
    monkeypatch.setattr("ui.reusing.ask_for_project", lambda *_: path)
    seen: list[list[str]] = []

    def pick(dialog: ReuseDialog) -> int:
        table = dialog.table
        seen.append([table.item(row, 0).text() for row in range(table.rowCount())])
        dialog.tick(Qt.CheckState.Unchecked)
        assert dialog.chosen == ()
        dialog.tick(Qt.CheckState.Checked, [0, 1])
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ReuseDialog, "exec", pick)
    window.reviewing.actions.reuse.trigger()
    assert seen == [["✗ Reject", "Note: about 合同内容", "✗ Reject", "Note: about 千分之"]]
    assert [d.value for d in window.reviewing.review.decisions] == ["reject", "about 合同内容"]
    assert "last year" in window.statusBar().currentMessage()
    window.reviewing.actions.undo.trigger()
    assert window.reviewing.review.decisions == ()
    other = tmp_path / "other.leasediff"
    with Project.create(other):
        pass
    monkeypatch.setattr("ui.reusing.ask_for_project", lambda *_: other)
    window.reviewing.actions.reuse.trigger()
    assert "Nothing of other" in window.statusBar().currentMessage()
