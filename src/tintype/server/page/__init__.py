"""The page, and what tells whether the server lives: /, /page/…, /healthz, /readyz."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from tintype.core.errors import NotFound, TintypeError
from tintype.server.api.house import give_session
from tintype.server.page import drawings


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
        drawings.refresh()
        return HTMLResponse(drawings.text("index.html" if open_ else "closed.html"), 200 if open_ else 401)

    @router.get("/page/{name:path}")
    async def drawing(request: Request, name: str) -> Response:
        found = drawings.find(name)
        if found is None:
            raise NotFound(f"The page has no “{name[:40]}”.")
        return _drawn(*found, zipped="gzip" in request.headers.get("accept-encoding", ""))

    @router.get("/favicon.ico")
    async def icon() -> Response:
        return _drawn("icon.svg", False, zipped=False)

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


def _drawn(name: str, kept: bool, *, zipped: bool) -> Response:
    headers = {"cache-control": drawings.FOREVER if kept else "no-cache", "vary": "accept-encoding"}
    small = drawings.compressed(name) if zipped else None
    if small is not None:
        headers["content-encoding"] = "gzip"
    kind = drawings.TYPES["." + name.rpartition(".")[2]]
    return Response(small or drawings.drawings()[name], headers={**headers, "content-type": kind})


def docs_page(documents: dict[str, dict[str, Any]]) -> str:
    """The OpenAPI documents, to read: prefix → document."""
    parts = [_section(prefix, document) for prefix, document in documents.items() if document["paths"]]
    return drawings.text("docs.html").replace("<!-- documents -->", "\n".join(parts))


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
