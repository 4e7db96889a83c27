"""What a project holds, under a password: a key by scrypt, every value by AES-256-GCM.

The database stays a database, so that every change is as durable as without a password and what a
crash leaves can be taken up; but nothing of a contract or a decision stands in it, in its journal
or in a copy of it in plain. What can be seen is how many contracts and decisions there are, how
large they are, and the names of options.
"""

from __future__ import annotations

import base64
import secrets
from functools import lru_cache

from app.store.errors import DamagedRecordError
from app.store.records import framed_locked, locked_body

# 128 MiB and half a second for every guess (N = 2^17, r = 8), as OWASP's Password Storage Cheat
# Sheet has it. It stands in every value, so that a later program may ask for more; what a strange
# file asks for is bounded.
COST = 17
_LEAST, _MOST = 10, 20
_SALT, _NONCE = 16, 12
_HEAD = 2 + _SALT + _NONCE
_FORM = 1
_TEXT = "LDX1:"
_PROOF = b"leasediff"


class WrongPasswordError(Exception):
    """A value that does not open with the password."""


class Vault:
    """Locks and opens the values of one project.

    Attributes:
        salt: What makes the same password another key in another project.
        cost: Binary logarithm of scrypt's N.
    """

    def __init__(self, password: str, salt: bytes | None = None, cost: int | None = None) -> None:
        """Makes the key.

        Args:
            password: As typed.
            salt: That of the project; a new one where None.
            cost: That of the project; that of this program where None.
        """
        self.salt = secrets.token_bytes(_SALT) if salt is None else salt
        self.cost = COST if cost is None else cost
        self._key = _key(password, self.salt, self.cost)

    @classmethod
    def of(cls, password: str, record: object) -> Vault:
        """The vault that a locked record was locked in, if the password is right.

        Raises:
            DamagedRecordError: where it is no locked record.
            WrongPasswordError: where the password does not open it.
        """
        salt, cost, _, _ = _parts(record)
        vault = cls(password, salt, cost)
        vault.open(record)
        return vault

    def lock(self, data: bytes) -> bytes:
        """A value as a locked record."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE)
        head = bytes((_FORM, self.cost)) + self.salt
        return framed_locked(head + nonce + AESGCM(self._key).encrypt(nonce, data, head))

    def open(self, record: object) -> bytes:
        """The value of a locked record.

        Raises:
            DamagedRecordError: where it is no locked record of this vault.
            WrongPasswordError: where it was locked with another key.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, cost, nonce, body = _parts(record)
        if (salt, cost) != (self.salt, self.cost):
            raise DamagedRecordError("locked in another project")
        try:
            return AESGCM(self._key).decrypt(nonce, body, bytes((_FORM, cost)) + salt)
        except InvalidTag:
            raise WrongPasswordError from None

    def proof(self) -> str:
        """A text that tells later whether a password is right."""
        return self.lock_text(_PROOF.decode())

    def lock_text(self, text: str) -> str:
        """A text as a text."""
        data = self.lock(text.encode("utf-8", "surrogatepass"))
        return _TEXT + base64.b64encode(data).decode()

    def open_text(self, text: object) -> str:
        """The text of :meth:`lock_text`.

        Raises:
            DamagedRecordError: where it is none.
            WrongPasswordError: where it was locked with another key.
        """
        return self.open(text_record(text)).decode("utf-8", "surrogatepass")


def text_record(text: object) -> bytes:
    """The locked record in a locked text.

    Raises:
        DamagedRecordError: where it is none.
    """
    if not isinstance(text, str) or not text.startswith(_TEXT):
        raise DamagedRecordError("no locked text")
    try:
        return base64.b64decode(text[len(_TEXT) :], validate=True)
    except ValueError as error:
        raise DamagedRecordError(str(error)) from None


def _parts(record: object) -> tuple[bytes, int, bytes, bytes]:
    body = locked_body(record)
    if len(body) < _HEAD or body[0] != _FORM or not _LEAST <= body[1] <= _MOST:
        raise DamagedRecordError("locked in an unknown way")
    return body[2 : 2 + _SALT], body[1], body[2 + _SALT : _HEAD], body[_HEAD:]


@lru_cache(maxsize=1)  # opening a project, and then its copy, makes the same key
def _key(password: str, salt: bytes, cost: int) -> bytes:
    import unicodedata

    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(typed)
