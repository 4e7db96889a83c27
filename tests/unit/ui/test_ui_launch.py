import subprocess
import sys
from pathlib import Path

import pytest

import app.cli
from app.libraries import Library
from ui import application, launch


def test_a_subcommand_goes_to_the_command_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(app.cli, "main", lambda argv: 7 if argv == ["compare", "a"] else 1)
    assert launch.main(["compare", "a"]) == 7


def test_the_window_gets_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    opened: list[list[str]] = []
    monkeypatch.setattr(application, "run", lambda files: opened.append(list(files)) or 0)
    contract = tmp_path / "合同.txt"
    contract.write_text("第一条", "utf-8")
    assert launch.main([]) == 0
    assert launch.main(["gui", "a.docx"]) == 0
    assert launch.main([str(contract)]) == 0
    assert opened == [[], ["a.docx"], [str(contract)]]


def test_missing_libraries_are_named_with_their_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    missing = (Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),)
    monkeypatch.setattr(application, "missing_libraries", lambda display: missing)
    assert application.run([]) == 3
    said = capsys.readouterr().err
    assert "apt install libxcb-cursor0" in said
    assert "dnf install xcb-util-cursor" in said


def test_a_qt_that_can_t_be_imported_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    monkeypatch.delattr("PySide6.QtWidgets", raising=False)
    monkeypatch.setattr(application, "missing_libraries", lambda display: ())
    assert application.run([]) == 3
    assert "libegl1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("platform", "wayland", "display"),
    [
        ("", "", True),
        ("", "wayland-0", False),
        ("xcb", "wayland-0", True),
        ("offscreen", "", False),
    ],
)
def test_libraries_are_asked_for_by_what_qt_draws_on(
    platform: str, wayland: str, display: bool, monkeypatch: pytest.MonkeyPatch
):
    asked: list[bool] = []
    # Said to be missing, so that no window opens.
    missing = (Library("libEGL.so.1", "libegl1", "libglvnd-egl"),)
    monkeypatch.setattr(
        application, "missing_libraries", lambda display: asked.append(display) or missing
    )
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert application.run([]) == 3
    assert asked == [display]


def modules(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(run.stdout.split())


def imported(code: str) -> set[str]:
    return {name.partition(".")[0] for name in modules(code)}


def test_the_command_line_does_without_qt():
    found = imported("import ui, ui.launch\nfrom app.cli import main")
    assert "PySide6" not in found


def test_the_first_paint_does_without_the_heavy_ones():
    code = (
        "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from PySide6.QtCore import QSettings\n"
        "app = QApplication([])\n"
        "from ui.application import set_up\n"
        "from ui.jobs.runner import PoolRunner\n"
        "from ui.window import MainWindow\n"
        "settings = QSettings('none.ini', QSettings.Format.IniFormat)\n"
        "set_up(app, settings)\n"
        "window = MainWindow(PoolRunner(), settings); window.show(); app.processEvents()\n"
    )
    heavy = {"pandas", "openpyxl", "lxml", "numpy", "docx", "rapidfuzz", "pyqtgraph"}
    recognition = {"rapidocr", "onnxruntime", "cv2", "pypdfium2", "PIL"}
    found = modules(code)
    assert not (heavy | recognition) & {name.partition(".")[0] for name in found}
    assert not {"app.extract", "app.align", "app.structure", "app.diff"} & found
