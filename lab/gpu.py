"""The whole run on one card, against a deadline: probe, train at 128 px and at 256, decay, write.
`python -m lab.gpu --minutes 9 --out "$OUT"`; lab/README.md says what to carry.

What comes back fits the device tool: weights in half precision in pieces of 15 MiB, metrics, a sheet.
`python -m lab.gpu --join FOLDER` puts the pieces together as a checkpoint that `lab.export` and
`lab.train --start` take.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from lab.data import Shelf
from lab.judge import NAMES, accuracy, train_judge
from lab.model import DIALS, Dial
from lab.optimise import rate
from lab.resident import Resident
from lab.sampling import held_out, sheet
from lab.train import Run, held_out_loss

LAB = Path(__file__).parent
PIECE = 15 * 2**20
END = 40.0
"""Seconds kept for evaluation and for writing everything down."""


def probe(device: str) -> dict[str, object]:
    """What the machine is and does: a matrix product in bf16."""
    side = 8192 if device == "cuda" else 1024
    a = torch.randn(side, side, device=device, dtype=torch.bfloat16)
    for timed in (False, True):
        begin = time.monotonic()
        for _ in range(10):
            product = a @ a
        float(product[0, 0])
        if timed:
            speed = 10 * 2 * side**3 / (time.monotonic() - begin) / 1e12
    name = torch.cuda.get_device_name() if device == "cuda" else "cpu"
    return {"device": name, "cores": os.cpu_count(), "bf16_tflops": round(speed, 2)}


WINDOWS = [(112, 256), (144, 256), (176, 256), (192, 256), (256, 192), (256, 176), (256, 144)]
"""Rows and columns of pictures that are not square: 21:9, 16:9, 3:2, 4:3 and upright."""

WINDOWED = 6
"""One step in so many sees such pictures, at the large size."""


def compiled(run: Run) -> Callable[..., object]:
    """The network's pass, compiled for square pictures; the plain one for all others comes back."""
    plain = run.net.with_geometry
    torch._dynamo.config.automatic_dynamic_shapes = False
    run.net.with_geometry = torch.compile(plain)
    return plain


