"""LiteLLM against a server: prints what it got as JSON. litellm_client.py BASE_URL"""

from __future__ import annotations

import io
import json
import sys

import litellm
from PIL import Image

base = sys.argv[1]
common = {"api_base": base, "api_key": "any"}


def red() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGBA", (256, 256), (255, 0, 0, 255)).save(file, "PNG")
    file.name = "red.png"
    file.seek(0)
    return file


made = litellm.image_generation(model="openai/gpt-image-2", prompt="a red vase", size="512x256", **common)
edited = litellm.image_edit(model="openai/gpt-image-1", image=[red()], prompt="waves", **common)
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
            "refused": refused,
        }
    )
)
