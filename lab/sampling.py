"""Pictures out of a network in torch, by the same arithmetic as in the product; sheets to look at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from lab.data import Batch, Shelf, example
from lab.model import Painter
from PIL import Image

from tintype.flow import denoise, noise, times


@torch.no_grad()
def painted(net: Painter, batch: Batch, *, steps: int = 8, seed: int = 0, untold: bool = False) -> np.ndarray:
    """float32 (B, 3, S, S) in [−1, 1]: all of it painted. untold: without Guide and things."""
    device = next(net.parameters()).device.type
    batch = batch.to(device)
    known, things = batch.known.clone(), batch.things
    known[:, :3], known[:, 3] = 0, 1
    if untold:
        known[:, 4:], things = 0, torch.zeros_like(things)

    def predict(seen: np.ndarray, t: float) -> np.ndarray:
        x = torch.from_numpy(seen).to(device)
        now = torch.full((len(x),), t, device=device)
        with torch.autocast(device, torch.bfloat16):
            out = net(torch.cat([x, known], 1), now, batch.words, batch.tags, things)
        return out.float().cpu().numpy()

    shape = tuple(batch.picture.shape[1:])
    start = np.stack([noise(seed + i, shape) for i in range(len(batch.picture))])
    return list(denoise(predict, start, times(steps)))[-1]


def pixels(pictures: np.ndarray) -> np.ndarray:
    """uint8 (B, S, S, 3)."""
    return np.clip(np.round((pictures + 1) * 127.5), 0, 255).astype(np.uint8).transpose(0, 2, 3, 1)


def held_out(shelf: Shelf, count: int) -> Batch:
    """The same examples at every call; the layouts that were rendered last join at the end only."""
    layouts = shelf.held[:count]
    return Batch.of([example(layout, np.random.default_rng(layout.number), whole=True) for layout in layouts])


def sheet(net: Painter, batch: Batch, path: Path, *, steps: int = 8) -> None:
    """Columns: render, the Guide's colours, painted with the Guide, painted from words alone."""
    net.eval()
    columns = [
        pixels(batch.picture.numpy()), pixels(batch.known[:, 4:7].numpy() * 2 - 1),
        pixels(painted(net, batch, steps=steps)), pixels(painted(net, batch, steps=steps, untold=True)),
    ]  # fmt: skip
    net.train()
    rows = [np.concatenate([column[i] for column in columns], 1) for i in range(len(columns[0]))]
    half = (len(rows) + 1) // 2
    blank = [np.zeros_like(rows[0])] * (2 * half - len(rows))
    halves = [np.concatenate(part, 0) for part in (rows[:half], rows[half:] + blank)]
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.concatenate(halves, 1)).save(path, quality=90)
