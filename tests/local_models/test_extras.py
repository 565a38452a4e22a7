"""LoRAs, embeddings, ControlNets and weights of words change a picture while they are named, and nothing
after that."""
# ruff: noqa: E402

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pytest

diffusers = pytest.importorskip("diffusers", reason="local models need the extra diffusers")
torch = pytest.importorskip("torch", reason="local models need the extra diffusers (torch)")
save_file = pytest.importorskip("safetensors.torch").save_file
sys.path.insert(0, str(Path(__file__).parent))
torch.set_num_threads(1)  # of what is so small more would only wait for each other

from checkpoints import checkpoint

from tintype.core.errors import BadFile, BadOption
from tintype.core.request import Request
from tintype.engines.diffusers import DiffusersEngine, Local, sources
from tintype.engines.diffusers.edges import edges
from tintype.engines.diffusers.fit import Fit
from tintype.engines.diffusers.local import Extra, heard, told
from tintype.engines.diffusers.weights_in_prompt import weighed
from tintype.ports.engine import ModelCard

if TYPE_CHECKING:
    from tintype.core.picture import Pixels

Paint = Callable[..., "Pixels"]
PIPELINES = {"sd15": "StableDiffusionPipeline", "sdxl": "StableDiffusionXLPipeline"}


def made(folder: Path, family: str) -> tuple[Extra, ...]:
    """A LoRA in two spellings, one for another model, an embedding, and a ControlNet, for a tiny model."""
    pipeline = getattr(diffusers, PIPELINES[family]).from_pretrained(
        folder / family, local_files_only=True, **({"safety_checker": None} if family == "sd15" else {})
    )
    torch.manual_seed(3)
    peft, kohya = {}, {}
    for name, layer in pipeline.unet.named_modules():
        if name.endswith("attn2.to_k"):
            down, up = torch.randn(2, layer.in_features), torch.randn(layer.out_features, 2)
            peft |= {f"unet.{name}.lora_A.weight": down, f"unet.{name}.lora_B.weight": up}
            other = f"lora_unet_{name.replace('.', '_')}"
            kohya |= {
                f"{other}.lora_down.weight": down,
                f"{other}.lora_up.weight": up,
                f"{other}.alpha": torch.tensor(2.0),
            }
    steering = diffusers.ControlNetModel.from_unet(
        pipeline.unet, conditioning_embedding_out_channels=(16, 32)
    )
    zero = (
        steering.controlnet_down_blocks,
        [steering.controlnet_mid_block, steering.controlnet_cond_embedding.conv_out],
    )
    for layer in (each for layers in zero for each in layers):
        torch.nn.init.normal_(layer.weight)  # where training begins with nothing
    vectors = torch.randn(2, 32)
    files: dict[str, tuple[str, dict[str, Any]]] = {
        "fine": ("lora", peft), "kohya": ("lora", kohya), "strange": ("lora", {"x.lora_A.weight": torch.ones(2, 7)}),
        "glow": ("embedding", {"emb_params": vectors} if family == "sd15" else {"clip_l": vectors, "clip_g": torch.randn(2, 64)}),
        "wide": ("embedding", {"emb_params": torch.ones(1, 999)}),
        "my-canny": ("control", steering.state_dict()), "my-depth": ("control", steering.state_dict()),
        "wrong": ("control", {"x": torch.ones(1)}),
    }  # fmt: skip
    for name, (_, tensors) in files.items():
        save_file(tensors, folder / f"{family}-{name}.safetensors")
    return tuple(
        Extra(name=name, part=part, path=str(folder / f"{family}-{name}.safetensors"))  # type: ignore[arg-type]
        for name, (part, _) in files.items()
    )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> DiffusersEngine:
    folder = tmp_path_factory.mktemp("extras")
    models = []
    for family in ("sd15", "sdxl", "flux"):
        checkpoint(family, folder)
        kind, _, variant = family.partition("_")
        card = ModelCard(
            name=kind, title="", best_at="", cannot="", licence="", sizes=(64, 2048),
            operations=("generate", "edit", "vary"),
        )  # fmt: skip
        extras = made(folder, family) if family in PIPELINES else ()
        models.append(
            Local(card=card, family=kind, variant=variant, path=str(folder / family), size=64, extras=extras)
        )
    return DiffusersEngine(heard(told(tuple(models))))


@pytest.fixture
def paint(engine: DiffusersEngine) -> Paint:
    """Paints a sentence, small and in one step; model and options as said."""

    def painted(
        sentence: str, *, images: tuple[str, ...] = (), model: str = "sd15", **options: Any
    ) -> Pixels:
        asked = Request(
            prompt=sentence,
            model=model,
            size=(256, 256),
            seed=4,
            images=images,
            options={"steps": 1, **options},
        )
        (plan,) = engine.plan(asked)
        small = msgspec.structs.replace(plan, width=64, height=64)
        return engine.paint(small, lambda event, /: None)

    return painted


