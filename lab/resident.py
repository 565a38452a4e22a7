"""All the data in one device's memory, and batches cut from it there: for cards that outrun any loader.

The same choices as in `data.example`, on whole batches of tensors, and one more: pictures of other
ratios, cut from the square ones.
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
from lab.records import Exposed, Layout, planes, unpacked
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from lab import data
from tintype.engines.flow.cues import BOX, PLANES, THINGS, WAVES, WIDTH, cues
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
        flat = planes(exposed)
        flat[10:] = flat[10:] / 2 + 0.5
        guides.append((np.round(flat * 255).astype(np.uint8), np.asarray(exposed.light, np.float32)))
        for file, said in zip(exposed.pictures, exposed.captions, strict=True):
            for text in said:
                for version in (text, mirrored_words(text)):
                    told = cues(read(version), (), tokens)
                    words.append(told.words.astype(np.float16))
                    tags.append(told.tags.astype(np.uint8))
                    owner.append(len(pictures))
            pictures.append(np.asarray(Image.open(io.BytesIO(file)).convert("RGB")).transpose(2, 0, 1))
            exposure.append(e)
    meaning, boxes = np.zeros((THINGS, WIDTH), np.float16), np.full((2, THINGS, 4), np.nan, np.float32)
    for i, (phrase, box) in enumerate(layout.things[:THINGS]):
        meaning[i] = tokens(phrase)[0].mean(0)
        boxes[0, i], boxes[1, i] = box, mirrored_box(box)
    return {
        "pictures": np.stack(pictures), "exposure": np.array(exposure),
        "guides": np.stack([flat for flat, _ in guides]), "light": np.stack([at for _, at in guides]),
        "words": np.stack(words), "tags": np.stack(tags), "owner": np.array(owner),
        "kinds": np.stack([seen_kinds(e, layout.size) for e in layout.exposures]),
        "meaning": meaning, "boxes": boxes, "geometry": unpacked(layout.buffers, 7),
    }  # fmt: skip


def seen_kinds(exposed: Exposed, size: int) -> np.ndarray:
    """uint8 (S/2, S/2); 255 where it is not known."""
    if not exposed.kinds:
        return np.full((size // 2, size // 2), 255, np.uint8)
    return unpacked(exposed.kinds, 1)[0]


class Resident:
    """What `opened` gives of many layouts, joined, on a device."""

    def __init__(self, layouts: list[Layout], device: str, workers: int | None = None) -> None:
        with ProcessPoolExecutor(workers or os.cpu_count(), initializer=one_thread) as pool:
            rows = list(pool.map(opened, layouts, chunksize=4))
        self.device = device

        def joined(key: str) -> Tensor:
            return torch.from_numpy(np.concatenate([row[key] for row in rows])).to(device)

        def stacked(key: str) -> Tensor:
            return torch.from_numpy(np.stack([row[key] for row in rows])).to(device)

        def offset(key: str, by: str) -> Tensor:
            starts = np.cumsum([0, *(len(row[by]) for row in rows)])
            moved = [row[key] + start for row, start in zip(rows, starts, strict=False)]
            return torch.from_numpy(np.concatenate(moved)).to(device)

        self.pictures, self.guides, self.light = joined("pictures"), joined("guides"), joined("light")
        self.words, self.tags, self.kinds = joined("words"), joined("tags"), joined("kinds")
        self.meaning, self.boxes, self.geometry = stacked("meaning"), stacked("boxes"), stacked("geometry")
        self.exposure, self.owner = offset("exposure", "guides"), offset("owner", "pictures")
        counts = [len(row["pictures"]) for row in rows]
        self.layout = torch.from_numpy(np.repeat(np.arange(len(rows)), counts)).to(device)
        self.lettered = (self.guides[:, 9].amax((1, 2)) > 0).to(device)
        self.side = self.pictures.shape[2]
        self.shown = (self.kinds[self.exposure][:, 0, 0] != 255).nonzero()[:, 0].to(device)
        rng = np.random.default_rng(0)
        self.holes = torch.from_numpy(np.stack([hole(rng, self.side) for _ in range(HOLES)])).to(device)

    def batch(self, count: int, size: int | None = None, window: tuple[int, int] | None = None) -> Batch:
        """size: pictures made smaller to that, None = as they are. window: (rows, columns) cut from
        them at random, of that size."""
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
        guide = self._guide(exposure, flip, ~chance(data.NO_LIGHT), ~chance(data.NO_COLOURS))
        ink = guide[:, 9:10] > 0.25
        guide = guide * ~wide(no_guide)
        drawn = self.holes[torch.randint(HOLES, (count,), device=device)]
        mask = torch.where(wide(chance(data.MASKED)), drawn, 1.0)
        geometry = mirrored(self.geometry[layout].float() / 255, flip)
        geometry[:, 1] = torch.where(flip[:, None, None], 1 - geometry[:, 1], geometry[:, 1])
        flag = torch.ones_like(mask) * ~wide(no_guide)
        words = self.words[caption + flip].float() * ~no_words[:, None, None]
        tags = self.tags[caption + flip].long() * ~no_words[:, None]
        boxes = self.boxes[layout, flip.long()]
        known = torch.cat([target * (1 - mask), mask, guide, flag], 1)
        weight = (0.1 + 0.9 * mask) * (1 + 2 * ink)
        fields = target, known, weight, geometry
        if size is not None and size < self.side:
            fields = tuple(smaller(field, size / self.side) for field in fields)
        if window is not None:
            *fields, boxes = cut(fields, boxes, window)
        things = named(self.meaning[layout].float(), boxes) * ~no_things[:, None, None]
        target, known, weight, geometry = fields
        return Batch(target, known, words, tags, things, weight, geometry)

    def judged(self, count: int) -> tuple[Tensor, Tensor]:
        """Pictures (B, 3, S, S) in [−1, 1] and what stands in them, int64 (B, S/2, S/2), mirrored at
        random: a kind stays what it is."""
        picture = self.shown[torch.randint(len(self.shown), (count,), device=self.device)]
        flip = torch.rand(count, device=self.device) < 0.5
        kinds = self.kinds[self.exposure[picture]][:, None]
        target = self.pictures[picture].float() / 127.5 - 1
        return mirrored(target, flip), mirrored(kinds, flip)[:, 0].long()

    def _guide(self, exposure: Tensor, flip: Tensor, lit: Tensor, coloured: Tensor) -> Tensor:
        """(B, PLANES, S, S)."""
        guide = torch.empty(len(exposure), PLANES, self.side, self.side, device=self.device)
        guide[:, :13] = mirrored(self.guides[exposure].float() / 255, flip)
        normals = guide[:, 10:13] * 2 - 1
        normals = normals * (normals.norm(dim=1, keepdim=True) > 0.5)
        normals[:, 0] *= torch.where(flip, -1.0, 1.0)[:, None, None]
        guide[:, 10:13] = normals
        light = self.light[exposure] * lit[:, None]
        light[:, 0] *= torch.where(flip, -1.0, 1.0)
        guide[:, 13:] = light[:, :, None, None]
        guide[:, :3] *= wide(coloured)
        return guide


def named(meaning: Tensor, boxes: Tensor) -> Tensor:
    """(B, THINGS, WIDTH + BOX) as `cues` has it; zeros where there is no box."""
    angles = (torch.pi * boxes[..., None] * torch.tensor(WAVES, device=boxes.device)).flatten(2)
    waves = torch.cat([angles.sin(), angles.cos()], 2).nan_to_num()
    assert waves.shape[2] == BOX
    return torch.cat([meaning, waves], 2)


def smaller(field: Tensor, share: float) -> Tensor:
    side = round(field.shape[2] * share)
    return F.interpolate(field, size=(side, side), mode="area")


def cut(fields: tuple[Tensor, ...], boxes: Tensor, window: tuple[int, int]) -> tuple[Tensor, ...]:
    """A window of every field, the same for all pictures of the batch, and boxes as seen in it."""
    side, (rows, columns) = fields[0].shape[2], window
    top, left = (int(torch.randint((side - part) // 4 + 1, ())) * 4 for part in window)
    out = []
    for field in fields:
        grain = side // field.shape[2]
        y, x, h, w = (value // grain for value in (top, left, rows, columns))
        out.append(field[:, :, y : y + h, x : x + w])
    shift = torch.tensor([left, top, left, top], device=boxes.device) / side
    scale = side / torch.tensor([columns, rows, columns, rows], device=boxes.device)
    return *out, ((boxes - shift) * scale).clamp(0, 1)


def wide(which: Tensor) -> Tensor:
    return which[:, None, None, None]


def mirrored(field: Tensor, which: Tensor) -> Tensor:
    return torch.where(wide(which), field.flip(3), field)
