"""Bodies: fields and files out of JSON or a form, whichever a client sends."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile

from tintype.core.errors import BadFile
from tintype.runtime.http import fetch
from tintype.server.openai.wording import Refused

if TYPE_CHECKING:
    from starlette.requests import Request

IMAGES = 16
"""Pictures that may come with a call."""
_LONGEST_URL = 20_971_520
_IMAGE = re.compile(r"image(\[\d{0,3}\])?")
_NESTED = re.compile(r"(\w+)\[\w+\]")
_FILES = ("image", "mask", "markup", "file")


@dataclass
class Body:
    """fields: what is no file. images, mask, markup, file: the bytes that came. digest: of all of it,
    the same for a body that is sent again."""

    fields: dict[str, Any] = field(default_factory=dict)
    images: list[bytes] = field(default_factory=list)
    mask: bytes | None = None
    markup: bytes | None = None
    file: bytes | None = None
    digest: str = ""


async def read(request: Request, *, owner: str | None, files: bool = False) -> Body:
    """The body of a call. files: whether pictures may come with it. owner: whose pictures an id may name.

    Raises Refused, BadFile, TooLarge, NotFound.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data" and files:
        body = await _form(request)
    else:
        body = _json(await request.body())
        if files:
            await _referred(request, body, owner)
    sums = [hashlib.sha256(data or b"").hexdigest() for data in (*body.images, body.mask, body.markup)]
    plain = json.dumps([sorted(body.fields.items(), key=str), sums], default=str)
    body.digest = hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()
    return body


async def _form(request: Request) -> Body:
    body = Body()
    async with request.form(max_files=IMAGES + 2, max_fields=200, max_part_size=1 << 20) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                _keep(body, name, await value.read())
            elif nested := _NESTED.fullmatch(name):
                body.fields[nested[1]] = {}
            elif name in _FILES or _IMAGE.fullmatch(name):
                raise Refused(f"The part '{name[:40]}' must be a file.", name[:40], "invalid_type")
            else:
                body.fields[name] = value
    return body


def _keep(body: Body, name: str, data: bytes) -> None:
    if _IMAGE.fullmatch(name):
        body.images.append(data)
        if len(body.images) > IMAGES:
            raise Refused(f"At most {IMAGES} images may come with a call.", "image", "too_many_images")
    elif name in ("mask", "markup", "file"):
        setattr(body, name, data)
    else:
        raise Refused(f"Unknown parameter: '{name[:60]}'.", name[:60], "unknown_parameter")


def _json(data: bytes) -> Body:
    try:
        fields = json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(
            "We could not parse the JSON body of your request; send a JSON object with Content-Type:"
            " application/json.", None, "invalid_json",
        ) from error  # fmt: skip
    if not isinstance(fields, dict):
        raise Refused("The body must be a JSON object.", None, "invalid_type")
    return Body(fields={str(name): value for name, value in fields.items()})


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


async def _referred(request: Request, body: Body, owner: str | None) -> None:
    """The pictures that JSON refers to: by data: URL, by address, or by the id of one that is kept here."""
    fields = body.fields
    said = fields.pop("images", None)
    one = fields.pop("image", None)
    listed = said if isinstance(said, list) else [said] if said is not None else []
    listed += one if isinstance(one, list) else [one] if one is not None else []
    if len(listed) > IMAGES:
        raise Refused(f"At most {IMAGES} images may come with a call.", "images", "too_many_images")
    for number, reference in enumerate(listed):
        body.images.append(await _file(request, reference, f"images[{number}]", owner))
    for name in ("mask", "markup"):
        if fields.get(name) is not None:
            setattr(body, name, await _file(request, fields.pop(name), name, owner))


async def _file(request: Request, reference: Any, name: str, owner: str | None) -> bytes:
    """The bytes behind {"image_url": …} or {"file_id": …}; a bare string is an address."""
    if isinstance(reference, str):
        reference = {"image_url": reference}
    if not isinstance(reference, dict) or len({"image_url", "file_id"} & reference.keys()) != 1:
        raise Refused(f"Give exactly one of image_url and file_id for '{name}'.", name, "invalid_type")
    if "file_id" in reference:
        return await _kept(request, str(reference["file_id"]), owner)
    url = reference["image_url"]
    if isinstance(url, dict):
        url = url.get("url")
    if not isinstance(url, str) or len(url) > _LONGEST_URL:
        raise Refused(
            f"The image_url of '{name}' must be a string of at most 20 MB.", name, "invalid_image_url"
        )
    if url.startswith("data:"):
        return _inline(url, name)
    settings = request.app.state.settings
    if settings.offline:
        raise BadFile("This server is offline and fetches nothing; send the picture itself.")
    return await fetch(url, most=settings.upload_mb << 20)


def _inline(url: str, name: str) -> bytes:
    head, comma, text = url.partition(",")
    try:
        if not comma or not head.endswith(";base64"):
            raise ValueError
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(
            f"The data URL of '{name}' is not base64; write data:image/png;base64,….",
            name,
            "invalid_base64_image",
        ) from error


async def _kept(request: Request, id: str, owner: str | None) -> bytes:
    from starlette.concurrency import run_in_threadpool

    studio = request.app.state.studio

    def find() -> bytes:
        return studio.store.get(studio.gallery.get(id[:64], owner=owner).digest)

    return await run_in_threadpool(find)
