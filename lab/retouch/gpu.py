"""All networks on one card against a deadline: `python -m lab.retouch.gpu --minutes 4 --out "$OUT"`.

First the pictures, made on the card, then one network after the other. Writes retouch.pt, anew whenever
there is more to keep, and retouch.jsonl. Needs nothing carried. What fails is told and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import time
import traceback
from pathlib import Path

import torch
from lab.retouch.bank import bank
from lab.retouch.train import ON_A_CPU, Banks, Recipe, trained

SHARES = {"sr-x2": 0.24, "restore": 0.30, "sr-x4": 0.22, "deblock": 0.16, "sr-x2-worn": 0.08}
"""Of the time that the pictures leave."""

ON_A_CARD = {
    "sr-x2": Recipe(96, 64, 3e-3), "sr-x4": Recipe(64, 48, 3e-3),
    "sr-x2-worn": Recipe(64, 64, 1.5e-3), "restore": Recipe(64, 128, 3e-3), "deblock": Recipe(48, 128, 3e-3),
}  # fmt: skip

GROWN_FROM = {"sr-x2-worn": "sr-x2"}
"""Networks that begin as another one ended."""

WRITING = 4.0
"""Seconds kept at the end."""


class Kept:
    """What is there so far, on disk after every change."""

    def __init__(self, out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.file, self.log = out / "retouch.pt", out / "retouch.jsonl"
        self.nets: dict[str, dict[str, object]] = {}

    def keep(self, name: str, found: dict[str, object]) -> None:
        self.nets[name] = found
        partial = self.file.with_suffix(".part")
        torch.save({"nets": self.nets}, partial)
        os.replace(partial, self.file)

    def note(self, told: dict[str, object]) -> None:
        line = json.dumps(told)
        print(line, flush=True)
        with self.log.open("a") as log:
            log.write(line + "\n")


def one(name: str, banks: Banks, kept: Kept, until: float, device: str, start: dict[str, object]) -> None:
    """Trains a network until the clock shows `until`; what fails is tried again, smaller and slower."""
    recipe = (ON_A_CARD if device == "cuda" else ON_A_CPU)[name]
    while (left := until - time.monotonic()) > 3:
        try:
            found = trained(
                name, banks, recipe, left, device=device, note=kept.note, start=start.get(name),
                keep=lambda found: kept.keep(name, found),
            )  # fmt: skip
            kept.keep(name, found)
        except Exception as error:
            traceback.print_exc()
            kept.note({"net": name, "failed": f"{type(error).__name__}: {error}"[:300]})
            recipe = Recipe(max(4, recipe.batch // 2), recipe.side, recipe.lr / 2)
            if device == "cuda":
                torch.cuda.empty_cache()
        else:
            return


def go(args: argparse.Namespace) -> None:
    begin = time.monotonic()
    end = begin + 60 * args.minutes - WRITING
    kept = Kept(args.out)
    start: dict[str, object] = {}
    if args.start:
        nets = torch.load(args.start, map_location="cpu", weights_only=True)["nets"]
        start = {name: found["weights"] for name, found in nets.items()}
    if args.device == "cuda":
        torch.backends.cudnn.benchmark = True
        torch.backends.cudnn.allow_tf32 = False  # the enlargement beside the network must be exact
        kept.note({"device": torch.cuda.get_device_name(), "cores": os.cpu_count()})
    count, side = (args.pictures, 320) if args.device == "cuda" else (min(args.pictures, 40), 208)
    pictures = bank(count, side, args.device, seconds=args.bank, seed=args.seed)
    kept.note({"pictures": len(pictures), "side": side, "seconds": round(time.monotonic() - begin, 1)})
    kept_out = max(4, len(pictures) // 40)
    banks = Banks(pictures[:-kept_out], pictures[-kept_out:])
    names = args.only or list(SHARES)
    for i, name in enumerate(names):
        share = SHARES[name] / sum(SHARES[later] for later in names[i:])
        now = time.monotonic()
        if name in GROWN_FROM and GROWN_FROM[name] in kept.nets:
            start.setdefault(name, kept.nets[GROWN_FROM[name]]["weights"])
        one(name, banks, kept, now + (end - now) * share, args.device, start)
    kept.note({"done": round(time.monotonic() - begin, 1)})


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--minutes", type=float, default=4)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--device", default="cuda", choices=["cuda", "cpu"])
    ask.add_argument("--pictures", type=int, default=3000)
    ask.add_argument("--bank", type=float, default=25, help="seconds for pictures, at most")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--only", nargs="*", choices=sorted(SHARES))
    ask.add_argument("--start", type=Path, help="an earlier retouch.pt to go on from")
    go(ask.parse_args())


if __name__ == "__main__":
    main()
