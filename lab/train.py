"""Training against a deadline: `python -m lab.train NAME --minutes 60 --dial xs`.

Everything lies in lab/runs/NAME: latest.pt (every few minutes, and at a signal), plateau.pt (before the
rate decays: what a later run goes on from), metrics.jsonl, sheets of samples. While lab/PAUSE exists it
sleeps and its clock stands still. `--resume` goes on from where it was cut off, or, where a run had come
to its end, from its plateau.
"""

from __future__ import annotations

import argparse
import json
import signal
import time
from pathlib import Path

import torch
from lab.data import Batch, Shelf, ahead, batches
from lab.model import DIALS, Dial, Painter
from lab.optimise import Average, optimisers, rate
from lab.sampling import held_out, sheet
from torch import Tensor
from torch.nn import functional as F

LAB = Path(__file__).parent
PAUSE = LAB / "PAUSE"
DECAY = 0.25
FLOOR = 0.05
"""Time below which errors weigh no more than at it."""


def loss_of(net: Painter, batch: Batch, t: Tensor, grain: Tensor, geometry: float) -> tuple[Tensor, Tensor]:
    """Mean squared error of the velocity, and the same with that of the geometry added."""
    time_ = t[:, None, None, None]
    seen = (1 - time_) * batch.picture + time_ * grain
    with torch.autocast(seen.device.type, torch.bfloat16):
        out, shape = net.with_geometry(
            torch.cat([seen, batch.known], 1), t, batch.words, batch.tags, batch.things
        )
    error = (out.float() - batch.picture).pow(2) * batch.weight / time_.clamp_min(FLOOR).pow(2)
    main = error.mean()
    return main, main + geometry * F.mse_loss(shape.float(), batch.geometry)


def moments(count: int, generator: torch.Generator | None = None) -> Tensor:
    """Random times, most of them near noise: the mean of a patch shows through nearly all of it, so that
    a network which is seldom asked at t > 0.95 learns to read noise there instead of the Guide."""
    return torch.sigmoid(1.2 + 1.2 * torch.randn(count, generator=generator))


@torch.no_grad()
def held_out_loss(net: Painter, batch: Batch) -> float:
    """The objective on held-out pictures, always at the same times with the same noise."""
    generator = torch.Generator().manual_seed(0)
    t, grain = moments(len(batch.picture), generator), torch.randn(batch.picture.shape, generator=generator)
    device = next(net.parameters()).device.type
    return float(loss_of(net, batch.to(device), t.to(device), grain.to(device), 0.0)[0])


