"""A face in the place of another's: only with consent, only the face, in the other's light."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from portraits import cv2, over

import tintype
from tintype.assets.provenance import check
from tintype.assets.stamp import read, stamp_of
from tintype.core.errors import BadFile, BadOption
from tintype.engines.faces.detect import faces


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.array(image)


def lightness(picture: np.ndarray, where: np.ndarray) -> float:
    return float(cv2.cvtColor(np.ascontiguousarray(picture[..., :3]), cv2.COLOR_RGB2LAB)[where].mean(0)[0])


def test_nothing_is_done_without_consent(files: Path) -> None:
    with pytest.raises(BadOption, match="everybody who is seen, before and after, agreed"):
        tintype.face_swap(files / "portrait.png", files / "other.png", consent=False)


def test_only_the_face_changes_and_its_light_stays(
    files: Path, portrait: np.ndarray, other: np.ndarray
) -> None:
    swapped = tintype.face_swap(files / "other.png", files / "portrait.png", consent=True).pixels
    changed = (swapped != other).any(-1)
    ys, xs = np.nonzero(changed)
    assert 2500 < changed.sum() < 20_000  # a face, and no more of 262,144
    assert 180 < xs.min() < xs.max() < 350
    assert 150 < ys.min() < ys.max() < 330
    assert np.abs(swapped[changed].astype(int) - other[changed]).mean() > 4  # it is another face
    assert abs(lightness(swapped, changed) - lightness(other, changed)) < 4
    assert abs(lightness(portrait, changed) - lightness(other, changed)) > 8


def test_no_seam_shows(files: Path, other: np.ndarray) -> None:
    swapped = tintype.face_swap(files / "other.png", files / "portrait.png", consent=True).pixels
    changed = (swapped != other).any(-1).astype(np.uint8)
    rim = (cv2.dilate(changed, np.ones((5, 5))) - cv2.erode(changed, np.ones((5, 5)))).astype(bool)

    def steps(picture: np.ndarray) -> float:
        grey = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY).astype(np.float32)
        return float(np.hypot(cv2.Sobel(grey, -1, 1, 0), cv2.Sobel(grey, -1, 0, 1))[rim].mean())

    assert steps(swapped) < 1.1 * steps(other)


def test_the_face_that_comes_out_is_found_in_its_place(files: Path, other: np.ndarray) -> None:
    swapped = tintype.face_swap(files / "other.png", files / "portrait.png", consent=True).pixels
    before, after = (max(faces(each), key=lambda face: face.seen) for each in (other, swapped))
    for a, b in zip(
        (before.left, before.right, before.mouth), (after.left, after.right, after.mouth), strict=True
    ):
        assert np.hypot(a[0] - b[0], a[1] - b[1]) < 0.1 * before.apart


@pytest.mark.parametrize(("which", "halves"), [(1, (True, False)), (2, (False, True)), ("all", (True, True))])
def test_of_several_faces_the_one_that_is_meant(files: Path, which: Any, halves: tuple[bool, bool]) -> None:
    both = pixels(files / "both.png")
    swapped = tintype.face_swap(files / "both.png", files / "other.png", consent=True, target=which)
    changed = (swapped.pixels != both).any(-1)
    assert (changed[:, :512].any(), changed[:, 512:].any()) == halves


def test_transparency_and_size_are_kept(files: Path, tmp_path: Path, portrait: np.ndarray) -> None:
    alpha = np.full((512, 512, 1), 255, np.uint8)
    alpha[:40] = 0
    Image.fromarray(np.concatenate([portrait, alpha], 2)).save(tmp_path / "clear.png")
    swapped = tintype.face_swap(tmp_path / "clear.png", files / "other.png", consent=True).pixels
    assert swapped.shape == (512, 512, 4)
    assert (swapped[..., 3] == alpha[..., 0]).all()


def test_upright_though_the_file_lies_on_its_side(files: Path, tmp_path: Path, portrait: np.ndarray) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    Image.fromarray(np.rot90(portrait)).save(tmp_path / "lying.png", exif=exif)
    swapped = tintype.face_swap(tmp_path / "lying.png", files / "other.png", consent=True).pixels
    changed = (swapped != portrait).any(-1)
    assert 2000 < changed.sum() < 20_000


@pytest.mark.parametrize(
    ("target", "source", "said"),
    [
        ("none", "other", "No face was found in the first picture; give one with a face that looks"),
        (
            "portrait",
            "aside",
            "No face was found in the second picture; the head there is seen from the side",
        ),
    ],
)
def test_no_face_is_never_done(files: Path, target: str, source: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        tintype.face_swap(files / f"{target}.png", files / f"{source}.png", consent=True)


def test_a_small_face_is_refused_with_its_size(files: Path, tmp_path: Path, portrait: np.ndarray) -> None:
    Image.fromarray(portrait).resize((240, 240)).save(tmp_path / "small.png")
    with pytest.raises(BadFile, match=r"is about \d\d pixels wide, too small to swap.*48 or more"):
        tintype.face_swap(tmp_path / "small.png", files / "other.png", consent=True)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"target": 3}, "The first picture has no face 3; it has 1, counted from the left."),
        ({"target": "left"}, "say largest, all, or a number from the left"),
        ({"source": "all", "face": "both.png"}, "Of the second picture one face can be given"),
    ],
)
def test_faces_that_are_not_there(files: Path, said: dict[str, Any], answer: str) -> None:
    face = said.pop("face", "other.png")
    with pytest.raises(BadOption, match=answer):
        tintype.face_swap(files / "portrait.png", files / face, consent=True, **said)


def test_the_command_says_it_in_the_file_which_is_painted_again_from_it(run: Any, files: Path) -> None:
    words = ("swap", files / "portrait.png", "--face", files / "other.png", "-o", "out.png")
    refused = run(*words)
    assert refused.code == 2
    assert "Say so with --consent" in refused.err
    assert not Path("out.png").exists()
    said = run(*words, "--consent")
    assert said.code == 0, said.err
    stamp = read(Path("out.png"))
    assert stamp.plan.operation == "face_swap"
    assert stamp.plan.notes == ("A face was swapped, with the consent that was given.",)
    assert stamp.plan.settings["images"][1].startswith("asset:")


def test_the_server_wants_consent_and_signs_even_where_nothing_is_signed(start: Any, files: Path) -> None:
    server = start(model="stage", moderation="off", provenance=False)
    with server.client() as client:
        refused, _ = over(client, files)
        assert refused.status_code == 400
        assert "with consent" in refused.text
        _, job = over(client, files, options={"consent": True})
        assert job["state"] == "done", job
        (picture,) = job["pictures"]
        file = client.get(f"/api/pictures/{picture['id']}/file").content
    assert check(file).state == "valid"
    assert check(file).model == "faces"
    assert b"compositeCapture" in file
    assert stamp_of(file).plan.operation == "face_swap"
