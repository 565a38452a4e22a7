"""Files as text: base64, bare or in a data: URL, as JSON carries pictures."""

from __future__ import annotations

import base64
import binascii

from tintype.core.errors import BadFile


def decoded(text: str, name: str) -> bytes:
    """The file in base64 or a data: URL of it, line breaks or not; raises BadFile, naming it `name`."""
    head, comma, body = text.partition(",") if text.startswith("data:") else ("", "", text)
    if head and not (comma and head.endswith(";base64")):
        raise BadFile(f"The data URL of the {name} is not base64; write data:image/png;base64,….")
    try:
        return base64.b64decode("".join(body.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadFile(f"The {name} is not base64; send a PNG, JPEG or WebP file as base64.") from error


def encoded(data: bytes) -> str:
    """A file as bare base64."""
    return base64.b64encode(data).decode()
