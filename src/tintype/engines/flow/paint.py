"""One Plan painted: guide · encode · noise · times · denoise · pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from tintype.brief.parse import parse
from tintype.core.errors import BadFile
from tintype.core.event import Preview, Progress
from tintype.engines.flow.cues import PLANES, Cues, cues, things
from tintype.engines.flow.given import gridded, gridded_mask, opened, opened_mask
from tintype.engines.flow.grid import enlarged, grid
from tintype.engines.flow.lay import laid
from tintype.engines.flow.weights import GUIDANCE, card, network
from tintype.flow import denoise, mixed, noise, times
from tintype.flow import guided as guided_by
from tintype.runtime.minilm import tokens
from tintype.runtime.pictures import put_back
from tintype.scene.guide import guide
from tintype.scene.model import Scene

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan
    from tintype.flow.denoise import Predict
    from tintype.runtime.onnx import Network

    Floats = npt.NDArray[np.floating]

MOST_BODIES, MOST_STEPS = 254, 100
SOFT = 0.024
"""Blur of the Guide's colours where painting begins, as a share of the long side."""


def painted(plan: Plan, emit: Emit, folder: Path) -> Pixels:
    """The picture, uint8 (H, W, 3|4)."""
    known, size, steps = card(folder), (plan.width, plan.height), _steps(plan)
    rows, columns = grid(size, known.side, known.patch)
    start = grain = noise(plan.seed, (1, 3, rows, columns))
    given = _given(plan, rows, columns)
    told = _told(plan, given, rows, columns)
    schedule = times(steps)
    if told.guided:
        schedule, start = times(steps, start=known.start), mixed(told.colours, grain, known.start)
    known_part, mask = (None, None) if given is None else (given.grid, given.mask)
    picture = start
    walk = denoise(
        _predictor(told, network(folder)), start, schedule, known=known_part, mask=mask, grain=grain
    )
    for done, picture in enumerate(walk, 1):
        if done < steps:
            emit(Preview(enlarged(pixels(picture), _small(size, known.side))))
        emit(Progress("painting", done, steps + 1))
    finished = enlarged(pixels(picture), size)
    if given is not None:
        finished = put_back(given.whole, finished, given.drawn)
    emit(Progress("done", 1, 1))
    return finished


@dataclass(frozen=True, eq=False)
class Given:
    """A picture of which a part is painted anew. whole: as large as the result. grid: (1, 3, rows,
    columns). drawn, mask: the part, at both sizes."""

    whole: Pixels
    grid: Floats
    drawn: Pixels
    mask: Floats


def _given(plan: Plan, rows: int, columns: int) -> Given | None:
    images = plan.settings.get("images")
    if not images:
        return None
    if not isinstance(images, list) or not isinstance(images[0], str):
        raise BadFile("This plan does not say which image it starts from; it was altered, so paint it anew.")
    size = (plan.width, plan.height)
    whole = opened(images[0], size)
    drawn = opened_mask(str(plan.settings.get("mask")), size)
    return Given(whole, gridded(whole, rows, columns), drawn, gridded_mask(drawn, rows, columns))


def pixels(picture: Floats) -> Pixels:
    """uint8 (H, W, 3) of (1, 3, H, W) in [−1, 1]."""
    levels = np.clip(np.round((picture[0] + 1) * 127.5), 0, 255)
    return np.ascontiguousarray(levels.astype(np.uint8).transpose(1, 2, 0))


@dataclass(frozen=True, eq=False)
class Told:
    """What the network is told beside the noisy picture, the same at every step. beside: (1, …, rows,
    columns) known picture, mask, Guide and whether there is one. colours: of the Guide, softened."""

    beside: Floats
    cues: Cues
    guided: bool
    colours: Floats
    guidance: float


def _told(plan: Plan, given: Given | None, rows: int, columns: int) -> Told:
    scene = _scene(plan)
    planned = guide(scene, columns, rows)
    told, guided = cues(parse(plan.prompt), things(scene, planned), tokens), _guided(plan)
    beside = np.zeros((1, 3 + 1 + PLANES + 1, rows, columns), np.float32)
    beside[:, 3] = 1.0  # all of it is to be painted
    planes = planned.planes
    if given is not None:
        beside[:, :3], beside[:, 3:4] = given.grid * (1 - given.mask), given.mask
        planes = laid(planes, given.grid, given.mask)
    if guided:
        beside[:, 4:-1], beside[:, -1] = planes, 1.0
    if given is not None or not guided:  # the boxes are those of another picture
        told = replace(told, things=np.zeros_like(told.things))
    return Told(beside, told, guided, softened(planes[:3]), _guidance(plan))


def softened(colours: Floats) -> Floats:
    """(1, 3, H, W) in [−1, 1] of planes (3, H, W) in 0..1: without edges that would be taken for drawn."""
    from PIL import Image, ImageFilter

    levels = np.round(colours * 255).clip(0, 255).astype(np.uint8).transpose(1, 2, 0)
    soft = Image.fromarray(levels).filter(ImageFilter.GaussianBlur(SOFT * max(levels.shape)))
    return np.ascontiguousarray(np.asarray(soft, np.float32).transpose(2, 0, 1)[None] / 127.5 - 1)


def _predictor(told: Told, run: Network) -> Predict:
    """The network's prediction, guided away from what it paints when it is told nothing."""
    heard = told.cues
    rows = [(told.beside, heard.words, heard.tags, heard.things)]
    if told.guidance != 1.0:
        plain = told.beside.copy()
        plain[:, 4:] = 0
        rows.append(
            (plain, np.zeros_like(heard.words), np.zeros_like(heard.tags), np.zeros_like(heard.things))
        )
    beside, words, tags, named = (np.stack(part) for part in zip(*rows, strict=True))
    beside = beside[:, 0]

    def predict(seen: Floats, t: float) -> Floats:
        inputs = {
            "seen": np.concatenate([np.repeat(seen.astype(np.float32), len(rows), 0), beside], 1),
            "time": np.full(len(rows), t, np.float32),
            "words": words, "tags": tags, "things": named,
        }  # fmt: skip
        out = run(inputs)[0]
        return out[:1] if len(rows) == 1 else guided_by(out[1:], out[:1], told.guidance)

    return predict


def _small(size: tuple[int, int], side: int) -> tuple[int, int]:
    share = side / max(size)
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _scene(plan: Plan) -> Scene:
    try:
        scene = Scene.from_json(plan.settings["scene"])
    except (KeyError, msgspec.ValidationError) as error:
        raise BadFile(f"This plan holds no scene that can be read ({error}); paint it anew.") from error
    if len(scene.bodies) > MOST_BODIES:
        raise BadFile(f"This plan holds {len(scene.bodies)} bodies; it was altered, so paint it anew.")
    return scene


def _guided(plan: Plan) -> bool:
    guided = plan.settings.get("guide")
    if not isinstance(guided, bool):
        raise BadFile("This plan does not say whether there is a guide; it was altered, so paint it anew.")
    return guided


def _steps(plan: Plan) -> int:
    steps = plan.settings.get("steps")
    if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= MOST_STEPS:
        raise BadFile(f"This plan holds {steps!r} steps; it was altered, so paint it anew.")
    return steps


def _guidance(plan: Plan) -> float:
    guidance, (low, high) = plan.settings.get("guidance"), GUIDANCE
    if isinstance(guidance, bool) or not isinstance(guidance, int | float) or not low <= guidance <= high:
        raise BadFile(f"This plan holds the guidance {guidance!r}; it was altered, so paint it anew.")
    return float(guidance)
