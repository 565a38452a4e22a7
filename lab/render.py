"""Pictures to learn from: sampled scenes, lit several ways, rendered, captioned, packed in shards.

`python -m lab.render --size 128 --workers 1` renders into lab/data/128 until it is stopped or --shards
are there; what is there already is kept, so that it may be stopped at any moment. While the file
lab/PAUSE exists it sleeps.

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
from pathlib import Path

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

LAB = Path(__file__).parent
PAUSE = LAB / "PAUSE"
LIGHTS, FILMS, SAMPLES, DEPTH, DETAIL = 2, 1, 8, 3, 128
SEEN_FROM = 1024
"""Height of the picture of which these are small views: grain that fine is nearly averaged out."""
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


def layout(number: int, size: int) -> Layout | None:
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
        shot = Shot(size, size, SAMPLES, number * LIGHTS + k)
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
            exposures.append(Exposed(**told, pictures=pictures, captions=said))
    if not exposures:
        return None
    return Layout(number=number, size=size, things=boxes, buffers=geometry, exposures=exposures)


def shard(number: int, size: int, folder: Path) -> None:
    path = folder / shard_name(number)
    begin, done, failed = time.time(), [], 0
    for i in range(number * LAYOUTS, (number + 1) * LAYOUTS):
        try:
            made = layout(i, size)
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


def worker(which: int, workers: int, size: int, folder: Path, shards: int, deadline: float) -> None:
    os.nice(19 - os.nice(0))
    made = 0
    for number in range(which, shards, workers):
        if made == RESTART or time.time() > deadline:
            return
        if not (folder / shard_name(number)).exists():
            shard(number, size, folder)
            made += 1


def complete(folder: Path, shards: range) -> bool:
    return all((folder / shard_name(number)).exists() for number in shards)


def tend(which: int, args: argparse.Namespace, folder: Path, deadline: float) -> None:
    """One worker after the other until its shards are there. (A process of its own, so that a crash
    of the renderer costs one shard's work, not the run.)"""
    context = multiprocessing.get_context("spawn")
    while not complete(folder, range(which, args.shards, args.workers)) and time.time() < deadline:
        words = (which, args.workers, args.size, folder, args.shards, deadline)
        process = context.Process(target=worker, args=words)
        process.start()
        process.join()
        if process.exitcode:
            time.sleep(2)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--size", type=int, default=128)
    ask.add_argument("--workers", type=int, default=1)
    ask.add_argument("--shards", type=int, default=100_000)
    ask.add_argument("--minutes", type=float, default=1e6)
    ask.add_argument("--data", type=Path, default=LAB / "data")
    args = ask.parse_args()
    folder = args.data / str(args.size)
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.time() + 60 * args.minutes
    from threading import Thread

    tending = [Thread(target=tend, args=(i, args, folder, deadline)) for i in range(args.workers)]
    for thread in tending:
        thread.start()
    for thread in tending:
        thread.join()


if __name__ == "__main__":
    main()
