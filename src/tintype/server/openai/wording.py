"""Errors as OpenAI words them: {"error": {"message", "type", "param", "code"}}."""

from __future__ import annotations

from typing import Any

from tintype.core import errors as ours
from tintype.core.errors import BadOption, TintypeError
from tintype.server import errors

INVALID = "invalid_request_error"

CODES: tuple[tuple[type[TintypeError], str, str | None, str | None], ...] = (
    (ours.Unauthorized, INVALID, "invalid_api_key", None),
    (ours.Forbidden, INVALID, "insufficient_permissions", None),
    (ours.UnknownModel, INVALID, "model_not_found", "model"),
    (ours.Blocked, "image_generation_user_error", "moderation_blocked", "prompt"),
    (ours.BadPrompt, INVALID, "invalid_value", "prompt"),
    (ours.BadSize, INVALID, "invalid_value", "size"),
    (ours.BadFile, INVALID, "invalid_image_file", "image"),
    (ours.TooLarge, INVALID, "image_file_too_large", "image"),
    (ours.NotFound, INVALID, "not_found", None),
    (ours.Conflict, INVALID, "conflict", None),
    (ours.TooMany, "rate_limit_error", "rate_limit_exceeded", None),
    (ours.Busy, "server_error", "server_busy", None),
    (ours.UserError, INVALID, "invalid_value", None),
    (ours.TintypeError, "server_error", "server_error", None),
)
"""(our class, their type, their code, the parameter to blame); the first match counts."""


class Refused(BadOption):
    """A parameter that cannot be taken. param: its name; code: OpenAI's word for what is wrong."""

    def __init__(self, message: str, param: str | None = None, code: str = "invalid_value") -> None:
        super().__init__(message)
        self.param, self.code = param, code


def worded(error: TintypeError, status: int, request_id: str) -> dict[str, Any]:
    """The error object of this face."""
    del status
    _, kind, code, param = next(row for row in CODES if isinstance(error, row[0]))
    said = errors.sentence(error)
    if isinstance(error, ours.Blocked) and request_id:
        said = f"{said} (request {request_id})"
    param = getattr(error, "param", None) or param
    return {"error": {"message": said, "type": kind, "param": param, "code": getattr(error, "code", code)}}
