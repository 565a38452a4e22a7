"""Teaches the judge (`lab/judge.py`) the things that `lab/skills.py` asks for, on a CPU.

`lab/run.sh lab.judged render --count 2500` renders sentences of every skill, with seeds the evaluation
never uses, until stopped or done; `lab/run.sh lab.judged train --minutes 25 --out lab/runs/judge.pt`
learns from what is there and tells how well it does on the last tenth, which it never saw.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from lab.judge import accuracy, train_judge
from lab.render import DEPTH, DETAIL, SAMPLES, SEEN_FROM, kinds_seen, wait_while_paused
from lab.skills import SKILLS, asks

from tintype.brief import parse
from tintype.engines.stage.photograph import look_of, tracer
from tintype.engines.stage.render import Shot, expose
from tintype.scene.compose import compose
from tintype.scene.guide import guide

SIDE, SHARD, FIRST = 256, 24, 1000
FOLDER = Path(__file__).parent / "data" / "judged"


def rendered(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Picture uint8 (S, S, 3) and kinds uint8 (S/2, S/2) of the numbered sentence."""
    ask = asks(SKILLS[number % len(SKILLS)], 1, FIRST + number)[0]
    scene = compose(parse(ask.sentence), number, frame=1.0)
    shot = Shot(SIDE, SIDE, SAMPLES, number)
    light, albedo = expose(tracer(scene, shot, DEPTH, None, detail=DETAIL), shot, lambda event: None, None)
    pixels = look_of(light, albedo, scene=scene, seed=number, height=SEEN_FROM)
    return pixels[..., :3], kinds_seen(scene, guide(scene, SIDE, SIDE))


def render(count: int) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for shard in range(count // SHARD):
        path = FOLDER / f"{shard:04}.npz"
        if path.exists():
            continue
        wait_while_paused()
        begin = time.time()
        made = [rendered(SHARD * shard + i) for i in range(SHARD)]
        half = path.with_suffix(".half.npz")
        np.savez_compressed(
            half, pictures=np.stack([a for a, _ in made]), kinds=np.stack([b for _, b in made])
        )
        half.replace(path)
        print(path.name, round(time.time() - begin, 1), "s", flush=True)


class Shelf:
    """What is rendered, but its last tenth; batches for `train_judge`."""

    device = "cpu"

    def __init__(self) -> None:
        shards = [np.load(path) for path in sorted(FOLDER.glob("[0-9][0-9][0-9][0-9].npz"))]
        pictures = torch.from_numpy(np.concatenate([shard["pictures"] for shard in shards]))
        kinds = torch.from_numpy(np.concatenate([shard["kinds"] for shard in shards]))
        kept = len(pictures) * 9 // 10
        self.pictures, self.kinds = pictures[:kept], kinds[:kept]
        self.held = ready(pictures[kept:]), kinds[kept:].long()

    def judged(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures (N, 3, S, S) in [−1, 1] and kinds (N, S/2, S/2); half of them mirrored."""
        chosen = torch.randint(len(self.pictures), (count,))
        pictures, kinds = ready(self.pictures[chosen]), self.kinds[chosen].long()
        flip = torch.rand(count) < 0.5
        pictures[flip], kinds[flip] = pictures[flip].flip(-1), kinds[flip].flip(-1)
        return pictures, kinds


def ready(pictures: torch.Tensor) -> torch.Tensor:
    return pictures.permute(0, 3, 1, 2).float() / 127.5 - 1


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("what", choices=["render", "train"])
    ask.add_argument("--count", type=int, default=2500)
    ask.add_argument("--minutes", type=float, default=25)
    ask.add_argument("--out", type=Path, default=FOLDER.parent.parent / "runs" / "judge.pt")
    args = ask.parse_args()
    if args.what == "render":
        render(args.count)
        return
    torch.manual_seed(0)
    shelf = Shelf()
    print(len(shelf.pictures), "pictures to learn from,", len(shelf.held[0]), "kept out", flush=True)
    net = train_judge(shelf, time.monotonic() + 60 * args.minutes, batch=16)
    print(json.dumps(accuracy(net, *shelf.held)))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": net.state_dict()}, args.out)


if __name__ == "__main__":
    main()