def stage(
    run: Run, resident: Resident, *, size: int, batch: int, micro: int, until: float,
    begin: float, end: float, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Steps at one size until the clock shows `until`."""
    noted, start, first = time.monotonic(), time.monotonic(), run.step
    fast = run.net.with_geometry
    while time.monotonic() < until:
        window = None
        if size == resident.side == 256 and run.step % WINDOWED == 1:
            window = WINDOWS[int(rng.integers(len(WINDOWS)))]
        run.net.with_geometry = run.plain if window else fast
        through = (time.monotonic() - begin) / (end - begin)
        factor = rate(run.step, through, warmup=300, decay=0.28)
        told = run.one_step(
            lambda window=window: resident.batch(micro, size, window), batch=batch, factor=factor,
            geometry=0.2 if through < 0.7 else 0.0,
        )  # fmt: skip
        if time.monotonic() - noted > 10:
            rate_ = batch * (run.step - first) / (time.monotonic() - noted)
            noted, first = time.monotonic(), run.step
            run.note(**told, size=size, rate=rate_, lr=run.lr * factor)
    run.net.with_geometry = fast
    run.seconds += time.monotonic() - start
    print(f"{size} px: {time.monotonic() - start:.0f} s, {run.images} pictures in all", flush=True)


def write_pieces(run: Run, out: Path) -> None:
    weights = {name: w.half().cpu() for name, w in run.averages[0].weights.items()}
    file = io.BytesIO()
    torch.save({"dial": run.dial.to_dict(), "images": run.images, "weights": weights}, file)
    data = file.getvalue()
    for i in range(0, len(data), PIECE):
        (out / f"weights.{i // PIECE}").write_bytes(data[i : i + PIECE])


def write_judge(resident: Resident, shelf: Shelf, out: Path, until: float) -> None:
    net = train_judge(resident, until)
    held = [layout for layout in shelf.held if layout.exposures[0].kinds]
    figures: dict[str, float] = {}
    if held:
        unseen = Resident(held, resident.device)
        pictures = unseen.pictures[unseen.shown].float() / 127.5 - 1
        kinds = unseen.kinds[unseen.exposure[unseen.shown]].long()
        figures = accuracy(net, pictures, kinds)
    print(f"judge on {len(held)} held-out layouts: {figures}", flush=True)
    weights = {
        name: w.half().cpu() if w.is_floating_point() else w.cpu() for name, w in net.state_dict().items()
    }
    torch.save({"names": NAMES, "weights": weights, "held_out": figures}, out / "judge.pt")


def join(folder: Path) -> None:
    pieces = sorted(folder.glob("weights.?"))
    state = torch.load(io.BytesIO(b"".join(piece.read_bytes() for piece in pieces)), weights_only=True)
    weights = {name: w.float() for name, w in state["weights"].items()}
    whole = {"dial": state["dial"], "images": state["images"], "net": weights, "averages": [weights, weights]}
    torch.save(whole, folder / "joined.pt")
    print(folder / "joined.pt")


def go(args: argparse.Namespace) -> None:
    begin = time.monotonic()
    end = begin + 60 * args.minutes - args.end - args.judge
    args.out.mkdir(parents=True, exist_ok=True)
    found = probe(args.device)
    print(json.dumps(found), flush=True)
    shelf = Shelf(args.data / str(args.size), args.more / str(args.size))
    resident = Resident(shelf.train, args.device)
    print(f"{shelf.pictures()} pictures ready after {time.monotonic() - begin:.0f} s", flush=True)
    dial: Dial = dataclasses.replace(DIALS[args.dial], size=args.size)
    run = Run(args.out / "run", dial, args.lr, args.device)
    if args.start:
        run.load(args.start, weights_only=True)
    run.plain = run.net.with_geometry if args.no_compile else compiled(run)
    now = time.monotonic()
    half = now + (end - now) * (args.share if args.size > args.small else 0.0)
    schedule = {
        "begin": now,
        "end": end,
        "rng": np.random.default_rng(1),
        "micro": min(args.batch, args.micro),
    }
    stage(run, resident, size=args.small, batch=args.batch, until=half, **schedule)
    write_pieces(run, args.out)
    stage(run, resident, size=args.size, batch=args.batch, until=end, **schedule)
    if args.judge and len(resident.shown):
        write_judge(resident, shelf, args.out, time.monotonic() + args.judge)
    judge = held_out(shelf, 24)
    net = run.averaged()
    run.note(held_out_averaged=held_out_loss(net, judge))
    sheet(net, judge, args.out / "sheet.jpg")
    write_pieces(run, args.out)
    (run.folder / "metrics.jsonl").replace(args.out / "metrics.jsonl")
    run.folder.rmdir()
    print(f"done after {time.monotonic() - begin:.0f} s", flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--minutes", type=float, default=9)
    ask.add_argument("--dial", default="m", choices=sorted(DIALS))
    ask.add_argument("--device", default="cuda")
    ask.add_argument("--data", type=Path, default=LAB / "carry", help="holds a folder of shards per size")
    ask.add_argument("--size", type=int, default=256)
    ask.add_argument("--small", type=int, default=128, help="size of the first half of the run")
    ask.add_argument("--share", type=float, default=0.35, help="of the time at the small size")
    ask.add_argument("--batch", type=int, default=512)
    ask.add_argument("--micro", type=int, default=512, help="pictures at once")
    ask.add_argument("--no-compile", action="store_true")
    ask.add_argument("--lr", type=float, default=6e-4)
    ask.add_argument("--judge", type=float, default=45, help="seconds for the judge (lab/judge.py)")
    ask.add_argument("--end", type=float, default=END)
    ask.add_argument("--start", type=Path)
    ask.add_argument(
        "--more", type=Path, default=Path("/tmp/more"), help="the same, rendered on this machine"
    )
    ask.add_argument("--out", type=Path, default=LAB / "runs" / "gpu")
    ask.add_argument("--join", type=Path)
    args = ask.parse_args()
    if args.join:
        join(args.join)
    else:
        go(args)


if __name__ == "__main__":
    main()
