"""Batches out of shards: which picture, which words, mirrored or not, what is left out, what is known."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from lab.augment import hole, mirrored_box, mirrored_words
from lab.records import Layout, planes, read_shard, unpacked
from PIL import Image
from torch import Tensor

from tintype.brief.model import Brief
from tintype.brief.parse import parse
from tintype.engines.flow.cues import BOX, PLANES, THINGS, WIDTH, WORDS, cues
from tintype.runtime import minilm

HELD_OUT = 15
"""Layouts whose number ends so, modulo 16, are never trained on."""

NO_GUIDE, NO_WORDS, NO_THINGS, NO_COLOURS, NO_LIGHT, MASKED = 0.25, 0.15, 0.15, 0.1, 0.1, 0.3
"""How often each is left out, and how often part of the picture is known."""


@dataclass(frozen=True, eq=False)
class Batch:
    """picture: (B, 3, S, S) in [−1, 1]. known: what the network is told beside the noisy picture: known
    picture, mask (1 = to be painted), Guide, whether there is one. weight: of each pixel's error, (B, 1,
    S, S). geometry: (B, 7, S/4, S/4) in 0..1."""

    picture: Tensor
    known: Tensor
    words: Tensor
    tags: Tensor
    things: Tensor
    weight: Tensor
    geometry: Tensor

    @classmethod
    def of(cls, examples: list[dict[str, np.ndarray]]) -> Batch:
        return cls(**{k: torch.from_numpy(np.stack([e[k] for e in examples])) for k in examples[0]})

    def to(self, device: str) -> Batch:
        return Batch(**{k: getattr(self, k).to(device, non_blocking=True) for k in self.__annotations__})


class Shelf:
    """All shards of some folders, in memory as they are on disk; `look` takes in new ones."""

    def __init__(self, *folders: Path) -> None:
        self.folders, self.taken = folders, set[Path]()
        self.train: list[Layout] = []
        self.held: list[Layout] = []
        self.look()

    def look(self) -> None:
        for path in (path for folder in self.folders for path in sorted(folder.glob("*.layouts"))):
            if path not in self.taken:
                self.taken.add(path)
                for layout in read_shard(path):
                    (self.held if layout.number % 16 == HELD_OUT else self.train).append(layout)

    def pictures(self) -> int:
        return sum(len(e.pictures) for layout in self.train for e in layout.exposures)


@lru_cache(maxsize=200_000)
def heard(text: str) -> tuple[np.ndarray, tuple[int, ...]]:
    vectors, starts = minilm.tokens(text)
    return vectors.astype(np.float16), tuple(starts)


def tokens(text: str) -> tuple[np.ndarray, list[int]]:
    vectors, starts = heard(text)
    return vectors.astype(np.float32), list(starts)


def read(text: str) -> Brief:
    """The sentence as the product reads it; one that its reader breaks on counts as words without
    elements, so that no such sentence ends a training."""
    try:
        return parse(text)
    except Exception:
        return Brief(sentence=text)


def example(layout: Layout, rng: np.random.Generator, *, whole: bool = False) -> dict[str, np.ndarray]:
    """One example of a layout. whole: nothing left out, nothing known, not mirrored (to judge by)."""
    exposed = layout.exposures[int(rng.integers(len(layout.exposures)))]
    which = int(rng.integers(len(exposed.pictures)))
    said = exposed.captions[which]
    text = said[0] if whole else said[int(rng.integers(len(said)))]
    picture = np.asarray(Image.open(io.BytesIO(exposed.pictures[which])).convert("RGB"))
    flat, geometry = planes(exposed), unpacked(layout.buffers, 7)
    (x, y), seen = exposed.light, list(layout.things)
    if not whole and rng.random() < 0.5 and not flat[9].any():
        picture, flat, geometry = picture[:, ::-1], flat[:, :, ::-1].copy(), geometry[:, :, ::-1].copy()
        geometry[1], flat[10] = 255 - geometry[1], -flat[10]
        x, text, seen = -x, mirrored_words(text), [(words, mirrored_box(box)) for words, box in seen]
    size = layout.size
    guide = np.empty((PLANES, size, size), np.float32)
    guide[:13] = flat
    guide[13], guide[14] = x, y
    made = cues(read(text), seen, tokens)
    words, tags, things = made.words, made.tags, made.things
    has, mask = 1.0, np.ones((1, size, size), np.float32)
    if not whole:
        if rng.random() < NO_GUIDE:
            guide[:], has = 0, 0.0
        elif rng.random() < NO_COLOURS:
            guide[:3] = 0
        if rng.random() < NO_LIGHT:
            guide[13:] = 0
        if rng.random() < NO_WORDS:
            words, tags = np.zeros((WORDS, WIDTH), np.float32), np.zeros(WORDS, np.int64)
        if rng.random() < NO_THINGS or (has == 0.0 and rng.random() < 0.7):
            things = np.zeros((THINGS, WIDTH + BOX), np.float32)
        if rng.random() < MASKED:
            mask = hole(rng, size)
    target = np.ascontiguousarray(picture.transpose(2, 0, 1)).astype(np.float32) / 127.5 - 1
    flag = np.full((1, size, size), has, np.float32)
    weight = (0.1 + 0.9 * mask) * (1 + 2 * (flat[9:10] > 0.25))
    return {
        "picture": target, "known": np.concatenate([target * (1 - mask), mask, guide, flag]),
        "words": words, "tags": tags, "things": things, "weight": weight.astype(np.float32),
        "geometry": geometry.astype(np.float32) / 255,
    }  # fmt: skip


def batches(shelf: Shelf, size: int, seed: int) -> Iterator[Batch]:
    """Endless random batches."""
    rng = np.random.default_rng(seed)
    while True:
        chosen = rng.integers(len(shelf.train), size=size)
        yield Batch.of([example(shelf.train[i], rng) for i in chosen])


def ahead(source: Iterator[Batch], depth: int = 3) -> Callable[[], Batch]:
    """The same batches, made by a thread while the network works."""
    waiting: queue.Queue[Batch | BaseException] = queue.Queue(depth)

    def fill() -> None:
        try:
            for batch in source:
                waiting.put(batch)
        except BaseException as error:
            waiting.put(error)

    threading.Thread(target=fill, daemon=True).start()

    def take() -> Batch:
        batch = waiting.get()
        if isinstance(batch, BaseException):
            raise batch
        return batch

    return take
