"""Links to pictures that need no key and end after an hour: /files/{picture}.{ext}?expires&signature."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tintype.server.sessions import Secret

MINUTES = 60


def link(secret: Secret, picture: str, ext: str = "png", *, base: str = "", minutes: float = MINUTES) -> str:
    """The link. base: scheme and host to put before it, such as str(request.base_url)."""
    expires = int(time.time() + 60 * minutes)
    name = f"{picture}.{ext}"
    signature = secret.sign("file", f"{name} {expires}".encode())
    return f"{base.rstrip('/')}/files/{name}?expires={expires}&signature={signature}"


def opens(secret: Secret, name: str, expires: str, signature: str) -> bool:
    """Whether a link to the file `name` is ours and not over."""
    if not expires.isascii() or not expires.isdigit() or len(expires) > 12 or int(expires) < time.time():
        return False
    return secret.signed("file", f"{name} {expires}".encode("utf-8", "replace"), signature)
