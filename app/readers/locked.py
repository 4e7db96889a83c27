"""Office files that can only be opened with a password: .docx as a whole, .doc stream by stream.

Sources: [MS-OFFCRYPTO] 2.3.4 (agile and standard encryption of packages), [MS-DOC] 2.2.6 (RC4 and
XOR obfuscation).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from models.errors import UnreadableContract, UnreadableReason


def unlocked(data: bytes, name: str, passwords: Sequence[str]) -> bytes:
    """The file as it would be without a password.

    Args:
        data: A compound file that is encrypted.
        name: Its name, for the error.
        passwords: Tried in their order; at least one.

    Raises:
        UnreadableContract: WRONG_PASSWORD; ENCRYPTED where the way of encrypting is not known.
    """
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import InvalidKeyError

    for password in filter(None, passwords):
        try:
            file: Any = OfficeFile(io.BytesIO(data))
            # Of packages alone the library checks a password only where it is asked to.
            verified = {"verify_password": True} if file.format == "ooxml" else {}
            file.load_key(password=password, **verified)
            out = io.BytesIO()
            file.decrypt(out)
            return out.getvalue()
        except InvalidKeyError:
            continue
        except MemoryError:
            raise
        except Exception:
            # Ways of encrypting that the library does not know, which it finds out in many ways.
            raise UnreadableContract(name, UnreadableReason.ENCRYPTED) from None
    raise UnreadableContract(name, UnreadableReason.WRONG_PASSWORD)
