"""Shards made small enough to travel: `python -m lab.pack --size 128 --megabytes 30`.

Pictures become lossy WebP; guides and words stay as they are. Writes lab/carry/SIZE, which is ignored by
git and named to the device tool as a path to carry.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import msgspec
from lab.records import Layout, read_shard
from PIL import Image

LAB = Path(__file__).parent


def smaller(layout: Layout, quality: int) -> Layout:
    exposures = [
        msgspec.structs.replace(e, pictures=[lossy(picture, quality) for picture in e.pictures])
        for e in layout.exposures
    ]
    return msgspec.structs.replace(layout, exposures=exposures)


def lossy(picture: bytes, quality: int) -> bytes:
    file = io.BytesIO()
    Image.open(io.BytesIO(picture)).save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--size", type=int, default=128)
    ask.add_argument("--quality", type=int, default=88)
    ask.add_argument("--megabytes", type=float, default=30)
    args = ask.parse_args()
    target = LAB / "carry" / str(args.size)
    target.mkdir(parents=True, exist_ok=True)
    written = count = 0
    for path in sorted((LAB / "data" / str(args.size)).glob("*.layouts")):
        layouts = [smaller(layout, args.quality) for layout in read_shard(path)]
        packed = msgspec.msgpack.encode(layouts)
        if written + len(packed) > args.megabytes * 2**20:
            break
        (target / path.name).write_bytes(packed)
        written += len(packed)
        count += sum(len(e.pictures) for layout in layouts for e in layout.exposures)
    print(f"{target}: {count} pictures, {written / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
