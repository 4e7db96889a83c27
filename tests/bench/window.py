"""How the window behaves: its first paint, its first view, and its longest stall under load.

A timer in the event loop ticks every few milliseconds; a stall is how much later than it should a
tick comes. Of each stall the processor time of the window's own thread is told as well: on a
machine that is busy with other work, that is what the window itself is to blame for.
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

import ui.session
from app.jobs import CancelToken, Progress
from models.alignment import ClauseGroup
from models.clause import ClauseTree
from tests.bench.figures import Figure, table
from ui.jobs.comparing import Outcome, Request, compare_all
from ui.window import MainWindow

CONTRACTS, CLAUSES = 8, int(os.environ.get("CLAUSES", "5000"))
ROUNDS = 7
AREA = "window"
STALL = 50  # ms
FIRST_PAINT = 1.5
TICK = 0.005
_HEAVY = ("pandas", "openpyxl", "rapidocr", "onnxruntime", "cv2", "numpy", "lxml", "pyqtgraph")

# The window alone, until it has painted once.
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
window.grab()
"""
_FOYER = """
import sys, tempfile
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from ui.application import open_window, set_up, show_foyer
app = QApplication(sys.argv[:1])
settings = QSettings(str(Path(tempfile.mkdtemp()) / "s.ini"), QSettings.Format.IniFormat)
set_up(app, settings)
foyer = show_foyer(app, settings)
foyer.grab()
"""
# The same until all of the window is there.
_WHOLE = f"""{_FOYER}
from ui.jobs.runner import PoolRunner
from ui.window import MainWindow
window = MainWindow(PoolRunner(), settings)
window.show()
foyer.make_room(window)
app.processEvents()
window.grab()
print(" ".join(name for name in {_HEAVY!r} if name in sys.modules))
"""


@dataclass
class Stall:
    """The longest wait for the window, in seconds: by the clock, and of its own thread's work."""

    clock: float = 0.0
    own: float = 0.0


class Watch(QObject):
    """Ticks in the event loop and keeps the longest delay."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = Stall()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(TICK * 1000))
        self._timer.timeout.connect(self._tick)
        self._restart()
        self._timer.start()

    def _restart(self) -> None:
        self.longest = Stall()
        self._clock, self._own = time.perf_counter(), time.thread_time()

    def _tick(self) -> None:
        clock, own = time.perf_counter(), time.thread_time()
        self.longest.clock = max(self.longest.clock, clock - self._clock - TICK)
        self.longest.own = max(self.longest.own, own - self._own)
        self._clock, self._own = clock, own

    def during(self, work: Callable[[], object], until: Callable[[], bool]) -> tuple[Stall, float]:
        """The longest stall while ``work`` runs in the loop and until something holds.

        Returns:
            The stall, and how long it took until then.
        """
        loop = QEventLoop()
        self._restart()
        begun = time.perf_counter()
        QTimer.singleShot(0, work)
        asking = QTimer()
        asking.setInterval(10)
        asking.timeout.connect(lambda: until() and loop.quit())
        QTimer.singleShot(50, asking.start)
        loop.exec()
        return self.longest, time.perf_counter() - begun


def first_paint() -> Iterator[Figure]:
    """A bare window's process against ours, empty; compiled as an installed program is."""
    codes = {"bare": _BARE, "foyer": _FOYER, "whole": _WHOLE}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in codes}
    loaded = ""
    with tempfile.TemporaryDirectory() as compiled:
        env = os.environ | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        for number in range(ROUNDS + 1):
            for name, code in codes.items():
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                start = time.perf_counter()
                command = [sys.executable, "-c", code]
                done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
                clock = time.perf_counter() - start
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                if number:  # the first compiles
                    taken[name].append((clock, own))
                loaded = done.stdout.strip()
    bare, foyer, whole = (
        [statistics.median(several) for several in zip(*taken[name], strict=True)] for name in codes
    )
    for what, ours, wanted in (
        ("first paint, empty", foyer, FIRST_PAINT),
        ("the whole empty window", whole, None),
    ):
        yield Figure(AREA, what, ours[0], "s", "a bare window", bare[0])
        note = f"heavy libraries loaded: {loaded or 'none'}"
        own = f"{what}, processor time"
        yield Figure(AREA, own, ours[1], "s", "a bare window", bare[1], wanted, note)


