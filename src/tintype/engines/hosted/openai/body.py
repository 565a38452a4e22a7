"""Body: a Plan as OpenAI's images API wants to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tintype.engines.hosted import pixels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tintype.core.request import Plan

_PATHS = {"generate": "/images/generations", "edit": "/images/edits", "vary": "/images/variations"}
_ALWAYS = ("quality",)
_PLAIN = ("background", "moderation", "output_format", "complexity", "input_fidelity", "safety_identifier")
_SILENT = {"background": "auto", "moderation": "auto", "output_format": "png"}
"""Options that are left out when they say what is so anyway: older servers do not know them."""

File = tuple[str, tuple[str, bytes, str]]


@dataclass(frozen=True)
class Body:
    """path: below the service's address. facts: parameters. files: parts of a form; none: it is JSON."""

    path: str
    facts: dict[str, Any]
    files: tuple[File, ...] = ()

    def without(self, name: str) -> Body:
        """The same without a parameter that the service does not know."""
        facts = {each: value for each, value in self.facts.items() if each != name}
        return Body(self.path, facts, self.files)

    def fields(self) -> dict[str, str]:
        """The parameters as a form has them: numbers and truths are words."""
        return {name: str(value).lower() if isinstance(value, bool) else str(value)
                for name, value in self.facts.items()}  # fmt: skip


def body(plan: Plan, id: str, size: tuple[int, int], options: Mapping[str, Any], *, official: bool) -> Body:
    """What to send. id: the model as the service calls it. size: to ask for. Raises BadFile, TooLarge."""
    facts: dict[str, Any] = {"model": id, "n": 1, "size": f"{size[0]}x{size[1]}"}
    if plan.operation != "vary":
        facts["prompt"] = plan.prompt
        facts |= _said(options, plan)
    if not official:
        facts |= {"response_format": "b64_json", "seed": plan.seed}
    return Body(_PATHS[plan.operation], facts, tuple(_files(plan)))


def _said(options: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """The options that are worth saying."""
    said = {name: options[name] for name in (*_ALWAYS, *_PLAIN) if options.get(name)}
    if plan.operation == "edit" and plan.settings["images"]:
        said.pop("moderation", None)  # the form of this call has no such field
    said = {name: value for name, value in said.items() if _SILENT.get(name) != value}
    if said.get("output_format") in ("jpeg", "webp") and options.get("output_compression", 100) < 100:
        said["output_compression"] = options["output_compression"]
    if options.get("partial_images"):
        said |= {"stream": True, "partial_images": options["partial_images"]}
    return said


def _files(plan: Plan) -> list[File]:
    """Pictures, mask and markup, as PNG."""
    images: list[str] = list(plan.settings["images"])
    field = "image" if len(images) == 1 else "image[]"
    files = [
        (field, (f"image-{index}.png", pixels.sent(path), "image/png"))
        for index, path in enumerate(images, 1)
    ]  # fmt: skip
    if mask := plan.settings["mask"]:
        files.append(("mask", ("mask.png", pixels.sent_mask(mask, pixels.size_of(images[0])), "image/png")))
    if markup := plan.settings.get("markup"):
        files.append(("markup", ("markup.png", pixels.sent(markup, "RGBA"), "image/png")))
    return files
