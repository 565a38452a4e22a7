"""The server's own secret, and what is derived from it: the page's sessions.

The secret lies in the data folder (0600), so a session outlives a restart. A session is a cookie
"payload.signature"; nothing of it is kept here, and deleting the secret ends all of them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import time
from pathlib import Path

import msgspec

from tintype.core.errors import CannotWrite

FILE = "server.secret"
DAYS = 30
"""A session lasts this long after its last renewal."""


class Session(msgspec.Struct, frozen=True, array_like=True):
    """Who sits before the page. key: id of the key it was opened with, "" for the printed address."""

    key: str
    expires: float


class Secret:
    """32 random bytes and everything signed with them. Purposes do not open one another's."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @classmethod
    def at(cls, folder: Path) -> Secret:
        """The secret of a data folder; made on first use. Raises CannotWrite."""
        path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                _create(path)
            return cls(path.read_bytes())
        except OSError as error:
            raise CannotWrite(
                f"The server's secret {path} cannot be kept ({error.strerror}); choose another data folder."
            ) from error

    def sign(self, purpose: str, data: bytes) -> str:
        """43 letters and digits that only this secret gives for this data."""
        key = hmac.digest(self._data, purpose.encode(), "sha256")
        return base64.urlsafe_b64encode(hmac.digest(key, data, "sha256")).rstrip(b"=").decode()

    def signed(self, purpose: str, data: bytes, signature: str) -> bool:
        """Whether it was signed for that purpose; takes the same time either way."""
        return hmac.compare_digest(self.sign(purpose, data).encode(), signature.encode("utf-8", "replace"))

    @property
    def cookie(self) -> str:
        """Name of the session's cookie: cookies know no ports, and two servers may share a host."""
        return f"tintype-{hashlib.sha256(b'cookie' + self._data).hexdigest()[:8]}"

    def open(self, key: str = "") -> str:
        """The value of a new session's cookie."""
        payload = msgspec.json.encode(Session(key, round(time.time() + DAYS * 86400)))
        return base64.urlsafe_b64encode(payload).rstrip(b"=").decode() + "." + self.sign("session", payload)

    def session(self, value: str) -> Session | None:
        """The session in a cookie; None if it is not ours, or over."""
        text, _, signature = value.partition(".")
        try:
            payload = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            if not self.signed("session", payload, signature):
                return None
            session = msgspec.json.decode(payload, type=Session)
        except (ValueError, msgspec.MsgspecError):
            return None
        return session if session.expires > time.time() else None


class Token:
    """Opens one session, once."""

    def __init__(self, value: str | None) -> None:
        self._value = value

    def spend(self, shown: str) -> bool:
        """Whether it was the right one, and the first time."""
        if self._value is None or not hmac.compare_digest(
            self._value.encode(), shown.encode("utf-8", "replace")
        ):
            return False
        self._value = None
        return True


def new_token() -> str:
    """256 random bits for a URL."""
    return secrets.token_urlsafe(32)


def _create(path: Path) -> None:
    """Writes a new secret whole or not at all; of two that do so at once, one wins."""
    temporary = path.with_name(f".{FILE}-{secrets.token_hex(6)}.tmp")
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
