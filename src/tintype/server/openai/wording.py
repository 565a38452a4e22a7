"""Errors as OpenAI words them: {"error": {"message", "type", "param", "code"}}."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from tintype.core import errors as ours
from tintype.core.errors import BadFile, BadOption, Blocked, TintypeError, TooLarge
from tintype.server import errors

INVALID = "invalid_request_error"
MODERATED = "image_generation_user_error"


class Refused(BadOption):
    """A parameter that cannot be taken. param: its name; code: OpenAI's word for what is wrong."""

    def __init__(self, message: str, param: str | None = None, code: str = "invalid_value") -> None:
        super().__init__(message)
        self.param, self.code = param, code


class BadPicture(BadFile):
    """A picture that cannot be taken. param: what the call names it."""

    def __init__(self, message: str, param: str, code: str) -> None:
        super().__init__(message)
        self.param, self.code = param, code


class LargePicture(TooLarge):
    """One with too many bytes or pixels."""

    def __init__(self, message: str, param: str) -> None:
        super().__init__(message)
        self.param = param


class OldBlocked(Blocked):
    """What is not allowed, as DALL-E's callers know it."""


CODES: tuple[tuple[type[TintypeError], str, str | None, str | None], ...] = (
    (ours.Unauthorized, INVALID, "invalid_api_key", None),
    (ours.Forbidden, INVALID, "insufficient_permissions", None),
    (ours.UnknownModel, INVALID, "model_not_found", "model"),
    (OldBlocked, INVALID, "content_policy_violation", "prompt"),
    (ours.Blocked, MODERATED, "moderation_blocked", "prompt"),
    (ours.BadPrompt, INVALID, "invalid_value", "prompt"),
    (ours.BadSize, INVALID, "invalid_value", "size"),
    (ours.BadFile, INVALID, "invalid_image_file", "image"),
    (LargePicture, INVALID, "image_file_too_large", "image"),
    (ours.TooLarge, INVALID, "request_too_large", None),
    (errors.WrongAddress, INVALID, "unknown_url", None),
    (ours.NotFound, INVALID, "not_found", None),
    (ours.Conflict, INVALID, "conflict", None),
    (ours.TooMany, "rate_limit_error", "rate_limit_exceeded", None),
    (ours.Busy, "server_error", "server_busy", None),
    (ours.UserError, INVALID, "invalid_value", None),
    (ours.TintypeError, "server_error", "server_error", None),
)
"""(our class, their type, their code, the parameter to blame); the first match counts."""


def worded(error: TintypeError, status: int, request_id: str) -> dict[str, Any]:
    """The error object of this face."""
    _, kind, code, param = next(row for row in CODES if isinstance(error, row[0]))
    said = errors.sentence(error)
    if isinstance(error, Blocked) and request_id:
        said = f"{said} (request {request_id})"
    if status == 405:
        code = "method_not_allowed"
    param = getattr(error, "param", None) or param
    return {"error": {"message": said, "type": kind, "param": param, "code": getattr(error, "code", code)}}


@contextlib.contextmanager
def blaming(param: str, code: str = "invalid_image_file") -> Iterator[None]:
    """What is wrong with a picture inside is told of the parameter that brought it."""
    try:
        yield
    except TooLarge as error:
        raise LargePicture(str(error), param) from error
    except BadFile as error:
        raise BadPicture(str(error), param, code) from error


def as_there(error: TintypeError, name: str | None) -> TintypeError:
    """The error as callers of the model that they call `name` know it."""
    if isinstance(error, Blocked) and (name or "").startswith("dall-e"):
        return OldBlocked(str(error), error.categories)
    return error
