"""Pictures of every tab: ``python -m tests.helpers.screenshots OUTDIR [FILES…]``.

Offscreen, at 1366×768, in Chinese and English, light and dark; of the sample comparison, or of the
comparison of FILES. To be looked at: clipping and untranslated words are found by eye.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from models.comparison import Comparison
from ui import language
from ui.application import set_up
from ui.jobs.runner import InlineRunner
from ui.theme import Scheme
from ui.views.pages import PageName
from ui.window import MainWindow

SIZE = (1366, 768)


def grab_all(folder: Path, comparison: Comparison | None, files: list[Path]) -> list[Path]:
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

    def grab(name: str) -> None:
        for _ in range(6):  # estimates, then measures, then what they moved
            app.processEvents()
        path = folder / f"{name}.png"
        window.grab().save(str(path))
        written.append(path)

    for lang, scheme in (("zh", Scheme.LIGHT), ("en", Scheme.LIGHT), ("zh", Scheme.DARK)):
        window.session.clear()
        window.set_language(lang)
        window.set_scheme(scheme)
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
        window.show_page(PageName.CLAUSES)
        window.actions_.differences_only.setChecked(False)
        window.find_bar.open_bar()
        grab(f"{prefix}-8-all")
        window.find_bar.close_bar()
        window.actions_.differences_only.setChecked(True)
    window.close()
    language.LANGUAGE.switch(language.ENGLISH)
    return written


if __name__ == "__main__":
    from tests.helpers.sample_comparison import sample_comparison

    chosen = [Path(name) for name in sys.argv[2:]]
    for picture in grab_all(Path(sys.argv[1]), sample_comparison(), chosen):
        print(picture)
