"""What the networks for retouching are taught on is what files, PIL and JPEG do; needs torch (.venv-lab)."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from lab.retouch.bank import bank, crops, shrunk  # noqa: E402
from lab.retouch.export import export  # noqa: E402
from lab.retouch.harm import jpeg, noisy  # noqa: E402
from lab.retouch.leaves import Law, drawn, scattered  # noqa: E402
from lab.retouch.nets import SHAPES, build, halo  # noqa: E402
from lab.retouch.train import Banks, Recipe, judged, trained  # noqa: E402


@pytest.fixture(scope="module")
def pictures() -> torch.Tensor:
    torch.set_num_threads(1)
    return bank(8, 128, "cpu", seed=3)


def as_pixels(picture: torch.Tensor) -> np.ndarray:
    return picture.permute(1, 2, 0).numpy()


def test_the_bank_is_what_was_asked_for_and_no_two_pictures_are_alike(pictures: torch.Tensor) -> None:
    assert pictures.shape == (8, 3, 128, 128)
    assert pictures.dtype == torch.uint8
    flat = pictures.flatten(1).float()
    differ = (flat[:, None] - flat[None]).abs().mean(2) + 255 * torch.eye(8)
    assert differ.min() > 5
    assert (flat.std(1) > 3).all()


def test_leaves_cover_nearly_everything() -> None:
    torch.manual_seed(1)
    top = drawn(scattered(Law(3, 60), 4, 128, "cpu"), 128)
    assert (top == 0).float().mean() < 0.35
    assert len(top.unique()) > 100


@pytest.mark.parametrize("quality", [10, 40, 90])
@pytest.mark.parametrize("halved", [True, False])
def test_jpeg_is_what_libjpeg_makes(pictures: torch.Tensor, quality: int, halved: bool) -> None:
    for picture in pictures[:2]:
        file = io.BytesIO()
        Image.fromarray(as_pixels(picture)).save(
            file, "JPEG", quality=quality, subsampling=2 if halved else 0
        )
        by_file = np.asarray(Image.open(file)).astype(float)
        ours = as_pixels(jpeg(picture[None].float() / 255, torch.tensor([quality]), halved=halved)[0] * 255)
        harm = ((by_file - as_pixels(picture)) ** 2).mean()
        assert ((ours - by_file) ** 2).mean() < 0.2 * harm


@pytest.mark.parametrize("scale", [2, 4])
def test_shrinking_is_what_pil_does(pictures: torch.Tensor, scale: int) -> None:
    by_pil = Image.fromarray(as_pixels(pictures[0])).resize(
        (128 // scale, 128 // scale), Image.Resampling.BICUBIC
    )
    assert np.abs(as_pixels(shrunk(pictures[:1], scale)[0]).astype(int) - np.asarray(by_pil)).max() <= 1


@pytest.mark.parametrize("name", ["sr-x2", "sr-x4"])
def test_an_untaught_enlarger_is_bicubic(pictures: torch.Tensor, name: str) -> None:
    net, scale = build(SHAPES[name]), SHAPES[name].scale
    with torch.no_grad():
        net.leave.weight.zero_()
        ours = as_pixels((net(pictures[:1].float() / 255) * 255).round().clamp(0, 255)[0])
    size = (128 * scale, 128 * scale)
    by_pil = np.asarray(Image.fromarray(as_pixels(pictures[0])).resize(size, Image.Resampling.BICUBIC))
    rim = 4 * scale
    assert np.abs(ours - by_pil)[rim:-rim, rim:-rim].max() <= 1


def test_crops_lie_at_the_same_place_in_both_sizes(pictures: torch.Tensor) -> None:
    small = shrunk(pictures, 2)
    seen, wanted = crops(small, 16, 24, (pictures, 2))
    again = torch.nn.functional.avg_pool2d(wanted.float(), 2)
    assert (again - seen.float()).abs().mean() < 8
    assert (again.roll(3, 3) - seen.float()).abs().mean() > 2 * (again - seen.float()).abs().mean()


def test_noise_is_as_strong_as_told() -> None:
    torch.manual_seed(2)
    clean = torch.full((64, 3, 64, 64), 0.5)
    harmed, level = noisy(clean, 30.0)
    found = (harmed - clean).std((1, 2, 3))
    assert torch.allclose(found, level.flatten(), rtol=0.15, atol=0.002)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_nothing_beyond_the_halo_matters(name: str) -> None:
    shape = SHAPES[name]
    net, reach = build(shape).eval(), halo(shape)
    side = 2 * reach + 25
    given = torch.rand(1, 4 if shape.kind == "denoise" else 3, side, side)
    other = given.clone()
    other[:, :, :, :12] = 0
    with torch.no_grad():
        differ = (net(given) - net(other)).abs().amax((0, 1, 2))
    assert differ[: 12 * shape.scale].max() > 1e-3
    assert differ[(12 + reach) * shape.scale :].max() < 1e-5


def test_a_picture_without_noise_comes_back_as_it_was(pictures: torch.Tensor) -> None:
    clean = pictures[:1, :, :61, :70].float() / 255
    found = build(SHAPES["restore"])(torch.cat([clean, torch.zeros(1, 1, 61, 70)], 1))
    assert torch.equal(found, clean)


def test_a_network_learns_and_is_written_with_its_card(pictures: torch.Tensor, tmp_path: Path) -> None:
    banks = Banks(pictures[:6], pictures[6:])
    found = trained("sr-x2", banks, Recipe(4, 24, 3e-3), 8, device="cpu", note=lambda told: None)
    torch.manual_seed(1)
    untaught = judged(build(SHAPES["sr-x2"]), SHAPES["sr-x2"], banks, "cpu")
    assert found["judged"]["psnr"] > untaught["psnr"] + 0.3
    torch.save({"nets": {"sr-x2": found}}, tmp_path / "retouch.pt")
    card = export(tmp_path / "retouch.pt", tmp_path / "weights")
    assert (tmp_path / "weights" / "sr-x2.onnx").stat().st_size < 1_000_000
    assert card["sr-x2"]["scale"] == 2
