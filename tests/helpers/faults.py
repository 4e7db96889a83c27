"""Reads spoiled files one after the other in a process of its own, and says which broke a reader.

    python -m tests.helpers.faults SECONDS FILE …

A reading ends in a document or in the error that is meant for it; anything else, a crash, a hang
or a memory that runs over included, is a fault.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from tests.helpers.mutations import spoiled

# Seconds of the processor for one reading; the slowest whole sample takes two.
_PATIENCE = 25
_MEMORY = 3_000_000_000
PASSWORD = "a"
"""What opens the projects that have one."""


class SlowError(Exception):
    """A reading that does not end."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SlowError


def read_contract(path: Path) -> None:
    """Reads a contract as the reader processes do."""
    from app.readers import read
    from app.readers.options import ReadOptions
    from models.errors import UnreadableContract

    with contextlib.suppress(UnreadableContract, MemoryError):
        read(path, ReadOptions(recognise=False))


def read_project(path: Path) -> None:
    """Opens a project, reads all of it, and saves what can be saved of it where that fails."""
    from app.store import Project, ProjectError, vault
    from app.store.salvage import restore, salvage

    vault.COST = 10
    for password in (None, PASSWORD):
        try:
            with Project.open(path, password=password) as project:
                project.outcomes()
                project.source_states()
                _ = project.decisions, project.options, project.baseline
        except ProjectError as error:
            if error.salvageable:
                again = path.with_name("again.leasediff")
                with contextlib.suppress(ProjectError):
                    restore(salvage(path, password), again, password).close()
                again.unlink(missing_ok=True)


def read_workbook(path: Path) -> None:
    """Reads what somebody filled into a workbook."""
    from app.export.filled import read_filled

    with contextlib.suppress(MemoryError):
        read_filled(path)


WORK: dict[str, Callable[[Path], None]] = {
    "contract": read_contract,
    "project": read_project,
    "workbook": read_workbook,
}


def work_of(path: Path) -> str:
    """What is done with a file of this name."""
    return {".leasediff": "project", ".xlsx": "workbook"}.get(path.suffix, "contract")


def _try_all(work: str, file: str, folder: str, first: int, seconds: float) -> None:
    """The child: spoils and reads until the time is over; notes the seed before each reading."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGVTALRM, _stop)
    data, place = Path(file).read_bytes(), Path(folder)
    target = place / Path(file).name
    end, seed = time.monotonic() + seconds, first
    while time.monotonic() < end:
        (place / "seed").write_text(str(seed))
        target.write_bytes(spoiled(data, seed))
        signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
        try:
            WORK[work](target)
        except SlowError:
            _note(place, seed, "does not end\n" + traceback.format_exc())
        except Exception:
            _note(place, seed, traceback.format_exc())
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        seed += 1
    (place / "seed").write_text(f"{seed} done")


def _note(place: Path, seed: int, text: str) -> None:
    with (place / "faults").open("a") as file:
        file.write(f"--- seed {seed}\n{text}\n")


def faults(file: Path, seconds: float, first: int = 0) -> tuple[int, str]:
    """How many spoiled forms of a file were read in that time, and what broke.

    Args:
        file: A whole file; the name's ending says what is done with it.
        seconds: How long.
        first: Seed of the first damage.
    """
    tried, found, end, seed = 0, "", time.monotonic() + seconds, first
    while (left := end - time.monotonic()) > 0:
        with tempfile.TemporaryDirectory() as folder:
            arguments = (work_of(file), str(file), folder, seed, left)
            child = multiprocessing.get_context("spawn").Process(target=_try_all, args=arguments)
            child.start()
            child.join(left + 4 * _PATIENCE)
            if child.is_alive():
                os.kill(child.pid or 0, signal.SIGKILL)
                child.join()
            place = Path(folder)
            at = (place / "seed").read_text() if (place / "seed").exists() else f"{seed}"
            noted = place / "faults"
            found += noted.read_text() if noted.exists() else ""
            reached = int(at.split()[0])
            tried += reached - seed
            if not at.endswith("done"):
                found += f"--- seed {reached}\nthe process ended with {child.exitcode}\n"
            seed = reached + 1
            child.close()
    return tried, found


if __name__ == "__main__":
    for each in sys.argv[2:]:
        count, broken = faults(Path(each), float(sys.argv[1]), int(os.environ.get("FIRST", "0")))
        print(f"{each}: {count} tried\n{broken}", flush=True)
