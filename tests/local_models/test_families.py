"""A tiny checkpoint of every family, in each form it is spread in, does all that its family claims."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="local models need the extra diffusers (torch)")
pytest.importorskip("diffusers", reason="local models need the extra diffusers")

import original
from PIL import Image

from tintype.core.errors import BadFile, BadOption, Cancelled, MissingPart
from tintype.core.event import Preview, Progress
from tintype.core.request import Request
from tintype.engines.diffusers import DiffusersEngine, Local
from tintype.engines.diffusers.families import Task, family_of
from tintype.ports.engine import ModelCard

Made = Callable[[str], Path]

NAMES: dict[str, tuple[str, str]] = {
    "sd15": ("sd15", ""), "sd15_inpaint": ("sd15", "inpaint"), "sdxl": ("sdxl", ""), "sd3": ("sd3", ""),
    "flux": ("flux", "dev"), "flux_schnell": ("flux", "schnell"), "flux_fill": ("flux", "fill"),
    "flux_kontext": ("flux", "kontext"), "flux_redux": ("flux", "redux"), "flux2_klein": ("flux2", "klein-4b"),
    "zimage": ("zimage", "turbo"), "qwen_image": ("qwen-image", ""), "qwen_image_edit": ("qwen-image-edit", ""),
    "qwen_image_edit_plus": ("qwen-image-edit", "plus"),
}  # fmt: skip
"""Checkpoint → family and variant."""


def engine(
    name: str, path: Path, rest: Path | None = None, form: Any = "folder", **more: Any
) -> DiffusersEngine:
    card = ModelCard(
        name=name, title=name, best_at="tests", cannot="paint", licence="none", sizes=(64, 2048),
        operations=("generate", "edit", "vary"),
    )  # fmt: skip
    family, variant = more.pop("kind", None) or NAMES[name]
    local = Local(
        card=card, family=family, variant=variant, form=form, path=str(path), rest=str(rest or ""), **more
    )
    return DiffusersEngine((local,))


def asked(task: Task, folder: Path, **more: Any) -> Request:
    """The smallest request that is this task."""
    a = (str(folder / "a.png"),)
    start: dict[Task, dict[str, Any]] = {
        "generate": {"size": (256, 192)},
        "image": {"operation": "edit", "images": a},
        "inpaint": {"operation": "edit", "images": a, "mask": str(folder / "mask.png")},
        "instruct": {"operation": "edit", "images": a},
        "vary": {"operation": "vary", "images": a},
    }
    options = {"steps": 2, **more.pop("options", {})}
    return Request(**{"prompt": "a red ball", "seed": 7, "options": options, **start[task], **more})


def painted(with_: DiffusersEngine, request: Request, emit: Any = lambda event: None) -> np.ndarray:
    (plan,) = with_.plan(request)
    return with_.paint(plan, emit)


def does_all(with_: DiffusersEngine, folder: Path, kind: tuple[str, str]) -> None:
    for task in family_of(*kind).pipelines:
        picture = painted(with_, asked(task, folder))
        assert picture.shape == ((192, 256, 3) if task == "generate" else (96, 128, 3)), task
        assert picture.std() > 5, task
        if task == "inpaint":
            with Image.open(folder / "a.png") as before, Image.open(folder / "mask.png") as mask:
                kept = np.array(mask) < 128
                assert np.array_equal(picture[kept], np.array(before)[kept])
                assert not np.array_equal(picture[~kept], np.array(before)[~kept])


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_does_what_its_family_claims(name: str, made: Made, folder: Path) -> None:
    rest = made("flux") if name == "flux_redux" else None
    does_all(engine(name, made(name), rest), folder, NAMES[name])


@pytest.mark.parametrize("name", ["sd15", "sdxl"])
def test_one_file_in_its_makers_names_gives_the_same_picture(name: str, made: Made, folder: Path) -> None:
    path = original.stable(made(name), folder / f"{name}.safetensors")
    single = engine(name, path, made(name), "file")
    first = painted(single, asked("generate", folder))
    assert np.array_equal(first, painted(engine(name, made(name)), asked("generate", folder)))
    does_all(single, folder, NAMES[name])


ALONE = (
    "sd3",
    "flux",
    "flux_schnell",
    "flux_fill",
    "flux_kontext",
    "flux2_klein",
    "zimage",
    "qwen_image",
    "qwen_image_edit",
)
"""Whose painting networks are spread by themselves."""


@pytest.mark.parametrize("name", ALONE)
def test_a_painting_network_alone_joins_the_rest(name: str, made: Made, folder: Path) -> None:
    make = original.zimage if name == "zimage" else original.alone
    single = engine(name, make(made(name), folder / f"{name}.safetensors"), made(name), "file")
    task = next(iter(family_of(*NAMES[name]).pipelines))
    expected = painted(engine(name, made(name)), asked(task, folder))
    assert np.array_equal(painted(single, asked(task, folder)), expected)
    does_all(single, folder, NAMES[name])


@pytest.mark.parametrize("name", ALONE)
def test_gguf_paints_nearly_the_same(name: str, made: Made, folder: Path) -> None:
    network = original.alone(made(name), folder / f"{name}-alone.safetensors")
    path = original.quantised(network, folder / f"{name}.gguf", NAMES[name][0])
    small = engine(name, path, made(name), "gguf")
    task = next(iter(family_of(*NAMES[name]).pipelines))
    exact = painted(engine(name, made(name)), asked(task, folder))
    assert np.abs(painted(small, asked(task, folder)).astype(int) - exact).mean() < 12
    does_all(small, folder, NAMES[name])


def test_what_diffusers_knows_and_no_table_does(made: Made, folder: Path) -> None:
    auto = engine("flux", made("flux"), kind=("auto", "FluxPipeline"))
    assert painted(auto, asked("generate", folder)).std() > 5


def test_a_picture_is_extended_around_what_was_there(made: Made, folder: Path) -> None:
    request = asked("image", folder, options={"left": 32, "top": 16})
    picture = painted(engine("sdxl", made("sdxl")), request)
    assert picture.shape == (112, 160, 3)
    with Image.open(folder / "a.png") as before:
        assert np.array_equal(picture[16:, 32:], np.array(before))


def test_an_instruction_may_go_with_several_pictures(made: Made, folder: Path) -> None:
    both = (str(folder / "a.png"), str(folder / "b.png"))
    with_ = engine("flux2_klein", made("flux2_klein"))
    one, two = (painted(with_, asked("instruct", folder, images=images)) for images in (both[:1], both))
    assert not np.array_equal(one, two)
    with pytest.raises(BadOption, match="2 pictures were given; the model “sdxl” takes 1"):
        engine("sdxl", made("sdxl")).plan(asked("image", folder, images=both))


def test_a_batch_never_changes_a_picture(made: Made, folder: Path) -> None:
    with_ = engine("sdxl", made("sdxl"))
    three = with_.plan(asked("generate", folder, n=3))
    pictures = [with_.paint(plan, lambda event: None) for plan in three]
    alone = painted(engine("sdxl", made("sdxl")), asked("generate", folder, seed=9))
    assert np.array_equal(pictures[2], alone)
    assert not np.array_equal(pictures[0], pictures[1])


def test_it_shows_how_it_grows_and_stops_between_steps(made: Made, folder: Path) -> None:
    with_, events = engine("flux", made("flux")), []
    last = painted(with_, asked("generate", folder, options={"steps": 6}), events.append)
    previews = [event.pixels for event in events if isinstance(event, Preview)]
    assert len(previews) == 5
    assert previews[0].shape[1] / previews[0].shape[0] == last.shape[1] / last.shape[0]
    seen: list[Any] = []

    def stop(event: Any) -> None:
        seen.append(event)
        if isinstance(event, Progress) and event.doing == "painting" and event.done == 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        painted(with_, asked("generate", folder, options={"steps": 50}), stop)
    assert max(event.done for event in seen if isinstance(event, Progress)) == 2


def test_previews_show_the_colours_that_come_out(made: Made) -> None:
    from diffusers import AutoencoderKL

    from tintype.engines.diffusers.previews import mixing

    vae = AutoencoderKL.from_pretrained(made("sdxl") / "vae")
    assert mixing(vae).shape == (5, 3)


def test_the_same_sentence_asks_no_encoder_again(made: Made, folder: Path) -> None:
    with_ = engine("sdxl", made("sdxl"))
    first = painted(with_, asked("generate", folder))
    held = next(iter(with_._kept._held.values()))  # type: ignore[union-attr]
    encoder, calls = held.pipeline("generate").text_encoder, []
    encoder.register_forward_hook(lambda *_: calls.append(1))
    assert np.array_equal(painted(with_, asked("generate", folder)), first)
    assert calls == []
    painted(with_, asked("generate", folder, prompt="a blue vase"))
    assert calls


def test_what_must_not_be_there_is_heard(made: Made, folder: Path) -> None:
    with_ = engine("sdxl", made("sdxl"))
    plain, other = (
        painted(with_, asked("generate", folder, options={"negative_prompt": words}))
        for words in ("", "blue")
    )
    assert not np.array_equal(plain, other)
    with pytest.raises(
        BadOption, match="takes no negative_prompt; say in the sentence what is there instead"
    ):
        engine("flux", made("flux")).plan(asked("generate", folder, options={"negative_prompt": "blue"}))


@pytest.mark.parametrize(
    ("name", "task", "said"),
    [
        ("flux_fill", "generate", "cannot do that; it can paint where a mask marks"),
        ("qwen_image_edit_plus", "inpaint", "it can change a picture as words say"),
        ("flux_redux", "generate", "it can vary a picture"),
    ],
)
def test_what_a_family_cannot_is_said_before_anything_is_loaded(
    name: str, task: Task, said: str, folder: Path
) -> None:
    with pytest.raises(BadOption, match=said):
        engine(name, Path("nowhere")).plan(asked(task, folder))


def test_a_pickle_is_never_opened(made: Made, folder: Path, tmp_path: Path) -> None:
    pickle = tmp_path / "model.safetensors"
    pickle.write_bytes(b"\x80\x04\x95" + bytes(60))
    with pytest.raises(BadFile, match="is a pickle, which may run any program"):
        painted(engine("sdxl", pickle, made("sdxl"), "file"), asked("generate", folder))
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(made("sd15"), copy)
    (copy / "unet" / "diffusion_pytorch_model.safetensors").rename(
        copy / "unet" / "diffusion_pytorch_model.bin"
    )
    with pytest.raises(BadFile, match=r"unet/diffusion_pytorch_model.bin is a pickle"):
        painted(engine("sd15", copy), asked("generate", folder))


def test_half_a_file_and_a_lonely_one_are_refused(made: Made, folder: Path, tmp_path: Path) -> None:
    whole = original.alone(made("flux"), folder / "flux-half.safetensors").read_bytes()
    half = tmp_path / "half.safetensors"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadFile, match=r"half\.safetensors is damaged"):
        painted(engine("flux", half, made("flux"), "file"), asked("generate", folder))
    with pytest.raises(MissingPart, match="has no tokenizer and no configuration in it"):
        painted(engine("flux", folder / "flux-half.safetensors", None, "file"), asked("generate", folder))
