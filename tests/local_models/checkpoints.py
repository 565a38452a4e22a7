"""Tiny checkpoints of every family, made on the spot: the same files and formats as the real ones, with
weights at random, a few thousand times smaller."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="local models need the extra diffusers (torch)")
pytest.importorskip("diffusers", reason="local models need the extra diffusers")

import diffusers  # noqa: E402
import transformers  # noqa: E402
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers  # noqa: E402
from transformers import (  # noqa: E402
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
    PreTrainedTokenizerFast,
    T5Config,
    T5EncoderModel,
)

WORDS = [
    "a red ball on a white table",
    "a blue vase left of a lamp",
    "describe the key features of the image",
]
MAKERS: dict[str, Any] = {}


def maker(made: Any) -> Any:
    MAKERS[made.__name__] = made
    return made


def checkpoint(name: str, folder: Path) -> Path:
    """A folder as diffusers saves it, of the family and variant that `name` says: sdxl, flux_fill, …"""
    torch.manual_seed(0)
    place = folder / name
    MAKERS[name](folder).save_pretrained(place, safe_serialization=True)
    return place


def clip_tokenizer(folder: Path) -> CLIPTokenizer:
    """CLIP's own format: a vocabulary and merges; letters alone here."""
    letters = [chr(code) for code in range(33, 127)]
    pieces = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps({piece: at for at, piece in enumerate(pieces)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    return CLIPTokenizer(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=77)


def fast_tokenizer(template: str = "") -> PreTrainedTokenizerFast:
    """Of the kind that T5 and Qwen come with, taught a few words. template: of a chat."""
    special = ["<pad>", "</s>", "<unk>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>",
               "<|image_pad|>", "<|endoftext|>", "<|video_pad|>"]  # fmt: skip
    bare = Tokenizer(models.BPE(unk_token="<unk>"))
    bare.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bare.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    bare.train_from_iterator(
        WORDS, trainers.BpeTrainer(vocab_size=300, special_tokens=special, initial_alphabet=alphabet)
    )
    if not template:
        bare.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    made = PreTrainedTokenizerFast(
        tokenizer_object=bare, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    )
    if template:
        made.chat_template = template
    return made


CHAT = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def clip(width: int, *, projection: int = 0) -> Any:
    config = CLIPTextConfig(
        hidden_size=width, intermediate_size=37, num_attention_heads=4, num_hidden_layers=2, vocab_size=190,
        bos_token_id=188, eos_token_id=189, pad_token_id=1, max_position_embeddings=77,
        projection_dim=projection or 32, hidden_act="gelu",
    )  # fmt: skip
    return CLIPTextModelWithProjection(config).eval() if projection else CLIPTextModel(config).eval()


def t5(width: int = 32) -> T5EncoderModel:
    config = T5Config(
        vocab_size=320,
        d_model=width,
        d_kv=8,
        d_ff=37,
        num_layers=2,
        num_heads=4,
        feed_forward_proj="gated-gelu",
    )
    return T5EncoderModel(config).eval()


def vae(channels: int = 4, **more: Any) -> Any:
    return diffusers.AutoencoderKL(
        block_out_channels=(32, 64), in_channels=3, out_channels=3, latent_channels=channels, sample_size=64,
        down_block_types=["DownEncoderBlock2D"] * 2, up_block_types=["UpDecoderBlock2D"] * 2, **more,
    ).eval()  # fmt: skip


def unet(words: int, *, channels: int = 4, **more: Any) -> Any:
    return diffusers.UNet2DConditionModel(
        block_out_channels=(32, 64), layers_per_block=1, sample_size=32, in_channels=channels, out_channels=4,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=(2, 4), cross_attention_dim=words, norm_num_groups=8, use_linear_projection=True, **more,
    ).eval()  # fmt: skip


def euler() -> Any:
    return diffusers.EulerDiscreteScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        steps_offset=1,
        beta_schedule="scaled_linear",
        timestep_spacing="leading",
    )


def flow(**more: Any) -> Any:
    return diffusers.FlowMatchEulerDiscreteScheduler(**more)


def _sd(folder: Path, channels: int) -> Any:
    kind = diffusers.StableDiffusionPipeline if channels == 4 else diffusers.StableDiffusionInpaintPipeline
    return kind(
        vae=vae(), text_encoder=clip(32), tokenizer=clip_tokenizer(folder / "clip"), scheduler=euler(),
        unet=unet(32, channels=channels), safety_checker=None, feature_extractor=None,
        requires_safety_checker=False,
    )  # fmt: skip


@maker
def sd15(folder: Path) -> Any:
    return _sd(folder, 4)


@maker
def sd15_inpaint(folder: Path) -> Any:
    return _sd(folder, 9)


@maker
def sdxl(folder: Path) -> Any:
    return diffusers.StableDiffusionXLPipeline(
        vae=vae(), text_encoder=clip(32), text_encoder_2=clip(64, projection=64), scheduler=euler(),
        tokenizer=clip_tokenizer(folder / "clip"), tokenizer_2=clip_tokenizer(folder / "clip"),
        unet=unet(
            96, transformer_layers_per_block=(1, 2), addition_embed_type="text_time",
            addition_time_embed_dim=8, projection_class_embeddings_input_dim=6 * 8 + 64,
        ),
    )  # fmt: skip


@maker
def sd3(folder: Path) -> Any:
    transformer = diffusers.SD3Transformer2DModel(
        sample_size=32, patch_size=2, in_channels=16, num_layers=2, attention_head_dim=8, num_attention_heads=4,
        joint_attention_dim=96, caption_projection_dim=32, pooled_projection_dim=64, out_channels=16,
        pos_embed_max_size=64,
    )  # fmt: skip
    return diffusers.StableDiffusion3Pipeline(
        transformer=transformer.eval(), scheduler=flow(), vae=vae(16, shift_factor=0.06, scaling_factor=1.5),
        text_encoder=clip(32, projection=32), tokenizer=clip_tokenizer(folder / "clip"),
        text_encoder_2=clip(32, projection=32), tokenizer_2=clip_tokenizer(folder / "clip"),
        text_encoder_3=t5(96), tokenizer_3=fast_tokenizer(),
    )  # fmt: skip


def _flux_parts(folder: Path, seen: int = 16, guided: bool = True) -> dict[str, Any]:
    transformer = diffusers.FluxTransformer2DModel(
        patch_size=1, in_channels=seen, out_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=32, pooled_projection_dim=32, axes_dims_rope=(4, 4, 8),
        guidance_embeds=guided,
    )  # fmt: skip
    return {
        "transformer": transformer.eval(), "scheduler": flow(),
        "vae": vae(4, shift_factor=0.06, scaling_factor=1.5, use_quant_conv=False, use_post_quant_conv=False),
        "text_encoder": clip(32), "tokenizer": clip_tokenizer(folder / "clip"), "text_encoder_2": t5(),
        "tokenizer_2": fast_tokenizer(),
    }  # fmt: skip


@maker
def flux(folder: Path) -> Any:
    return diffusers.FluxPipeline(**_flux_parts(folder))


@maker
def flux_schnell(folder: Path) -> Any:
    return diffusers.FluxPipeline(**_flux_parts(folder, guided=False))


@maker
def flux_fill(folder: Path) -> Any:
    return diffusers.FluxFillPipeline(**_flux_parts(folder, seen=16 + 16 + 4 * 4))


@maker
def flux_kontext(folder: Path) -> Any:
    return diffusers.FluxKontextPipeline(**_flux_parts(folder))


@maker
def flux_redux(folder: Path) -> Any:
    from diffusers.pipelines.flux.modeling_flux import ReduxImageEncoder

    config = transformers.SiglipVisionConfig(
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=32,
        patch_size=8,
    )
    return diffusers.FluxPriorReduxPipeline(
        image_encoder=transformers.SiglipVisionModel(config).eval(),
        feature_extractor=transformers.SiglipImageProcessor(size={"height": 32, "width": 32}),
        image_embedder=ReduxImageEncoder(redux_dim=16, txt_in_features=32).eval(),
    )


@maker
def flux2_klein(folder: Path) -> Any:
    transformer = diffusers.Flux2Transformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=48, timestep_guidance_channels=256, axes_dims_rope=(4, 4, 4, 4),
        guidance_embeds=False,
    )  # fmt: skip
    return diffusers.Flux2KleinPipeline(
        transformer=transformer.eval(), vae=_flux2_vae(), scheduler=flow(), tokenizer=fast_tokenizer(CHAT),
        text_encoder=_qwen3(layers=30), is_distilled=True,
    )  # fmt: skip


