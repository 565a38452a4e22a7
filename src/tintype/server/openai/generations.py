"""POST /v1/images/generations: a sentence becomes pictures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tintype.server import access, sse
from tintype.server.access import Caller
from tintype.server.openai import bodies, names
from tintype.server.openai.accept import Made, accept, order_of
from tintype.server.openai.answers import Answer
from tintype.server.openai.documented import body_of, replies
from tintype.server.openai.params import Asked, asked
from tintype.server.openai.wording import Refused

router = APIRouter(tags=["images"])

Painter = Annotated[Caller, Depends(access.caller("generate"))]


@router.post("/images/generations", response_class=Response, **body_of("generations"), responses=replies())
async def generate(request: Request, who: Painter) -> Response:
    """Create pictures from a prompt."""
    body = await bodies.read(request)
    call = await run_in_threadpool(asked, "generations", body.fields, request.app.state.studio)
    check_background(call, names.able(call.model, "generate", request.app.state.studio).options)

    async def make() -> Made:
        return order_of(call), []

    job, new = await accept(request, call, who, body.digest, make)
    return await answered(Answer(request, call, job), again=not new)


def check_background(call: Asked, options: tuple[str, ...]) -> None:
    """Raises Refused where the model cannot leave the background out."""
    if call.transparent and "background" not in options:
        raise Refused(
            f"Transparent background is not supported by the model “{call.model}”; leave background out.",
            "background", "unsupported_value",
        )  # fmt: skip


async def answered(answer: Answer, *, again: bool) -> Response:
    """The answer as it was asked for: at once, or as a stream. again: the job was there before."""
    if answer.asked.stream:
        response: Response = sse.stream(
            answer.frames(), closing=answer.request.app.state.closing, last=answer.ending()
        )
    else:
        response = Response(await answer.whole(), media_type="application/json")
    if again:
        response.headers["idempotent-replayed"] = "true"
    return response