def _window(folder: Path) -> tuple[QApplication, MainWindow]:
    from ui.application import open_window, set_up

    # Nothing is left in the profile of who measures, and nothing is found there.
    for name in ("STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    set_up(app, settings)
    window = open_window(settings)
    window.resize(1366, 768)
    window.show()
    return app, window


_SIGNS = (
    "云服务租用合同系统数据安全运维网络存储备份监控告警验收交付培训巡检升级迁移接口账号权限日志审计漏洞修复加密机房"
    "电力温度消防值守工单响应恢复演练方案文档图纸清单质量标准等级评估考核发票税费保险担保许可产权保密期限变更补充附件"
)


def _close(window: MainWindow) -> None:
    """Closes without asking what is to become of the decisions."""
    window.filing.projects.close()
    window.session.close()
    window.close()


def written(folder: Path, contracts: int, clauses: int) -> list[Path]:
    """Contracts that differ in every third clause, as text files."""
    chance = random.Random(7)
    words = ["".join(chance.sample(_SIGNS, 2)) for _ in range(4000)]
    told = [chance.sample(words, 12) for _ in range(clauses)]
    paths = []
    for contract in range(contracts):
        lines = ["云服务租用合同"]
        for n, w in enumerate(told, 1):
            days = 10 + contract if n % 3 == 0 else 10
            if n % 40 == 1:
                lines.append(f"第{n // 40 + 1}章 {w[0]}{w[1]}")
            lines.append(
                f"第{n}条 服务方应当在{days}个工作日内完成{w[0]}{w[1]}与{w[2]}{w[3]}，并将"
                f"{w[4]}{w[5]}告知采购方；{w[6]}{w[7]}由{w[8]}{w[9]}负责，{w[10]}以{w[11]}为准。"
            )
        path = folder / f"合同{contract + 1}.txt"
        path.write_text("\n".join(lines), "utf-8")
        paths.append(path)
    return paths


def compare_in_order(request: Request, progress: Progress, cancel: CancelToken) -> Outcome:
    """Compares contracts whose clauses stand in one order.

    What is measured is the window; finding the clauses that belong together would take minutes.
    """
    from app import align

    def in_order(trees: Mapping[str, ClauseTree], *_: object) -> tuple[ClauseGroup, ...]:
        clauses = zip(*(tree.clauses for tree in trees.values()), strict=True)
        return tuple(
            ClauseGroup({d: (c.id,) for d, c in zip(trees, row, strict=True)}) for row in clauses
        )

    align.align = in_order
    return compare_all(request, progress, cancel)


def first_view() -> Iterator[Figure]:
    """From dropping two contracts to the comparison on the screen."""
    from tests.bench.compare import ROOT

    files = ROOT.parent / "shared" / "files"
    paths = [files / "000.docx", files / "001.docx"]
    if not all(path.exists() for path in paths):
        paths = sorted((ROOT / "resources" / "samples").glob("*.docx"))[:2]
    with tempfile.TemporaryDirectory() as folder:
        _, window = _window(Path(folder))
        watch = Watch()
        idle = time.perf_counter()
        watch.during(lambda: None, lambda: time.perf_counter() - idle > 3)
        stall, took = watch.during(
            lambda: window.add_files(paths), lambda: window.session.comparison is not None
        )
        yield _stall("two contracts dropped: first view", stall, f"after {took:.1f} s")
        _close(window)


def load() -> Iterator[Figure]:
    """Eight contracts of 5,000 clauses: the longest stall of each action, and the memory."""
    from ui.views.pages import PageName

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app, window = _window(folder)
        watch = Watch()
        paths = written(folder, CONTRACTS, CLAUSES)
        app.processEvents()
        session = window.session
        ui.session.compare_all = compare_in_order
        stall, took = watch.during(
            lambda: window.add_files(paths),
            lambda: session.comparison is not None and not session.busy,
        )
        yield _stall("8 × 5,000: read and compared", stall, f"in {took:.0f} s")

        def rest(seconds: float) -> Callable[[], bool]:
            until = time.perf_counter() + seconds
            return lambda: time.perf_counter() > until

        stall, _ = watch.during(lambda: None, rest(3))
        yield _stall("  what follows", stall)
        for page in PageName:
            stall, _ = watch.during(lambda page=page: window.show_page(page), rest(1.5))
            yield _stall(f"  page {page.value}", stall)
        window.show_page(PageName.CLAUSES)
        table = window.pages[PageName.CLAUSES].table
        bar = table.verticalScrollBar()
        for label, by in (("by lines", 60), ("by leaps", 40_000)):
            stall = Stall()
            for _ in range(25):
                one, _ = watch.during(lambda by=by: bar.setValue(bar.value() + by), rest(0.1))
                stall = Stall(max(stall.clock, one.clock), max(stall.own, one.own))
            yield _stall(f"  scrolled {label}", stall)
        actions = window.actions_
        field = window.find_bar._field
        window.find_bar.open_bar()
        for label, work in (
            ("filter: everything", lambda: actions.differences_only.setChecked(False)),
            ("scrolled to the end", lambda: bar.setValue(bar.maximum())),
            ("filter: differences", lambda: actions.differences_only.setChecked(True)),
            ("find", lambda: field.setText("服务方")),
            ("find what is rare", lambda: field.setText("第4999条")),
            ("next match", lambda: window.search.step("", 1)),
            ("next difference", lambda: window.step(1)),
            ("decided by key", lambda: window.reviewing.panel.decide("accept")),
        ):
            stall, _ = watch.during(work, rest(1.5))
            yield _stall(f"  {label}", stall)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Figure(AREA, "  its memory at the peak", peak, "MB")
        _close(window)


def _stall(name: str, stall: Stall, note: str = "") -> Figure:
    own = f"own work {1000 * stall.own:.0f} ms"
    said = ", ".join(filter(None, (own, note)))
    return Figure(AREA, f"{name}, stall", 1000 * stall.clock, "ms", wanted=STALL, note=said)


def figures() -> Iterator[Figure]:
    """First paint, first view, and eight contracts of 5,000 clauses."""
    for part in (first_paint, first_view, load):
        yield from part()


if __name__ == "__main__":
    print(*table(list(figures())), sep="\n")
