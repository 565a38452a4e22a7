"""What is done to pictures that exist, in one call each; the library's names and the terminal's alike."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.core.errors import BadOption
from tintype.core.request import Request
from tintype.studio.brought import Brought

if TYPE_CHECKING:
    from collections.abc import Callable

    from tintype.core.event import Emit, Event
    from tintype.core.picture import Picture
    from tintype.core.request import Operation, Plan
    from tintype.studio.brought import Item, Shelf
    from tintype.studio.studio import Studio

__all__ = ["cutout", "face_swap", "inpaint", "outpaint", "restore", "upscale", "vary"]

WORDLESS = "retouch"
"""The model that fills and extends without words."""
OWN = "enlarger"
"""The model that is a file of the user's own."""
SIDES = ("left", "right", "top", "bottom")
DONE: dict[str, Operation] = {
    "upscale": "upscale", "restore": "restore", "inpaint": "edit", "outpaint": "edit", "vary": "vary",
    "cutout": "vary", "swap": "face_swap",
}  # fmt: skip
"""What can be done → the operation that it is."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "upscale": ("scale", "size", "model", "seed"),
    "restore": ("strength", "noise", "mask", "model", "seed"),
    "inpaint": ("words", "mask", "box", "model", "seed"),
    "outpaint": (*SIDES, "aspect", "words", "model", "seed"),
    "vary": ("how", "seed"),
    "cutout": (),
    "swap": ("face", "consent", "target", "source", "model"),
}
"""What can be done → what may be said of it."""


@dataclass(frozen=True, eq=False)
class Work:
    """What is going to be done to one picture that was brought."""

    item: Item
    plan: Plan
    profile: bytes | None


def prepared(studio: Studio, brought: Shelf, item: Item, do: str, said: dict[str, Any]) -> Work:
    """What is going to be done; `said` as in OPTIONS, None counts as unsaid. Raises UserError."""
    from tintype.studio.variations import cut_out, varied

    said = {name: value for name, value in said.items() if value is not None}
    for name in said:
        if name not in OPTIONS[do]:
            known = ", ".join(OPTIONS[do]) or "none"
            raise BadOption(f"To {do} there is no “{name}”; there is: {known}.")
    if do == "vary":
        return Work(item, varied(studio, item, str(said.get("how", "subtle")), said.get("seed")), None)
    if do == "cutout":
        if studio.settings.cutter and (item.stamp is None or item.stamp.plan.engine != "stage"):
            asked = Request(prompt="", operation="edit", images=(item.reference,), model="cutter")
            return Work(item, studio.plan(asked)[0], item.profile)
        return Work(item, cut_out(item), None)
    (plan,) = studio.plan(_request(brought, item, do, said))
    return Work(item, plan, item.profile)


def worked(studio: Studio, work: Work, emit: Emit) -> Picture:
    """The picture that comes out."""
    picture = studio.paint(work.plan, emit, parent=work.item.sha256)
    return dataclasses.replace(picture, profile=work.profile)


def _request(brought: Shelf, item: Item, do: str, said: dict[str, Any]) -> Request:
    options: dict[str, Any] = {}
    size = said.get("size")
    mask = None
    if do == "upscale":
        options = {name: said[name] for name in ("scale",) if name in said}
    elif do == "restore":
        options = {name: said[name] for name in ("strength", "noise") if name in said}
        mask = brought.mask(said["mask"], item.size) if "mask" in said else None
    elif do == "swap":
        return _swapping(brought, item, said)
    elif do == "inpaint":
        mask = _marked(brought, item, said)
    else:
        options = {side: pixels for side, pixels in sides(item.size, said).items() if pixels}
    words = said.get("words", "") if DONE[do] == "edit" else item.stamp.plan.prompt if item.stamp else ""
    return Request(
        prompt=words, operation=DONE[do], images=(item.reference,), mask=mask, options=options,
        size=tuple(size) if size else None, model=said.get("model") or _usual(do, words),
        seed=said.get("seed"),
    )  # fmt: skip


def _swapping(brought: Shelf, item: Item, said: dict[str, Any]) -> Request:
    """A swap starts from two pictures: whose face is changed, and whose it is."""
    if "face" not in said:
        raise BadOption(f"Say which picture gives the face for {item.name}: a file with one.")
    giving = brought.picture(said["face"])
    return Request(
        prompt="", operation="face_swap", images=(item.reference, giving.reference),
        options={name: said[name] for name in ("consent", "target", "source") if name in said},
        model=said.get("model"),
    )  # fmt: skip


def _usual(do: str, words: str) -> str | None:
    """The model for it where none is named; None: the one of the settings, if it can."""
    return WORDLESS if do == "outpaint" or (do == "inpaint" and not words) else None


def _marked(brought: Shelf, item: Item, said: dict[str, Any]) -> str | None:
    if ("mask" in said) == ("box" in said):
        raise BadOption(f"Say what of {item.name} is to be filled, by a mask or by a box (one of them).")
    if "mask" in said:
        return brought.mask(said["mask"], item.size)
    box = said["box"]
    if len(box) != 4 or any(isinstance(each, bool) or not isinstance(each, int) for each in box):
        raise BadOption(f"The box is {box!r}; write it as LEFT,TOP,WIDTH,HEIGHT in pixels.")
    return brought.box((box[0], box[1], box[2], box[3]), item.size)


def sides(size: tuple[int, int], said: dict[str, Any]) -> dict[str, int]:
    """Pixels to add at each side: as said, in pixels or "25%", or up to an aspect. Raises BadOption."""
    from tintype.core.frame import parse_aspect

    width, height = size
    more = {side: _pixels(side, said.get(side, 0), width if side in SIDES[:2] else height) for side in SIDES}
    if "aspect" in said:
        if any(more.values()):
            raise BadOption("An aspect and sides were given; give one of them.")
        wide, high = parse_aspect(str(said["aspect"]))
        across = max(0, round(height * wide / high) - width)
        down = max(0, round(width * high / wide) - height)
        more = {
            "left": across // 2, "right": across - across // 2, "top": down // 2, "bottom": down - down // 2,
        }  # fmt: skip
    if not any(more.values()):
        raise BadOption(f"Nothing is to be added to {width}x{height}; say how much, such as left 25%.")
    return more


def _pixels(side: str, value: Any, whole: int) -> int:
    text = str(value).strip()
    share = text.removesuffix("%")
    if not share.isascii() or not share.isdigit() or len(share) > 6:
        raise BadOption(
            f"The {side} side is {text[:20]!r}; write pixels or a share of the picture, such as 25%."
        )
    return round(whole * int(share) / 100) if text.endswith("%") else int(share)


def upscale(
    picture: Path | str | Picture,
    *,
    scale: int | None = None,
    size: tuple[int, int] | None = None,
    model: str | None = None,
    weights: Path | str | None = None,
) -> Picture:
    """The picture, larger: scale 2 or 4, or a size (width, height) of its shape. weights: file of a network
    of your own that does it, ONNX, or safetensors with the extra `spandrel`. Raises UserError."""
    model = model or (OWN if weights else None)
    return _one("upscale", picture, str(weights or ""), scale=scale, size=size, model=model)


def restore(
    picture: Path | str | Picture,
    *,
    strength: float | None = None,
    noise: float | None = None,
    mask: Path | str | None = None,
    model: str | None = None,
) -> Picture:
    """The picture without its noise or blocks. strength: 0 to 1. noise: 0 to 75, None estimates it. mask:
    file, of scratches and dust to fill. What was found stands in `plan.notes`. Raises UserError."""
    return _one("restore", picture, strength=strength, noise=noise, mask=mask, model=model)


def inpaint(
    picture: Path | str | Picture,
    words: str | None = None,
    *,
    mask: Path | str | None = None,
    box: tuple[int, int, int, int] | None = None,
    model: str | None = None,
    seed: int | None = None,
) -> Picture:
    """The picture with what a mask (a file) or a box (left, top, width, height) marks filled from what is
    around, or painted as the words say by a model that can. All else stays as it was. Raises UserError."""
    return _one("inpaint", picture, words=words, mask=mask, box=box, model=model, seed=seed)


def outpaint(
    picture: Path | str | Picture,
    words: str | None = None,
    *,
    left: int | str = 0,
    right: int | str = 0,
    top: int | str = 0,
    bottom: int | str = 0,
    aspect: str | None = None,
    model: str | None = None,
    seed: int | None = None,
) -> Picture:
    """The picture with more around it: pixels, "25%", or up to an aspect such as "16:9". Raises UserError."""
    more = {"left": left, "right": right, "top": top, "bottom": bottom}
    said = {side: value for side, value in more.items() if value}
    return _one("outpaint", picture, words=words, aspect=aspect, model=model, seed=seed, **said)


def vary(picture: Path | str | Picture, how: str = "subtle", *, seed: int | None = None) -> Picture:
    """Another picture like one of ours. how: subtle, strong or new. Raises UserError."""
    return _one("vary", picture, how=how, seed=seed)


def cutout(picture: Path | str | Picture) -> Picture:
    """A picture by `stage` with nothing behind what stands in it. Raises UserError."""
    return _one("cutout", picture)


def face_swap(
    picture: Path | str | Picture,
    face: Path | str,
    *,
    consent: bool,
    target: int | str = "largest",
    source: int | str = "largest",
    model: str | None = None,
) -> Picture:
    """The picture with the face that another picture, a file, shows. consent: everybody who is seen agreed;
    nothing is done without. target: which faces are changed, "largest", "all" or a number from the left,
    the first being 1; source: which one is given. Raises UserError, MissingPart without the extra `faces`."""
    said: dict[str, Any] = {"target": target, "source": source, "consent": consent, "model": model}
    return _one("swap", picture, face=str(face), **said)


def _one(do: str, given: Path | str | Picture, own: str = "", /, **said: Any) -> Picture:
    studio, brought = _bench(own)
    return worked(studio, prepared(studio, brought, brought.picture(given), do, said), _ignore)


@cache
def _bench(own: str) -> tuple[Studio, Brought]:
    brought = Brought()
    return with_enlarger(own, brought.find), brought


def with_enlarger(own: str, assets: Callable[[str], Path]) -> Studio:
    """A Studio in which the model `enlarger` is that file, if one is named. assets: see Studio."""
    from tintype.studio.build import build
    from tintype.studio.settings import load

    if not own:
        return build(assets=assets)
    return build(dataclasses.replace(load(), enlarger=own), assets=assets)


def _ignore(event: Event, /) -> None:
    """Nobody watches."""
