"""All the data in one device's memory, and batches cut from it there: for cards that outrun any loader.

The same choices as in `data.example`, on whole batches of tensors.
"""

from __future__ import annotations

import io
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import torch
from lab.augment import hole, mirrored_box, mirrored_words
from lab.data import Batch, read, tokens
from lab.records import Layout, unpacked
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from lab import data
from tintype.engines.flow.cues import BOX, PLANES, THINGS, WIDTH, cues, waves
from tintype.runtime import minilm
from tintype.runtime.onnx import open_network

HOLES = 512
"""Masks that are drawn beforehand."""

Rows = dict[str, np.ndarray]


def one_thread() -> None:
    """The sentence encoder of this process runs on one core: there is a process for every core."""
    path = Path(minilm.__file__).parent / "model.onnx"
    network = open_network(path, sha256=minilm.SHA256, threads=1)
    minilm._network = lambda: network


def opened(layout: Layout) -> Rows:
    """One layout as arrays; P pictures, E exposures, C captions and as many mirrored ones."""
    exposure, pictures, guides, words, tags, owner = [], [], [], [], [], []
    for e, exposed in enumerate(layout.exposures):
        planes = unpacked(exposed.guide, 10)
        light = np.asarray(exposed.light, np.float32)
        guides.append((planes, light))
        for file, said in zip(exposed.pictures, exposed.captions, strict=True):
            for text in said:
                for version in (text, mirrored_words(text)):
                    told = cues(read(version), (), tokens)
                    words.append(told.words.astype(np.float16))
                    tags.append(told.tags.astype(np.uint8))
                    owner.append(len(pictures))
            pictures.append(np.asarray(Image.open(io.BytesIO(file)).convert("RGB")).transpose(2, 0, 1))
            exposure.append(e)
    named = np.zeros((2, THINGS, WIDTH + BOX), np.float16)
    for i, (phrase, box) in enumerate(layout.things[:THINGS]):
        named[:, i, :WIDTH] = tokens(phrase)[0].mean(0)
        named[0, i, WIDTH:], named[1, i, WIDTH:] = waves(box), waves(mirrored_box(box))
    return {
        "pictures": np.stack(pictures), "exposure": np.array(exposure),
        "guides": np.stack([planes for planes, _ in guides]), "light": np.stack([at for _, at in guides]),
        "words": np.stack(words), "tags": np.stack(tags), "owner": np.array(owner), "things": named,
        "geometry": unpacked(layout.buffers, 7),
    }  # fmt: skip


class Resident:
    """What `opened` gives of many layouts, joined, on a device."""

    def __init__(self, layouts: list[Layout], device: str, workers: int | None = None) -> None:
        with ProcessPoolExecutor(workers or os.cpu_count(), initializer=one_thread) as pool:
            rows = list(pool.map(opened, layouts, chunksize=4))
        self.device = device

        def joined(key: str) -> Tensor:
            return torch.from_numpy(np.concatenate([row[key] for row in rows])).to(device)

        def offset(key: str, by: str) -> Tensor:
            starts = np.cumsum([0, *(len(row[by]) for row in rows)])
            moved = [row[key] + start for row, start in zip(rows, starts, strict=False)]
            return torch.from_numpy(np.concatenate(moved)).to(device)

        self.pictures, self.guides, self.light = joined("pictures"), joined("guides"), joined("light")
        self.words, self.tags = joined("words"), joined("tags")
        self.things = torch.from_numpy(np.stack([row["things"] for row in rows])).to(device)
        self.geometry = torch.from_numpy(np.stack([row["geometry"] for row in rows])).to(device)
        self.exposure, self.owner = offset("exposure", "guides"), offset("owner", "pictures")
        counts = [len(row["pictures"]) for row in rows]
        self.layout = torch.from_numpy(np.repeat(np.arange(len(rows)), counts)).to(device)
        self.lettered = (self.guides[:, 9].amax((1, 2)) > 0).to(device)
        rng = np.random.default_rng(0)
        self.holes = torch.from_numpy(np.stack([hole(rng, self.pictures.shape[2]) for _ in range(HOLES)]))
        self.holes = self.holes.to(device)

    def batch(self, count: int, size: int | None = None) -> Batch:
        """size: pictures made smaller to that, None = as they are."""
        device = self.device

        def chance(share: float) -> Tensor:
            return torch.rand(count, device=device) < share

        caption = torch.randint(len(self.owner) // 2, (count,), device=device) * 2
        picture = self.owner[caption]
        exposure, layout = self.exposure[picture], self.layout[picture]
        flip = chance(0.5) & ~self.lettered[exposure]
        no_guide, no_words = chance(data.NO_GUIDE), chance(data.NO_WORDS)
        no_things = chance(data.NO_THINGS) | (no_guide & chance(0.7))
        target = mirrored(self.pictures[picture].float() / 127.5 - 1, flip)
        guide = torch.empty(count, PLANES, *target.shape[2:], device=device)
        guide[:, :10] = mirrored(self.guides[exposure].float() / 255, flip)
        light = self.light[exposure] * ~chance(data.NO_LIGHT)[:, None]
        light[:, 0] *= torch.where(flip, -1.0, 1.0)
        guide[:, 10:] = light[:, :, None, None]
        ink = guide[:, 9:10] > 0.25
        guide[:, :3] *= ~wide(chance(data.NO_COLOURS))
        guide *= ~wide(no_guide)
        drawn = self.holes[torch.randint(HOLES, (count,), device=device)]
        mask = torch.where(wide(chance(data.MASKED)), drawn, 1.0)
        geometry = mirrored(self.geometry[layout].float() / 255, flip)
        geometry[:, 1] = torch.where(flip[:, None, None], 1 - geometry[:, 1], geometry[:, 1])
        flag = torch.ones_like(mask) * ~wide(no_guide)
        words = self.words[caption + flip].float() * ~no_words[:, None, None]
        tags = self.tags[caption + flip].long() * ~no_words[:, None]
        things = self.things[layout, flip.long()].float() * ~no_things[:, None, None]
        known = torch.cat([target * (1 - mask), mask, guide, flag], 1)
        weight = (0.1 + 0.9 * mask) * (1 + 2 * ink)
        if size is not None and size < target.shape[2]:
            target, known, weight = (
                F.interpolate(field, size=(size, size), mode="area") for field in (target, known, weight)
            )
            geometry = F.interpolate(geometry, size=(size // 4, size // 4), mode="area")
        return Batch(target, known, words, tags, things, weight, geometry)


def wide(which: Tensor) -> Tensor:
    return which[:, None, None, None]


def mirrored(field: Tensor, which: Tensor) -> Tensor:
    return torch.where(wide(which), field.flip(3), field)
