"""References to stored pictures: "asset:" and the sha256 of the file.

Requests, Plans and whatever is stamped into a picture hold references, never paths: they mean the
same on every machine that shares the store, and say nothing about ours. Only an engine that is about
to paint is told where the file lies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import BadFile, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tintype.core.request import Plan

PREFIX = "asset:"
_REFERENCE = re.compile(r"asset:([0-9a-f]{64})")


def reference(digest: str) -> str:
    """How a request names the stored picture of that digest."""
    return PREFIX + digest


def digest_of(text: str) -> str | None:
    """The digest that a reference names, None for any other text."""
    match = _REFERENCE.fullmatch(text)
    return match[1] if match else None


def mentioned(value: Any) -> Iterator[str]:
    """Digests of all references inside a JSON value."""
    if isinstance(value, str):
        if digest := digest_of(value):
            yield digest
    elif isinstance(value, dict):
        for inner in value.values():
            yield from mentioned(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from mentioned(inner)


def located(plan: Plan, find: Callable[[str], Path] | None) -> Plan:
    """The plan with paths in place of references; the same plan if it holds none.

    find: digest → file. Raises BadFile for a picture that is not in the store.
    """
    if not any(True for _ in mentioned(plan.settings)):
        return plan

    def place(digest: str) -> str:
        try:
            if find is not None:
                return str(find(digest))
        except NotFound:
            pass
        raise BadFile(f"The picture {PREFIX}{digest[:12]}… is not kept here any more; bring it in again.")

    return msgspec.structs.replace(plan, settings=_placed(plan.settings, place))


def _placed(value: Any, place: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        digest = digest_of(value)
        return place(digest) if digest else value
    if isinstance(value, dict):
        return {key: _placed(inner, place) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_placed(inner, place) for inner in value]
    return value
