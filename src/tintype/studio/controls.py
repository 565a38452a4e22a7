"""Compose exactly, paint freely: the stage sets the scene that a sentence describes, and what it looks like
(its draft, its depths, its normals) steers another model by a ControlNet.

Which of these a ControlNet wants its name says: canny or edge, depth, normal.
"""

from __future__ import annotations

import hashlib
import io
import os
from typing import TYPE_CHECKING, Literal, cast

import msgspec
import numpy as np

from tintype.core.errors import WorkerDied
from tintype.core.seed import nth
from tintype.engines.diffusers import lora, weights_in_prompt
from tintype.scene.compose import compose
from tintype.scene.model import Scene
from tintype.studio.references import reference, with_references

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels
    from tintype.core.request import Plan, Request
    from tintype.engines.stage.buffers import Buffers
    from tintype.studio.studio import Studio

Kind = Literal["draft", "depth", "normal"]
KINDS: dict[str, Kind] = {"canny": "draft", "edge": "draft", "depth": "depth", "normal": "normal"}
"""Piece of a ControlNet's name → what it is shown."""

LONG_SIDE = 768
"""Pixels of what the stage draws; the model's own size is made of it."""
NEAREST = 2.0
"""Percent of the pixels that may be nearer than what counts as white."""


def kind_of(request: Request) -> Kind | None:
    """What the stage is to draw for a request; None where it brings its own picture, or asks for none."""
    said = request.options.get("control", "")
    if isinstance(said, dict):  # as a Plan has it, where a picture is changed
        said = cast("dict[str, object]", said).get("name")
    if request.operation != "generate" or request.images or not isinstance(said, str):
        return None
    return next((kind for piece, kind in KINDS.items() if piece in said.lower()), None)


def plans(studio: Studio, request: Request, kind: Kind) -> tuple[Plan, ...]:
    """A Plan for each picture of a settled request, each with a control picture of its own. What the stage
    could not set is a note."""
    engine = studio.serving(str(request.model))
    width, height = request.size or (LONG_SIDE, LONG_SIDE)
    brief = studio.read(weights_in_prompt.bare(lora.without(request.prompt)) or request.prompt)
    found: list[Plan] = []
    for index in range(request.n):
        seed = nth(request.seed or 0, index)
        scene = compose(brief, seed, frame=width / height)
        path, names = _kept(studio, _drawing(studio, scene, kind, width, height, seed))
        (plan,) = engine.plan(msgspec.structs.replace(request, n=1, seed=seed, images=(path,)))
        notes = (*plan.notes, *scene.notes)
        found.append(with_references(msgspec.structs.replace(plan, notes=notes), names))
    return tuple(found)


def _drawing(studio: Studio, scene: Scene, kind: Kind, width: int, height: int, seed: int) -> bytes:
    """A PNG file. In a server it is drawn in a process of its own, as all that is foreign code."""
    small = min(1.0, LONG_SIDE / max(width, height))
    size = max(8, round(width * small)), max(8, round(height * small))
    if not hasattr(studio, "store"):
        return drawn(scene.to_json(), kind, *size, seed)
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn"), initializer=_without_secrets) as pool:
        try:
            return pool.submit(drawn, scene.to_json(), kind, *size, seed).result()
        except BrokenProcessPool as error:
            raise WorkerDied("The process that drew the control picture ended; try again.") from error


def _without_secrets() -> None:
    """In that process: what is no business of a renderer leaves its environment."""
    from tintype.engines.child.surroundings import surroundings

    passed = surroundings(os.environ)
    for name in [name for name in os.environ if name not in passed]:
        del os.environ[name]


def drawn(scene: object, kind: Kind, width: int, height: int, seed: int) -> bytes:
    """What a scene (as JSON has it) looks like in that way, as a PNG file."""
    from PIL import Image

    there = Scene.from_json(scene)
    if kind == "draft":
        from tintype.engines.stage.draft import draft

        pixels = draft(there, width, height, seed=seed)
    else:
        from tintype.engines.stage.buffers import buffers
        from tintype.engines.stage.lens import lens

        seen = buffers(there, width, height)
        view = lens(there.camera)
        axes = np.stack([view.right, view.up, -view.forward]).astype(np.float32)
        pixels = depths(seen) if kind == "depth" else normals(seen, axes)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def depths(seen: Buffers) -> Pixels:
    """Nearness as ControlNets for depth were taught it: uint8 (H, W, 3), white is near, black is far."""
    near = 1.0 / np.maximum(seen.depth, 1e-3)
    there = near[np.isfinite(seen.depth)]
    if not there.size:
        return np.zeros((*seen.depth.shape, 3), np.uint8)
    high, low = np.percentile(there, 100 - NEAREST), there.min()
    grey = np.clip((near - low) / max(float(high - low), 1e-9), 0, 1)
    return np.repeat((255 * grey + 0.5).astype(np.uint8)[..., None], 3, axis=2)


def normals(seen: Buffers, axes: npt.NDArray[np.float32]) -> Pixels:
    """Directions of surfaces as the camera sees them: uint8 (H, W, 3), red to the right, green up, blue
    towards it; what is not there looks at the camera. axes: right, up, back of the camera, float32 (3, 3)."""
    facing = seen.normal @ axes.T
    facing[seen.ids == 0] = (0.0, 0.0, 1.0)
    return (np.clip(facing * 0.5 + 0.5, 0, 1) * 255 + 0.5).astype(np.uint8)


def _kept(studio: Studio, data: bytes) -> tuple[str, dict[str, str]]:
    """(path of the file, path → how plans name it): in the store where there is one."""
    store = getattr(studio, "store", None)
    if store is not None:
        digest = store.put(data)
        path = str(store.local(digest))
        return path, {path: reference(digest)}
    from tintype.studio.settings import data_folder

    folder = data_folder(studio.settings) / "controls"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(data).hexdigest()}.png"
    path.write_bytes(data)
    return str(path), {}
