"""A minute that shows the lab works: draws flat pictures, trains a tiny network on them, looks at it.

`make lab-smoke`. The real objective, data path, optimisers, sampler and export, on pictures that need no
renderer: the colours of the Guide, shaded from the side of the light.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
import numpy as np
import torch
from lab.data import Shelf, ahead, batches
from lab.export import export
from lab.model import DIALS, Painter
from lab.records import Exposed, Layout, packed, shard_name
from lab.render import captions, webp
from lab.sampling import held_out, painted
from lab.train import Run, held_out_loss

from tintype.engines.flow.cues import things
from tintype.scene.guide import guide
from tintype.scene.sample import sample

STEPS, LAYOUTS = 120, 64
LOSS = 0.3
"""What the objective on held-out pictures must fall below; untrained it is over 1."""


def flat(number: int, size: int) -> Layout:
    rng = np.random.default_rng([0x5300, number])
    scene = sample(rng, frame=1.0)
    planned = guide(scene, size, size)
    x, y = (float(v) for v in planned.planes[13:15, 0, 0])
    across = np.linspace(-1, 1, size, dtype=np.float32)
    shade = 0.75 + 0.2 * (x * across[None, :] - y * across[:, None])
    picture = np.clip(planned.planes[:3] * shade * 255, 0, 255).astype(np.uint8).transpose(1, 2, 0)
    normals = np.round(planned.planes[10:13] * 127 + 128).astype(np.uint8).transpose(1, 2, 0)
    exposed = Exposed(
        guide=packed(np.round(planned.planes[:10] * 255).astype(np.uint8)), light=(x, y),
        normals=webp(np.ascontiguousarray(normals)),
        pictures=[webp(picture)], captions=[captions(scene, rng)],
    )  # fmt: skip
    shape = packed(np.zeros((7, size // 4, size // 4), np.uint8))
    seen = things(scene, planned)
    return Layout(number=number, size=size, things=seen, buffers=shape, exposures=[exposed])


def far(pictures: np.ndarray, wanted: np.ndarray) -> float:
    return float(((pictures - wanted) ** 2).mean())


def main() -> None:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as scratch:
        folder, dial = Path(scratch), DIALS["tiny"]
        layouts = [flat(i, dial.size) for i in range(LAYOUTS)]
        (folder / shard_name(0)).write_bytes(msgspec.msgpack.encode(layouts))
        shelf = Shelf(folder)
        run, judge = Run(folder / "run", dial, 2e-3, "cpu"), held_out(shelf, 16)
        untrained = far(painted(run.net, judge, steps=4), judge.picture.numpy())
        take = ahead(batches(shelf, 16, 0))
        for step in range(STEPS):
            run.one_step(
                take, batch=16, factor=min(1.0, (step + 1) / 20, 4 * (1 - step / STEPS)), geometry=0.1
            )
        net: Painter = run.averaged().eval()
        loss, trained = held_out_loss(net, judge), far(painted(net, judge, steps=4), judge.picture.numpy())
        made = export(net, folder / "weights", steps=4, trained=run.images)
        print(
            f"{run.step} steps, {run.images} pictures: held-out loss {loss:.3f} (must be under {LOSS}); "
            f"squared error of samples {trained:.3f}, untrained {untrained:.3f}; int8 {made['dB']} dB"
        )
        assert loss < LOSS
        assert trained < untrained / 2
        assert float(made["dB"]) > 25  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
