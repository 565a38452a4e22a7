"""A swap by networks of the user's own: one that reads who somebody is, one that paints them elsewhere.

The signatures are those of ArcFace (1x3x112x112 → 1x512) and of inswapper_128 (target 1x3x128x128,
source 1x512, and a matrix of 512x512 as the last of its weights, through which the reading goes). Such
files are never shipped: the well-known ones may not be used for money.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from tintype.core.errors import BadFile, MissingPart
from tintype.runtime.onnx import open_network

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from tintype.core.picture import Pixels
    from tintype.engines.faces.detect import Face

    Floats = npt.NDArray[np.float32]

READ, PAINTED, READING = 112, 128, 512
"""Sides of the pictures that the two take, and length of a reading."""
PLACES = ((38.2946, 51.6963), (73.5318, 51.5014), (56.1396, 92.2848))
"""Left eye, right eye and middle of the mouth in a picture of 112 pixels that ArcFace was trained on."""
BORDER = 0.1
"""Share of the painted square that fades out at each side."""


class Swapper:
    """Lays the face of one picture over faces of others."""

    def __init__(self, swapper: Path, reader: Path, source: Pixels, giving: Face) -> None:
        network, names, matrix = _opened(swapper)
        read, (name, *_), _ = _opened(reader)
        seen = _cut(source, _way(giving, READ), READ).astype(np.float32)
        reading = read({name: ((seen - 127.5) / 127.5).transpose(2, 0, 1)[None]})[0].reshape(1, READING)
        told = (reading / np.linalg.norm(reading)) @ matrix
        self._told = np.asarray(told / np.linalg.norm(told), np.float32)
        self._network = network
        self._target, self._source = names[:2] if "source" not in names else ("target", "source")

    def __call__(self, pixels: Pixels, face: Face) -> Pixels:
        """The picture with that face painted anew; pixels away from it stay byte for byte."""
        way = _way(face, PAINTED)
        seen = _cut(pixels, way, PAINTED).astype(np.float32) / 255
        given = {self._target: seen.transpose(2, 0, 1)[None], self._source: self._told}
        painted = np.clip(self._network(given)[0][0].transpose(1, 2, 0), 0, 1) * 255
        size = (pixels.shape[1], pixels.shape[0])
        back = cv2.invertAffineTransform(way)
        there = cv2.warpAffine(painted.astype(np.float32), back, size, flags=cv2.INTER_CUBIC)
        share = cv2.warpAffine(_fading(), back, size)[..., None]
        out = pixels.copy()
        changed = share[..., 0] > 0
        mixed = pixels[..., :3] + share * (there - pixels[..., :3])
        out[changed, :3] = np.clip(np.rint(mixed), 0, 255).astype(np.uint8)[changed]
        return out


def check(swapper: Path, reader: Path) -> None:
    """Raises BadFile, MissingPart for files that are not what they should be."""
    _, names, matrix = _opened(swapper)
    if len(names) < 2 or matrix.shape != (READING, READING):
        raise BadFile(
            f"{swapper.name} is no network that swaps faces as inswapper_128 does (two inputs, a matrix of"
            f" {READING}x{READING}); give one that is in the setting face_swapper."
        )
    _opened(reader)


@cache
def _opened(path: Path) -> tuple[Any, tuple[str, ...], npt.NDArray[Any]]:
    """A network, the names of its inputs, and the last of its weights."""
    if path.suffix.lower() != ".onnx":
        raise BadFile(
            f"{path.name or 'Nothing'} is no ONNX file; other weights may hold programs, export it."
        )
    try:
        import onnx
        from onnx import numpy_helper
    except ImportError as error:
        raise MissingPart(
            "To use a network of yours the package onnx is needed; run: pip install 'tintype[faces]'"
        ) from error
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        graph = onnx.load(path).graph
    except OSError as error:
        raise BadFile(f"{path} cannot be read ({error.strerror}); check the settings.") from error
    except Exception as error:  # the decoder of protocol buffers breaks in its own ways
        raise BadFile(f"{path.name} is no ONNX file that can be read; fetch it again.") from error
    held = {tensor.name for tensor in graph.initializer}
    names = tuple(each.name for each in graph.input if each.name not in held)
    last = numpy_helper.to_array(graph.initializer[-1]) if graph.initializer else np.zeros(0)
    return open_network(path, sha256=digest), names, last


def _way(face: Face, side: int) -> npt.NDArray[np.float64]:
    """From the picture into the square in which a network wants the face: turn, size and place."""
    there = np.array(PLACES, np.float32)
    if side == PAINTED:  # the same face, with 8 pixels more on the left and on the right
        there[:, 0] += 8
    here = np.array([face.left, face.right, face.mouth], np.float32)
    way, _ = cv2.estimateAffinePartial2D(here, there, method=cv2.LMEDS)
    return np.asarray(way, np.float64)


def _cut(pixels: Pixels, way: npt.NDArray[np.float64], side: int) -> npt.NDArray[np.uint8]:
    colours = np.ascontiguousarray(pixels[..., :3])
    cut = cv2.warpAffine(colours, way, (side, side), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


@cache
def _fading() -> Floats:
    """1 in the middle of the painted square, 0 at its edge."""
    ramp = np.clip(np.minimum(np.arange(PAINTED), np.arange(PAINTED)[::-1]) / (BORDER * PAINTED), 0, 1)
    soft = ramp * ramp * (3 - 2 * ramp)
    return np.asarray(soft[:, None] * soft[None], np.float32)
