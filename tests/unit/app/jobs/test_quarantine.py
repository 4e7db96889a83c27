import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.jobs import Cancelled
from app.jobs.memory import held_by
from app.jobs.quarantine import Limits, quarantined
from models.errors import UnreadableContract, UnreadableReason

NAME = "样本.docx"


def give_back(value: object) -> object:
    return value


def fail_to_read() -> None:
    raise UnreadableContract(NAME, UnreadableReason.NO_TEXT, page=3)


def hang() -> None:
    time.sleep(60)


def crash() -> None:
    os._exit(7)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def swell() -> int:
    return len(bytearray(3_000_000_000))


def hold() -> None:
    kept = bytearray(b"x") * 300_000_000
    time.sleep(60 + len(kept) % 2)


def stumble() -> None:
    raise RuntimeError("an own defect")


@pytest.fixture(autouse=True)
def _no_child_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def reason(function: object, **limits: float | None) -> UnreadableReason:
    with pytest.raises(UnreadableContract) as error:
        quarantined(function, name=NAME, limits=Limits(**limits))  # type: ignore[arg-type]
    assert error.value.name == NAME
    return error.value.reason


def test_gives_back_what_the_function_returns() -> None:
    assert quarantined(give_back, ("甲", 1), name=NAME) == ("甲", 1)


def test_finds_a_function_by_its_name() -> None:
    assert quarantined("posixpath.basename", "/a/合同.txt", name=NAME) == "合同.txt"


def test_a_large_result_comes_through() -> None:
    assert quarantined(give_back, "条" * 2_000_000, name=NAME) == "条" * 2_000_000


def test_passes_on_why_a_file_is_unreadable() -> None:
    with pytest.raises(UnreadableContract) as error:
        quarantined(fail_to_read, name=NAME)
    assert error.value.reason is UnreadableReason.NO_TEXT
    assert error.value.page == 3


def complain() -> str:
    os.write(2, b"Bad code word at line 5\n")
    return "read"


def test_what_libraries_complain_of_is_not_shown(capfd: pytest.CaptureFixture[str]) -> None:
    assert quarantined(complain, name=NAME) == "read"
    assert capfd.readouterr().err == ""


def test_a_hang_ends_at_the_limit() -> None:
    began = time.monotonic()
    assert reason(hang, seconds=0.5) is UnreadableReason.TIMEOUT
    assert time.monotonic() - began < 5


def test_a_crash_is_one_contracts_error() -> None:
    assert reason(crash) is UnreadableReason.CRASHED


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_child_that_the_system_kills_was_out_of_memory() -> None:
    assert reason(be_killed) is UnreadableReason.MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="no limit on address space")
def test_memory_is_limited() -> None:
    assert reason(swell, memory=1_000_000_000) is UnreadableReason.MEMORY


@pytest.mark.skipif(held_by(os.getpid(), 0) is None, reason="the system does not tell")
def test_what_the_child_holds_is_watched() -> None:
    began = time.monotonic()
    assert reason(hold, memory=None, held=200_000_000) is UnreadableReason.MEMORY
    assert time.monotonic() - began < 20


def test_what_a_process_holds_is_told() -> None:
    held = held_by(os.getpid(), 0)
    assert held is None or 5_000_000 < held < 50_000_000_000
    assert held_by(2**22 + 1, 0) is None


def test_an_own_defect_is_noted() -> None:
    with pytest.raises(UnreadableContract) as error:
        quarantined(stumble, name=NAME)
    assert error.value.reason is UnreadableReason.CRASHED
    assert "an own defect" in error.value.__notes__[0]


def test_cancelling_kills_the_child_at_once() -> None:
    class Soon:
        until = time.monotonic() + 0.4

        def check(self) -> None:
            if time.monotonic() > self.until:
                raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        quarantined(hang, name=NAME, cancel=Soon())
    assert time.monotonic() - began < 5


def test_works_from_a_worker_thread() -> None:
    found: list[object] = []
    worker = threading.Thread(target=lambda: found.append(quarantined(give_back, 5, name=NAME)))
    worker.start()
    worker.join(20)
    assert found == [5]


def test_several_threads_do_not_disturb_one_another() -> None:
    def one(number: int) -> object:
        if number % 3:
            return quarantined(give_back, number, name=NAME)
        return reason(crash)

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(one, range(12)))
    assert found == [n if n % 3 else UnreadableReason.CRASHED for n in range(12)]


def test_starting_it_imports_nothing_heavy() -> None:
    code = (
        "import sys, app.jobs.quarantine, app.readers;"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " {'PySide6', 'pandas', 'numpy', 'lxml', 'openpyxl', 'multiprocessing'}])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def read_pages(count: int, seconds: float, report: object) -> int:
    for done in range(count):
        time.sleep(seconds)
        report(done + 1, count)  # type: ignore[operator]
    return count


def test_pages_are_reported_to_the_parent() -> None:
    seen: list[tuple[int, int]] = []
    found = quarantined(read_pages, 3, 0.0, name=NAME, report=lambda *page: seen.append(page))
    assert found == 3
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_limit_on_time_counts_from_the_last_page() -> None:
    def ignore(done: int, total: int) -> None:
        pass

    limits = Limits(seconds=2.5)
    assert quarantined(read_pages, 8, 0.5, name=NAME, limits=limits, report=ignore) == 8
    with pytest.raises(UnreadableContract) as error:
        quarantined(read_pages, 1, 30.0, name=NAME, limits=Limits(seconds=0.5), report=ignore)
    assert error.value.reason is UnreadableReason.TIMEOUT


def one_page_then_long(seconds: float, report: object) -> str:
    report(0, 1)  # type: ignore[operator]
    time.sleep(seconds)
    return "read"


def test_pages_under_way_may_take_longer_than_the_beginning() -> None:
    def ignore(done: int, total: int) -> None:
        pass

    limits = Limits(seconds=2.5, page_seconds=60)
    found = quarantined(one_page_then_long, 3.0, name=NAME, limits=limits, report=ignore)
    assert found == "read"


def test_cancelling_ends_the_pages() -> None:
    class AfterTwo:
        pages = 0

        def check(self) -> None:
            if self.pages >= 2:
                raise Cancelled

    token = AfterTwo()

    def count(done: int, total: int) -> None:
        token.pages = done

    with pytest.raises(Cancelled):
        quarantined(read_pages, 100, 0.1, name=NAME, cancel=token, report=count)


def leave_a_file() -> str:
    handle, path = tempfile.mkstemp()
    os.close(handle)
    return path


def leave_a_file_and_crash() -> None:
    leave_a_file()
    os._exit(7)


def test_no_temporary_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = Path(quarantined(leave_a_file, name=NAME))
    assert left.is_relative_to(tmp_path)
    assert reason(leave_a_file_and_crash) is UnreadableReason.CRASHED
    assert list(tmp_path.iterdir()) == []
