"""Which system libraries the window lacks, found without importing Qt, before it gives up.

Qt's own wheels bring Qt, not what Qt stands on: a Linux without a desktop lacks some of it, and the
loader's message then names a file and no package. The table is what PySide6's QtWidgets and its
``xcb`` platform ask for (``readelf -d``).
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library and the packages that bring it.

    Attributes:
        name: What the loader asks for.
        debian: Package of Debian and what derives from it (Ubuntu, UOS, Kylin).
        fedora: Package of Fedora and its kin (openEuler, Anolis).
        display: Whether only a display needs it; tests without one do not.
    """

    name: str
    debian: str
    fedora: str
    display: bool = False


LIBRARIES = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", display=True),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", display=True),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", display=True),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", display=True),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", display=True),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util", display=True),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", display=True),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", display=True),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", display=True),
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", display=True),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", display=True),
)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_libraries(
    *, display: bool = True, loads: Callable[[str], bool] = _loads, platform: str = sys.platform
) -> tuple[Library, ...]:
    """The libraries that Qt needs and the system's loader does not find; none but on Linux.

    Args:
        display: Whether a display is to be used; ``offscreen`` needs fewer.
        loads: Asks the loader for one library.
        platform: As :data:`sys.platform`.
    """
    if not platform.startswith("linux"):
        return ()
    wanted = (library for library in LIBRARIES if display or not library.display)
    return tuple(library for library in wanted if not loads(library.name))


def packages(libraries: Sequence[Library], family: Literal["debian", "fedora"]) -> str:
    """The packages that bring the libraries, each once, parted by blanks."""
    return " ".join(dict.fromkeys(getattr(library, family) for library in libraries))
