"""The HTTP face: one application over one Studio.

From the outside in: an id and headers for every answer (headers), who may call from a browser
elsewhere (CORS, closed by default), how much is read (limits), who asks (access), and then the faces:
/v1 (openai), /sdapi/v1 (a1111), /api (api), the page and the pictures.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from tintype.core.version import VERSION
from tintype.server import a1111, api, documents, errors, files, openai, page
from tintype.server.access import Buckets, Gate
from tintype.server.headers import Envelope
from tintype.server.limits import Limits
from tintype.server.metrics import Meters
from tintype.server.sessions import Secret, Token
from tintype.studio.settings import data_folder

if TYPE_CHECKING:
    from tintype.studio.house import House
    from tintype.studio.settings import Settings

_SEEN_ELSEWHERE = ["x-request-id", "retry-after", "x-should-retry", "location", "idempotent-replayed"]


def create_app(studio: House, settings: Settings, *, token: str | None = None) -> FastAPI:
    """The application. studio: with its house (`build_house`), workers started by whoever starts the
    server. token: opens the page's session, once; None: nobody is let in that way.

    Its state holds studio, settings, secret (see links), buckets, meters, and `closing`, an event that
    is set when the server is about to end: whoever waits for long, waits for it too.
    """
    app = FastAPI(
        title="tintype", version=VERSION, docs_url=None, redoc_url=None, openapi_url=None,
        redirect_slashes=False, lifespan=_lifespan,
    )  # fmt: skip
    secret = Secret.at(data_folder(settings))
    meters = Meters(studio)
    state = app.state
    state.studio, state.settings, state.secret = studio, settings, secret
    state.token, state.meters, state.buckets = Token(token), meters, Buckets(settings.rate)
    state.closing = asyncio.Event()
    errors.install(app)
    for router in (page.router(), files.router(), meters.router()):
        app.include_router(router)
    for face in (openai, a1111, api):
        app.include_router(face.router(studio, settings))
    documents.install(app)
    app.add_middleware(Gate, ledger=studio.ledger, settings=settings, secret=secret)
    app.add_middleware(Limits, megabytes=settings.upload_mb)
    if origins := [origin.strip().rstrip("/") for origin in settings.origins.split(",") if origin.strip()]:
        app.add_middleware(
            CORSMiddleware, allow_origins=origins, allow_methods=["*"], allow_headers=["*"],
            expose_headers=_SEEN_ELSEWHERE, max_age=600,
        )  # fmt: skip
    app.add_middleware(Envelope, seen=meters.request)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Whoever ends the server some other way than `serve` does still ends the streams."""
    yield
    app.state.closing.set()
