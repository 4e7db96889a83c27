"""How many contracts an hour an archive takes, and how much memory: ``python -m … [COUNT]``.

The contracts are mutations of the shared ones (or of the samples), written as Word documents; each
is read in a process of its own, compared with one of them and written to a workbook, on all cores.
Processor time is counted with all processes; the peak is the largest sum of what this process and
those below it hold, looked at twice a second. Figures are printed, none is asserted.
"""

import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from app.archive import ArchiveOptions, compare_archive
from models.message import Message
from tests.bench.compare import contracts
from tests.bench.figures import Figure, table
from tests.helpers.archive_files import write_archive

COUNT = int(os.environ.get("ARCHIVE") or 100)


class Peak(threading.Thread):
    """Watches what this process and its children hold, from a quarter of the way on and at most."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = self.early = self.own = 0
        self.done = threading.Event()
        self.quarter = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.5):
            own = _held(os.getpid())
            held = own + sum(_held(pid) for pid in _below(os.getpid()))
            self.own, self.most = max(self.own, own), max(self.most, held)
            if not self.quarter.is_set():
                self.early = max(self.early, held)


def _below(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for thread in Path(f"/proc/{pid}/task").iterdir():
            children += (thread / "children").read_text().split()
    except OSError:
        return
    for child in sorted({int(number) for number in children}):
        yield child
        yield from _below(child)


def _held(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def figures(count: int = COUNT) -> Iterator[Figure]:
    """Throughput and peak."""
    originals = [document for document, _ in contracts()]
    with tempfile.TemporaryDirectory(prefix="leasediff-bench-") as name:
        folder, out = Path(name, "in"), Path(name, "out")
        write_archive(folder, originals, count)
        peak = Peak()

        def progress(_step: Message, done: int, total: int) -> None:
            if done * 4 >= total > 0 and _step.key == "archive.comparing":
                peak.quarter.set()

        peak.start()
        began, used = time.perf_counter(), _cpu()
        result = compare_archive(
            folder, originals[0], out, options=ArchiveOptions(), progress=progress
        )
        wall, cpu = time.perf_counter() - began, _cpu() - used
        peak.done.set()
        peak.join()
        again = time.perf_counter()
        compare_archive(folder, originals[0], out)
        took = time.perf_counter() - again
        size = result.path.stat().st_size
    summary = result.summary
    judged = sum(one.spread is not None for one in summary.services)
    done, cores = len(summary.contracts), os.cpu_count() or 1
    what, area = f"{done} contracts", "archive"
    note = f"{cores} cores, {len(summary.unread)} not read"
    yield Figure(area, f"{what}, wall", wall, "s", note=note)
    per_hour = f"{3600 * done / cpu:.0f} an hour and core"
    yield Figure(area, "  a contract, processors", cpu / max(1, done), "s", note=per_hour)
    early = f"{peak.early / 1e6:.0f} MB in the first quarter, {peak.own / 1e6:.0f} MB the parent"
    yield Figure(area, "  peak memory of all processes", peak.most / 1e6, "MB", note=early)
    note = f"{judged} services, {size / 1e6:.2f} MB"
    yield Figure(area, "  the same again, from the journal", took, "s", note=note)


if __name__ == "__main__":
    print("\n".join(table(list(figures(*map(int, sys.argv[1:2]))))))
