"""Pictures that exist already: enlarged, or asked what they say of their making.

Enlarging is resampling by Pillow, under the name it has, Lanczos or Nearest; or, as Retouch, the model
that the command `tintype upscale` takes.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
from fastapi import APIRouter
from PIL import Image
from pydantic import JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.assets import inline
from tintype.assets.foreign import read_settings
from tintype.assets.intake import open_picture
from tintype.assets.quiet import quietly
from tintype.assets.stamp import read_back, written
from tintype.core.errors import BadOption, TooLarge
from tintype.server.a1111 import pixels
from tintype.server.a1111.bodies import (
    Enlarged,
    EnlargedMany,
    Extras,
    ExtrasMany,
    ExtrasOne,
    Interrogate,
    OnePicture,
    Painter,
    PngInfo,
    Reader,
    problems,
)
from tintype.server.a1111.tell import finite
from tintype.server.a1111.upscaling import UPSCALER, by_model

if TYPE_CHECKING:
    from tintype.core.picture import Pixels

UPSCALERS = {
    "None": None, "Lanczos": Image.Resampling.LANCZOS, "Nearest": Image.Resampling.NEAREST,
    UPSCALER: Image.Resampling.LANCZOS,
}  # fmt: skip
"""What there is → how it comes to the exact size."""


def router(studio: Any, settings: Any) -> APIRouter:
    """The addresses for pictures that exist."""
    router = APIRouter(tags=["extras"])

    @router.post("/extra-single-image", responses=problems(413))
    async def single(request: Request, body: ExtrasOne, who: Painter) -> Enlarged:
        """Enlarge a picture. It is not kept."""
        image = await run_in_threadpool(enlarged, studio, body, body.image, "image", settings)
        return Enlarged(html_info=_told(body), image=image)

    @router.post("/extra-batch-images", responses=problems(413))
    async def batch(request: Request, body: ExtrasMany, who: Painter) -> EnlargedMany:
        """Enlarge several pictures. They are not kept."""
        images = [
            await run_in_threadpool(enlarged, studio, body, each.data, f"imageList[{index}]", settings)
            for index, each in enumerate(body.imageList)
        ]
        return EnlargedMany(html_info=_told(body), images=images)

    @router.post("/png-info", responses=problems(413))
    async def png_info(request: Request, body: OnePicture, who: Reader) -> PngInfo:
        """What a picture says of its making, whatever program wrote it."""
        return await run_in_threadpool(said, body.image, settings)

    @router.post("/interrogate", responses=problems(413))
    async def interrogate(request: Request, body: Interrogate, who: Reader) -> dict[str, str]:
        """No model here describes pictures; the answer is an error that says so."""
        raise BadOption(
            "No model here describes pictures; write the sentence yourself, or read it by png-info."
        )

    return router


def enlarged(studio: Any, body: Extras, text: str, name: str, settings: Any) -> str:
    """The picture in another size, as base64 of a PNG that keeps what the file said of its making.

    Raises BadOption for what is not here, BadFile, TooLarge.
    """
    _refuse_faces(body)
    first, second = _upscaler(body.upscaler_1), _upscaler(body.upscaler_2)
    data = pixels.decoded(text, name)
    image = pixels.opened(text, name, settings)
    size = _size(body, image.shape[1], image.shape[0])
    if size[0] * size[1] > settings.upload_megapixels * 1_000_000:
        raise TooLarge(
            f"{size[0]}x{size[1]} is more than {settings.upload_megapixels} megapixels; enlarge it less."
        )
    done = _resampled(_grown(studio, body.upscaler_1, image, size), size, first, body)
    share = body.extras_upscaler_2_visibility or 0
    if second is not None and share:
        other = _resampled(_grown(studio, body.upscaler_2, image, size), size, second, body)
        if other.shape == done.shape:
            done = np.asarray(Image.blend(Image.fromarray(done), Image.fromarray(other), share))
    return inline.encoded(written(np.ascontiguousarray(done), "PNG", _text(data), None))


def _grown(studio: Any, upscaler: str | None, image: Pixels, size: tuple[int, int]) -> Pixels:
    """The picture as a model enlarges it, large enough for the size; as it is where none was asked for."""
    if upscaler != UPSCALER:
        return image
    return by_model(studio, image, max(size[0] / image.shape[1], size[1] / image.shape[0]))


def _size(body: Extras, wide: int, high: int) -> tuple[int, int]:
    if body.resize_mode == 1:
        return body.upscaling_resize_w or 512, body.upscaling_resize_h or 512
    scale = body.upscaling_resize or 2.0
    return max(1, round(wide * scale)), max(1, round(high * scale))


def _resampled(image: Pixels, size: tuple[int, int], how: Image.Resampling | None, body: Extras) -> Pixels:
    """At (width, height); with crop cut to that shape, else as large as fits in it. None: as it was."""
    if how is None:
        return image
    high, wide = image.shape[:2]
    whole = Image.fromarray(image)
    if body.resize_mode != 1:
        return np.asarray(whole.resize(size, how))
    if body.upscaling_crop is False:
        scale = max(size[0] / wide, size[1] / high)
        grown = round(wide * scale), round(high * scale)
        if grown[0] * grown[1] > 4 * size[0] * size[1]:
            raise BadOption(
                "The picture is too long and narrow for that size uncut; let upscaling_crop be true."
            )
        return np.asarray(whole.resize(grown, how))
    scale = min(wide / size[0], high / size[1])
    left, top = max(0.0, (wide - size[0] * scale) / 2), max(0.0, (high - size[1] * scale) / 2)
    return np.asarray(whole.resize(size, how, box=(left, top, wide - left, high - top)))


def _refuse_faces(body: Extras) -> None:
    if body.gfpgan_visibility or body.codeformer_visibility:
        raise BadOption(
            "No model here restores faces; leave gfpgan_visibility and codeformer_visibility at 0."
        )


def _upscaler(name: str | None) -> Image.Resampling | None:
    if (name or "None") not in UPSCALERS:
        raise BadOption(f"There is no upscaler “{str(name)[:60]}” here; use: {', '.join(UPSCALERS)}.")
    return UPSCALERS[name or "None"]


def _told(body: Extras) -> str:
    if UPSCALER in (body.upscaler_1, body.upscaler_2):
        return f"<p>Enlarged: {body.upscaler_1 or 'None'}.</p>"
    return f"<p>Resampled, not repainted: {body.upscaler_1 or 'None'}.</p>"


def said(text: str, settings: Any) -> PngInfo:
    """Their words for what a picture says. Raises BadFile, TooLarge."""
    data = pixels.decoded(text, "image")
    most = settings.upload_megapixels * 1_000_000
    open_picture(data, max_bytes=settings.upload_mb << 20, max_pixels=most)
    recalled = read_settings(data)
    if recalled is None:
        return PngInfo(info="", items={}, parameters={})
    told: dict[str, Any] = {
        "Prompt": recalled.prompt, "Negative prompt": recalled.negative, "Steps": recalled.steps,
        "Seed": recalled.seed, "Model": recalled.model, **recalled.more,
    }  # fmt: skip
    if recalled.size:
        told |= {"Size-1": recalled.size[0], "Size-2": recalled.size[1]}
    found = _text(data) or ""
    items: dict[str, JsonValue] = {"parameters": found, "program": recalled.program}
    return PngInfo(
        info=found, items=items, parameters={key: finite(value) for key, value in told.items() if value}
    )


def _text(data: bytes) -> str | None:
    """What some program wrote into the file; None if nothing, or if it cannot be read."""
    try:
        with quietly():
            return read_back(Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]))[0]
    except Exception:  # whatever a decoder stumbles over: then it says nothing
        return None
