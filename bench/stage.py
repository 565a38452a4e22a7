"""What a picture of the stage costs: a glass bottle with liquid on marble, medium quality, denoised.

    python bench/stage.py [--sizes 256 512 1024] [--variants llvm_ad_rgb scalar_rgb] [--scenes 3]

Each variant runs in a process of its own: a cold picture first (import, compile), then the sizes from
the warm process, then new scenes of the same size, then drafts and buffers. Seconds are wall time;
`cpu` is processor time over the cores, what the wall would be on an otherwise idle machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

SENTENCE = "a glass bottle of tea on white marble, soft key light from the left"
OTHERS = (
    "two red apples and a brass candlestick on an oak desk, window light",
    "a lighthouse by the sea at sunset",
    "a blue ceramic vase with tulips on a wooden table, morning light",
)
TARGETS = {256: 1.5, 512: 5.0, 1024: 20.0}
SLOWER = 5.0
MEMORY_GB = 1.5


def clocked(work: Callable[[], object]) -> dict[str, float]:
    """Wall and processor seconds of a piece of work; processor seconds are per core."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    cores = os.cpu_count() or 1
    return {
        "wall": round(time.perf_counter() - wall, 3),
        "cpu": round((time.process_time() - cpu) / cores, 3),
    }


def measure(variant: str, sizes: list[int], scenes: int) -> dict[str, object]:
    """All figures of one variant, in this process."""
    from tintype.core.request import Request
    from tintype.engines.stage import StageEngine
    from tintype.engines.stage.buffers import buffers
    from tintype.engines.stage.draft import draft
    from tintype.scene.model import Scene

    engine = StageEngine(variant)  # type: ignore[arg-type]

    def paint(sentence: str, side: int, quality: str = "medium") -> None:
        (plan,) = engine.plan(
            Request(prompt=sentence, size=(side, side), seed=1, quality=quality)  # type: ignore[arg-type]
        )
        engine.paint(plan, lambda event: None)

    told: dict[str, object] = {"cold 256": clocked(lambda: paint(SENTENCE, 256))}
    for side in sizes:
        told[f"{side}"] = clocked(lambda side=side: paint(SENTENCE, side))
    for quality in ("low", "high"):
        told[f"256 {quality}"] = clocked(lambda quality=quality: paint(SENTENCE, 256, quality))
    for number, sentence in enumerate(OTHERS[:scenes]):
        told[f"new scene {number + 1}"] = clocked(lambda sentence=sentence: paint(sentence, 256))
        told[f"again {number + 1}"] = clocked(lambda sentence=sentence: paint(sentence, 256))
    (plan,) = engine.plan(Request(prompt=SENTENCE, size=(256, 256), seed=1))
    scene = Scene.from_json(plan.settings["scene"])
    told["draft"] = clocked(lambda: draft(scene, 256, 256, variant=variant))  # type: ignore[arg-type]
    told["buffers"] = clocked(lambda: buffers(scene, 256, 256, variant=variant))  # type: ignore[arg-type]
    told["peak GB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 3)
    return told


def main() -> None:
    from tintype.engines.stage import device

    fast = device.variant()
    known = [fast] if fast == "scalar_rgb" else [fast, "scalar_rgb"]
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--sizes", type=int, nargs="*", default=[256, 512, 1024])
    ask.add_argument("--variants", nargs="*", default=known)
    ask.add_argument("--scenes", type=int, default=len(OTHERS))
    ask.add_argument("--one", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, given.sizes, given.scenes)))
        return
    found: dict[str, dict[str, object]] = {}
    for variant in given.variants:
        command = [sys.executable, __file__, "--one", variant, "--scenes", str(given.scenes)]
        done = subprocess.run(
            [*command, "--sizes", *map(str, given.sizes)], stdout=subprocess.PIPE, check=True, text=True
        )
        found[variant] = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    report(found, given.sizes)
    print(json.dumps({"bench": "stage", "load": os.getloadavg()[0], **found}))


def report(found: dict[str, dict[str, object]], sizes: list[int]) -> None:
    """The table for a person, with the targets."""
    variants = list(found)
    print(f"{'':14}" + "".join(f"{variant:>26}" for variant in variants) + f"{'ratio':>9}{'target':>9}")
    for name in found[variants[0]]:
        cells, costs = [], []
        for variant in variants:
            value = found[variant][name]
            if isinstance(value, dict):
                cells.append(f"{value['wall']:>10.2f} s, cpu {value['cpu']:>6.2f} s")
                costs.append(value["cpu"])
            else:
                cells.append(f"{value:>26}")
        ratio = f"{costs[-1] / costs[0]:>9.1f}" if len(costs) > 1 else f"{'':>9}"
        target = TARGETS.get(int(name), 0.0) if name.isdigit() else 0.0
        print(
            f"{name:14}"
            + "".join(f"{cell:>26}" for cell in cells)
            + ratio
            + (f"{target:>9.1f}" if target else "")
        )
    print(f"targets: the scalar tracer at most {SLOWER:.0f} times the figure, peak memory {MEMORY_GB} GB")


if __name__ == "__main__":
    main()
