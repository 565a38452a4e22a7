"""How fast tintype-1 paints: `PYTHONPATH=src:. .venv-lab/bin/python bench/flow.py` (needs the lab's torch).

Medians of 256 × 256: a picture from a warm process; the network's calls alone, int8 in ONNX Runtime
against the same network in stock torch, fp32, weights at random, in turns in one run; a cold process;
milliseconds a row when 2, 4 or 8 rows share a call (a picture is two rows: told and untold).
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

from tintype.core.request import Request
from tintype.engines.flow import FlowEngine
from tintype.engines.flow.engine import WEIGHTS
from tintype.engines.flow.weights import card, network

SENTENCE = "a red ceramic vase left of a gold sphere on white marble"
ROUNDS = 7


def seconds(run) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def picture() -> None:
    engine = FlowEngine()
    (plan,) = engine.plan(Request(prompt=SENTENCE, size=(256, 256), seed=4))
    engine.paint(plan, lambda event: None)


def per_row(run, rows: int) -> float:
    from lab.export import NAMES, inputs
    from lab.model import DIALS, Painter

    given = inputs(Painter(DIALS["m"]), rows)
    fed = {name: part.numpy() for name, part in zip(NAMES, given, strict=True)}
    return round(statistics.median(seconds(lambda: run(fed)) for _ in range(ROUNDS)) / rows * 1e3, 1)


def main() -> None:
    import torch
    from lab.export import NAMES, inputs
    from lab.model import DIALS, Painter

    picture()
    warm = statistics.median(seconds(picture) for _ in range(ROUNDS))
    steps, run = card(WEIGHTS).steps, network(WEIGHTS)
    net = Painter(DIALS["m"]).eval()
    given = inputs(net, 2)
    fed = {name: part.numpy() for name, part in zip(NAMES, given, strict=True)}
    ours: list[float] = []
    theirs: list[float] = []
    with torch.no_grad():
        for _ in range(ROUNDS):
            ours.append(seconds(lambda: [run(fed) for _ in range(steps)]))
            theirs.append(seconds(lambda: [net(*given) for _ in range(steps)]))
    cold = statistics.median(
        seconds(lambda: subprocess.run([sys.executable, __file__, "--once"], check=True)) for _ in range(3)
    )
    shared = {rows: per_row(run, rows) for rows in (2, 4, 8)}
    told = {
        "warm_s": round(warm, 2), "cold_s": round(cold, 2),
        "network_int8_s": round(statistics.median(ours), 2),
        "network_torch_fp32_s": round(statistics.median(theirs), 2),
        "torch_over_int8": round(statistics.median(theirs) / statistics.median(ours), 2),
        "ms_a_row": shared, "eight_rows_over_two": round(shared[2] / shared[8], 2),
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    picture() if "--once" in sys.argv else main()
