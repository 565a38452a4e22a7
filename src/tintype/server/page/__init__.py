"""The page, small for now, and what tells whether the server lives: /, /page/…, /healthz, /readyz."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from tintype.core.errors import NotFound, TintypeError
from tintype.server.api.house import give_session

_DRAWINGS = {"page.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}
"""Name → media type of what lies below /page/: the same for everybody."""


def router() -> APIRouter:
    """The page and the signs of life."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def page(request: Request, token: str = "") -> Response:
        if token:
            response = RedirectResponse("/", 303)
            if request.app.state.token.spend(token):
                give_session(request, response)
            return response
        open_ = request.state.caller is not None
        return HTMLResponse(_text("index.html" if open_ else "closed.html"), 200 if open_ else 401)

    @router.get("/page/{name}")
    async def drawing(name: str) -> Response:
        if name not in _DRAWINGS:
            raise NotFound(f"The page has no “{name[:40]}”.")
        headers = {"cache-control": "no-cache"}
        return Response(_text(name), media_type=_DRAWINGS[name], headers=headers)

    @router.get("/favicon.ico")
    async def icon() -> Response:
        return Response(_text("icon.svg"), media_type="image/svg+xml")

    @router.get("/healthz")
    async def alive() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @router.get("/readyz")
    async def ready(request: Request) -> JSONResponse:
        why = await run_in_threadpool(_missing, request.app.state.studio)
        return JSONResponse({"ready": not why}, 503 if why else 200)

    return router


def _missing(studio: Any) -> str:
    """Why no job could be done now, "" if one could."""
    try:
        studio.ledger.last_cursor()
    except TintypeError as error:
        return str(error)
    state = studio.runner.state()
    return state.hindered or ("" if state.running else "The workers are not started.")


def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def docs_page(documents: dict[str, dict[str, Any]]) -> str:
    """The OpenAPI documents, to read: prefix → document."""
    parts = [_section(prefix, document) for prefix, document in documents.items() if document["paths"]]
    return _text("docs.html").replace("<!-- documents -->", "\n".join(parts))


def _section(prefix: str, document: dict[str, Any]) -> str:
    info = document["info"]
    rows = "\n".join(
        _operation(method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    )
    return (
        f"<section><h2>{escape(info['title'])}</h2><p>{escape(info.get('description', ''))}"
        f' <a href="{prefix}/openapi.json">{prefix}/openapi.json</a></p>\n<dl>{rows}</dl></section>'
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    names = [parameter["name"] for parameter in operation.get("parameters", ())]
    said = escape(operation.get("description") or operation.get("summary", ""))
    more = f"<small>{escape(', '.join(names))}</small>" if names else ""
    return f"<dt><b>{method.upper()}</b> <code>{escape(path)}</code> {more}</dt><dd>{said}</dd>"
