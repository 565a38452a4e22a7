"""Options: OpenAI's own parameters, checked before anything is sent or paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.request import Operation

DEFAULTS: dict[str, Any] = {
    "quality": "", "background": "auto", "moderation": "auto", "output_format": "png",
    "output_compression": 100, "complexity": "", "input_fidelity": "", "partial_images": 0, "markup": "",
    "safety_identifier": "", "snapshot": "",
}  # fmt: skip
"""Option → what it is when nobody says anything; "": it is not sent."""

CHOICES: dict[str, tuple[str, ...]] = {
    "quality": ("low", "medium", "high", "xhigh", "max", "auto"),
    "background": ("auto", "opaque", "transparent"),
    "moderation": ("auto", "low"),
    "output_format": ("png", "jpeg", "webp"),
    "complexity": ("low", "medium", "high"),
    "input_fidelity": ("low", "high"),
}
RANGES = {"output_compression": (0, 100), "partial_images": (0, 3)}
_LONGEST = 512

_ELSEWHERE = {
    "gif": "A GIF moves, and tintype keeps pictures that stand; use png, jpeg or webp.",
    "svg": "An SVG has no pixels, and tintype keeps pixels; use png, jpeg or webp.",
    "frame_count": "The option frame_count goes with GIF files, which tintype does not keep; leave it out.",
    "frame_duration_ms": "The option frame_duration_ms goes with GIF files, which tintype does not keep;"
    " leave it out.",
    "svg ": "The option svg goes with SVG files, which tintype does not keep; leave it out.",
    "style": "The option style went with DALL-E; say the style in the sentence.",
    "response_format": "The option response_format is ours to choose; leave it out.",
    "n": "The option n is said as the number of pictures (-n); leave it out.",
    "size": "The option size is said as the size of the picture (--size); leave it out.",
    "stream": "The option stream is ours to choose; say partial_images=1 to see the picture grow.",
    "user": "The option user is called safety_identifier now; use that.",
}
"""Parameters of OpenAI's that are no options here, and why."""


def checked(
    given: Mapping[str, Any], taken: tuple[str, ...], values: Mapping[str, tuple[str, ...]], model: str,
    operation: Operation, *, masked: bool,
) -> dict[str, Any]:  # fmt: skip
    """All options that the model takes, those given and the defaults. Raises BadOption.

    taken: names the model knows. values: those allowed, where fewer than everywhere.
    """
    for name, value in given.items():
        if name not in taken:
            known = ", ".join(taken) or "none"
            why = _ELSEWHERE.get("svg " if name == "svg" else name)
            raise BadOption(why or f"The model “{model}” knows no option “{name[:60]}”; it has: {known}.")
        _check(name, value, values.get(name, CHOICES.get(name)), model)
    whole = {name: given.get(name, DEFAULTS[name]) for name in taken}
    if whole.get("background") == "transparent" and whole.get("output_format") == "jpeg":
        raise BadOption("JPEG has no transparency; with background=transparent use output_format=png.")
    if whole.get("markup") and operation != "edit":
        raise BadOption("The option markup draws on a picture that is edited; give one, or leave it out.")
    if whole.get("markup") and masked:
        raise BadOption("A mask and the option markup exclude each other; leave one out.")
    return whole


def _check(name: str, value: Any, words: tuple[str, ...] | None, model: str) -> None:
    if name in RANGES:
        low, high = RANGES[name]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise BadOption(f"The option {name} is {value!r}; use a whole number from {low} to {high}.")
        return
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise BadOption(f"The option {name} is {str(value)[:40]!r}; use text of at most {_LONGEST} letters.")
    if words is not None and value and value not in words:
        if name == "output_format" and value in _ELSEWHERE:
            raise BadOption(_ELSEWHERE[value])
        raise BadOption(f"The option {name} of “{model}” is {value!r}; use one of: {', '.join(words)}.")
