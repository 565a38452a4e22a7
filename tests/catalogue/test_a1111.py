"""AUTOMATIC1111's clients: what joins local models is listed, and their little language reaches them."""

from __future__ import annotations

from pathlib import Path

from heads import SDXL, safetensors

from tintype.server.a1111 import lists
from tintype.server.a1111.syntax import words_for
from tintype.studio.build import build
from tintype.studio.catalogue.adopt import adopt
from tintype.studio.catalogue.records import records
from tintype.studio.settings import Settings


def test_a_local_model_reads_it_and_ours_do_not(tmp_path: Path) -> None:
    settings = Settings(models=str(tmp_path / "models"), data=str(tmp_path))
    (tmp_path / "mix.safetensors").write_bytes(safetensors(SDXL))
    (tmp_path / "grain.safetensors").write_bytes(safetensors({"lora_te2_x.lora_down.weight": (2, 4)}))
    (tmp_path / "glow.safetensors").write_bytes(safetensors({"clip_l": (1, 768), "clip_g": (1, 1280)}))
    adopt(tmp_path, records(settings))
    studio = build(settings, {})
    cards = {card.name: card for card in studio.models()}
    said = "a (red:1.2) vase <lora:grain:0.5>"
    assert words_for(cards["mix"], said) == (said, [])
    assert words_for(cards["stage"], said) == ("a red vase", ["<lora:grain>", "weights in the prompt"])
    names = lists._joining(studio, "lora"), lists._joining(studio, "embedding")
    assert names == (["grain"], ["glow"])
