"""Pictures for tests, and back."""

from __future__ import annotations

import base64
import io
from typing import Any

import numpy as np
from PIL import Image


def file(pixels: Any, format: str = "PNG") -> bytes:
    """A picture file of uint8 pixels."""
    data = io.BytesIO()
    Image.fromarray(np.asarray(pixels, np.uint8)).save(data, format)
    return data.getvalue()


def text(pixels: Any, *, url: bool = False) -> str:
    """base64 of a PNG."""
    return ("data:image/png;base64," if url else "") + base64.b64encode(file(pixels)).decode()


def pixels(text: str) -> Any:
    """uint8 pixels of a base64 picture."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(text, validate=True))))


def grey(width: int, height: int, value: int = 100) -> Any:
    return np.full((height, width, 3), value, np.uint8)
