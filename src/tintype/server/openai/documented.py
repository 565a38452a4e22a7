"""What the OpenAPI document says of these calls, made from the same tables that check them."""

from __future__ import annotations

from typing import Any

from tintype.server.openai.params import CHOICES, FIELDS, LONGEST, RANGES, Call

_TRUTHS = ("stream",)
_FILE = {"type": "string", "format": "binary"}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code"],
            "properties": {
                "message": {"type": "string"},
                "type": {"type": "string"},
                "param": {"type": ["string", "null"]},
                "code": {"type": ["string", "null"]},
            },
        }
    },
}


def body_of(call: Call | str) -> dict[str, Any]:
    """The keyword argument of a route that documents its body."""
    content: dict[str, Any] = {}
    if call == "provenance":
        schema = {"type": "object", "required": ["file"], "properties": {"file": _FILE}}
        return {"openapi_extra": {"requestBody": _required({"multipart/form-data": schema})}}
    fields = {name: _field(name) for name, calls in FIELDS.items() if call in calls}
    needed = [] if call == "variations" else ["prompt"]
    if call != "variations":
        more = {} if call == "generations" else {"images": {"type": "array", "maxItems": 16}, "mask": {}}
        content["application/json"] = _object({**fields, **more}, needed)
    if call != "generations":
        files = {"image": _FILE} | ({"mask": _FILE, "markup": _FILE} if call == "edits" else {})
        content["multipart/form-data"] = _object({**fields, **files}, [*needed, "image"])
    return {"openapi_extra": {"requestBody": _required(content)}}


def replies(*, body: bool = True) -> dict[int | str, dict[str, Any]]:
    """The answers of a call: JSON or a stream, and errors in this face's shape."""
    said: dict[int | str, dict[str, Any]] = {}
    if body:
        said[200] = {
            "description": "The pictures, or events that bring them where stream is true.",
            "content": {
                "application/json": {"schema": {"type": "object"}},
                "text/event-stream": {"schema": {"type": "string"}},
            },
        }
    for code in (400, 401, 403, 404, 405, 409, 413, 429, 500, 502, 503, 507):
        said[code] = {
            "description": "An error in OpenAI's shape.",
            "content": {"application/json": {"schema": _ERROR}},
        }
    return said


def _required(content: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": schema} for kind, schema in content.items()}}


def _object(fields: dict[str, Any], needed: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": needed, "additionalProperties": False}


def _field(name: str) -> dict[str, Any]:
    if name in CHOICES:
        return {"type": "string", "enum": list(CHOICES[name])}
    if name in RANGES:
        low, high = RANGES[name]
        return {"type": "integer", "minimum": low, "maximum": high}
    if name in _TRUTHS:
        return {"type": "boolean"}
    if name == "svg":
        return {"type": "object"}
    return {"type": "string", **({"maxLength": LONGEST, "minLength": 1} if name == "prompt" else {})}
