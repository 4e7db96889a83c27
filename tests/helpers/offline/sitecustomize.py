"""Watches for the network from a process's first moment, and in every process that it starts.

On PYTHONPATH, Python loads this before anything else. What reaches for the network is written to
the file that ``OFFLINE_LOG`` names, and fails there and then.
"""

import os
import socket
import sys
import traceback
from pathlib import Path

_LOG = os.environ.get("OFFLINE_LOG")
_INTERNET = (socket.AF_INET, socket.AF_INET6)
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def _say(text: str) -> None:
    with Path(_LOG).open("a", encoding="utf-8") as file:
        file.write(text + "\n")


def _watch(event: str, args: tuple) -> None:
    if not event.startswith("socket."):
        return
    made = event == "socket.__new__" and args[1] in _INTERNET
    # Pipes between processes are sockets too, whose address is the name of a file.
    reached = event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(
        args[-1], tuple
    )
    if made or reached or event in _LOOK_UPS:
        frames = [f"{f.filename}:{f.lineno}" for f in traceback.extract_stack()[-6:-1]]
        _say(f"reached {event} {args[1:]} from {' '.join(frames)}")
        raise OSError("the program is offline")


if _LOG:
    _say(f"watched {os.getpid()}")
    sys.addaudithook(_watch)