def same(one: Pixels, other: Pixels) -> bool:
    return bool((one == other).all())


def test_a_lora_counts_as_much_as_is_said_and_leaves_no_trace(paint: Paint) -> None:
    plain = paint("a red ball")
    whole = paint("a red ball <lora:fine:1>")
    assert not same(plain, whole)
    assert same(paint("a red ball", lora="FINE"), whole)
    assert same(paint("a red ball", lora={"kohya": 1}), whole), "the same numbers in another spelling"
    assert not same(paint("a red ball <lora:fine:0.4>"), whole)
    assert same(paint("a red ball"), plain)


def test_sdxl_takes_the_same_with_two_encoders(paint: Paint, tmp_path: Path) -> None:
    from PIL import Image

    Image.fromarray(np.eye(64, dtype=np.uint8)[..., None].repeat(3, 2) * 255).save(
        line := str(tmp_path / "line.png")
    )

    def xl(sentence: str, **more: Any) -> Pixels:
        return paint(sentence, model="sdxl", **more)

    plain = xl("a red ball")
    assert not same(xl("a red ball <lora:fine>"), plain)
    assert not same(xl("a glow ball"), plain)
    assert not same(xl("a (red:1.5) ball"), plain)
    assert not same(xl("a red ball", images=(line,), control="my-depth:0.5"), plain)
    assert same(xl("a red ball"), plain)


def test_an_embedding_is_a_word(paint: Paint) -> None:
    plain = paint("a glowing ball")
    taught = paint("a glow ball")
    assert same(paint("a embedding:glow ball"), taught)
    assert not same(paint("a glow ball", negative_prompt="glow"), taught)
    assert same(paint("a glow ball"), taught)
    assert same(paint("a glowing ball"), plain)


def test_a_controlnet_says_where_things_are(paint: Paint, tmp_path: Path) -> None:
    from PIL import Image

    square = np.zeros((64, 64, 3), np.uint8)
    square[16:48, 16:48] = 200
    Image.fromarray(square).save(picture := str(tmp_path / "square.png"))
    Image.fromarray(edges(square)).save(outline := str(tmp_path / "outline.png"))
    plain = paint("a red ball")
    steered = paint("a red ball", images=(picture,), control="my-canny")
    assert not same(plain, steered)
    assert same(paint("a red ball", images=(outline,), control="my-depth"), steered), (
        "edges, or the same as given"
    )
    assert not same(paint("a red ball", images=(picture,), control="my-depth"), steered)
    assert same(paint("a red ball", images=(picture,), control="my-canny:0"), plain)
    assert same(paint("a red ball"), plain)
    with pytest.raises(BadOption, match="needs one picture"):
        paint("a red ball", control="my-canny")
    with pytest.raises(BadFile, match="made for another model"):
        paint("a red ball", images=(picture,), control="wrong")
    assert same(paint("a red ball"), plain)


def test_weights_of_words(paint: Paint) -> None:
    plain = paint("a red ball")
    assert same(paint("a (red:1.0) ball"), plain)
    louder = paint("a (red:1.5) ball")
    assert not same(louder, plain)
    assert not same(paint("a red (ball:1.5)"), louder)
    assert same(paint("a (red:1.21) ball"), paint("a ((red)) ball"))
    assert not same(
        paint("a red ball", negative_prompt="(blue:1.5)"), paint("a red ball", negative_prompt="blue")
    )
    assert not same(paint("a (glow:1.5) ball"), paint("a glow ball"))
    assert same(paint("a red ball"), plain)


def test_names_that_are_not_there(paint: Paint) -> None:
    with pytest.raises(BadOption, match=r"There is no LoRA “fnie” .*did you mean fine"):
        paint("a ball <lora:fnie:1>")
    with pytest.raises(BadOption, match="There is no embedding “nothing”"):
        paint("a embedding:nothing ball")
    with pytest.raises(
        BadOption, match=r"The weight of the LoRA fine is 'x'; it must be a number from -4 to 4"
    ):
        paint("a ball <lora:fine:x>")
    with pytest.raises(BadFile, match=r"“strange” fits no part|“strange” does not fit"):
        paint("a ball <lora:strange:1>")
    with pytest.raises(BadFile, match="The embedding “wide” does not fit"):
        paint("a wide ball")


