"""Pictures of every view of the window, to be looked at.

``python -m tests.helpers.screenshots FOLDER [FILE …]``: of the files given, else of the sample
comparison; at 1366×768 and at twice the size of everything, in Chinese and English, light and
dark. Qt takes its scale when it starts, so each scale has a process of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from models.comparison import Comparison
from models.decision import Mark
from ui import language
from ui.application import set_up
from ui.dialogs.about import tell_help
from ui.dialogs.preferences import PreferencesDialog, remembered
from ui.jobs.runner import InlineRunner
from ui.theme import Scheme
from ui.views.pages import PageName
from ui.window import MainWindow

SIZE = (1366, 768)
LOOKS = [(lang, scheme) for lang in ("zh", "en") for scheme in (Scheme.LIGHT, Scheme.DARK)]


def grab_all(
    folder: Path, comparison: Comparison | None, files: list[Path], scale: str = "100"
) -> list[Path]:
    """Writes the pictures; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.clear()
    set_up(app, settings)
    window = MainWindow(InlineRunner(), settings)
    window.resize(*SIZE)
    window.show()
    written = []

    def grab(name: str, widget=window) -> None:
        for _ in range(6):  # estimates, then measures, then what they moved
            app.processEvents()
        path = folder / f"{name}-{scale}.png"
        widget.grab().save(str(path))
        written.append(path)

    for lang, scheme in LOOKS:
        window.filing.projects.leave()
        window.set_language(lang)
        window.appearance.set_scheme(scheme)
        prefix = f"{lang}-{scheme.value}"
        grab(f"{prefix}-0-empty")
        if files:
            window.add_files(files)
        elif comparison is not None:
            window.session.show(comparison)
        for number, name in enumerate(PageName, 1):
            window.show_page(name)
            app.processEvents()
            window.step(1)
            grab(f"{prefix}-{number}-{name.value}")
        overview = window.pages[PageName.OVERVIEW]
        window.show_page(PageName.OVERVIEW)
        bar = overview._scroll.verticalScrollBar()
        bar.setValue(overview._bars.y() - 20)
        grab(f"{prefix}-8-charts")
        window.show_page(PageName.CLAUSES)
        window.step(1)
        window.reviewing.panel.decide(Mark.NEGOTIATE)
        window.detail.tabs.setCurrentIndex(1)
        window.actions_.differences_only.setChecked(False)
        window.find_bar.open_bar()
        grab(f"{prefix}-9-all-and-source")
        window.find_bar.close_bar()
        window.detail.tabs.setCurrentIndex(0)
        window.actions_.differences_only.setChecked(True)
        for number, dialog in enumerate(
            (PreferencesDialog(remembered(settings), window), tell_help(window)), 10
        ):
            dialog.show()
            grab(f"{prefix}-{number}-{type(dialog).__name__.lower()}", dialog)
            dialog.close()
    window.filing.projects.close()
    window.close()
    language.LANGUAGE.switch(language.ENGLISH)
    return written


def main() -> int:
    """Takes the pictures at both scales."""
    if os.environ.get("QT_SCALE_FACTOR") is None:
        for factor in ("1", "2"):
            command = [sys.executable, "-m", "tests.helpers.screenshots", *sys.argv[1:]]
            env = os.environ | {"QT_SCALE_FACTOR": factor}
            done = subprocess.run(command, check=False, env=env)
            if done.returncode:
                return done.returncode
        return 0
    from tests.helpers.sample_comparison import sample_comparison

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("screenshots")
    chosen = [Path(name) for name in sys.argv[2:]]
    scale = "200" if os.environ["QT_SCALE_FACTOR"] == "2" else "100"
    for picture in grab_all(folder, sample_comparison(), chosen, scale):
        print(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
