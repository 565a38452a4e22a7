"""A trained network → what the package ships: int8 ONNX, its card, and how far it is from torch.

`python -m lab.export lab/runs/NAME/latest.pt FOLDER [--average 0] [--fp32]`
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from lab.model import SEEN, Dial, Painter
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from tintype.engines.flow.cues import BOX, THINGS, WIDTH, WORDS

KEPT = ("enter", "clock", "leave")
"""Layers whose matrices are not made int8: the last one and those of the time are sensitive. (The first
one as int8 costs 1 dB of 34 and saves 1 MB of 19.)"""

LARGE = 4096
"""Weights from which on a kept layer is stored in half precision."""


def loaded(path: Path, average: int) -> tuple[Painter, dict[str, object]]:
    state = torch.load(path, map_location="cpu", weights_only=True)
    net = Painter(Dial(**state["dial"]))
    net.load_state_dict(state["averages"][average])
    return net.eval(), state


def inputs(net: Painter, count: int = 1) -> tuple[torch.Tensor, ...]:
    side, random = net.dial.size, torch.Generator().manual_seed(1)
    return (
        torch.randn(count, SEEN, side, side, generator=random), torch.full((count,), 0.5),
        torch.randn(count, WORDS, WIDTH, generator=random), torch.ones(count, WORDS, dtype=torch.long),
        torch.randn(count, THINGS, WIDTH + BOX, generator=random),
    )  # fmt: skip


NAMES = ("seen", "time", "words", "tags", "things")


def write(net: Painter, path: Path, *, int8: bool = True) -> None:
    axes = {name: {0: "B"} for name in (*NAMES, "picture")}
    axes["seen"] |= {2: "H", 3: "W"}
    axes["picture"] |= {2: "H", 3: "W"}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch, "whole.onnx")
        torch.onnx.export(
            net, inputs(net), whole, input_names=list(NAMES), output_names=["picture"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        if int8:
            quantize_dynamic(
                whole, path, weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul", "Gemm"], nodes_to_exclude=sensitive(whole),
            )  # fmt: skip
            onnx.save(halved(onnx.load(path)), path)
        else:
            onnx.save(onnx.load(whole), path)


def halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """Large fp32 weights kept as fp16, and widened when the file is opened (ONNX Runtime folds that)."""
    nodes = []
    for weight in list(model.graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.size >= LARGE:
            name = weight.name
            model.graph.initializer.remove(weight)
            model.graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
            nodes.append(helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    for node in reversed(nodes):
        model.graph.node.insert(0, node)
    for node in model.graph.node:
        node.doc_string = ""
    return model


def sensitive(path: Path) -> list[str]:
    nodes = onnx.load(path).graph.node
    return [n.name for n in nodes if any(f"/{kept}/" in n.name or f"/{kept}." in n.name for kept in KEPT)]


def decibels(net: Painter, path: Path) -> float:
    """Signal over difference of the file's prediction from torch's in fp32."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    given = inputs(net)
    out = session.run(None, {name: part.numpy() for name, part in zip(NAMES, given, strict=True)})[0]
    with torch.no_grad():
        exact = net(*given).numpy()
    return float(10 * np.log10(exact.var() / np.maximum(((out - exact) ** 2).mean(), 1e-20)))


def export(
    net: Painter, folder: Path, *, steps: int, trained: int, guidance: float = 1.0, start: float = 1.0,
    int8: bool = True,
) -> dict[str, object]:  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "tintype-1.onnx"
    write(net, path, int8=int8)
    card: dict[str, object] = {
        "file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "side": net.dial.size, "patch": net.dial.patch, "steps": steps,
        "guidance": guidance, "start": start, "trained": trained,
    }  # fmt: skip
    (folder / "card.json").write_text(json.dumps(card, indent=2) + "\n")
    return card | {"bytes": path.stat().st_size, "dB": round(decibels(net, path), 1)}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("checkpoint", type=Path)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--average", type=int, default=0)
    ask.add_argument("--steps", type=int, default=8)
    ask.add_argument("--guidance", type=float, default=1.0)
    ask.add_argument("--begin", type=float, default=1.0, help="time at which painting begins, over the Guide")
    ask.add_argument("--fp32", action="store_true")
    args = ask.parse_args()
    net, state = loaded(args.checkpoint, args.average)
    told = {"steps": args.steps, "guidance": args.guidance, "start": args.begin}
    print(export(net, args.folder, trained=int(state["images"]), int8=not args.fp32, **told))


if __name__ == "__main__":
    main()
