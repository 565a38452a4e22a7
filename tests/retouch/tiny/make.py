"""Makes the tiny networks beside this file: the same sockets as the real ones, a few kilobytes.

python tests/retouch/tiny/make.py       (needs the package onnx, which nothing else here does)
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).parent


def model(nodes: list[onnx.NodeProto], weights: dict[str, np.ndarray], planes: int, name: str) -> None:
    free = [1, planes, "height", "width"]
    graph = helper.make_graph(
        nodes, name,
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, free)],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, 3, "high", "wide"])],
        [numpy_helper.from_array(np.asarray(value), key) for key, value in weights.items()],
    )  # fmt: skip
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(made, FOLDER / f"{name}.onnx")


def enlarging(scale: int, rng: np.random.Generator) -> None:
    """Two convolutions of random detail on top of the pixels themselves; looks two pixels far."""
    first = rng.normal(0, 0.2, (8, 3, 3, 3)).astype(np.float32)
    second = rng.normal(0, 0.05, (3 * scale**2, 8, 3, 3)).astype(np.float32)
    same = np.zeros((3 * scale**2, 3, 3, 3), np.float32)
    for plane in range(3 * scale**2):
        same[plane, plane // scale**2, 1, 1] = 1
    pads = {"pads": [1, 1, 1, 1]}
    nodes = [
        helper.make_node("Conv", ["picture", "first"], ["a"], **pads),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("Conv", ["b", "second"], ["c"], **pads),
        helper.make_node("Conv", ["picture", "same"], ["d"], **pads),
        helper.make_node("Add", ["c", "d"], ["e"]),
        helper.make_node("DepthToSpace", ["e"], ["out"], blocksize=scale, mode="CRD"),
    ]
    model(nodes, {"first": first, "second": second, "same": same}, 3, f"sr-x{scale}")


def restoring() -> None:
    """A mean over 3×3 pixels, mixed in the more, the more noise there is; wants even sides."""
    mean = np.zeros((3, 3, 3, 3), np.float32)
    for plane in range(3):
        mean[plane, plane] = 1 / 9
    weights = {
        "mean": mean, "zero": np.array([0]), "three": np.array([3]), "four": np.array([4]), "axis": np.array([1]),
        "ten": np.array(10, np.float32), "one": np.array(1, np.float32),
    }  # fmt: skip
    nodes = [
        helper.make_node("SpaceToDepth", ["picture"], ["s"], blocksize=2),
        helper.make_node("DepthToSpace", ["s"], ["p"], blocksize=2, mode="DCR"),
        helper.make_node("Slice", ["p", "zero", "three", "axis"], ["colour"]),
        helper.make_node("Slice", ["p", "three", "four", "axis"], ["level"]),
        helper.make_node("Conv", ["colour", "mean"], ["blurred"], pads=[1, 1, 1, 1]),
        helper.make_node("Mul", ["level", "ten"], ["much"]),
        helper.make_node("Min", ["much", "one"], ["share"]),
        helper.make_node("Sub", ["blurred", "colour"], ["change"]),
        helper.make_node("Mul", ["change", "share"], ["mixed"]),
        helper.make_node("Add", ["colour", "mixed"], ["out"]),
    ]
    model(nodes, weights, 4, "restore")


def main() -> None:
    rng = np.random.default_rng(1)
    for scale in (2, 4):
        enlarging(scale, rng)
    restoring()
    card = {
        path.stem: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "input": "picture", "halo": 4}
        for path in sorted(FOLDER.glob("*.onnx"))
    }
    (FOLDER / "card.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()
