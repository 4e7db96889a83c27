"""A window of the sample comparison, in English, that leaves nothing behind."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.comparison import Comparison
from tests.helpers.sample_comparison import sample_comparison
from ui.application import set_up
from ui.jobs.runner import InlineRunner
from ui.language import ENGLISH, LANGUAGE
from ui.window import MainWindow


@pytest.fixture(autouse=True)
def _nothing_of_qt_is_left(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a timer running, a pool working or a window open."""
    timers: list[QTimer] = []
    pools: list[QThreadPool] = []
    start_timer, start_task = QTimer.start, QThreadPool.start

    def note_timer(timer: QTimer, *given: int) -> None:
        timers.append(timer)
        start_timer(timer, *given)

    def note_pool(pool: QThreadPool, *given: object) -> None:
        pools.append(pool)
        start_task(pool, *given)

    monkeypatch.setattr(QTimer, "start", note_timer)
    monkeypatch.setattr(QThreadPool, "start", note_pool)
    yield
    # What is to be deleted is gone only now, its timers with it; those of no time ring once more.
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    running = [t for t in timers if isValid(t) and t.isActive()]
    assert not running, [f"{t.parent()} {t.interval()} ms" for t in running]
    assert not [pool for pool in pools if isValid(pool) and not pool.waitForDone(3000)]
    left = [w for w in qapp.topLevelWidgets() if w.isVisible()]
    assert not left, f"a test left windows open: {left}"


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    found = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    found.setValue("language", ENGLISH)
    found.setValue("scheme", "light")
    return found


@pytest.fixture
def app(qapp: QApplication, settings: QSettings) -> Iterator[QApplication]:
    set_up(qapp, settings)
    yield qapp
    LANGUAGE.switch(ENGLISH)


@pytest.fixture
def comparison() -> Comparison:
    return sample_comparison()


@pytest.fixture
def window(app: QApplication, settings: QSettings, qtbot: QtBot) -> Iterator[MainWindow]:
    """An empty window whose jobs run inline."""
    found = MainWindow(InlineRunner(), settings)
    found.resize(1366, 768)
    found.show()
    qtbot.waitExposed(found)
    yield found
    found.close()
    found.deleteLater()
    # Kept windows would make every later change of the style sheet dearer.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


@pytest.fixture
def desk(window: MainWindow, comparison: Comparison) -> MainWindow:
    """The window with the sample comparison."""
    window.session.show(comparison)
    QApplication.processEvents()
    return window


@pytest.fixture
def contracts(tmp_path: Path) -> list[Path]:
    """Two small contracts of invented bureaus."""
    clauses = (
        "第一条 价款\n合同总价为人民币{price}元。",
        "第二条 付款\n签订后{days}日内支付合同总价的30%，验收后支付70%。",
        "第三条 违约\n乙方逾期交付的，每日按合同总价的{rate}支付违约金。",
        "第四条 保密\n双方应当对合同内容保密。",
    )
    found = []
    for name, facts in (
        ("去年.txt", {"price": "120000.00", "days": "10", "rate": "千分之三"}),
        ("今年.txt", {"price": "150000.00", "days": "30", "rate": "千分之一"}),
    ):
        path = tmp_path / name
        path.write_text("云服务器租用合同\n" + "\n".join(clauses).format(**facts), "utf-8")
        found.append(path)
    return found


@pytest.fixture
def open_window(app: QApplication, settings: QSettings, qtbot: QtBot) -> Iterator[object]:
    made: list[MainWindow] = []

    def another() -> MainWindow:
        window = MainWindow(InlineRunner(), settings)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.append(window)
        return window

    yield another
    for window in made:
        try:
            window.filing.projects.close()
            window.close()
            window.deleteLater()
        except RuntimeError:  # it was dropped
            continue
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
