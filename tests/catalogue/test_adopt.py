"""Files of other programs are used where they lie: told by their heads, never changed."""

from __future__ import annotations

import json
import pickle
import struct
import zipfile
from pathlib import Path

import pytest
from heads import SDXL, Shapes, gguf, safetensors

from tintype.core.errors import BadFile, BadOption
from tintype.runtime.weights import head
from tintype.studio.catalogue.adopt import adopt
from tintype.studio.catalogue.check import check, remove
from tintype.studio.catalogue.kinds import What, told, what_file, what_folder
from tintype.studio.catalogue.local import painters
from tintype.studio.catalogue.records import Records


@pytest.fixture
def kept(tmp_path: Path) -> Records:
    return Records(tmp_path / "models")


FLUX: Shapes = {"double_blocks.0.img_attn.qkv.weight": (8, 4), "img_in.weight": (4, 64)}
KNOWN: list[tuple[str, Shapes, What]] = [
    ("sd.safetensors", {
        "model.diffusion_model.input_blocks.0.0.weight": (4, 4, 3, 3),
        "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight": (2, 768),
        "cond_stage_model.transformer.text_model.embeddings.token_embedding.weight": (2, 768),
    }, What("model", "sd15")),
    ("sd-inpainting.safetensors", {
        "model.diffusion_model.input_blocks.0.0.weight": (4, 9, 3, 3),
        "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight": (2, 768),
        "cond_stage_model.transformer.text_model.embeddings.token_embedding.weight": (2, 768),
    }, What("model", "sd15", "inpaint")),
    ("xl.safetensors", SDXL, What("model", "sdxl")),
    ("unet.safetensors", {
        "conv_in.weight": (4, 4, 3, 3),
        "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight": (2, 2048),
    }, What("transformer", "sdxl")),
    ("sd3.safetensors", {"model.diffusion_model.joint_blocks.0.context_block.attn.qkv.weight": (4, 4)}, What("transformer", "sd3")),
    ("a.safetensors", {**FLUX, "guidance_in.in_layer.weight": (4, 4)}, What("transformer", "flux", "dev")),
    ("a.safetensors", {f"model.diffusion_model.{k}": v for k, v in FLUX.items()}, What("transformer", "flux", "schnell")),
    ("a.safetensors", FLUX | {"img_in.weight": (4, 384), "guidance_in.in_layer.weight": (4, 4)}, What("transformer", "flux", "fill")),
    ("flux1-dev-kontext_fp8.safetensors", FLUX | {"guidance_in.in_layer.weight": (4, 4)}, What("transformer", "flux", "kontext")),
    ("redux.safetensors", {"redux_up.weight": (4, 4), "redux_down.weight": (4, 4)}, What("redux", "flux", "redux")),
    ("k.safetensors", {"double_stream_modulation_img.lin.weight": (4, 4), "img_in.weight": (3072, 2)}, What("transformer", "flux2", "klein-4b")),
    ("d.safetensors", {"double_stream_modulation_img.lin.weight": (4, 4), "img_in.weight": (6144, 2)}, What("transformer", "flux2", "dev")),
    ("z.safetensors", {"cap_embedder.0.weight": (2560,), "layers.0.attention.qkv.weight": (4, 4)}, What("transformer", "zimage")),
    ("l.safetensors", {"cap_embedder.0.weight": (2304,)}, What("transformer", "auto", "lumina2")),
    ("q.safetensors", {"transformer_blocks.0.img_mod.1.weight": (4, 4)}, What("transformer", "qwen-image")),
    ("qwen_image_edit.safetensors", {"transformer_blocks.0.img_mod.1.weight": (4, 4)}, What("transformer", "qwen-image-edit")),
    ("lora.safetensors", {"lora_unet_x_attn2_to_k.lora_down.weight": (2, 768), "lora_unet_x_attn2_to_k.lora_up.weight": (4, 2)}, What("lora", "sd15")),
    ("lora.safetensors", {"lora_te2_text_model.lora_down.weight": (2, 4)}, What("lora", "sdxl")),
    ("lora.safetensors", {"transformer.single_transformer_blocks.0.attn.to_q.lora_A.weight": (2, 4)}, What("lora", "flux")),
    ("lora.safetensors", {"transformer.transformer_blocks.0.attn.add_q_proj.lora_A.weight": (2, 3072)}, What("lora", "qwen-image")),
    ("lora.safetensors", {"diffusion_model.layers.0.attention.to_q.lora_A.weight": (2, 4)}, What("lora", "zimage")),
    ("ti.safetensors", {"emb_params": (2, 768)}, What("embedding", "sd15")),
    ("ti.safetensors", {"clip_l": (2, 768), "clip_g": (2, 1280)}, What("embedding", "sdxl")),
    ("cn.safetensors", {"controlnet_cond_embedding.conv_in.weight": (4, 3, 3, 3), "down_blocks.0.attn2.to_k.weight": (4, 768)}, What("control", "sd15")),
    ("vae.safetensors", {"decoder.conv_in.weight": (4, 4, 3, 3), "encoder.conv_in.weight": (4, 3, 3, 3)}, What("vae")),
    ("t5.safetensors", {"encoder.block.0.layer.0.SelfAttention.q.weight": (4, 4)}, What("text")),
    ("x.safetensors", {"something": (4, 4, 4)}, What("unknown")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "shapes", "what"),
    KNOWN,
    ids=[f"{what.part}-{what.family}-{what.variant}" for _, _, what in KNOWN],
)
def test_what_a_file_is_its_head_tells(name: str, shapes: Shapes, what: What, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(safetensors(shapes))
    assert what_file(path) == what


def test_gguf_tells_the_same(tmp_path: Path) -> None:
    path = tmp_path / "flux1-dev-Q4_0.gguf"
    path.write_bytes(gguf({**FLUX, "guidance_in.in_layer.weight": (4, 4)}, "flux"))
    found = head(path)
    assert told(found, path.name) == What("transformer", "flux", "dev")
    assert found.says["general.architecture"] == "flux"
    assert found.tensors["img_in.weight"].shape == (4, 64)
    assert found.tensors["img_in.weight"].kind == "Q4_0"
    assert found.parameters == 32 + 256 + 16


def test_a_pickle_is_refused_with_what_to_do(tmp_path: Path, kept: Records) -> None:
    bare, zipped = tmp_path / "model.safetensors", tmp_path / "model.ckpt"
    bare.write_bytes(pickle.dumps({"weight": [1.0] * 100}))
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({"weight": 1}))
    for path in (bare, zipped):
        with pytest.raises(BadFile, match=r"is a pickle, .*take the \.safetensors file of the same model"):
            adopt(path, kept)
    assert kept.all() == ()


