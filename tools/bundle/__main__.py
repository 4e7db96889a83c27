"""``python -m tools.bundle``: builds the folder and the archive, and says how large they are."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ICON = ROOT / "resources" / "icons" / "leasediff.svg"
LARGEST = 250  # MB that an archive may have, recognition included


def draw_icon(path: Path, size: int = 256) -> None:
    """Draws the icon as a PNG, which PyInstaller turns into what the system wants."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    _app = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    image.save(str(path))


def build(out: Path, work: Path) -> Path:
    """Builds the folder of the program below ``out``.

    Raises:
        subprocess.CalledProcessError: where PyInstaller could not.
    """
    work.mkdir(parents=True, exist_ok=True)
    icon = work / "leasediff.png"
    draw_icon(icon)
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
        *("--distpath", str(out), "--workpath", str(work), str(HERE / "leasediff.spec")),
    ]
    subprocess.run(command, check=True, env=os.environ | {"LEASEDIFF_ICON": str(icon)})
    folder = out / "leasediff"
    for name in ("LICENSE", "README.md", "README.zh-CN.md"):
        shutil.copy(ROOT / name, folder)
    if sys.platform.startswith("linux"):
        desktop = folder / "desktop"
        desktop.mkdir()
        for file in (HERE / "leasediff.desktop", HERE / "leasediff-mime.xml", ICON):
            shutil.copy(file, desktop)
        shutil.copy(HERE / "install.sh", folder)
    return folder


def pack(folder: Path) -> Path:
    """The archive of the folder, beside it: a ZIP file on Windows, else a compressed tar."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    name = f"leasediff-{version('leasediff')}-{system}-{platform.machine().lower()}"
    if sys.platform == "win32":
        path = folder.parent / f"{name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for file in sorted(folder.rglob("*")):
                packed.write(file, Path(name) / file.relative_to(folder))
        return path
    # A macOS program is its .app; the folder beside it holds the same files.
    packed_folder = folder.parent / "LeaseDiff.app" if sys.platform == "darwin" else folder
    path = folder.parent / f"{name}.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=9) as packed:
        packed.add(packed_folder, name if packed_folder is folder else packed_folder.name)
    return path


def size(path: Path) -> float:
    """MB of a file, or of all files of a folder; links count for nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(f.stat().st_size for f in files if f.is_file() and not f.is_symlink()) / 1e6


def main(argv: Sequence[str] | None = None) -> int:
    """Builds, packs, prints the sizes; 1 where the archive is larger than it may be."""
    parser = argparse.ArgumentParser(prog="python -m tools.bundle")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bundle")
    parser.add_argument("--no-archive", action="store_true", help="build the folder only")
    options = parser.parse_args(argv)
    folder = build(options.out, options.work)
    print(f"{folder}  {size(folder):.0f} MB")
    if options.no_archive:
        return 0
    archive = pack(folder)
    print(f"{archive}  {size(archive):.0f} MB (at most {LARGEST} MB)")
    return int(size(archive) > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
