"""Every import contract bites: broken on purpose in a copy of the packages, it is reported."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("models", "app", "ui")

ABOVE = "ui above app above models"
NO_QT = "No Qt in app and models"
INSIDE_APP = "Layers inside app: cli, archive, pipeline, the stages, the shared ground"
PURE = "No third-party package in models"
FORMATS = "File-format libraries only in readers and export"

LAZY = "\n\ndef _lazy() -> None:\n    {}\n"

BREACHES = [
    pytest.param(ABOVE, "models/document.py", "import app.text.labels", id="models-app"),
    pytest.param(ABOVE, "app/pipeline.py", "import ui.launch", id="app-ui"),
    pytest.param(ABOVE, "app/text/labels.py", LAZY.format("import ui"), id="app-ui-lazy"),
    pytest.param(NO_QT, "app/cli/console.py", "from PySide6 import QtCore", id="cli-qt"),
    pytest.param(
        NO_QT, "app/pipeline.py", LAZY.format("from PySide6.QtCore import QUrl"), id="qt-lazy"
    ),
    pytest.param(NO_QT, "models/message.py", LAZY.format("import shiboken6"), id="models-qt-lazy"),
    pytest.param(NO_QT, "app/export/__init__.py", LAZY.format("import pyqtgraph"), id="plots"),
    pytest.param(INSIDE_APP, "app/pipeline.py", "import app.cli.console", id="pipeline-cli"),
    pytest.param(INSIDE_APP, "app/pipeline.py", "import app.archive.run", id="pipeline-archive"),
    pytest.param(INSIDE_APP, "app/align/__init__.py", "import app.diff", id="stage-stage"),
    pytest.param(INSIDE_APP, "app/store/__init__.py", "import app.pipeline", id="stage-pipeline"),
    pytest.param(INSIDE_APP, "app/text/labels.py", "import app.readers", id="text-stage"),
    pytest.param(INSIDE_APP, "app/jobs/__init__.py", "import app.resources", id="ground-ground"),
    pytest.param(INSIDE_APP, "app/stray.py", "'''In no layer.'''", id="exhaustive"),
    pytest.param(PURE, "models/terms.py", "import numpy", id="models-numpy"),
    pytest.param(FORMATS, "app/diff/__init__.py", "import lxml.etree", id="diff-lxml"),
    pytest.param(FORMATS, "app/store/__init__.py", LAZY.format("import zipfile"), id="zip-lazy"),
    pytest.param(FORMATS, "app/archive/run.py", LAZY.format("import openpyxl"), id="archive"),
    pytest.param(FORMATS, "app/structure/__init__.py", LAZY.format("import rapidocr"), id="ocr"),
    pytest.param(FORMATS, "ui/launch.py", LAZY.format("import openpyxl"), id="ui-openpyxl-lazy"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the packages and their contracts."""
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter in ``folder``, on the packages that lie there."""
    code = "import sys; from importlinter.cli import lint_imports_command as c; c()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_packages_keep_every_contract(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout + result.stderr
    assert all(
        f"{name} KEPT" in result.stdout for name in (ABOVE, NO_QT, INSIDE_APP, PURE, FORMATS)
    )


@pytest.mark.parametrize(("contract", "file", "line"), BREACHES)
def test_a_breach_is_reported(copy: Path, contract: str, file: str, line: str) -> None:
    path = copy / file
    path.write_text(
        (path.read_text("utf-8") if path.exists() else "") + f"\n{line}\n", encoding="utf-8"
    )
    result = lint(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout


def test_models_use_the_standard_library_only() -> None:
    # The contract names the packages that could creep in; this names all the others too.
    allowed = sys.stdlib_module_names | {"models"}
    for path in sorted((ROOT / "models").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom) and not node.level
                else []
            )
            assert {name.partition(".")[0] for name in names} <= allowed, path
