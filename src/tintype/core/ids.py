"""Ids: 26 letters and digits that sort by the time they were made. The layout of a ULID."""

from __future__ import annotations

import secrets
import threading
import time

LENGTH = 26

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM = 80
_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """48 bits of milliseconds since 1970 and 80 random ones, five bits to a character.

    Within a process every id sorts after all earlier ones, also when the clock is set back.
    """
    global _last
    value = (time.time_ns() // 1_000_000) << _RANDOM | secrets.randbits(_RANDOM)
    with _lock:
        if value >> _RANDOM <= _last >> _RANDOM:  # the same millisecond, or a clock that went back
            value = _last + 1 + secrets.randbits(32)
        _last = value
    return "".join(_ALPHABET[value >> shift & 31] for shift in range(125, -1, -5))
