"""The program installed by pip into a fresh environment, far from its sources."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


def run(*command: object, cwd: Path, env: dict[str, str] | None = None) -> str:
    said = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    if said.returncode:
        pytest.fail(f"{command}: {said.stdout}{said.stderr}")
    return said.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment that has the program and what it depends on."""
    folder = tmp_path_factory.mktemp("installed")
    # Of a copy: what is built must not lie beside the sources.
    ignored = shutil.ignore_patterns(".*", "build", "dist", "out", "*.egg-info", "tests")
    shutil.copytree(ROOT, folder / "source", ignore=ignored)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    constraints = ROOT / "constraints.txt"
    probe = subprocess.run(
        [*map(str, pip), "setuptools>=77"], capture_output=True, text=True, check=False, timeout=120
    )
    if probe.returncode:
        pytest.skip(f"no package registry: {probe.stderr.strip().splitlines()[-1]}")
    run(*pip, "-c", constraints, folder / "source", cwd=folder)
    shutil.rmtree(folder / "source")
    return python


def test_the_command_compares_the_samples(python: Path, tmp_path: Path):
    run(python.with_name("leasediff"), "demo", "--out", tmp_path / "out", cwd=tmp_path)
    assert (tmp_path / "out" / "leasediff-demo.xlsx").stat().st_size > 10_000


def test_the_window_opens_with_its_icons_words_and_guide(python: Path, tmp_path: Path):
    code = (
        "from PySide6.QtCore import QSettings\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from ui.application import set_up\n"
        "from ui.dialogs.guide import show_guide\n"
        "from ui.jobs.runner import InlineRunner\n"
        "from ui.window import MainWindow\n"
        "app = QApplication([])\n"
        "settings = QSettings('settings.ini', QSettings.Format.IniFormat)\n"
        "set_up(app, settings)\n"
        "window = MainWindow(InlineRunner(), settings)\n"
        "window.set_language('zh')\n"
        "window.show()\n"
        "guide = show_guide(window)\n"
        "assert guide.text().startswith('快速上手'), guide.text()\n"
        "assert not window.windowIcon().isNull()\n"
        "assert window.actions_.export.text() == '导出 Excel'\n"
        "guide.close()\n"
        "window.close()\n"
    )
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    run(python, "-c", code, cwd=tmp_path, env=env)
