"""What of the lab needs no torch: what it renders, what a shard keeps, what mirroring changes."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import numpy as np
import pytest
from lab.augment import hole, mirrored_box, mirrored_words
from lab.records import packed, read_shard, shard_name, unpacked
from lab.render import FILMS, LIGHTS, layout
from PIL import Image

from lab import render


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("a vase left of a bowl", "a vase right of a bowl"),
        ("a vase on the right side of a bowl", "a vase on the left side of a bowl"),
        ("an arch right behind a flower", "an arch right behind a flower"),
        ("light from the upper left, right next to it", "light from the upper right, right next to it"),
        ("lit from back-left", "lit from back-right"),
        ("a bright lamp", "a bright lamp"),
    ],
)
def test_words_are_mirrored(said: str, seen: str) -> None:
    assert mirrored_words(said) == seen
    assert mirrored_words(seen) == said


def test_a_box_is_mirrored() -> None:
    assert mirrored_box((0.125, 0.25, 0.5, 0.75)) == (0.5, 0.25, 0.875, 0.75)


def test_holes_leave_something_known_and_something_to_paint() -> None:
    rng = np.random.default_rng(1)
    for _ in range(100):
        mask = hole(rng, 64)
        assert mask.shape == (1, 64, 64)
        assert set(np.unique(mask)) == {0.0, 1.0}


def test_planes_survive_packing() -> None:
    planes = np.random.default_rng(0).integers(0, 256, (10, 16, 16)).astype(np.uint8)
    np.testing.assert_array_equal(unpacked(packed(planes), 10), planes)


def test_a_layout_is_lit_several_ways_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "PAUSE", tmp_path / "never")
    made = layout(3, 64)
    assert made is not None
    path = tmp_path / shard_name(0)
    path.write_bytes(msgspec.msgpack.encode([made]))
    (kept,) = read_shard(path)
    assert kept == made
    assert 1 <= len(kept.exposures) <= LIGHTS
    assert unpacked(kept.buffers, 7).shape == (7, 16, 16)
    assert kept.things
    for exposed in kept.exposures:
        assert 1 <= len(exposed.pictures) == len(exposed.captions) <= FILMS
        assert unpacked(exposed.guide, 10).shape == (10, 64, 64)
        for picture, captions in zip(exposed.pictures, exposed.captions, strict=True):
            assert Image.open(io.BytesIO(picture)).size == (64, 64)
            assert len(captions) >= 3
