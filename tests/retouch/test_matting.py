"""Any picture is cut out by a network of the user's own, where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

onnx = pytest.importorskip("onnx", reason="needs onnx, to make a network")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from tintype.assets.stamp import read  # noqa: E402
from tintype.core.errors import BadFile, UnknownModel  # noqa: E402
from tintype.core.request import Request  # noqa: E402
from tintype.engines.retouch.engine import RetouchEngine  # noqa: E402


def network(path: Path, side: int, *, last_step: bool) -> Path:
    """What is bright stands in front. last_step: it gives shares, else what becomes them by a sigmoid."""
    nodes = [
        helper.make_node("ReduceMean", ["picture"], ["grey"], axes=[1], keepdims=1),
        helper.make_node("Mul", ["grey", "steep"], ["front"]),
        *([helper.make_node("Sigmoid", ["front"], ["share"])] if last_step else []),
    ]
    shape: list[Any] = [1, 3, side or "H", side or "W"]
    given = helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape)
    told = helper.make_tensor_value_info(
        "share" if last_step else "front", TensorProto.FLOAT, [1, 1, *shape[2:]]
    )
    graph = helper.make_graph(
        nodes, "tiny", [given], [told], [numpy_helper.from_array(np.float32(20), "steep")]
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=10), path)
    return path


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    """A bright square on dark ground, 200x120."""
    pixels = np.full((120, 200, 3), 20, np.uint8)
    pixels[40:80, 60:120] = 240
    Image.fromarray(pixels).save(tmp_path / "lamp.png")
    return tmp_path / "lamp.png"


@pytest.mark.parametrize("side", [64, 0])
@pytest.mark.parametrize("last_step", [True, False])
def test_what_stands_in_front_stays_and_the_rest_is_clear(
    run: Any, lamp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, side: int, last_step: bool
) -> None:
    monkeypatch.setenv("TINTYPE_CUTTER", str(network(tmp_path / "net.onnx", side, last_step=last_step)))
    said = run("cutout", str(lamp), "-o", "alone.png")
    assert said.code == 0, said.err
    with Image.open("alone.png") as done, Image.open(lamp) as before:
        pixels = np.array(done)
        assert np.array_equal(pixels[..., :3], np.array(before))
    assert pixels[50:70, 70:110, 3].min() > 250
    assert pixels[:30, :, 3].max() < 5
    assert read(Path("alone.png")).plan.model == "cutter"


def test_without_one_it_is_said_what_would_do_it(run: Any, lamp: Path) -> None:
    said = run("cutout", str(lamp), "-o", "alone.png")
    assert said.code == 2
    assert "name one in the setting cutter" in said.err
    with pytest.raises(UnknownModel, match="name its ONNX file in the setting cutter"):
        RetouchEngine().plan(Request(prompt="", operation="edit", images=(str(lamp),), model="cutter"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("net.pth", "is no ONNX file; other weights may hold programs"),
        ("absent.onnx", "There is no network"),
        ("broken.onnx", "takes no RGB picture, or does not say what stands in front"),
    ],
)
def test_other_files_are_refused(lamp: Path, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "broken.onnx").write_bytes(b"broken")
    engine = RetouchEngine(cutter=str(tmp_path / name))
    with pytest.raises(BadFile, match=said):
        engine.plan(Request(prompt="", operation="edit", images=(str(lamp),), model="cutter"))
