"""Parameters of the image calls: every one that OpenAI's clients send, checked and decided.

Fields come from JSON or from a form, where numbers are words. What no table here knows is refused by
name. Accepted without effect: `user` and `safety_identifier` (the latter is echoed), `complexity`,
`input_fidelity`, and `style` of DALL-E.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from tintype.core.errors import BadSize
from tintype.core.frame import check_size, parse_size
from tintype.core.prompt import clean
from tintype.server.openai import names
from tintype.server.openai.wording import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.request import Operation, Quality

Format = Literal["png", "jpeg", "webp"]
Call = Literal["generations", "edits", "variations"]
OPERATIONS: dict[Call, Operation] = {"generations": "generate", "edits": "edit", "variations": "vary"}

FIELDS: dict[str, frozenset[Call]] = {
    name: frozenset(calls.split())  # type: ignore[misc]
    for calls, words in {
        "generations edits variations": "model n size response_format user seed",
        "generations edits": "prompt quality background output_format output_compression moderation stream"
        " partial_images safety_identifier complexity frame_count frame_duration_ms svg style",
        "edits": "input_fidelity",
    }.items()
    for name in words.split()
}
"""Parameter → the calls that take it. `seed` is ours."""

QUALITIES: dict[str, Quality | None] = {
    "auto": None, "low": "low", "medium": "medium", "standard": "medium", "high": "high", "hd": "high",
    "xhigh": "high", "max": "high",
}  # fmt: skip
CHOICES: dict[str, tuple[str, ...]] = {
    "quality": tuple(QUALITIES),
    "background": ("transparent", "opaque", "auto"),
    "output_format": ("png", "jpeg", "webp", "gif", "svg"),
    "moderation": ("low", "auto"),
    "response_format": ("url", "b64_json"),
    "style": ("vivid", "natural"),
    "complexity": ("low", "medium", "high"),
    "input_fidelity": ("low", "high"),
}
RANGES = {
    "n": (1, 10), "output_compression": (0, 100), "partial_images": (0, 3), "seed": (-1, 2**32 - 1),
    "frame_count": (2, 64), "frame_duration_ms": (1, 655_350),
}  # fmt: skip
_WHOLE = re.compile(r"-?\d{1,12}")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A call, every default decided but those that the engine decides.

    name: the model as the client calls it; model: ours. size: None = auto. format: of the answer.
    """

    prompt: str
    name: str | None
    model: str
    n: int = 1
    size: tuple[int, int] | None = None
    quality: Quality | None = None
    format: Format = "png"
    compression: int = 100
    transparent: bool = False
    base64: bool = True
    stream: bool = False
    partials: int = 0
    seed: int | None = None
    moderation: Literal["low"] | None = None
    safety_identifier: str | None = None
    options: dict[str, Any] = field(default_factory=dict)


def asked(call: Call, fields: Mapping[str, Any], studio: Any) -> Asked:
    """The call that these fields make; raises Refused, BadPrompt, BadSize, UnknownModel."""
    settings = studio.settings
    given = {name: value for name, value in fields.items() if value is not None}
    for name in given:
        if call not in FIELDS.get(name, ()):
            raise Refused(f"Unknown parameter: '{name[:60]}'.", name[:60], "unknown_parameter")
    chosen = {name: _choice(name, given[name]) for name in CHOICES if name in given}
    numbers = {name: _number(name, given[name]) for name in RANGES if name in given}
    name = _text("model", given["model"]) if "model" in given else None
    model = names.resolved(name, studio, OPERATIONS[call])
    base64 = names.answers_base64(name)
    if base64 and "response_format" in given and settings.strict_openai:
        raise Refused("Unknown parameter: 'response_format'.", "response_format", "unknown_parameter")
    stream = _truth("stream", given.get("stream", False))
    format = _format(given, chosen, numbers, stream=stream, strict=settings.strict_openai)
    clear = chosen.get("background") == "transparent"
    return Asked(
        prompt=_prompt(given) if call != "variations" else "", name=name, model=model,
        n=numbers.get("n", 1), size=_size(given.get("size")),
        quality=QUALITIES[chosen.get("quality", "auto")],
        format=format, compression=numbers.get("output_compression", 100), transparent=clear,
        base64=chosen.get("response_format", "b64_json" if base64 else "url") == "b64_json",
        stream=stream, partials=numbers.get("partial_images", 0), seed=numbers.get("seed"),
        moderation="low" if chosen.get("moderation") == "low" else None,
        safety_identifier=_identifier(given), options={"background": "transparent"} if clear else {},
    )  # fmt: skip


def _prompt(given: Mapping[str, Any]) -> str:
    if "prompt" not in given:
        raise Refused("Missing required parameter: 'prompt'.", "prompt", "missing_required_parameter")
    return clean(_text("prompt", given["prompt"]))


def _format(
    given: Mapping[str, Any], chosen: Mapping[str, str], numbers: Mapping[str, int], *, stream: bool,
    strict: bool,
) -> Format:  # fmt: skip
    """The format; raises Refused for one that nobody makes, and for settings that do not go with it."""
    format = chosen.get("output_format", "png")
    if format not in ("png", "jpeg", "webp"):
        raise Refused(
            f"No model here makes {format} files; use the output_format png, jpeg or webp.",
            "output_format", "unsupported_value",
        )  # fmt: skip
    if chosen.get("background") == "transparent" and format == "jpeg":
        raise Refused("Transparent background is not supported for JPEG output format.", "background")
    if strict and "output_compression" in numbers and format == "png":
        raise Refused("The parameter output_compression goes with jpeg and webp only.", "output_compression")
    if numbers.get("partial_images") and not stream:
        raise Refused("The parameter partial_images goes with stream=true only.", "partial_images")
    for name, kind in (("frame_count", "gif"), ("frame_duration_ms", "gif"), ("svg", "svg")):
        if name in given:
            raise Refused(f"The parameter {name} goes with {kind} files, which no model here makes.", name)
    return format


def _size(value: Any) -> tuple[int, int] | None:
    """(width, height), None for auto. Any size that can be painted is, to the pixel."""
    if value is None or value == "auto":
        return None
    try:
        return check_size(parse_size(_text("size", value)))
    except BadSize as error:
        raise BadSize(f"Invalid size '{str(value)[:40]}'. {error}") from error


def _identifier(given: Mapping[str, Any]) -> str | None:
    """What is echoed: safety_identifier, else the older user."""
    found = None
    for name in ("user", "safety_identifier"):
        text = _text(name, given.get(name, ""))
        if len(text) > 512:
            raise Refused(f"The parameter {name} has more than 512 characters.", name)
        found = text.encode("utf-8", "replace").decode() or found
    return found


def _choice(name: str, value: Any) -> str:
    if not isinstance(value, str) or value not in CHOICES[name]:
        options = ", ".join(f"'{choice}'" for choice in CHOICES[name])
        raise Refused(f"Invalid value: {_shown(value)}. Supported values are: {options}.", name)
    return value


def _number(name: str, value: Any) -> int:
    """A whole number; from a form it is a word."""
    low, high = RANGES[name]
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Refused(
            f"Invalid value for '{name}': {_shown(value)}. It must be a whole number from {low} to {high}.",
            name,
        )
    return value


def _truth(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise Refused(f"Invalid value for '{name}': {_shown(value)}. It must be true or false.", name)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise Refused(
            f"Invalid type for '{name}': expected a string, but got {_kind(value)}.", name, "invalid_type"
        )
    return value


def _shown(value: Any) -> str:
    return repr(value)[:60]


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "an array", bool: "a boolean", int: "an integer", float: "a number"}
    return kinds.get(type(value), "something else")
