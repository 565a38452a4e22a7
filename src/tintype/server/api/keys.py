"""/api/keys: who may call this server from elsewhere. A secret is told once, when its key is made."""

from __future__ import annotations

import functools
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from tintype.core.job import ApiKey
from tintype.server.access import check_scopes
from tintype.server.api.answers import Admin, Id, Strict, problems

router = APIRouter(prefix="/keys", tags=["house"])


class NewKey(Strict):
    """A key to make. scopes: read, generate, metrics, admin, or for:NAME to see and own what NAME does."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    scopes: list[Annotated[str, Field(max_length=100)]] = Field(default=["generate"], max_length=8)


class KeyView(BaseModel):
    """A key without its secret. hint: the secret's last four letters."""

    id: str
    name: str
    scopes: list[str]
    hint: str
    created: float
    used: float | None
    revoked: float | None


class MadeKey(BaseModel):
    """A new key, and its secret, which nobody can tell again."""

    key: KeyView
    secret: str


class Keys(BaseModel):
    """All keys, the revoked ones too, oldest first."""

    keys: list[KeyView]


def key_view(key: ApiKey) -> KeyView:
    """As it is answered."""
    return KeyView(
        id=key.id, name=key.name, scopes=list(key.scopes), hint=key.hint, created=key.created, used=key.used,
        revoked=key.revoked,
    )  # fmt: skip


@router.get("")
async def keys(request: Request, who: Admin) -> Keys:
    """The keys there are."""
    found: list[ApiKey] = await run_in_threadpool(request.app.state.studio.ledger.keys)
    return Keys(keys=[key_view(key) for key in found])


@router.post("", status_code=201, responses=problems(400, 409, 413))
async def make(request: Request, body: NewKey, who: Admin) -> MadeKey:
    """Make a key. Its secret is in this answer and never again."""
    scopes = check_scopes(body.scopes)
    ledger: Any = request.app.state.studio.ledger
    secret, key = await run_in_threadpool(functools.partial(ledger.make_key, body.name, scopes))
    return MadeKey(key=key_view(key), secret=secret)


@router.delete("/{id}", responses=problems(400, 404))
async def revoke(request: Request, id: Id, who: Admin) -> KeyView:
    """Let a key open nothing any more; a running server forgets it in seconds."""
    return key_view(await run_in_threadpool(request.app.state.studio.ledger.revoke, id))
