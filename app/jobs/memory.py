"""How much memory a process holds, and the limit that a process sets itself.

Linux keeps RLIMIT_AS. macOS has the constant and does not keep it, Windows has none: there the
parent watches what the child holds, and ends it when it goes beyond.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def held_by(pid: int, handle: int) -> int | None:
    """The memory that another process holds now, in bytes.

    Args:
        pid: Its number.
        handle: What the system knows it by on Windows (``Process.sentinel``); elsewhere unused.

    Returns:
        Resident bytes, on Windows those it was granted (the larger of the two); None where the
        system does not tell.
    """
    if sys.platform == "win32":
        return _granted(handle)
    try:
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return None if Path("/proc/self/statm").exists() else _told_by_ps(pid)
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _told_by_ps(pid: int) -> int | None:
    """As ``ps`` tells: on macOS, which has no ``/proc``."""
    import subprocess

    command = ["ps", "-o", "rss=", "-p", str(pid)]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)
        return int(said.stdout) * 1024
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def _granted(handle: int) -> int | None:
    if sys.platform != "win32":
        return None
    import ctypes
    from ctypes import wintypes

    # PROCESS_MEMORY_COUNTERS: two numbers of 32 bits, then sizes.
    sizes = [
        "peak_working_set",
        "working_set",
        "quota_peak_paged",
        "quota_paged",
        "quota_peak_nonpaged",
        "quota_nonpaged",
        "page_file",
        "peak_page_file",
    ]

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in sizes),
        )

    ask = ctypes.windll.kernel32.K32GetProcessMemoryInfo
    ask.argtypes = [wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD]
    ask.restype = wintypes.BOOL
    counters = Counters(size=ctypes.sizeof(Counters))
    if not ask(handle, ctypes.byref(counters), counters.size):
        return None
    return max(int(counters.working_set), int(counters.page_file))


def limit_own(memory: int) -> None:
    """Limits the address space of this process, where the system keeps such a limit.

    Args:
        memory: In bytes.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        memory = min(memory, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    except (ValueError, OSError):  # a system that has the constant but not the limit
        return