def test_what_is_damaged_is_named(tmp_path: Path, kept: Records) -> None:
    whole = safetensors(SDXL)
    broken = {
        "cut": whole[:-10],
        "short": b"abc",
        "empty": b"",
        "huge": struct.pack("<Q", 2**60) + whole[8:],
        "not json": struct.pack("<Q", 8) + b"notjson!" + bytes(8),
        "a list": struct.pack("<Q", 2) + b"[]",
        "gguf": b"GGUF" + struct.pack("<IQQ", 3, 2**40, 1),
        "gguf cut": gguf(FLUX, "flux")[:60],
    }
    for name, data in broken.items():
        path = tmp_path / f"{name}.safetensors"
        path.write_bytes(data)
        with pytest.raises(BadFile, match="is damaged, or neither safetensors nor GGUF"):
            adopt(path, kept)
    with pytest.raises(BadFile, match="There is nothing at"):
        adopt(tmp_path / "nowhere", kept)


def comfy(folder: Path) -> dict[str, bytes]:
    """A folder such as ComfyUI's; gives its files."""
    made = {
        "models/checkpoints/juggernautXL_v9Rundiffusion.safetensors": safetensors(SDXL),
        "models/checkpoints/Some Mix (v2).safetensors": safetensors(SDXL, {"modelspec.license": "CC0-1.0"}),
        "models/checkpoints/old.ckpt": b"PK\x03\x04" + bytes(100),
        "models/loras/detail.safetensors": safetensors({"lora_te2_x.lora_down.weight": (2, 4)}),
        "models/unet/flux1-dev-Q4_0.gguf": gguf({**FLUX, "guidance_in.in_layer.weight": (4, 4)}, "flux"),
        "models/vae/ae.safetensors": safetensors(
            {"decoder.conv_in.weight": (4, 4), "encoder.conv_in.weight": (4, 4)}
        ),
        "models/checkpoints/broken.safetensors": b"not at all",
        "models/diffusers/z/model_index.json": json.dumps({"_class_name": "ZImagePipeline"}).encode(),
        "models/diffusers/z/vae/a.safetensors": safetensors({"x": (1,)}),
        "output/picture.safetensors": safetensors(SDXL),
        "models/notes.txt": b"mine",
    }
    for name, data in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return made


