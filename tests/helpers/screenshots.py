"""Pictures of every view and every dialog of the window, to be looked at.

``python -m tests.helpers.screenshots FOLDER [FILE …]``: of the files given, else of the contracts
beside the checkout, else of the samples; at 1366×768 and at twice the size of everything, in
Chinese and English, light and dark, and once in the colours that do without red and green. Qt takes
its scale when it starts, so each scale has a process of its own.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from models.decision import DecisionKind, Mark
from models.diff import Row, Status
from tests.helpers.dialogs import every_dialog
from ui import language
from ui.application import set_up
from ui.dialogs.files import sample_contracts
from ui.dialogs.preferences import SAFE
from ui.dialogs.trouble import tell_failure
from ui.jobs.runner import InlineRunner
from ui.language import CHINESE, ENGLISH
from ui.theme import Scheme
from ui.views.overview import OverviewPage
from ui.views.pages import PageName
from ui.window import MainWindow

SIZE = (1366, 768)
REAL = Path(__file__).parents[3] / "shared" / "contracts"


@dataclass(frozen=True, slots=True)
class Look:
    """A language with colours."""

    lang: str
    scheme: Scheme
    safe: bool = False

    @property
    def name(self) -> str:
        """For the names of files."""
        return f"{self.lang}-{'safe' if self.safe else self.scheme.value}"


LOOKS = (
    *(Look(lang, scheme) for lang in (CHINESE, ENGLISH) for scheme in (Scheme.LIGHT, Scheme.DARK)),
    Look(CHINESE, Scheme.LIGHT, safe=True),
)


class Photographer:
    """Goes through a window and takes pictures.

    Args:
        folder: Where they go.
        scale: Part of their names.
    """

    def __init__(self, folder: Path, scale: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._scale = folder, scale
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        self.settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.settings.clear()
        set_up(self.app, self.settings)
        self.window = MainWindow(InlineRunner(), self.settings)
        self.window.resize(*SIZE)
        self.window.show()
        self._number = 0

    def take_all(self, look: Look, files: list[Path]) -> None:
        """All pictures of one look."""
        window = self.window
        self._number, self._look = 0, look
        window.filing.projects.leave()
        window.set_language(look.lang)
        self.settings.setValue(SAFE, look.safe)
        window.appearance.set_scheme(look.scheme)
        self.grab("empty")
        window.add_files(files)
        for name in PageName:
            window.show_page(name)
            self.settle()
            window.step(1)
            self.grab(name.value)
        self._charts()
        self._clauses()
        self._dialogs()

    def _charts(self) -> None:
        page = self.window.pages[PageName.OVERVIEW]
        assert isinstance(page, OverviewPage)
        self.window.show_page(PageName.OVERVIEW)
        self.settle()
        for name, top in page.sections.items():
            page.scroll_to(top)
            self.grab(f"overview-{name}")

    def _clauses(self) -> None:
        window = self.window
        window.show_page(PageName.CLAUSES)
        row = _telling_row(window)
        window.show_target(row)
        window.reviewing.panel.decide(Mark.NEGOTIATE)
        review = window.reviewing.review
        review.decide(row, DecisionKind.NOTE, "对照去年的表述，请供应商说明。")
        review.decide(row, DecisionKind.PROPOSAL, "恢复去年合同的表述。")
        window.detail.tabs.setCurrentIndex(1)
        self.grab("clauses-source")
        window.detail.tabs.setCurrentIndex(0)
        window.actions_.differences_only.setChecked(False)
        window.find_bar.open_bar()
        self.grab("clauses-all-and-find")
        window.find_bar.close_bar()
        window.actions_.differences_only.setChecked(True)
        for number, action in enumerate(window.actions_.menu_bar.actions()):
            menu = action.menu()
            assert isinstance(menu, QMenu)
            menu.popup(window.rect().topLeft())
            self.grab(f"menu-{number}", menu)
            menu.close()

    def _dialogs(self) -> None:
        window = self.window
        open_ = every_dialog(window, self.settings, _telling_row(window))
        error = PermissionError(13, "Permission denied", "2026-03-02.xlsx")
        open_.append(
            tell_failure(window, window.exporter.tr("The file was not written or read"), error)
        )
        for dialog in open_:
            dialog.show()
            self.grab(type(dialog).__name__.lower(), dialog)
            dialog.close()
            dialog.deleteLater()

    def settle(self) -> None:
        """Lets estimates become measures, and those move what they move."""
        for _ in range(6):
            self.app.processEvents()

    def grab(self, name: str, widget: QWidget | None = None) -> None:
        """Takes one picture."""
        self.settle()
        path = self._folder / f"{self._look.name}-{self._number:02}-{name}-{self._scale}.png"
        self._number += 1
        (widget or self.window).grab().save(str(path))
        print(path)

    def close(self) -> None:
        """Closes the window; nothing is asked."""
        self.window.filing.projects.close()
        self.window.close()
        language.LANGUAGE.switch(ENGLISH)


def _telling_row(window: MainWindow) -> Row:
    """A changed row of weight."""
    comparison = window.session.comparison
    assert comparison is not None
    (draft, *_) = comparison.focus
    changed = [
        r
        for r in comparison.rows
        if draft in r.columns and r.columns[draft].status is Status.CHANGED
    ]
    return max(changed, key=lambda row: row.importance)


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
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("screenshots")
    files = [Path(name) for name in sys.argv[2:]] or sorted(REAL.glob("*.txt"))
    scale = "200" if os.environ["QT_SCALE_FACTOR"] == "2" else "100"
    photographer = Photographer(folder, scale)
    for look in LOOKS:
        photographer.take_all(look, files or sample_contracts())
    photographer.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
