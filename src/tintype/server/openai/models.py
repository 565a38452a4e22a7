"""GET /v1/models: the names that may be asked for."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.server import access
from tintype.server.access import Caller
from tintype.server.openai import names
from tintype.server.openai.documented import replies

router = APIRouter(tags=["models"])

Reader = Annotated[Caller, Depends(access.caller("read"))]
_CREATED = 1_790_000_000
"""Clients want a number here; ours have no date that means anything."""


class Model(BaseModel):
    """A model as OpenAI lists it."""

    id: str
    object: str = "model"
    created: int = _CREATED
    owned_by: str = "tintype"


class Models(BaseModel):
    """All of them."""

    object: str = "list"
    data: list[Model]


@router.get("/models", responses=replies(""))
async def models(request: Request, who: Reader) -> Models:
    """Every name that is answered: the models here, and names of OpenAI's that stand for them."""
    del who
    studio: Any = request.app.state.studio
    return Models(data=[Model(id=name) for name in await run_in_threadpool(names.listed, studio)])


@router.get("/models/{id:path}", responses=replies(""))
async def model(request: Request, id: str, who: Reader) -> Model:
    """One of them."""
    del who
    await run_in_threadpool(names.resolved, id, request.app.state.studio)
    return Model(id=id)
