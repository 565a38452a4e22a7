"""From a folder of another program to a picture: adopted, picked by name, painted here and in a process of
its own, with a LoRA from the same folder."""
# ruff: noqa: E402

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

torch = pytest.importorskip("torch", reason="local models need the extra diffusers (torch)")
pytest.importorskip("diffusers", reason="local models need the extra diffusers")
save_file = pytest.importorskip("safetensors.torch").save_file
sys.path.insert(0, str(Path(__file__).parent))
torch.set_num_threads(1)

from checkpoints import checkpoint

from tintype.core.request import Request
from tintype.studio.build import build, processes
from tintype.studio.catalogue.adopt import adopt
from tintype.studio.catalogue.records import records
from tintype.studio.settings import Settings


def test_adopted_files_paint_here_and_in_a_process(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    place = checkpoint("sd15", folder / "models")
    head: dict[str, Any] = {}
    unet = place / "unet" / "diffusion_pytorch_model.safetensors"
    assert unet.is_file()
    down = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k"
    head[f"{down}.lora_down.weight"], head[f"{down}.lora_up.weight"] = torch.randn(2, 32), torch.randn(64, 2)
    (folder / "loras").mkdir()
    save_file(head, folder / "loras" / "Fine Detail.safetensors")
    settings = Settings(models=str(tmp_path / "models"), data=str(tmp_path / "data"), isolation="here")
    adopt(folder, records(settings))
    studio = build(settings, {})
    assert "sd15-2" in [card.name for card in studio.models()], "sd15 is the catalogue's name"

    def planned(sentence: str) -> Any:
        asked = Request(prompt=sentence, model="sd15-2", size=(256, 256), seed=1, options={"steps": 1})
        (plan,) = studio.plan(asked)
        return msgspec.structs.replace(plan, height=88)

    plain = studio.paint(planned("a ball"), lambda event, /: None)
    changed = studio.paint(planned("a ball <lora:Fine Detail:1>"), lambda event, /: None)
    assert plain.pixels.shape == (88, 256, 3)
    assert (plain.pixels != changed.pixels).any()
    elsewhere = processes(studio)
    try:
        again = studio.paint(planned("a ball <lora:Fine Detail:1>"), lambda event, /: None, through=elsewhere)
        assert (again.pixels == changed.pixels).all()
    finally:
        for engine in elsewhere.loaded():
            if callable(close := getattr(engine, "close", None)):
                close()
