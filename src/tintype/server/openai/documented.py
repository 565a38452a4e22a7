"""What the OpenAPI document says of these calls, made from the same tables that check them."""

from __future__ import annotations

from typing import Any

from tintype.core.prompt import LONGEST
from tintype.server.openai.bodies import IMAGES
from tintype.server.openai.params import CHOICES, FIELDS, RANGES, Call


def _object(properties: dict[str, Any], needed: list[str], *, more: bool = False) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": needed, "additionalProperties": more,
    }  # fmt: skip


_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_MAYBE = {"type": ["string", "null"]}
_FILE = {"type": "string", "format": "binary"}
_FILES = {"oneOf": [_FILE, {"type": "array", "items": _FILE, "minItems": 1, "maxItems": IMAGES}]}
_TOKENS = _object({"text_tokens": _COUNT, "image_tokens": _COUNT}, ["text_tokens", "image_tokens"])
_SUMS = ("total_tokens", "input_tokens", "output_tokens")
_DETAILS = ("input_tokens_details", "output_tokens_details")
_USAGE = _object(
    {**dict.fromkeys(_SUMS, _COUNT), **dict.fromkeys(_DETAILS, _TOKENS)}, [*_SUMS, *_DETAILS]
)  # fmt: skip
_FACTS = {
    "background": {"enum": ["transparent", "opaque"]}, "output_format": {"enum": ["png", "jpeg", "webp"]},
    "quality": {"enum": ["low", "medium", "high"]}, "size": {"type": "string", "pattern": r"^\d+x\d+$"},
}  # fmt: skip
_IMAGE = {
    "oneOf": [_object({"b64_json": _TEXT}, ["b64_json"]), _object({"url": _TEXT}, ["url"])],
}  # fmt: skip
_PICTURES = _object(
    {
        "created": _COUNT, "data": {"type": "array", "items": _IMAGE}, "usage": _USAGE, **_FACTS,
        "safety_identifier": _TEXT,
    },
    ["created", "data", "usage", *_FACTS],
)  # fmt: skip
_C2PA = _object(
    {
        "type": {"const": "c2pa"}, "outcome": {"enum": ["detected", "not_detected"]},
        "validation_state": {"enum": ["trusted", "valid", "invalid", "not_present"]},
        "issuer": _MAYBE, "model": _MAYBE, "generated_at": _MAYBE,
    },
    ["type", "outcome", "validation_state"],
)  # fmt: skip
_SYNTHID = _object(
    {
        "type": {"const": "synthid"}, "outcome": {"const": "not_detected"}, "model": _MAYBE,
        "generated_at": _MAYBE,
    },
    ["type", "outcome"],
)  # fmt: skip
_PROVENANCE = _object(
    {
        "object": {"const": "content_provenance_check"}, "created_at": _COUNT,
        "results": {"type": "array", "items": {"oneOf": [_C2PA, _SYNTHID]}},
    },
    ["object", "created_at", "results"],
)  # fmt: skip
_ERROR = _object(
    {
        "error": _object(
            {"message": _TEXT, "type": _TEXT, "param": _MAYBE, "code": _MAYBE},
            ["message", "type", "param", "code"],
        )
    },
    ["error"],
)  # fmt: skip
_REFERENCE = {
    "oneOf": [_object({"image_url": _TEXT}, ["image_url"]), _object({"file_id": _TEXT}, ["file_id"])],
    "description": "image_url: a data: URL, or a public address. file_id: the id of a picture here.",
}  # fmt: skip
_REFERENCES = {"type": "array", "items": _REFERENCE, "minItems": 1, "maxItems": IMAGES}


def body_of(call: Call) -> dict[str, Any]:
    """The keyword argument of a route that documents its body."""
    fields = {name: _field(name) for name, calls in FIELDS.items() if call in calls}
    needed = [] if call == "variations" else ["prompt"]
    content: dict[str, Any] = {}
    if call == "generations":
        content["application/json"] = _object(fields, needed)
    elif call == "edits":
        references = {"images": _REFERENCES, "mask": _REFERENCE, "markup": _REFERENCE}
        files = {"image": _FILES, "mask": _FILE, "markup": _FILE}
        content["multipart/form-data"] = _object({**fields, **files}, [*needed, "image"])
        content["application/json"] = _object({**fields, **references}, [*needed, "images"])
    else:
        content["multipart/form-data"] = _object({**fields, "image": _FILE}, ["image"])
    return _taking(content)


def file_body() -> dict[str, Any]:
    """The same for a route that takes a file and nothing else."""
    return _taking({"multipart/form-data": _object({"file": _FILE}, ["file"])})


def replies(kind: str = "pictures") -> dict[int | str, dict[str, Any]]:
    """The answers of a call. kind: pictures, provenance, or "" where the route says it itself."""
    said: dict[int | str, dict[str, Any]] = {}
    if kind == "pictures":
        said[200] = {
            "description": "The pictures, or events that bring them where stream is true.",
            "content": {
                "application/json": {"schema": _PICTURES},
                "text/event-stream": {"schema": {"type": "string"}},
            },
        }
    elif kind == "provenance":
        content = {"application/json": {"schema": _PROVENANCE}}
        said[200] = {"description": "What the file proves of its origin.", "content": content}
    for code in (400, 401, 403, 404, 405, 409, 413, 429, 500, 502, 503, 507):
        said[code] = {
            "description": "An error in OpenAI's shape.",
            "content": {"application/json": {"schema": _ERROR}},
        }
    return said


def _taking(content: dict[str, Any]) -> dict[str, Any]:
    body = {"required": True, "content": {kind: {"schema": schema} for kind, schema in content.items()}}
    return {"openapi_extra": {"requestBody": body}}


def _field(name: str) -> dict[str, Any]:
    if name in CHOICES:
        return {"type": "string", "enum": list(CHOICES[name])}
    if name in RANGES:
        low, high = RANGES[name]
        return {"type": "integer", "minimum": low, "maximum": high}
    if name == "stream":
        return {"type": "boolean"}
    if name == "svg":
        return {"type": "object"}
    return {"type": "string", **({"maxLength": LONGEST, "minLength": 1} if name == "prompt" else {})}
