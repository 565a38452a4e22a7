"""Pictures to learn from: sampled scenes, lit several ways, rendered, captioned, packed in shards.

`python -m lab.render --size 256 --workers 1` renders into lab/data/256 until it is stopped or --shards
are there; what is there already is kept, so that it may be stopped at any moment. While the file
lab/PAUSE exists it sleeps. On an NVIDIA card nothing is denoised: take --samples 64 or more there.

One layout (what stands where, before which camera) is lit LIGHTS ways, and each exposure developed
through FILMS films: composing and building the set cost more than tracing it.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import msgspec
import numpy as np
from lab.records import LAYOUTS, Exposed, Layout, packed, shard_name
from PIL import Image

from tintype.brief.model import ELEMENTS
from tintype.core.errors import TintypeError
from tintype.engines.flow.cues import things
from tintype.engines.stage.photograph import look_of, tracer
from tintype.engines.stage.render import Shot, expose
from tintype.scene import sample
from tintype.scene.caption import STYLES, caption
from tintype.scene.compose import compose
from tintype.scene.guide import guide
from tintype.scene.kinds.catalogue import KINDS

LAB = Path(__file__).parent
PAUSE = LAB / "PAUSE"
LIGHTS, FILMS, SAMPLES, DEPTH, DETAIL = 2, 1, 8, 3, 128
SEEN_FROM = 1024
"""Height of the picture of which these are small views: grain that fine is nearly averaged out."""
NAMES = sorted(KINDS)
RESTART = 8
"""Shards after which a worker makes room for a fresh one: compiled kernels fill the memory."""


def wait_while_paused() -> None:
    while PAUSE.exists():
        time.sleep(1)


def captions(scene, rng: np.random.Generator) -> list[str]:
    """One of every style, one of the subject alone, one of one to three elements."""
    some = [ELEMENTS[i] for i in sorted(rng.permutation(5)[: int(rng.integers(1, 4))])]
    said = [caption(scene, rng, style=style) for style in STYLES]
    said += [caption(scene, rng, elements=("subject",)), caption(scene, rng, elements=some)]
    return list(dict.fromkeys(text for text in said if text != "a picture"))


def webp(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "WEBP", lossless=True, method=2)
    return file.getvalue()


def small_buffers(rays, size: int) -> bytes:
    """Nearness, normal, albedo of a layout pooled to size / 4, uint8 (7, s, s)."""
    seen = rays.buffers()
    near = 1 / (1 + np.where(np.isfinite(seen.depth), seen.depth, 1e9))
    fields = np.concatenate([near[..., None], seen.normal / 2 + 0.5, np.clip(seen.albedo, 0, 1) ** 0.45], 2)
    s = size // 4
    pooled = fields.reshape(s, 4, s, 4, 7).mean((1, 3)).transpose(2, 0, 1)
    return packed(np.round(pooled * 255).clip(0, 255).astype(np.uint8))


def kinds_seen(scene, planes) -> np.ndarray:
    """What stands at every second pixel, uint8 (S/2, S/2): 1 + its place among the names of kinds."""
    numbers = np.zeros(256, np.uint8)
    for body in scene.bodies:
        numbers[body.id] = 1 + NAMES.index(body.kind)
    return numbers[planes.ids[::2, ::2]]


def layout(number: int, size: int, samples: int = SAMPLES) -> Layout | None:
    """The layout of that number, rendered; None where its set cannot be rendered."""
    rng = np.random.default_rng([0x71A7, number])
    brief = sample.draw(rng)
    exposures: list[Exposed] = []
    boxes, geometry = [], b""
    for k in range(LIGHTS):
        wait_while_paused()
        lit = msgspec.structs.replace(
            brief, lighting=sample._lighting(rng), atmosphere=sample._atmosphere(rng)
        )
        scene = compose(lit, number, frame=1.0)
        shot = Shot(size, size, samples, number * LIGHTS + k)
        rays = tracer(scene, shot, DEPTH, None, detail=DETAIL)
        light, albedo = expose(rays, shot, lambda event: None, None)
        planes = guide(scene, size, size)
        if k == 0:
            boxes, geometry = things(scene, planes), small_buffers(rays, size)
        pictures, said = [], []
        for film in range(FILMS):
            if film:
                lit = msgspec.structs.replace(lit, atmosphere=sample._atmosphere(rng))
                other = compose(lit, number, frame=1.0)
                scene = msgspec.structs.replace(scene, film=other.film)
            pixels = look_of(light, albedo, scene=scene, seed=shot.seed + film, height=SEEN_FROM)
            if pixels.mean() < 6 or pixels.std() < 4:
                continue  # nothing to see
            pictures.append(webp(pixels))
            said.append(captions(scene, rng))
        if pictures:
            flat = np.round(planes.planes[:10] * 255).astype(np.uint8)
            normals = np.round(planes.planes[10:13] * 127 + 128).astype(np.uint8).transpose(1, 2, 0)
            x, y = (float(v) for v in planes.planes[13:15, 0, 0])
            told = {"guide": packed(flat), "normals": webp(np.ascontiguousarray(normals)), "light": (x, y)}
            told["kinds"] = packed(kinds_seen(scene, planes))
            exposures.append(Exposed(**told, pictures=pictures, captions=said))
    if not exposures:
        return None
    return Layout(number=number, size=size, things=boxes, buffers=geometry, exposures=exposures)


@dataclass(frozen=True)
class Task:
    """size: side of the pictures. layouts: in a shard. shards: their numbers. deadline: no new one after."""

    folder: Path
    size: int
    samples: int
    layouts: int
    shards: range
    deadline: float

    def missing(self) -> list[int]:
        return [number for number in self.shards if not (self.folder / shard_name(number)).exists()]


def shard(number: int, task: Task) -> None:
    path, folder = task.folder / shard_name(number), task.folder
    begin, done, failed = time.time(), [], 0
    for i in range(number * task.layouts, (number + 1) * task.layouts):
        try:
            made = layout(i, task.size, task.samples)
        except TintypeError:
            made = None
        if made is None:
            failed += 1
        else:
            done.append(made)
    half = path.with_suffix(f".{os.getpid()}.half")
    half.write_bytes(msgspec.msgpack.encode(done))
    half.replace(path)
    count = sum(len(e.pictures) for made in done for e in made.exposures)
    row = {
        "shard": path.name, "layouts": len(done), "failed": failed, "pictures": count,
        "bytes": path.stat().st_size, "seconds": round(time.time() - begin, 1), "at": round(time.time()),
    }  # fmt: skip
    with open(folder / "manifest.jsonl", "a") as file:
        file.write(json.dumps(row) + "\n")
    print(row, flush=True)


def worker(task: Task) -> None:
    os.nice(19 - os.nice(0))
    for number in task.missing()[:RESTART]:
        if time.time() > task.deadline:
            return
        shard(number, task)


def tend(task: Task) -> None:
    """One worker after the other until its shards are there. (A process of its own, so that a crash
    of the renderer costs one shard's work, not the run.)"""
    context = multiprocessing.get_context("spawn")
    while task.missing() and time.time() < task.deadline:
        process = context.Process(target=worker, args=(task,))
        process.start()
        process.join()
        if process.exitcode:
            time.sleep(2)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--size", type=int, default=128)
    ask.add_argument("--workers", type=int, default=1)
    ask.add_argument("--first", type=int, default=0, help="number of the first shard")
    ask.add_argument("--shards", type=int, default=10_000)
    ask.add_argument("--layouts", type=int, default=LAYOUTS, help="in a shard")
    ask.add_argument("--samples", type=int, default=SAMPLES)
    ask.add_argument("--minutes", type=float, default=1e6)
    ask.add_argument("--data", type=Path, default=LAB / "data")
    args = ask.parse_args()
    folder = args.data / str(args.size)
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.time() + 60 * args.minutes
    tending = []
    for i in range(args.workers):
        shards = range(args.first + i, args.first + args.shards, args.workers)
        task = Task(folder, args.size, args.samples, args.layouts, shards, deadline)
        tending.append(Thread(target=tend, args=(task,)))
    for thread in tending:
        thread.start()
    for thread in tending:
        thread.join()


if __name__ == "__main__":
    main()
