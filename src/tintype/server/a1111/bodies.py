"""What /sdapi/v1 takes and answers, as pydantic models.

Programs send some fifty fields, and each its own extra ones; whatever is not known is taken and named
in the answer's `info` as not used. `null` is the same as not said.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from tintype.server import access
from tintype.server.access import Caller

Reader = Annotated[Caller, Depends(access.caller("read"))]
"""A caller who may look."""
Painter = Annotated[Caller, Depends(access.caller("generate"))]
"""A caller who may paint."""

Base64 = Annotated[str, Field(description="base64 of a picture file, bare or as a data: URL.")]


class Open(BaseModel):
    """A body that may hold more than is known."""

    model_config = ConfigDict(extra="allow")


class Painting(Open):
    """What txt2img and img2img have in common. Sizes in pixels; batch_size × n_iter pictures."""

    prompt: str | None = Field(default="", examples=["a red vase on white marble"])
    negative_prompt: str | None = ""
    styles: list[str] | None = None
    seed: int | None = Field(default=-1, description="-1 draws one; the others follow by one each.")
    batch_size: int | None = Field(default=1, ge=1, le=64)
    n_iter: int | None = Field(default=1, ge=1, le=64)
    steps: int | None = 20
    cfg_scale: float | None = 7.0
    width: int | None = Field(default=512, ge=1, le=100_000)
    height: int | None = Field(default=512, ge=1, le=100_000)
    sampler_name: str | None = None
    sampler_index: str | None = None
    scheduler: str | None = None
    denoising_strength: float | None = None
    restore_faces: bool | None = False
    tiling: bool | None = False
    override_settings: dict[str, JsonValue] | None = None
    script_name: str | None = None
    script_args: list[JsonValue] | None = None
    alwayson_scripts: dict[str, JsonValue] | None = None
    send_images: bool | None = True
    save_images: bool | None = False


class Txt2Img(Painting):
    """A sentence to paint. enable_hr: hr_scale times as large, or hr_resize_x × hr_resize_y."""

    enable_hr: bool | None = False
    hr_scale: float | None = Field(default=2.0, ge=1, le=16)
    hr_resize_x: int | None = Field(default=0, ge=0, le=100_000)
    hr_resize_y: int | None = Field(default=0, ge=0, le=100_000)


class Img2Img(Painting):
    """Pictures to start from. mask: white is painted anew, black stays."""

    init_images: list[Base64] | None = None
    mask: Base64 | None = None
    inpainting_mask_invert: int | None = 0
    resize_mode: int | None = Field(default=0, ge=0, le=3)
    include_init_images: bool | None = False


class Painted(BaseModel):
    """images: base64 of PNG files without a `data:` prefix. info: JSON, as a string."""

    images: list[str]
    parameters: dict[str, JsonValue]
    info: str


class Progress(BaseModel):
    """How far one's own pictures are. progress: 0 to 1. current_image: base64, or null."""

    progress: float
    eta_relative: float
    state: dict[str, Any]
    current_image: str | None
    textinfo: str | None


class OnePicture(Open):
    """A picture."""

    image: Base64 = ""


class Interrogate(OnePicture):
    """A picture to describe."""

    model: str | None = "clip"


class Extras(Open):
    """How to enlarge. resize_mode 0: by upscaling_resize; 1: to upscaling_resize_w × _h."""

    resize_mode: int | None = Field(default=0, ge=0, le=1)
    upscaling_resize: float | None = Field(default=2.0, gt=0, le=16)
    upscaling_resize_w: int | None = Field(default=512, ge=1, le=100_000)
    upscaling_resize_h: int | None = Field(default=512, ge=1, le=100_000)
    upscaling_crop: bool | None = True
    upscaler_1: str | None = "None"
    upscaler_2: str | None = "None"
    extras_upscaler_2_visibility: float | None = Field(default=0, ge=0, le=1)
    gfpgan_visibility: float | None = 0
    codeformer_visibility: float | None = 0


class ExtrasOne(Extras):
    """A picture to enlarge."""

    image: Base64 = ""


class Named(Open):
    """A picture with a name."""

    data: Base64
    name: str = ""


class ExtrasMany(Extras):
    """Pictures to enlarge."""

    imageList: list[Named] = Field(max_length=64)  # noqa: N815, their word


class Enlarged(BaseModel):
    """image: base64 of a PNG file."""

    html_info: str
    image: str


class EnlargedMany(BaseModel):
    """images: base64 of PNG files."""

    html_info: str
    images: list[str]


class PngInfo(BaseModel):
    """What a picture says of its making."""

    info: str
    items: dict[str, JsonValue]
    parameters: dict[str, JsonValue]


class Problem(BaseModel):
    """An error. error: its kind; detail: one sentence."""

    error: str
    detail: str
    body: str
    errors: str


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=`: the errors that an operation gives."""
    return {code: {"model": Problem} for code in (400, 401, 403, *codes, 500)}
