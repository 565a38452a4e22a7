"""What an encoder of words said is remembered, so that the same sentence again costs no encoder."""

from __future__ import annotations

import functools
from collections import OrderedDict
from typing import Any

MOST = 16
"""Sentences that a pipeline remembers."""


def remembering(pipeline: Any) -> Any:
    """The pipeline, which from now on asks its encoders once for each sentence."""
    encode = getattr(pipeline, "encode_prompt", None)
    if encode is None or hasattr(encode, "__wrapped__"):
        return pipeline
    known: OrderedDict[str, Any] = OrderedDict()

    @functools.wraps(encode)
    def encoded(*values: Any, **named: Any) -> Any:
        if not all(_plain(each) for each in (*values, *named.values())):
            return encode(*values, **named)
        key = repr((values, sorted(named.items())))
        if key in known:
            known.move_to_end(key)
            return known[key]
        said = known[key] = encode(*values, **named)
        if len(known) > MOST:
            known.popitem(last=False)
        return said

    pipeline.encode_prompt = encoded
    return pipeline


def forget(pipeline: Any) -> None:
    """Asks the encoders anew: they were changed."""
    bare = getattr(getattr(pipeline, "encode_prompt", None), "__wrapped__", None)
    if bare is not None:
        pipeline.encode_prompt = bare
        remembering(pipeline)


def _plain(value: Any) -> bool:
    """Whether equal values of its kind say the same. A device and a type of numbers do, tensors do not."""
    if isinstance(value, list | tuple):
        return all(_plain(each) for each in value)
    return (
        value is None
        or isinstance(value, str | int | float | bool)
        or type(value).__name__ in ("device", "dtype")
    )
