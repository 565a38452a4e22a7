"""Enlarging by a network of the user's own: ONNX always, safetensors where the extra `spandrel` is there."""

from __future__ import annotations

import importlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pictures import saved, weave
from PIL import Image

import tintype
from tintype.assets.stamp import read
from tintype.core.errors import BadFile, MissingPart, UnknownModel
from tintype.core.request import Request
from tintype.engines.retouch.engine import RetouchEngine
from tintype.testing import ignore

TINY = Path(__file__).parent / "tiny"
EXTRA = all(importlib.util.find_spec(name) for name in ("torch", "spandrel", "safetensors"))
needs_spandrel = pytest.mark.skipif(not EXTRA, reason="torch and spandrel are not installed")


def enlarged(engine: RetouchEngine, path: str, scale: int) -> Any:
    asked = Request(
        prompt="", operation="upscale", images=(path,), model="enlarger", options={"scale": scale}, seed=1
    )
    (plan,) = engine.plan(asked)
    assert str(path) not in json.dumps(plan.settings["sha256"])
    return engine.paint(plan, ignore)


def test_an_onnx_file_enlarges_as_ours_do(tmp_path: Path) -> None:
    pixels = weave(61, 80)
    path = saved(pixels, tmp_path / "a.png")
    engine = RetouchEngine(folder=TINY, enlarger=str(TINY / "sr-x2.onnx"))
    (ours,) = engine.plan(Request(prompt="", operation="upscale", images=(path,), seed=1))
    assert np.array_equal(enlarged(engine, path, 2), engine.paint(ours, ignore))
    assert enlarged(engine, path, 4).shape == (244, 320, 3)


def test_the_command_and_the_library_take_a_file(run: Any, tmp_path: Path) -> None:
    saved(weave(30, 40), tmp_path / "a.png")
    own = str(TINY / "sr-x4.onnx")
    assert run("upscale", "a.png", "--weights", own, "-o", "b.png").code == 0
    plan = read(tmp_path / "b.png").plan
    assert (plan.model, plan.settings["passes"]) == ("enlarger", ["own"])
    assert "tiny" not in json.dumps(plan.settings)
    picture = tintype.upscale(tmp_path / "a.png", weights=own)
    assert np.array_equal(picture.pixels, np.asarray(Image.open("b.png")))
    assert "There is no model “enlarger”" in run("upscale", "a.png", "--model", "enlarger").err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.pth", "may hold a program"),
        ("a.txt", "is no network"),
        ("none.onnx", "There is no network"),
        ("a.onnx", "takes no RGB picture"),
    ],
)
def test_what_is_no_network_is_refused(tmp_path: Path, name: str, said: str) -> None:
    for each in ("a.pth", "a.txt", "a.onnx"):
        (tmp_path / each).write_bytes(b"nothing")
    engine = RetouchEngine(folder=TINY, enlarger=str(tmp_path / name))
    with pytest.raises(BadFile, match=said):
        enlarged(engine, saved(weave(20, 20), tmp_path / "a.png"), 2)


def test_another_file_than_it_was_planned_with_is_refused(tmp_path: Path) -> None:
    path = saved(weave(20, 20), tmp_path / "a.png")
    one = RetouchEngine(folder=TINY, enlarger=str(TINY / "sr-x2.onnx"))
    (plan,) = one.plan(Request(prompt="", operation="upscale", images=(path,), model="enlarger", seed=1))
    for other in (RetouchEngine(folder=TINY, enlarger=str(TINY / "sr-x4.onnx")), RetouchEngine(folder=TINY)):
        with pytest.raises(MissingPart, match="by a network that is not here"):
            other.paint(plan, ignore)
    with pytest.raises(UnknownModel, match="name its file"):
        RetouchEngine(folder=TINY).plan(
            Request(prompt="", operation="upscale", images=(path,), model="enlarger")
        )


FAMILIES: list[tuple[str, str, dict[str, Any], int]] = [
    ("SPAN", "SPAN.__arch.span", {"num_in_ch": 3, "num_out_ch": 3, "feature_channels": 12, "upscale": 2}, 2),
    ("SRVGGNetCompact", "Compact.__arch.SRVGG",
     {"num_in_ch": 3, "num_out_ch": 3, "num_feat": 8, "num_conv": 2, "upscale": 4}, 4),
    ("SwinIR", "SwinIR.__arch.SwinIR",
     {"upscale": 2, "img_size": 16, "window_size": 8, "depths": [2], "embed_dim": 12, "num_heads": [2],
      "upsampler": "pixelshuffledirect"}, 2),
]  # fmt: skip


@needs_spandrel
@pytest.mark.parametrize(("name", "module", "sizes", "scale"), FAMILIES, ids=[each[0] for each in FAMILIES])
def test_weights_of_several_families_enlarge(
    tmp_path: Path, name: str, module: str, sizes: dict[str, Any], scale: int
) -> None:
    import torch
    from safetensors.torch import save_file

    from tintype.runtime.spandrel import _registry  # makes the families importable without torchvision

    _registry()
    torch.manual_seed(0)
    made = getattr(importlib.import_module(f"spandrel.architectures.{module}"), name)(**sizes)
    file = tmp_path / "tiny.safetensors"
    state = {key: value.clone().contiguous() for key, value in made.state_dict().items()}
    save_file(state, file, {"license": "MIT"})
    engine = RetouchEngine(folder=TINY, enlarger=str(file))
    assert engine.info()[1].licence == "MIT"
    path = saved(weave(40, 56), tmp_path / "a.png")
    pixels = enlarged(engine, path, scale)
    assert pixels.shape == (40 * scale, 56 * scale, 3)
    given = torch.from_numpy(np.asarray(Image.open(path)).astype(np.float32).transpose(2, 0, 1)[None] / 255)
    with torch.inference_mode():
        straight = made.eval()(given)[0].numpy().transpose(1, 2, 0)
    assert np.abs(pixels - np.rint(np.clip(straight, 0, 1) * 255)).max() <= 1


@needs_spandrel
def test_weights_of_no_family_are_refused(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    file = tmp_path / "a.safetensors"
    save_file({"something": torch.zeros(3)}, file)
    engine = RetouchEngine(folder=TINY, enlarger=str(file))
    with pytest.raises(BadFile, match="of no family that is known here"):
        enlarged(engine, saved(weave(20, 20), tmp_path / "a.png"), 2)
