"""The command line's manners as a process: no network, Ctrl-C, terminals that know no Chinese."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "app", "compare"]
CONTRACT = "云计算服务合同\n\n第一条 付款\n1、合同签订后{}日内，甲方支付合同总价的70%。\n"

# Loaded by every Python process that has its folder in PYTHONPATH, the readers' included.
NO_NETWORK = """
import sys

def refuse(event, _):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "urllib.Request"):
        raise SystemExit(f"the network was used: {event}")

sys.addaudithook(refuse)
"""


@pytest.fixture
def contracts(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "去年.txt", tmp_path / "今年.txt"]
    for path, days in zip(paths, (15, 10), strict=True):
        path.write_text(CONTRACT.format(days), "utf-8")
    return paths


def run(*arguments: Path | str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_nothing_reaches_for_the_network(tmp_path: Path, contracts: list[Path]) -> None:
    folder = tmp_path / "audited"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    outputs = ["--xlsx", str(tmp_path / "a.xlsx"), "--json", str(tmp_path / "a.json")]
    result = run(*contracts, *outputs, PYTHONPATH=str(folder))
    assert result.returncode == 0, result.stderr


def test_an_output_that_knows_no_chinese(contracts: list[Path]) -> None:
    result = run(*contracts, PYTHONIOENCODING="ascii", LC_ALL="zh_CN.UTF-8")
    assert result.returncode == 0, result.stderr


def test_off_a_terminal_nothing_but_the_result_is_said(contracts: list[Path]) -> None:
    assert run(*contracts).stderr == b""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_ctrl_c_ends_a_reading_without_a_traceback(tmp_path: Path, contracts: list[Path]) -> None:
    pipe = tmp_path / "无尽.txt"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [*COMMAND, contracts[0], pipe, "--lang", "en"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        writer = _opened_once_read(pipe)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        os.close(writer)
    assert err.decode() == "Interrupted.\n"
    assert process.returncode == 130


def _opened_once_read(pipe: Path) -> int:
    """Opens the pipe for writing as soon as the reading process has it open."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