class Run:
    """One training: network, optimisers, averages, and how far it is."""

    def __init__(self, folder: Path, dial: Dial, lr: float, device: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.dial, self.device, self.lr = folder, dial, device, lr
        torch.manual_seed(0)
        self.net = Painter(dial).to(device)
        self.plain = self.net.with_geometry
        self.optimisers = optimisers(self.net, lr)
        self.averages = [Average(self.net, 17), Average(self.net, 7)]
        self.step = self.images = 0
        self.seconds, self.since = 0.0, 0

    def save(self, name: str, *, done: bool = False) -> None:
        state = {
            "dial": self.dial.to_dict(), "net": self.net.state_dict(), "step": self.step,
            "images": self.images, "seconds": self.seconds, "done": done, "since": self.since,
            "optimisers": [o.state_dict() for o in self.optimisers],
            "averages": [a.weights for a in self.averages],
        }  # fmt: skip
        half = self.folder / f"{name}.half"
        torch.save(state, half)
        half.replace(self.folder / f"{name}.pt")

    def load(self, path: Path, *, weights_only: bool = False) -> None:
        """weights_only: take the weights of another run, of another picture size maybe, and no more."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.net.load_state_dict(state["net"])
        for average, weights in zip(self.averages, state["averages"], strict=True):
            average.weights = weights
        if weights_only:
            return
        for optimiser, kept in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(kept)
        self.step, self.images, self.seconds = state["step"], state["images"], state["seconds"]
        self.since = self.step

    def resume(self) -> bool:
        latest, plateau = self.folder / "latest.pt", self.folder / "plateau.pt"
        if not latest.exists():
            return False
        ended = torch.load(latest, map_location="cpu", weights_only=True)["done"]
        self.load(plateau if ended and plateau.exists() else latest)
        return True

    def one_step(self, take, *, batch: int, factor: float, geometry: float) -> dict[str, float]:
        """batch: pictures, in as many micro-batches as `take` gives them."""
        total, done = 0.0, 0
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = self.lr * factor
        while done < batch:
            part = take().to(self.device)
            count = len(part.picture)
            t = moments(count).to(self.device)
            main, whole = loss_of(self.net, part, t, torch.randn_like(part.picture), geometry)
            (whole * (count / batch)).backward()
            total, done = total + float(main.detach()) * count / batch, done + count
        norm = float(torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0))
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step, self.images = self.step + 1, self.images + done
        for average in self.averages:
            average.take(self.net, self.step)
        return {"loss": total, "norm": norm}

    def averaged(self, which: int = 0) -> Painter:
        net = Painter(self.dial).to(self.device)
        net.load_state_dict(self.averages[which].weights)
        return net

    def note(self, **figures: float) -> None:
        row = {"step": self.step, "images": self.images, "seconds": round(self.seconds)} | figures
        line = json.dumps({k: round(v, 5) if isinstance(v, float) else v for k, v in row.items()})
        with open(self.folder / "metrics.jsonl", "a") as file:
            file.write(line + "\n")
        print(line, flush=True)


def train(run: Run, shelf: Shelf, args: argparse.Namespace) -> None:
    """Until `args.minutes` of its own time are over, or a signal asks it to end."""
    stop: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, frame: stop.append(number))
    take = ahead(batches(shelf, args.micro, run.step + 1))
    judge = held_out(shelf, 16)
    limit, spent, plateau = 60 * args.minutes, 0.0, False
    noted = shown = saved = 0.0
    while spent < limit and not stop:
        while PAUSE.exists() and not stop:
            time.sleep(0.5)
        begin, share = time.monotonic(), spent / limit
        if share > 1 - DECAY and not plateau:
            run.save("plateau")
            plateau = True
        factor = rate(run.step - run.since, share, decay=DECAY)
        geometry = 0.2 if share < 1 - DECAY else 0.0
        told = run.one_step(take, batch=args.batch, factor=factor, geometry=geometry)
        took = time.monotonic() - begin
        spent, run.seconds = spent + took, run.seconds + took
        if spent - noted > args.note:
            noted = spent
            run.note(**told, lr=run.lr * factor, rate=args.batch / took)
        if spent - saved > args.save:
            saved = spent
            run.save("latest")
            shelf.look()
        if spent - shown > args.show:
            shown = spent
            show(run, judge)
    ended = not stop
    run.save("latest", done=ended)
    if ended:
        show(run, judge)


def show(run: Run, judge: Batch) -> None:
    net = run.averaged()
    run.note(held_out=held_out_loss(run.net, judge), held_out_averaged=held_out_loss(net, judge))
    sheet(net, judge, run.folder / "sheets" / f"{run.step:07d}.png")


def arguments() -> argparse.ArgumentParser:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("name")
    ask.add_argument("--dial", default="xs", choices=sorted(DIALS))
    ask.add_argument("--minutes", type=float, required=True)
    ask.add_argument("--data", type=Path, help="folder of shards, by default lab/data/SIZE")
    ask.add_argument("--batch", type=int, default=64)
    ask.add_argument("--micro", type=int, default=16)
    ask.add_argument("--lr", type=float, default=1e-3)
    ask.add_argument("--threads", type=int, default=1)
    ask.add_argument("--device", default="cpu")
    ask.add_argument("--resume", action="store_true")
    ask.add_argument("--start", type=Path, help="weights to start from")
    ask.add_argument("--note", type=float, default=30, help="seconds between lines")
    ask.add_argument("--save", type=float, default=180)
    ask.add_argument("--show", type=float, default=300)
    return ask


def main() -> None:
    args = arguments().parse_args()
    torch.set_num_threads(args.threads)
    dial = DIALS[args.dial]
    shelf = Shelf(args.data or LAB / "data" / str(dial.size))
    run = Run(LAB / "runs" / args.name, dial, args.lr, args.device)
    resumed = args.resume and run.resume()
    if args.start and not resumed:
        run.load(args.start, weights_only=True)
    print(f"{len(shelf.train)} layouts, {shelf.pictures()} pictures, from step {run.step}", flush=True)
    train(run, shelf, args)


if __name__ == "__main__":
    main()
