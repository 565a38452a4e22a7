"""Errors → HTTP. The one table; each face says them in its own shape.

A face registers how it words an error with `shape("/v1", function)`. Whatever is raised below a path
ends here: our own errors by the table, a body that cannot be read as `Invalid`, an address or method
that does not exist as it is, and anything unforeseen as 500 without a word about its insides.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tintype.core import errors as ours
from tintype.core.errors import BadOption, NotFound, OurError, TintypeError

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

STATUSES: tuple[tuple[type[BaseException], int], ...] = (
    (ours.Unauthorized, 401),
    (ours.Forbidden, 403),
    (ours.NotFound, 404),
    (ours.UnknownModel, 404),
    (ours.Conflict, 409),
    (ours.TooLarge, 413),
    (ours.TooMany, 429),
    (ours.CannotWrite, 507),
    (ours.UserError, 400),
    (ours.Busy, 503),
    (ours.LedgerFailed, 503),
    (ours.DiskFull, 507),
    (ours.NoNetwork, 502),
    (ours.OurError, 500),
    (ours.Cancelled, 409),
)
"""First match counts; anything unexpected is 500."""

AGAIN = (429, 502, 503)
"""Statuses after which the same request may succeed; every other is told not to be sent again."""

Shape = Callable[[TintypeError, int, str], dict[str, Any]]
"""(error, status, request id) → the JSON that a face answers."""

_log = logging.getLogger("tintype.server")


class Invalid(BadOption):
    """A body or parameter that is not what the address takes. param: its name, where one is to blame."""

    def __init__(self, message: str, param: str | None = None) -> None:
        super().__init__(message)
        self.param = param


class WrongAddress(NotFound):
    """No such address, or not with this method; status says which."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def status(error: BaseException) -> int:
    """The HTTP status of an error."""
    if isinstance(error, WrongAddress):
        return error.status
    return next((code for kind, code in STATUSES if isinstance(error, kind)), 500)


def plain(error: TintypeError, status: int, request_id: str) -> dict[str, Any]:
    """The shape of our own faces, the same as the command line's --json."""
    return {"error": {"kind": type(error).__name__, "message": sentence(error), "request_id": request_id}}


_SHAPES: dict[str, Shape] = {}


def shape(prefix: str, function: Shape) -> None:
    """Errors under the path `prefix` are said by `function`."""
    _SHAPES[prefix] = function


def shape_of(path: str) -> Shape:
    """The longest registered prefix of a path wins."""
    fitting = [prefix for prefix in _SHAPES if path == prefix or path.startswith(f"{prefix}/")]
    return _SHAPES[max(fitting, key=len)] if fitting else plain


def sentence(error: BaseException) -> str:
    """On one line."""
    return " ".join(str(error).split())


def known(error: BaseException) -> TintypeError:
    """The error as one of ours; what was not raised on purpose is logged and told without its insides."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    if isinstance(error, TintypeError):
        return error
    if isinstance(error, RequestValidationError):
        return invalid(error.errors())
    if isinstance(error, HTTPException):
        if isinstance(error.__cause__, TintypeError):  # raised while the body was read
            return error.__cause__
        if error.status_code in (404, 405):
            said = "There is no such address here" if error.status_code == 404 else "It takes other methods"
            return WrongAddress(f"{said}; see /docs.", error.status_code)
        if error.status_code < 500:
            return Invalid(f"{str(error.detail).rstrip('.')}; see /docs.")
    if isinstance(error, MemoryError):
        return OurError("There is not enough memory for this; ask for a smaller picture.")
    _log.error("something broke that should not", exc_info=error)
    return OurError("Something broke that should not; the server's log says what, under this request's id.")


def invalid(problems: Sequence[Any]) -> Invalid:
    """What a validator found, in a sentence about the first of it."""
    first = problems[0] if problems else {}
    place = [str(part) for part in first.get("loc", ()) if part not in ("body", "query", "path", "header")]
    said = str(first.get("msg", "is not what is taken here")).removeprefix("Value error, ").rstrip(".")
    if first.get("type") == "json_invalid":
        return Invalid("The body is not JSON; send a JSON object with Content-Type: application/json.")
    if not place:
        return Invalid("The body is missing or of another kind; see /docs for what this address takes.")
    name = ".".join(place)[:80]
    return Invalid(f"The field {name} cannot be taken ({said}); see /docs for what it may be.", place[0])


def headers(error: TintypeError, code: int) -> dict[str, str]:
    """What goes with the status: when to try again, and whether to."""
    found = {"x-should-retry": "true" if code in AGAIN else "false"}
    wait = getattr(error, "retry_after", 5.0 if code == 503 else None)
    if code in AGAIN and wait is not None:
        found["retry-after"] = str(max(1, math.ceil(wait)))
    if code == 401:
        found["www-authenticate"] = 'Bearer realm="tintype"'
    if code == 413:
        found["connection"] = "close"  # the rest of what is too large is not read
    return found


async def respond(scope: Scope, receive: Receive, send: Send, error: BaseException) -> None:
    """Answers the request with the error, in the shape of the face it was sent to."""
    from starlette.responses import Response

    ready = known(error)
    code = status(ready)
    content = shape_of(scope["path"])(ready, code, str(scope.get("state", {}).get("request_id", "")))
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    response = Response(body, code, headers(ready, code), "application/json")
    with contextlib.suppress(OSError):
        await response(scope, receive, send)


def install(app: Any) -> None:
    """Handles in a FastAPI application what its routes raise."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException
    from starlette.requests import Request

    class Answer:
        """An error that can be called as a response."""

        def __init__(self, error: Exception) -> None:
            self.error = error

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await respond(scope, receive, send, self.error)

    async def handle(request: Request, error: Exception) -> Any:
        return Answer(error)

    for kind in (TintypeError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, handle)
