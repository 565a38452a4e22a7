"""A face swap, decided and then done: two pictures, and which face of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tintype.core.errors import BadFile, BadOption, BadSize
from tintype.core.event import Progress
from tintype.engines.faces.align import mapped
from tintype.engines.faces.blend import blended
from tintype.engines.faces.detect import Face, faces, in_profile
from tintype.runtime.pictures import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request

    Networks = tuple[Path, Path] | None
    """Who swaps and who reads, files of the user's; None: neither."""

LEAST = 48
"""Width in pixels of the smallest face that is worth it."""
MANY = 32
"""Faces of one picture that are swapped, at most."""


def planned(request: Request, networks: Networks) -> tuple[tuple[int, int], dict[str, Any], tuple[str, ...]]:
    """Size of what comes out, settings and notes. Raises BadFile, BadOption, BadSize, MissingPart."""
    taking_path, giving_path = request.images
    target, source = opened(taking_path), opened(giving_path)
    size = (target.shape[1], target.shape[0])
    if request.size not in (None, size):
        asked = "x".join(map(str, request.size or ()))
        raise BadSize(
            f"The picture is {size[0]}x{size[1]} and keeps its size, not {asked}; leave the size out."
        )
    taking = _chosen(faces(target), request.options.get("target", "largest"), target, "first picture")
    giving = _chosen(faces(source), request.options.get("source", "largest"), source, "second picture")
    if len(giving) > 1:
        raise BadOption("Of the second picture one face can be given; say which: largest, or its number.")
    if networks is not None:
        from tintype.engines.faces.swapper import check

        check(*networks)
    settings = {
        "images": list(request.images), "consent": True,
        "target": [_numbers(face) for face in taking], "source": _numbers(giving[0]),
    }  # fmt: skip
    found = "A face was" if len(taking) == 1 else f"{len(taking)} faces were"
    notes = [f"{found} swapped, with the consent that was given."]
    if giving[0].apart < 0.6 * max(face.apart for face in taking):
        notes.append("The face that was given is smaller than the place it fills, so it comes out softly.")
    return size, settings, tuple(notes)


def painted(plan: Plan, networks: Networks, emit: Emit) -> Pixels:
    """uint8 (height, width, 3|4) of a planned swap."""
    taking_path, giving_path = plan.settings["images"]
    pixels, source = opened(taking_path), opened(giving_path)
    try:
        taking = [_face(numbers) for numbers in plan.settings["target"][:MANY]]
        giving = _face(plan.settings["source"])
    except (TypeError, ValueError, KeyError, msgspec.ValidationError) as error:
        raise BadFile(
            f"This plan does not say which faces ({error}); it was altered, plan it anew."
        ) from error
    swapped = None
    if networks is not None:
        from tintype.engines.faces.swapper import Swapper

        swapped = Swapper(*networks, source, giving)
    for number, face in enumerate(taking):
        emit(Progress("swapping", number, len(taking)))
        if swapped is None:
            pixels = blended(pixels, source, mapped(giving, face), face)
        else:
            pixels = swapped(pixels, face)
    return pixels


def _chosen(found: list[Face], which: Any, pixels: Pixels, where: str) -> list[Face]:
    """The faces meant by "largest", "all" or a number from the left, the first being 1."""
    if not found:
        aside = "; the head there is seen from the side, and one that looks at the camera is needed"
        more = aside if in_profile(pixels) else "; give one with a face that looks at the camera"
        raise BadFile(f"No face was found in the {where}{more}.")
    whole = isinstance(which, int) and not isinstance(which, bool)
    if which == "all":
        chosen = found[:MANY]
    elif which == "largest":
        chosen = [max(found, key=lambda face: face.width)]
    elif whole and 1 <= which <= len(found):
        chosen = [found[which - 1]]
    elif whole:
        raise BadOption(f"The {where} has no face {which}; it has {len(found)}, counted from the left.")
    else:
        raise BadOption(f"The face is {str(which)[:30]!r}; say largest, all, or a number from the left.")
    for face in chosen:
        if face.width < LEAST:
            raise BadFile(
                f"A face in the {where} is about {face.width:.0f} pixels wide, too small to swap; give a"
                f" picture in which it has {LEAST} or more, or enlarge it first (tintype upscale)."
            )
    return chosen


def _numbers(face: Face) -> list[float]:
    return [round(value, 2) for value in (*face.left, *face.right, *face.mouth, face.width)]


def _face(numbers: list[float]) -> Face:
    a, b, c, d, e, f, width = (float(value) for value in numbers)
    return Face((a, b), (c, d), (e, f), width)