def test_a_folder_of_comfyui_is_adopted_in_place(tmp_path: Path, kept: Records) -> None:
    folder = tmp_path / "ComfyUI"
    made = comfy(folder)
    found = adopt(folder, kept)
    by_name = {each.name: each for each in kept.all()}
    assert {name: (each.part, each.family, each.form) for name, each in by_name.items()} == {
        "juggernautxl_v9rundiffusion": ("model", "sdxl", "file"),
        "some-mix-v2": ("model", "sdxl", "file"),
        "detail": ("lora", "sdxl", "file"),
        "flux1-dev-q4_0": ("transformer", "flux", "gguf"),
        "ae": ("vae", "", "file"),
        "z": ("model", "zimage", "folder"),
    }
    assert {each.path.name: each.why.split(",")[0] for each in found if each.record is None} == {
        "old.ckpt": "old.ckpt is a pickle",
        "broken.safetensors": "broken.safetensors is damaged",
    }
    assert {each.name for each in painters(kept)} == {
        "juggernautxl_v9rundiffusion",
        "some-mix-v2",
        "flux1-dev-q4_0",
        "z",
    }
    assert by_name["some-mix-v2"].licence == "CC0-1.0"
    assert by_name["juggernautxl_v9rundiffusion"].entry == "juggernaut-xl", "its licence goes with it"
    assert by_name["flux1-dev-q4_0"].entry == "flux1-dev"
    assert by_name["z"].entry == ""
    adopt(folder, kept)
    assert {each.name for each in kept.all()} == set(by_name), "twice is once"
    for name in by_name:
        remove(name, kept)
    assert kept.all() == ()
    assert {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == made


def test_names_are_free_ones(tmp_path: Path, kept: Records) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "SDXL.safetensors").write_bytes(safetensors(SDXL))
        adopt(tmp_path / place, kept)
    assert [each.name for each in kept.all()] == ["sdxl-2", "sdxl-3"], "sdxl is the catalogue's"
    (found,) = adopt(tmp_path / "b" / "SDXL.safetensors", kept, name="mine")
    assert found.record is not None
    assert [each.name for each in kept.all()] == ["mine", "sdxl-2"]
    (tmp_path / "detail").mkdir()
    path = tmp_path / "detail" / "pytorch_lora_weights.safetensors"
    path.write_bytes(safetensors({"lora_te2_x.lora_down.weight": (2, 4)}))
    assert adopt(path, kept)[0].record == kept.get("detail")
    for name in ("sdxl-2", "flux1-dev", "../x", "Größe"):
        with pytest.raises(BadOption):
            adopt(tmp_path / "b" / "SDXL.safetensors", kept, name=name)


def test_a_record_that_is_damaged_harms_no_other(tmp_path: Path, kept: Records) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.safetensors").write_bytes(safetensors(SDXL))
        adopt(tmp_path / f"{name}.safetensors", kept)
    (kept.folder / ".records" / "one.json").write_bytes(b"{")
    assert [each.name for each in kept.all()] == ["two"]
    with pytest.raises(BadFile, match=r"one\.json cannot be read .*remove it, and pull or adopt anew"):
        kept.get("one")


def test_an_adopted_file_is_counted_once_and_held_to_it(tmp_path: Path, kept: Records) -> None:
    path = tmp_path / "mix.safetensors"
    path.write_bytes(data := safetensors(SDXL))
    adopt(path, kept)
    record = kept.get("mix")
    assert record is not None
    assert check(record, kept) == (True, "1 file, counted now for the first time")
    record = kept.get("mix")
    assert record is not None
    assert check(record, kept) == (True, "1 file, each with its sha256")
    path.write_bytes(data[:-1] + b"\1")
    good, found = check(record, kept)
    assert not good
    assert "mix.safetensors was altered" in found
    assert "adopt it again" in found


def test_folders_that_hold_pickles_or_nothing(tmp_path: Path, kept: Records) -> None:
    folder = tmp_path / "old"
    (folder / "unet").mkdir(parents=True)
    (folder / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
    assert what_folder(folder) == What("model", "sd15")
    with pytest.raises(BadFile, match="holds no weights"):
        adopt(folder, kept)
    (folder / "unet" / "diffusion_pytorch_model.bin").write_bytes(b"\x80\x02")
    with pytest.raises(BadFile, match="are pickles"):
        adopt(folder, kept)
    (folder / "model_index.json").write_text("[]")
    with pytest.raises(BadFile, match="cannot be read"):
        adopt(folder, kept)
    (tmp_path / "nothing").mkdir()
    with pytest.raises(BadFile, match="There are no models below"):
        adopt(tmp_path / "nothing", kept)
