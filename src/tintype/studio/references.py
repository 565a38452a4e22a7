"""References to stored pictures: "asset:" and the sha256 of the file.

Requests, Plans and whatever is stamped into a picture hold references, never paths: they mean the
same on every machine that shares the store, and say nothing about ours. Only an engine that is about
to paint is told where the file lies. In a Plan they stand in `settings`, alone or in a list.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import BadFile, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from tintype.core.request import Plan, Request

PREFIX = "asset:"
MOST = 64
"""Pictures that one setting of a plan may name."""
_REFERENCE = re.compile(r"asset:([0-9a-f]{64})")


def reference(digest: str) -> str:
    """How a request names the stored picture of that digest."""
    return PREFIX + digest


def digest_of(text: str) -> str | None:
    """The digest that a reference names, None for any other text."""
    match = _REFERENCE.fullmatch(text)
    return match[1] if match else None


def mentioned(values: Iterable[Any]) -> Iterator[str]:
    """Digests of the references among some values, and in lists among them; no deeper: what a plan out
    of a file nests a million deep is not looked at."""
    for value in values:
        for text in value[:MOST] if isinstance(value, list | tuple) else (value,):
            if isinstance(text, str) and (digest := digest_of(text)):
                yield digest


def located(plan: Plan, find: Callable[[str], Path] | None) -> Plan:
    """The plan with paths in place of the references in its settings; the same if there are none.

    find: digest → file. Raises BadFile for a picture that is not in the store.
    """
    paths = {reference(digest): _path(digest, find) for digest in mentioned(plan.settings.values())}
    if not paths:
        return plan
    settings = {name: _placed(value, paths) for name, value in plan.settings.items()}
    return msgspec.structs.replace(plan, settings=settings)


def refuse_paths(plan: Plan) -> None:
    """Raises BadFile for a plan that names pictures by paths: one that comes out of a file must not open
    others on this machine."""
    images = plan.settings.get("images", ())
    named = [*images] if isinstance(images, list | tuple) else [images]
    for text in (*named[:MOST], plan.settings.get("mask") or None):
        if text is not None and not (isinstance(text, str) and digest_of(text)):
            raise BadFile(
                f"This plan names the picture {str(text)[:60]!r} by a path; it was altered, plan it anew."
            )


def with_paths(request: Request, find: Callable[[str], Path] | None) -> tuple[Request, dict[str, str]]:
    """(the request with paths in place of its references, path → reference), for an engine that looks at
    its pictures while it plans. Raises BadFile for a picture that is not in the store."""
    named = [text for text in (*request.images, request.mask or "") if digest_of(text)]
    paths = {text: _path(text.removeprefix(PREFIX), find) for text in named}
    if not paths:
        return request, {}
    placed = msgspec.structs.replace(
        request,
        images=tuple(paths.get(text, text) for text in request.images),
        mask=None if request.mask is None else paths.get(request.mask, request.mask),
    )
    return placed, {path: text for text, path in paths.items()}


def with_references(plan: Plan, names: dict[str, str]) -> Plan:
    """The plan with references where its settings have paths. names: path → reference."""
    if not names:
        return plan
    settings = {name: _placed(value, names) for name, value in plan.settings.items()}
    return msgspec.structs.replace(plan, settings=settings)


def _path(digest: str, find: Callable[[str], Path] | None) -> str:
    if find is not None:
        with contextlib.suppress(NotFound):
            return str(find(digest))
    raise BadFile(f"The picture {PREFIX}{digest[:12]}… is not kept here any more; bring it in again.")


def _placed(value: Any, paths: dict[str, str]) -> Any:
    if isinstance(value, str):
        return paths.get(value, value)
    if isinstance(value, list | tuple) and any(isinstance(text, str) for text in value[:MOST]):
        return [paths.get(text, text) if isinstance(text, str) else text for text in value]
    return value