def _flux2_vae() -> Any:
    return diffusers.AutoencoderKLFlux2(
        block_out_channels=(32, 64), latent_channels=4, sample_size=64,
        down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2,
    ).eval()  # fmt: skip


def _qwen3(layers: int = 2) -> Any:
    config = transformers.Qwen3Config(
        hidden_size=16, intermediate_size=16, num_hidden_layers=layers, num_attention_heads=2, num_key_value_heads=2,
        head_dim=8, vocab_size=320, max_position_embeddings=512,
    )  # fmt: skip
    return transformers.Qwen3ForCausalLM(config).eval()


@maker
def zimage(folder: Path) -> Any:
    transformer = diffusers.ZImageTransformer2DModel(
        all_patch_size=(2,), all_f_patch_size=(1,), in_channels=16, dim=32, n_layers=2, n_refiner_layers=1,
        n_heads=2, n_kv_heads=2, cap_feat_dim=16, axes_dims=[8, 4, 4], axes_lens=[256, 64, 64],
    )  # fmt: skip
    return diffusers.ZImagePipeline(
        transformer=transformer.eval(), vae=vae(16, shift_factor=0.06, scaling_factor=1.5), scheduler=flow(),
        tokenizer=fast_tokenizer(CHAT), text_encoder=_qwen3().model,
    )  # fmt: skip


