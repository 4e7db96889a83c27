"""``python -m tests.bench [AREA…]``: all figures in one table, and as JSON in ``out/bench.json``.

Every area runs in a process of its own, so that no memory or cache of one counts for another. With
``--before FILE`` each ratio stands beside that of an earlier run.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.bench.figures import Figure, as_json, machine, measured, table

# In the order of the table; each module has figures() -> Iterator[Figure].
AREAS = ("compare", "scale", "readers", "recognition", "export", "archive", "window")


def apart(area: str) -> list[Figure]:
    """The same, in a fresh process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measured, area).result()


def since(figures: Sequence[Figure], before: Path) -> list[str]:
    """Lines that tell how ratios changed since an earlier run, where they did by a tenth."""
    earlier = {
        (one["area"], one["what"]): one["ratio"]
        for one in json.loads(before.read_text("utf-8"))["figures"]
    }
    lines = []
    for one in figures:
        old = earlier.get((one.area, one.what))
        if old and one.ratio and not 0.9 <= one.ratio / old <= 1.1:
            lines.append(f"{one.area}: {one.what}: {old:.2f} → {one.ratio:.2f}")
    return lines


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, prints, keeps."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    parser.add_argument("--json", type=Path, default=Path("out/bench.json"))
    parser.add_argument("--before", type=Path, help="the JSON of an earlier run")
    options = parser.parse_args(argv)
    figures: list[Figure] = []
    failed = False
    for area in options.areas or AREAS:
        print(f"… {area}", file=sys.stderr)
        try:
            figures += apart(area)
        except Exception as error:
            # The other areas are still worth their time.
            print(f"{area}: {type(error).__name__}: {error}", file=sys.stderr)
            failed = True
    print(", ".join(f"{name} {value}" for name, value in machine().items()))
    print("\n".join(table(figures)))
    if options.before:
        print("\n".join(since(figures, options.before)))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    kept = json.dumps(as_json(figures), ensure_ascii=False, indent=1)
    options.json.write_text(kept + "\n", "utf-8")
    print(f"→ {options.json}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
