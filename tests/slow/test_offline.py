"""Nothing of the program reaches for the network: no window, no command, no process of theirs.

Every Python process is watched from its first moment; where the system lets one process trace
another, what the libraries ask of the system is looked at too.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"
WATCHER = ROOT / "tests" / "helpers" / "offline"
pytestmark = pytest.mark.slow


@pytest.fixture
def contracts(tmp_path: Path) -> list[str]:
    """A sample contract in Word, and a page that has to be recognised."""
    scan = Image.new("RGB", (1240, 900), "white")
    draw = ImageDraw.Draw(scan)
    font = ImageFont.load_default(44)
    for n, line in enumerate(
        ("CLOUD SERVICE CONTRACT", "1. Price: 120000.00", "2. Term: 12 months")
    ):
        draw.text((80, 80 + 120 * n), line, "black", font)
    (tmp_path / "scans").mkdir()
    page = tmp_path / "scans" / "page.png"
    scan.save(page)
    return [str(next(SAMPLES.glob("1-*"))), str(page)]


@pytest.fixture
def traced(tmp_path: Path) -> list[str]:
    """What goes before a command to have its system calls written down; nothing where it can't."""
    strace = shutil.which("strace")
    # With the filter in the kernel only these calls stop the program: it takes a tenth of the time.
    calls = "trace=socket,connect,bind,sendto,sendmsg"
    watch = [strace or "", "-f", "--seccomp-bpf", "-qq", "-e", calls, "-o"]
    probe = [*watch, os.devnull, "true"]
    if strace is None or subprocess.run(probe, capture_output=True, check=False).returncode:
        return []
    return [*watch, str(tmp_path / "calls")]


def run(arguments: list[str], tmp_path: Path, traced: list[str]) -> str:
    """Runs a command of Python under watch, fails where it reached out; what it said."""
    log = tmp_path / "offline.log"
    environment = os.environ | {
        "PYTHONPATH": f"{WATCHER}{os.pathsep}{ROOT}",
        "OFFLINE_LOG": str(log),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for variable in ("CONFIG", "DATA", "CACHE", "STATE"):
        environment[f"XDG_{variable}_HOME"] = str(tmp_path / variable)
    done = subprocess.run(
        [*traced, sys.executable, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=480,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    noted = log.read_text("utf-8").splitlines()
    assert [line for line in noted if line.startswith("reached")] == []
    # The program itself and a process for every contract at least.
    assert len({line for line in noted if line.startswith("watched")}) >= 3
    if traced:
        calls = (tmp_path / "calls").read_text("utf-8", "replace")
        assert re.findall(r".*(?:AF_INET6?|AF_NETLINK|AF_PACKET).*", calls) == []
    return done.stdout


def test_the_watch_bites(tmp_path: Path):
    reach = "import socket\ntry: socket.create_connection(('192.0.2.1', 9))\nexcept OSError: pass"
    with pytest.raises(AssertionError, match="reached"):
        run(["-c", reach], tmp_path, [])


def test_the_command_line_is_offline(contracts: list[str], tmp_path: Path, traced: list[str]):
    out = [str(tmp_path / name) for name in ("a.xlsx", "a.json", "b.docx", "r.docx", "p.leasediff")]
    options = ("--xlsx", "--json", "--brief", "--redline", "--project")
    paired = [part for pair in zip(options, out, strict=True) for part in pair]
    command = ["-m", "app", "compare", *contracts, *paired, "--lang", "zh"]
    said = run(command, tmp_path, traced)
    assert "page.png" in said
    assert all(Path(name).exists() for name in out)


def test_the_window_is_offline(contracts: list[str], tmp_path: Path, traced: list[str]):
    said = run(["-m", "tests.helpers.offline_flow", str(tmp_path), *contracts], tmp_path, traced)
    assert said.strip().endswith("worked")


def test_it_leaves_no_temporary_file(contracts: list[str], tmp_path: Path):
    (tmp_path / "shared").mkdir()
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(tmp_path / "shared")
    try:
        run(["-m", "app", "compare", *contracts, "--lang", "zh"], tmp_path, [])
    finally:
        os.environ.pop("TMPDIR") if before is None else os.environ.update(TMPDIR=before)
    assert list((tmp_path / "shared").iterdir()) == []
    assert list((tmp_path / "STATE" / "leasediff" / "tmp").iterdir()) == []
