"""Trained networks → what the package ships: ONNX files and the card that names them.

`python -m lab.retouch.export lab/runs/retouch/retouch.pt src/tintype/engines/retouch/weights [--only sr-x2]`
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from lab.export import halved
from lab.retouch.nets import Shape, build, halo, parameters
from torch import nn

TAUGHT_ON = "pictures made by rule: dead leaves with textures, lettering in free fonts; no photographs"


def network(found: dict[str, object]) -> tuple[nn.Module, Shape]:
    shape = Shape(**found["shape"])
    net = build(shape)
    net.load_state_dict({name: value.float() for name, value in found["weights"].items()})
    return net.eval(), shape


def example(shape: Shape, height: int, width: int, count: int = 1) -> torch.Tensor:
    planes = torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(height))
    if shape.kind != "denoise":
        return planes
    return torch.cat([planes, torch.full((count, 1, height, width), 25 / 255)], 1)


def written(net: nn.Module, shape: Shape, path: Path) -> None:
    """ONNX, opset 17, of any height, width and number of pictures; large weights in half precision."""
    torch.onnx.export(
        net, (example(shape, 40, 48),), path, input_names=["picture"], output_names=["restored"],
        dynamic_axes={"picture": {0: "N", 2: "H", 3: "W"}, "restored": {0: "N", 2: "h", 3: "w"}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.save(halved(onnx.load(path)), path)


def difference(net: nn.Module, shape: Shape, path: Path) -> float:
    """The most that ONNX Runtime differs from torch, of 255, over sizes that suit the network and do not."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for height, width, count in ((64, 48, 1), (37, 50, 2), (5, 7, 1)):
        given = example(shape, height, width, count)
        with torch.no_grad():
            exact = net(given).numpy()
        found = session.run(None, {"picture": given.numpy()})[0]
        worst = max(worst, float(np.abs(found - exact).max()))
    return 255 * worst


def export(file: Path, folder: Path, only: list[str] | None = None) -> dict[str, dict[str, object]]:
    """Writes them all, or some beside what is there, and the card. Returns the card."""
    folder.mkdir(parents=True, exist_ok=True)
    at = folder / "card.json"
    card: dict[str, dict[str, object]] = json.loads(at.read_text()) if at.is_file() else {}
    nets = torch.load(file, map_location="cpu", weights_only=True)["nets"]
    for name, found in nets.items():
        if only and name not in only:
            continue
        net, shape = network(found)
        path = folder / f"{name}.onnx"
        written(net, shape, path)
        card[name] = {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "input": "picture", "halo": halo(shape),
            "scale": shape.scale, "parameters": parameters(net), "licence": "Apache-2.0",
            "taught_on": TAUGHT_ON, "pictures": found["told"]["pictures"],
        }  # fmt: skip
        print(
            f"{name}: {path.stat().st_size} bytes, {difference(net, shape, path):.4f} of 255 from torch",
            flush=True,
        )
    at.write_text(json.dumps(dict(sorted(card.items())), indent=2) + "\n")
    return card


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("file", type=Path)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--only", nargs="*")
    args = ask.parse_args()
    export(args.file, args.folder, args.only)


if __name__ == "__main__":
    main()
