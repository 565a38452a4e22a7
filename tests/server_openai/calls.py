"""What tests call the server with."""

from __future__ import annotations

import io
from typing import Any

import openai
from live_server import Live
from PIL import Image


def client_of(live: Live, **more: Any) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{live.url}/v1", **{"api_key": "any", "max_retries": 0, **more})


def png(size: tuple[int, int] = (256, 256), colour: str = "red", hole: bool = False) -> bytes:
    """A plain picture; with a transparent square in its middle."""
    image = Image.new("RGBA" if hole else "RGB", size, colour)
    if hole:
        image.paste((0, 0, 0, 0), (size[0] // 4, size[1] // 4, 3 * size[0] // 4, 3 * size[1] // 4))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