def _qwen_parts() -> dict[str, Any]:
    transformer = diffusers.QwenImageTransformer2DModel(
        patch_size=2, in_channels=16, out_channels=4, num_layers=2, attention_head_dim=16, num_attention_heads=3,
        joint_attention_dim=16, axes_dims_rope=(8, 4, 4),
    )  # fmt: skip
    picture = diffusers.AutoencoderKLQwenImage(
        base_dim=24, z_dim=4, dim_mult=[1, 2, 4], num_res_blocks=1, temperal_downsample=[False, True],
        latents_mean=[0.0] * 4, latents_std=[1.0] * 4,
    )  # fmt: skip
    config = transformers.Qwen2_5_VLConfig(
        text_config={
            "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
            "num_key_value_heads": 2, "vocab_size": 320, "max_position_embeddings": 2048,
            "rope_parameters": {"mrope_section": [1, 1, 2], "rope_theta": 1e6, "rope_type": "default", "type": "default"},
        },
        vision_config={
            "depth": 2, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 16,
            "patch_size": 14, "fullatt_block_indexes": [1],
        },
        image_token_id=7, vision_start_token_id=5, vision_end_token_id=6, video_token_id=9,
    )  # fmt: skip
    encoder = transformers.Qwen2_5_VLForConditionalGeneration(config).eval()
    return {
        "transformer": transformer.eval(), "vae": picture.eval(), "scheduler": flow(), "text_encoder": encoder,
        "tokenizer": fast_tokenizer(CHAT),
    }  # fmt: skip


@maker
def qwen_image(folder: Path) -> Any:
    return diffusers.QwenImagePipeline(**_qwen_parts())


def _with_eyes(made: Any, folder: Path) -> Any:
    """The pipeline, which is saved with the settings of its reader of pictures beside it."""
    seen = transformers.Qwen2VLImageProcessor(min_pixels=28 * 28, max_pixels=56 * 56)
    save = made.save_pretrained

    def saved(place: Path, **how: Any) -> None:
        save(place, **how)
        seen.save_pretrained(place / "processor")
        index = json.loads((place / "model_index.json").read_text())
        index["processor"] = ["transformers", "Qwen2VLProcessor"]
        (place / "model_index.json").write_text(json.dumps(index))

    made.save_pretrained = saved
    return made


@maker
def qwen_image_edit(folder: Path) -> Any:
    return _with_eyes(diffusers.QwenImageEditPipeline(**_qwen_parts(), processor=None), folder)


@maker
def qwen_image_edit_plus(folder: Path) -> Any:
    return _with_eyes(diffusers.QwenImageEditPlusPipeline(**_qwen_parts(), processor=None), folder)
