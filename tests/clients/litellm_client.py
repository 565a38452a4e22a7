"""LiteLLM against a server: prints what it got as JSON. litellm_client.py BASE_URL"""

from __future__ import annotations

import io
import json
import sys

import litellm
from PIL import Image

base = sys.argv[1]
common = {"api_base": base, "api_key": "any"}


def red(hole: bool = False) -> io.BytesIO:
    file = io.BytesIO()
    image = Image.new("RGBA", (256, 256), (255, 0, 0, 255))
    if hole:
        image.paste((0, 0, 0, 0), (64, 64, 192, 192))
    image.save(file, "PNG")
    file.name = "red.png"
    file.seek(0)
    return file


made = litellm.image_generation(model="openai/gpt-image-2", prompt="a red vase", size="512x256", **common)
edited = litellm.image_edit(model="openai/gpt-image-1", image=[red()], prompt="waves", **common)
masked = litellm.image_edit(
    model="openai/gpt-image-1", image=[red(), red()], mask=red(hole=True), prompt="waves", **common
)
linked = litellm.image_generation(model="openai/dall-e-3", prompt="a red vase", size="1024x1024", **common)
try:
    litellm.image_generation(model="openai/nobody", prompt="a red vase", **common)
    refused = ""
except Exception as error:
    refused = type(error).__name__
print(
    json.dumps(
        {
            "generated": len(made.data[0].b64_json),
            "edited": len(edited.data[0].b64_json),
            "masked": len(masked.data[0].b64_json),
            "url": linked.data[0].url,
            "refused": refused,
        }
    )
)
