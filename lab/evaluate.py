"""What tintype-1 can do, in figures: `lab/run.sh lab.evaluate JUDGE.pt --count 30 --out FILE.json`.

Every sentence is painted four times: from its Guide (the planner's), from words alone, and by `stage`,
whose pictures are the judge's ceiling. A trained judge looks at pixels only. --weights names another
folder of weights than the package's.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from lab.judge import Judge
from lab.skills import SKILLS, asks, shown
from PIL import Image

from tintype.core.request import Request
from tintype.engines.flow import FlowEngine
from tintype.engines.flow.engine import WEIGHTS
from tintype.engines.stage import StageEngine

SIDE = 256
COLUMNS = ("guide", "words only", "stage")


def loaded(path: Path) -> Judge:
    net = Judge()
    net.load_state_dict(torch.load(path, map_location="cpu", weights_only=True)["weights"])
    return net.float().eval()


@torch.no_grad()
def looked_at(net: Judge, pictures: list[np.ndarray]) -> tuple[list[np.ndarray], np.ndarray]:
    """Kinds (S/2, S/2) of every picture, and features (N, C): the judge's deepest, averaged."""
    kept: list[torch.Tensor] = []
    hook = net.down[-1].register_forward_hook(lambda _, __, out: kept.append(out.mean((2, 3))))
    kinds = []
    for picture in pictures:
        x = torch.from_numpy(picture[..., :3].copy()).permute(2, 0, 1)[None].float() / 127.5 - 1
        kinds.append(net(x).argmax(1)[0].numpy())
    hook.remove()
    return kinds, torch.cat(kept).numpy()


def kernel_distance(a: np.ndarray, b: np.ndarray) -> float:
    """KID (Bińkowski 2018): unbiased squared MMD with the kernel (x·y / C + 1)³."""

    def kernel(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return (x @ y.T / x.shape[1] + 1) ** 3

    aa, bb, ab = kernel(a, a), kernel(b, b), kernel(a, b)
    n, m = len(a), len(b)
    inner = (aa.sum() - np.trace(aa)) / (n * (n - 1)) + (bb.sum() - np.trace(bb)) / (m * (m - 1))
    return float(inner - 2 * ab.mean())


def seams(pictures: list[np.ndarray], patch: int = 16) -> float:
    """Differences across the patches' borders over those inside: 1 is no seam."""
    grey = np.stack([picture[..., :3].mean(2) for picture in pictures])
    across = np.abs(np.diff(grey, axis=2)).mean((0, 1))
    border = np.arange(1, len(across) + 1) % patch == 0
    return float(across[border].mean() / across[~border].mean())


def painted(sentence: str, seed: int, flow: FlowEngine, stage: StageEngine) -> dict[str, np.ndarray]:
    def one(engine, **options: object) -> np.ndarray:
        request = Request(prompt=sentence, size=(SIDE, SIDE), seed=seed, options=options)
        return engine.paint(engine.plan(request)[0], lambda event: None)

    return {"guide": one(flow), "words only": one(flow, guide=False), "stage": one(stage)}


def sheet(rows: list[dict[str, np.ndarray]], path: Path) -> None:
    """Rows of guide, words only, stage; two rows side by side."""
    lines = [np.concatenate([row[column][..., :3] for column in COLUMNS], 1) for row in rows]
    half = len(lines) // 2
    whole = np.concatenate([np.concatenate(lines[:half], 0), np.concatenate(lines[half : 2 * half], 0)], 1)
    Image.fromarray(whole).save(path)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("judge", type=Path)
    ask.add_argument("--weights", type=Path, default=WEIGHTS)
    ask.add_argument("--count", type=int, default=30, help="sentences of each skill")
    ask.add_argument("--out", type=Path)
    ask.add_argument("--sheet", type=Path)
    args = ask.parse_args()
    net, flow, stage = loaded(args.judge), FlowEngine(args.weights), StageEngine()
    right: dict[str, dict[str, list[bool]]] = {c: {s: [] for s in SKILLS} for c in COLUMNS}
    features: dict[str, list[np.ndarray]] = {column: [] for column in COLUMNS}
    every: dict[str, list[np.ndarray]] = {column: [] for column in COLUMNS}
    rows, begin = [], time.time()
    for skill in SKILLS:
        for i, wanted in enumerate(asks(skill, args.count)):
            made = painted(wanted.sentence, 7 + i, flow, stage)
            kinds, seen = looked_at(net, [made[column] for column in COLUMNS])
            for column, what, feature in zip(COLUMNS, kinds, seen, strict=True):
                right[column][skill].append(shown(wanted, made[column], what))
                features[column].append(feature)
                every[column].append(made[column])
            if i < 4:
                rows.append(made)
        print(skill, {c: round(float(np.mean(right[c][skill])), 3) for c in COLUMNS}, flush=True)
    told = {c: {s: round(float(np.mean(right[c][s])), 3) for s in SKILLS} for c in COLUMNS}
    spread = {column: np.stack(features[column]) for column in COLUMNS}
    ceiling = spread["stage"]
    floor = kernel_distance(ceiling[::2], ceiling[1::2])
    result = {
        "skills": told, "each": args.count,
        "mean": {c: round(float(np.mean(list(told[c].values()))), 3) for c in COLUMNS},
        "KID": {c: kernel_distance(spread[c], ceiling) for c in COLUMNS[:2]} | {"floor": floor},
        "seams": {c: round(seams(every[c]), 2) for c in COLUMNS}, "seconds": round(time.time() - begin),
    }  # fmt: skip
    print(json.dumps(result, indent=1))
    if args.out:
        args.out.write_text(json.dumps(result, indent=1) + "\n")
    if args.sheet:
        sheet(rows, args.sheet)


if __name__ == "__main__":
    main()