def test_readers_of_whole_sentences_say_that_they_know_no_weights(
    engine: DiffusersEngine, paint: Paint
) -> None:
    def notes(sentence: str) -> tuple[str, ...]:
        return engine.plan(Request(prompt=sentence, model="flux", size=(256, 256), seed=4))[0].notes

    assert notes("a (red) ball") == ()
    assert notes("a (red:1.5) ball") == (
        "“flux” reads sentences whole and knows no weights of words; read without them.",
    )
    assert same(paint("a (red:1.5) ball", model="flux"), paint("a red ball", model="flux"))
    with pytest.raises(
        BadOption, match="There is no LoRA “fine” for the model “flux” here; bring its file here"
    ):
        paint("a <lora:fine:1> ball", model="flux")
    with pytest.raises(BadOption, match="takes no ControlNet"):
        paint("a ball", model="flux", control="my-canny")


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("a (red:1.3) vase", [("a ", 1.0), ("red", 1.3), (" vase", 1.0)]),
        ("((x)) [y]", [("x", 1.21), (" ", 1.0), ("y", 1 / 1.1)]),
        (r"a \(b\)", [("a (b)", 1.0)]),
        ("(a (b:1.5) c", [("a ", 1.1), ("b", 1.65), (" c", 1.1)]),
        ("a)b at 16:9", [("a)b at 16:9", 1.0)]),
        ("(x:99)", [("x", 3.0)]),
    ],
)
def test_how_weights_are_spelled(sentence: str, pieces: list[tuple[str, float]]) -> None:
    found = weighed(sentence)
    assert [text for text, _ in found] == [text for text, _ in pieces]
    assert [weight for _, weight in found] == pytest.approx([weight for _, weight in pieces])


def test_edges_are_thin_closed_and_where_the_steps_are() -> None:
    picture = np.zeros((128, 128, 3), np.uint8)
    picture[32:96, 40:100] = 220
    found = edges(picture)[..., 0] > 0
    ys, xs = np.nonzero(found)
    assert (ys.min(), ys.max(), xs.min(), xs.max()) == pytest.approx((32, 95, 40, 99), abs=1)
    inside = np.zeros_like(found)
    inside[36:92, 44:96] = True
    assert not found[inside].any()
    assert 200 < found.sum() < 280, "one pixel wide, all around"
    assert not edges(np.full((64, 64, 3), 128, np.uint8)).any()


def test_edges_lie_where_opencv_finds_them() -> None:
    cv2 = pytest.importorskip("cv2", reason="comes with the extra faces")
    picture = np.zeros((256, 256, 3), np.uint8)
    picture[50:150, 70:200] = 200
    y, x = np.mgrid[:256, :256]
    picture[(x - 170) ** 2 + (y - 170) ** 2 < 45**2] = (40, 120, 250)
    ours = edges(picture)[..., 0]
    theirs = cv2.Canny(cv2.GaussianBlur(picture, (7, 7), 1.0), 100, 200, L2gradient=True)
    wide = np.ones((3, 3))
    assert (cv2.dilate(theirs, wide)[ours > 0] > 0).all(), "none where it has none"
    assert (cv2.dilate(ours, wide)[theirs > 0] > 0).all(), "none is missing"


@pytest.mark.parametrize(
    ("made", "family"),
    [("flux", "flux"), ("zimage", "zimage"), ("qwen_image", "qwen-image")],
)
def test_other_families_take_loras_too(made: str, family: str, tmp_path: Path) -> None:
    checkpoint(made, tmp_path)
    card = ModelCard(
        name=made, title="", best_at="", cannot="", licence="", sizes=(64, 2048), operations=("generate",)
    )
    path = tmp_path / "fine.safetensors"
    extra = Extra(name="fine", part="lora", path=str(path))
    local = Local(card=card, family=family, path=str(tmp_path / made), extras=(extra,))
    torch.manual_seed(1)
    tensors = {}
    for name, layer in sources.loaded(local, Fit("float32")).transformer.named_modules():
        if name.endswith(("attn.to_q", "attention.to_q")):
            tensors[f"transformer.{name}.lora_A.weight"] = torch.randn(2, layer.in_features)
            tensors[f"transformer.{name}.lora_B.weight"] = torch.randn(layer.out_features, 2)
    save_file(tensors, path)
    engine = DiffusersEngine((local,))

    def paint(sentence: str) -> Pixels:
        (plan,) = engine.plan(Request(prompt=sentence, size=(256, 256), seed=1, options={"steps": 1}))
        return engine.paint(msgspec.structs.replace(plan, width=64, height=64), lambda event, /: None)

    plain = paint("a ball")
    assert not same(paint("a ball <lora:fine:1>"), plain)
    assert same(paint("a ball"), plain)
