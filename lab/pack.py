"""Shards made small enough to travel: `python -m lab.pack --size 256 --megabytes 36`.

Pictures and normals become lossy WebP, guides that lights share are written once, and of the captions
a few stay. Writes lab/carry/SIZE, which is ignored by git and named to the device tool as a path to
carry.
"""

from __future__ import annotations

import argparse
import io
import lzma
import zlib
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from lab.records import Exposed, Layout, read_shard, unpacked
from PIL import Image

LAB = Path(__file__).parent


def smaller(layout: Layout, quality: int, captions: int) -> Layout:
    """With unpacked guides, because the whole is compressed at once."""
    rng = np.random.default_rng(layout.number)
    exposures = [lighter(e, quality, captions, rng) for e in layout.exposures]
    return msgspec.structs.replace(layout, exposures=exposures, buffers=coarse(layout.buffers))


def coarse(buffers: bytes) -> bytes:
    """Geometry with every 2 × 2 made alike: it only teaches, and is a third of what travels otherwise."""
    fields = unpacked(buffers, 7)
    small = fields.reshape(7, fields.shape[1] // 2, 2, -1, 2).mean((2, 4)).round().astype(np.uint8)
    return zlib.compress(small.repeat(2, 1).repeat(2, 2).tobytes(), 0)


def lighter(exposed: Exposed, quality: int, captions: int, rng: np.random.Generator) -> Exposed:
    few = [
        [said[0], *(said[1 + i] for i in sorted(rng.permutation(len(said) - 1)[: captions - 1]))]
        for said in exposed.captions
    ]
    pictures = [lossy(picture, quality) for picture in exposed.pictures]
    normals = lossy(exposed.normals, quality)
    guide = zlib.compress(zlib.decompress(exposed.guide), 0)
    return msgspec.structs.replace(exposed, guide=guide, pictures=pictures, normals=normals, captions=few)


def lossy(picture: bytes, quality: int) -> bytes:
    file = io.BytesIO()
    Image.open(io.BytesIO(picture)).save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()


def packed_shard(path: Path, quality: int, captions: int) -> bytes:
    layouts = [smaller(layout, quality, captions) for layout in read_shard(path)]
    return lzma.compress(msgspec.msgpack.encode(layouts), preset=6)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--size", type=int, default=256)
    ask.add_argument("--quality", type=int, default=76)
    ask.add_argument("--captions", type=int, default=4)
    ask.add_argument("--megabytes", type=float, default=36)
    args = ask.parse_args()
    target = LAB / "carry" / str(args.size)
    target.mkdir(parents=True, exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    written = count = 0
    paths = sorted((LAB / "data" / str(args.size)).glob("*.layouts"))
    with ProcessPoolExecutor(2) as pool:
        made = pool.map(partial(packed_shard, quality=args.quality, captions=args.captions), paths)
        for path, packed in zip(paths, made, strict=True):
            if written + len(packed) > args.megabytes * 2**20:
                break
            (target / path.name).write_bytes(packed)
            written, count = written + len(packed), count + 1
    print(f"{target}: {count} of {len(paths)} shards, {written / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
