"""Sets up Qt and opens the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.libraries import LIBRARIES, Library, missing_libraries, packages

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from ui.foyer import Foyer
    from ui.window import MainWindow

_NO_QT = 3
# Seconds for which a thread may keep the others waiting; a window that paints takes its turn once
# for every cell. Python's own 0.005 add up to stalls of a tenth of a second.
_TURN = 0.0005

# Said before Qt is there, hence outside its translations, and in both languages.
_MISSING = """\
无法打开窗口：系统缺少图形界面所需的库（{detail}）。
The window can't open: the system lacks libraries that it needs ({detail}).
  Debian / Ubuntu / UOS / Kylin:  sudo apt install {debian}
  Fedora / openEuler:             sudo dnf install {fedora}
不用窗口也可以对比 / Without a window:  leasediff compare …
"""

# In the order of how well they read on screen; Qt takes the first that is installed for what the
# system's own font lacks.
_FONTS = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "SimSun",
)


def run(paths: Sequence[str]) -> int:
    """Opens the window with the files at ``paths``.

    Returns:
        The exit code: 3 where the system lacks libraries of the window.
    """
    missing = missing_libraries(display=_draws_on_x11())
    try:
        from PySide6 import QtSvg, QtWidgets  # noqa: F401, PLC0415 - to say what is missing
    except ImportError as error:
        print(_said(missing or LIBRARIES, str(error)), file=sys.stderr)
        return _NO_QT
    if missing:
        print(_said(missing, ", ".join(one.name for one in missing)), file=sys.stderr)
        return _NO_QT
    return _open([Path(path) for path in paths])


def _draws_on_x11() -> bool:
    """Whether Qt will ask for the libraries of X11: it takes Wayland where that is running."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return platform.startswith("xcb") or not (platform or os.environ.get("WAYLAND_DISPLAY"))


def _said(missing: Sequence[Library], detail: str) -> str:
    return _MISSING.format(
        detail=detail, debian=packages(missing, "debian"), fedora=packages(missing, "fedora")
    )


def _open(paths: Sequence[Path]) -> int:
    from PySide6.QtCore import QSettings, qVersion  # noqa: PLC0415 - after the check
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from app.store.diary import keeping_log, log_uncaught  # noqa: PLC0415
    from app.store.scratch import own_temporary_files  # noqa: PLC0415

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    settings = QSettings("LeaseDiff", "LeaseDiff")
    with keeping_log("window", qVersion()), own_temporary_files():
        sys.excepthook = log_uncaught
        set_up(app, settings)
        foyer = None if paths else show_foyer(app, settings)
        window = open_window(settings)
        if foyer is not None:
            foyer.make_room(window)
        if paths:
            window.add_files(paths)
        elif not window.session.sources:
            window.filing.offer_recovery()
        return app.exec()


def show_foyer(app: QApplication, settings: QSettings) -> Foyer:
    """What an empty window shows, painted before the window is loaded; Qt has to be set up."""
    from ui.foyer import Foyer  # noqa: PLC0415 - after the check

    foyer = Foyer(settings)
    foyer.show()
    app.processEvents()
    return foyer


def open_window(settings: QSettings) -> MainWindow:
    """The window, shown, with its work done in the background; Qt has to be set up."""
    from ui.jobs.runner import PoolRunner  # noqa: PLC0415 - after the check
    from ui.journal import Journal  # noqa: PLC0415
    from ui.window import MainWindow  # noqa: PLC0415

    runner = PoolRunner()
    window = MainWindow(runner, settings)
    Journal(window)
    window.show()
    # Threads that work must not keep the window's own waiting for its turn.
    sys.setswitchinterval(_TURN)
    runner.warm_up()
    return window


def set_up(app: object, settings: object) -> None:
    """Gives the program its name, style, colours, fonts and language.

    Args:
        app: The ``QApplication``.
        settings: The ``QSettings`` that remember the user's choices.
    """
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - this module is imported without Qt
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from ui import language, theme  # noqa: PLC0415
    from ui.icons import program_icon  # noqa: PLC0415

    if not isinstance(app, QApplication) or not isinstance(settings, QSettings):
        raise TypeError((app, settings))
    app.setApplicationName("LeaseDiff")
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    font = app.font()
    if font.families()[1:] != list(_FONTS):
        font.setFamilies([font.family(), *_FONTS])
        font.setPointSizeF(max(font.pointSizeF(), 9.5))
        app.setFont(font)
    theme.apply(app, theme.remembered(settings))
    app.setWindowIcon(program_icon())
    language.LANGUAGE.switch(language.remembered(settings))
