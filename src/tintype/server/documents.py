"""The OpenAPI documents, true to what is answered, and a page that shows them.

FastAPI writes down an error 422 in a shape that is never sent; here every operation gets the errors
that it can give, in the shape that its face gives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from starlette.responses import HTMLResponse, JSONResponse

from tintype.core.version import VERSION

if TYPE_CHECKING:
    from fastapi import FastAPI

TITLES = {
    "/api": ("tintype", "The studio's own API: jobs with events, words, gallery, the house."),
    "/v1": ("tintype, as OpenAI", "What programs written for OpenAI's image API call."),
    "/sdapi/v1": ("tintype, as AUTOMATIC1111", "What programs written for AUTOMATIC1111's API call."),
}
"""Path prefix → title and description of its document."""

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["kind", "message", "request_id"],
            "properties": {
                "kind": {"type": "string", "description": "Class of the error, such as BadSize."},
                "message": {"type": "string", "description": "One sentence: the value and the cure."},
                "request_id": {"type": "string"},
            },
        }
    },
}
"""An error of our own API."""

_SAID = {
    400: "It cannot be met as written.",
    401: "A key is needed.",
    403: "The key may not, or a page elsewhere asks.",
    404: "There is no such thing, or it is somebody else's.",
    409: "It contradicts what was accepted before.",
    413: "It is too large.",
    429: "Too many requests; see Retry-After.",
    500: "Something broke here.",
    503: "Not now; see Retry-After.",
    507: "There is no room left.",
}
_ALWAYS = (401, 403, 500, 503)
"""What any operation may answer."""


def document(app: FastAPI, prefix: str) -> dict[str, Any]:
    """The OpenAPI document of the addresses below a prefix."""
    title, description = TITLES[prefix]
    made = get_openapi(title=title, version=VERSION, description=description, routes=app.routes)
    made["paths"] = {path: item for path, item in made["paths"].items() if path.startswith(f"{prefix}/")}
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    made["components"]["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "A key of `tintype keys create`."}
    }
    made["security"] = [{"key": []}, {}]
    if prefix == "/api":
        schemas["Error"] = ERROR
    for item in made["paths"].values():
        for operation in item.values():
            operation["responses"].pop("422", None)
            if prefix == "/api":
                _errors(operation["responses"])
    needed = _named(made["paths"], schemas, set())
    made["components"]["schemas"] = {name: schema for name, schema in schemas.items() if name in needed}
    return made


def _named(value: Any, schemas: dict[str, Any], known: set[str]) -> set[str]:
    """Names of the schemas that a part of a document refers to, and that those refer to."""
    if isinstance(value, dict):
        name = str(value.get("$ref", "")).rpartition("/")[2]
        if name in schemas and name not in known:
            known.add(name)
            _named(schemas[name], schemas, known)
        for inner in value.values():
            _named(inner, schemas, known)
    elif isinstance(value, list):
        for inner in value:
            _named(inner, schemas, known)
    return known


def _errors(responses: dict[str, Any]) -> None:
    """Those that the operation names and those of all, with what they mean and their shape."""
    for code in sorted({*_ALWAYS, *(int(code) for code in responses if int(code) >= 400)}):
        responses[str(code)] = {
            "description": _SAID[code],
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
        }


def install(app: FastAPI) -> None:
    """GET {prefix}/openapi.json for each face, and /docs."""
    router = APIRouter(include_in_schema=False)
    made: dict[str, dict[str, Any]] = {}

    def document_of(prefix: str) -> dict[str, Any]:
        if prefix not in made:
            made[prefix] = document(app, prefix)
        return made[prefix]

    def add(prefix: str) -> None:
        @router.get(f"{prefix}/openapi.json")
        async def openapi() -> JSONResponse:
            return JSONResponse(document_of(prefix))

    for prefix in TITLES:
        add(prefix)

    @router.get("/docs")
    async def docs() -> HTMLResponse:
        from tintype.server.page import docs_page

        return HTMLResponse(docs_page({prefix: document_of(prefix) for prefix in TITLES}))

    app.include_router(router)
