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
from tests.helpers.archive_files import write_archive

COUNT = 100


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


def main(count: int = COUNT) -> int:
    """Prints throughput and peak."""
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
        rerun = compare_archive(folder, originals[0], out)
        took = time.perf_counter() - again
        size = result.path.stat().st_size
    summary = result.summary
    judged = sum(one.spread is not None for one in summary.services)
    done, cores = len(summary.contracts), os.cpu_count() or 1
    print(f"{'contracts compared':<44} {done:8d}     {len(summary.unread)} not read")
    print(f"{'wall time':<44} {wall:8.1f} s   on {cores} cores, others' work included")
    print(f"{'processor time a contract':<44} {cpu / max(1, done):8.2f} s")
    print(f"{'throughput a core':<44} {3600 * done / cpu:8.0f} an hour")
    print(f"{'peak of all processes together':<44} {peak.most / 1e6:8.0f} MB")
    print(f"{'  in the first quarter of the contracts':<44} {peak.early / 1e6:8.0f} MB")
    print(f"{'peak of this process':<44} {peak.own / 1e6:8.0f} MB")
    print(f"{'summary':<44} {size / 1e6:8.2f} MB  {judged} services")
    print(f"{'the same again, from the journal':<44} {took:8.1f} s   {rerun.reused} reused")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
