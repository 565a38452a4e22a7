"""The openai package of another year against a server: prints what it got as JSON. openai2_client.py BASE_URL"""

from __future__ import annotations

import io
import json
import sys

import openai
from PIL import Image

client = openai.OpenAI(base_url=sys.argv[1], api_key="any", max_retries=0)


def png(mode: str, colour: tuple[int, ...], hole: bool = False) -> bytes:
    image = Image.new(mode, (256, 256), colour)
    if hole:
        image.paste((0, 0, 0, 0), (64, 64, 192, 192))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


found: dict[str, object] = {"version": openai.__version__, "models": len(client.models.list().data)}
made = client.images.generate(model="gpt-image-1", prompt="a red vase", size="512x256", n=2)
found["generated"] = [len(item.b64_json or "") for item in made.data or []]
found["url"] = client.images.generate(model="dall-e-3", prompt="a red vase", size="256x256").data[0].url
mask = png("RGBA", (0, 0, 0, 255), hole=True)
red = png("RGB", (255, 0, 0))
found["edited"] = len(
    client.images.edit(model="gpt-image-1", image=red, mask=mask, prompt="w").data[0].b64_json
)
several = client.images.edit(model="gpt-image-1", image=[red, red], prompt="w")
found["edited several"] = len(several.data[0].b64_json)
found["events"] = [
    event.type
    for event in client.images.generate(
        model="gpt-image-1", prompt="a vase", size="256x256", stream=True, partial_images=1
    )
]
found["events of an edit"] = [
    event.type for event in client.images.edit(model="gpt-image-1", image=red, prompt="w", stream=True)
]
try:
    client.images.generate(model="nobody", prompt="a vase")
except openai.NotFoundError as error:
    found["unknown"] = [error.code, error.param]
try:
    client.images.generate(model="gpt-image-1", prompt="a vase", size="1x1")
except openai.BadRequestError as error:
    found["refused"] = [error.code, error.param]
print(json.dumps(found))
