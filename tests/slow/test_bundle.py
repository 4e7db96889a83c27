"""The self-contained program, built and run where there is no Python."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PyInstaller", reason="PyInstaller is not installed")

from tools.bundle.__main__ import build

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.docx"))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = build(tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("work"))
    return folder / ("leasediff.exe" if sys.platform == "win32" else "leasediff")


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment of somebody who has nothing but a home."""
    home = tmp_path / "home"
    home.mkdir()
    return {"HOME": str(home), "PATH": str(tmp_path / "nothing"), "LANG": "C.UTF-8"}


def test_it_compares_the_samples_as_the_installed_program_does(
    program: Path, bare: dict[str, str], tmp_path: Path
):
    made = {}
    for name, command, env in (
        ("bundled", [str(program)], bare),
        ("installed", [sys.executable, "-m", "app"], None),
    ):
        out = tmp_path / f"{name}.json"
        book = tmp_path / f"{name}.xlsx"
        files = [str(sample) for sample in SAMPLES]
        run = [*command, "compare", *files, "--json", str(out), "--xlsx", str(book)]
        said = subprocess.run(
            run, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )
        assert said.returncode == 0, said.stderr
        assert book.stat().st_size > 10_000
        made[name] = json.loads(out.read_text("utf-8"))
    assert made["bundled"] == made["installed"]


def test_it_recognises_a_picture(program: Path, bare: dict[str, str], tmp_path: Path):
    image, draw = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageDraw")
    page = image.new("RGB", (1240, 400), "white")
    font = pytest.importorskip("PIL.ImageFont").load_default(64)
    draw.Draw(page).text((80, 120), "CONTRACT 2026-0731", "black", font=font)
    page.save(tmp_path / "page.png", dpi=(150, 150))
    out = tmp_path / "out.json"
    run = [str(program), "compare", str(tmp_path / "page.png"), str(SAMPLES[0]), "--json", str(out)]
    said = subprocess.run(run, env=bare, capture_output=True, text=True, check=False, timeout=120)
    assert said.returncode == 0, said.stderr
    assert "2026-0731" in out.read_text("utf-8")


@pytest.fixture
def screen() -> Iterator[str]:
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed")
    display = f":{os.getpid() % 20_000 + 100}"
    running = subprocess.Popen(
        [server, display, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL
    )
    time.sleep(1)
    yield display
    running.terminate()
    running.wait()


# Run apart: this process has no Qt platform with a screen.
_COLOURS = """
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["", "-platform", "xcb"])
image = app.primaryScreen().grabWindow(0).toImage()
print(len({image.pixel(x, y) for x in range(0, 1366, 2) for y in range(0, 768, 2)}))
"""


def colours(display: str) -> int:
    """How many colours the screen shows."""
    said = subprocess.run(
        [sys.executable, "-c", _COLOURS],
        env=os.environ | {"DISPLAY": display},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return int(said.stdout)


def test_its_window_shows_the_samples(program: Path, bare: dict[str, str], screen: str):
    empty = colours(screen)
    running = subprocess.Popen(
        [str(program), "gui", *map(str, SAMPLES)],
        env=bare | {"DISPLAY": screen},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        # Text, marks and bars have more colours than an empty window or a bare screen.
        until = time.monotonic() + 60
        while (seen := colours(screen)) < 60 and time.monotonic() < until:
            assert running.poll() is None, running.communicate()[1]
            time.sleep(1)
    finally:
        running.terminate()
        said = running.communicate(timeout=20)[1]
    assert empty < 5
    assert seen >= 60, said
    assert "a job failed" not in said
