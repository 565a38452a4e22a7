"""Faces are found where they are, however they lean, and where there is none, none is."""

from __future__ import annotations

import math

import numpy as np
from portraits import data, moved

from tintype.engines.faces.detect import faces, in_profile


def test_eyes_and_mouth_are_where_one_sees_them(portrait: np.ndarray) -> None:
    (face,) = [face for face in faces(portrait) if face.seen > 20]
    for found, seen in zip(
        (face.left, face.right, face.mouth), ((204, 102), (247, 103), (224, 151)), strict=True
    ):
        assert math.dist(found, seen) < 3


def test_they_are_found_again_turned_scaled_and_darkened(portrait: np.ndarray) -> None:
    rng = np.random.default_rng(3)
    first = max(faces(portrait), key=lambda face: face.seen)
    errors = []
    for _ in range(8):
        degrees, scale = rng.uniform(-25, 25), rng.uniform(0.8, 2.0)
        picture, way = moved(portrait, degrees, scale)
        dark = (255 * (picture / 255) ** rng.uniform(0.7, 1.5)).astype(np.uint8)
        face = max(faces(dark), key=lambda face: face.seen)
        for here, there in zip(
            (first.left, first.right, first.mouth), (face.left, face.right, face.mouth), strict=True
        ):
            errors.append(math.dist(way @ (*here, 1), there) / (first.apart * scale))
    assert np.median(errors) < 0.02
    assert max(errors) < 0.08


def test_a_head_seen_from_the_side_is_no_face_but_known(portrait: np.ndarray) -> None:
    cameraman = np.stack([data.camera()] * 3, -1)
    assert faces(cameraman) == []
    assert in_profile(cameraman)
    assert not in_profile(portrait[200:])


def test_things_have_no_faces() -> None:
    for thing in (data.coffee(), np.stack([data.brick()] * 3, -1), np.stack([data.page()] * 3, -1)):
        assert faces(thing) == []
