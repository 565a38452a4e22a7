"""Bodies: fields and pictures out of JSON or a form, whichever a client sends. Nothing is fetched or
opened yet: a call that is sent again is known before that."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile

from tintype.server.openai.wording import Refused

if TYPE_CHECKING:
    from starlette.requests import Request

IMAGES = 16
"""Pictures that may come with a call."""
_IMAGE = re.compile(r"image(\[\d{0,3}\])?")
_NESTED = re.compile(r"(\w+)(\[\w*\])+")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass
class Sent:
    """A picture that comes with a call. param: what the call names it. data: its bytes, or what JSON
    says of where they are."""

    param: str
    data: Any


@dataclass
class Body:
    """fields: what is no picture. digest: of everything and the address, the same for a body that is
    sent again."""

    fields: dict[str, Any] = field(default_factory=dict)
    images: list[Sent] = field(default_factory=list)
    mask: Sent | None = None
    markup: Sent | None = None
    file: Sent | None = None
    digest: str = ""


async def read(request: Request, *, files: bool = False) -> Body:
    """The body of a call. files: whether pictures may come with it. Raises Refused, TooLarge."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _FORMS and files:
        body = await _form(request)
    else:
        body = _json(await request.body())
        if files:
            _part(body)
    if len(body.images) > IMAGES:
        raise Refused(f"At most {IMAGES} images may come with a call.", "image", "too_many_images")
    body.digest = _digest(request.url.path, body)
    return body


def _digest(path: str, body: Body) -> str:
    sent = [*body.images, body.mask, body.markup]
    sums = [
        hashlib.sha256(one.data).hexdigest() if isinstance(one.data, bytes) else one.data
        for one in sent if one is not None
    ]  # fmt: skip
    plain = json.dumps([path, sorted(body.fields.items()), sums, body.mask is None, body.markup is None])
    return hashlib.sha256(plain.encode()).hexdigest()


async def _form(request: Request) -> Body:
    body = Body()
    async with request.form(max_files=IMAGES + 3, max_fields=200, max_part_size=1 << 20) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                _keep(body, name, await value.read())
                continue
            root = nested[1] if (nested := _NESTED.fullmatch(name)) else name
            if root in ("image", "mask", "markup", "file"):
                raise Refused(f"The part '{name[:40]}' must be a file.", name[:40], "invalid_type")
            body.fields[root] = {} if nested else value
    return body


def _keep(body: Body, name: str, data: bytes) -> None:
    if _IMAGE.fullmatch(name):
        body.images.append(Sent(name, data))
    elif name in ("mask", "markup", "file"):
        setattr(body, name, Sent(name, data))
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


def _part(body: Body) -> None:
    """Takes out of JSON what refers to pictures: `images` or `image`, one or a list, `mask`, `markup`."""
    for name in ("images", "image"):
        said = body.fields.pop(name, None)
        listed = said if isinstance(said, list) else [] if said is None else [said]
        body.images += [Sent(f"{name}[{number}]", one) for number, one in enumerate(listed)]
    for name in ("mask", "markup"):
        if body.fields.get(name) is not None:
            setattr(body, name, Sent(name, body.fields.pop(name)))
