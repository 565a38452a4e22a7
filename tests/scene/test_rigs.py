"""Direction words put the light where they say, strongly enough to be seen; exposure stays right."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from tintype.brief.model import Lighting
from tintype.brief.vocabulary import SETTINGS
from tintype.scene.model import Light, Sky
from tintype.scene.places import PLACES, default
from tintype.scene.rigs import lit
from tintype.scene.sky import WHITE, radiance, sun_light
from tintype.scene.tint import tint

LUMA = np.array([0.2126, 0.7152, 0.0722])
SOURCES = ("window", "sun", "moon", "softbox", "key", "spotlight", "ring", "neon", "candle", "lamp", "fire", "sky", "screen")  # fmt: skip
WORDS = (
    "left",
    "right",
    "front",
    "back",
    "above",
    "below",
    "above-left",
    "above-right",
    "back-left",
    "back-right",
)
TIMES = ("dawn", "sunrise", "morning", "noon", "afternoon", "golden_hour", "sunset", "dusk", "blue_hour", "night", "midnight")  # fmt: skip


def _rig(
    lighting: Lighting,
    name: str = "tabletop",
    radius: float = 0.5,
    seed: int = 0,
    style: tuple[str, ...] = (),
):
    return lit(lighting, PLACES[name], default(name, radius=radius), np.random.default_rng(seed), style=style)


def _received(rig: tuple[tuple[Light, ...], Sky], normal: tuple[float, float, float]) -> float:
    """Power on a small plane at the aim that faces `normal`, nothing in the way."""
    n = np.asarray(normal, float) / np.linalg.norm(normal)
    lights, sky = rig
    total = 0.0
    for light in lights:
        if light.role == "back" and light.aim[1] > 0:
            continue  # it washes the wall
        way = np.subtract(light.at, light.aim)
        total += light.power * max(float(n @ way / np.linalg.norm(way)), 0.0)
    rng = np.random.default_rng(1)
    d = rng.normal(size=(20000, 3))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    d[:, 2] = np.abs(d[:, 2])
    total += float(((radiance(sky, d) @ LUMA) * np.maximum(d @ n, 0)).mean() * 2 * np.pi / WHITE)
    sun = sun_light(sky)
    if sun is not None:
        total += float(np.asarray(sun[1]) @ LUMA) / WHITE * max(float(n @ np.asarray(sun[0])), 0.0)
    return total


def _sides(rig: tuple[tuple[Light, ...], Sky]) -> float:
    """How much brighter the left of a ball is than its right, as the camera sees it."""
    return _received(rig, (-0.8, -0.55, 0.2)) / _received(rig, (0.8, -0.55, 0.2))


@pytest.mark.parametrize("name", ["tabletop", "studio", "beach", "living_room", "meadow"])
@pytest.mark.parametrize("word", ["left", "above-left"])
@pytest.mark.parametrize(("quality", "least"), [("hard", 1.5), ("soft", 1.25), (None, 1.4)])
def test_light_from_the_left_lights_the_left(name, word, quality, least):
    left = _rig(Lighting(direction=word, quality=quality), name)
    right = _rig(Lighting(direction=word.replace("left", "right"), quality=quality), name)
    assert _sides(left) >= least
    assert 1 / _sides(right) >= least


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_obeys_the_direction_word(source):
    assert _sides(_rig(Lighting(source=source, direction="left"))) > 1.2
    assert _sides(_rig(Lighting(source=source, direction="right"))) < 1 / 1.2


@pytest.mark.parametrize("name", ["tabletop", "studio", "beach"])
def test_front_lights_the_face_and_back_lights_the_rear(name):
    front, back = _rig(Lighting(direction="front"), name), _rig(Lighting(direction="back"), name)
    assert _received(front, (0, -1, 0.3)) > 1.5 * _received(front, (0, 1, 0.3))
    assert _received(back, (0, 1, 0.3)) > 1.5 * _received(back, (0, -1, 0.3))


def test_front_light_is_even_from_side_to_side():
    assert _sides(_rig(Lighting(direction="front"), "studio")) == pytest.approx(1, abs=0.2)


def test_above_lights_the_top():
    rig = _rig(Lighting(direction="above"))
    assert _received(rig, (0, 0, 1)) > 1.8 * _received(rig, (0, -1, 0))


def test_a_backlit_beach_has_the_sun_behind_it():
    _, sky = _rig(Lighting(direction="back", time="golden_hour"), "beach")
    assert 60 <= sky.azimuth <= 120


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("radius", [0.15, 6.0])
def test_no_lamp_stands_in_the_picture(word, source, radius):
    """From any usual camera every lamp's centre is out of frame or behind the camera."""
    for name in ("tabletop", "studio", "living_room", "kitchen"):
        lights, _ = _rig(Lighting(direction=word, source=source), name, radius)
        for half in (10, 20, 33):
            for up in (5, 12, 25, 60):
                for light in lights:
                    assert not _in_frame(light, half, up, radius), (name, light.role, half, up)


def _in_frame(light: Light, half: float, up: float, radius: float) -> bool:
    """Whether a camera with that half angle across (3:2), `up` degrees high, sees the lamp's centre."""
    away = 1.35 * radius / np.tan(np.deg2rad(half))
    e = np.deg2rad(up)
    aim = np.array([0, 0, 0.45 * radius])
    eye = aim + away * np.array([0, -np.cos(e), np.sin(e)])
    ahead = (aim - eye) / np.linalg.norm(aim - eye)
    above = np.cross([1.0, 0, 0], ahead)
    way = np.asarray(light.at) - eye
    depth = way @ ahead
    if depth <= 0.05 * radius:
        return False
    reach = np.tan(np.deg2rad(half))
    return abs(way[0]) < reach * depth and abs(way @ above) < reach / 1.5 * depth


@pytest.mark.parametrize("name", SETTINGS)
def test_an_ordinary_rig_exposes_the_side_that_faces_the_key(name):
    here = PLACES[name]
    lighting = Lighting() if here.name != "night_street" else Lighting(time="night")
    rig = _rig(lighting, name)
    lights, sky = rig
    sun = sun_light(sky)
    toward = (
        np.asarray(sun[0])
        if sun
        else np.subtract(lights[0].at, lights[0].aim)
        if lights
        else np.array([0, -0.5, 1])
    )
    low, high = (0.25, 1.3) if sky.kind == "night" else (0.75, 1.35)
    assert low * here.gain <= _received(rig, tuple(toward)) <= high * here.gain


def test_low_key_darkens_the_wall_and_the_shadows_and_high_key_is_bright_all_over():
    low, mid, high = (_rig(Lighting(key=k)) for k in ("low", None, "high"))
    lit_side, dark_side = (-0.7, -0.5, 0.6), (0.8, -0.3, 0.1)
    assert 0.75 * _received(mid, lit_side) < _received(low, lit_side) < _received(mid, lit_side)
    assert _received(low, dark_side) < 0.9 * _received(mid, dark_side)
    walls = [max(li.power for li in lights if li.role == "back") for lights, _ in (low, mid)]
    assert walls[0] < 0.3 * walls[1]
    contrast = [_received(r, lit_side) / _received(r, dark_side) for r in (low, mid, high)]
    assert contrast[0] > contrast[1] > contrast[2]
    assert high[1].power > mid[1].power > low[1].power


def test_hard_light_is_small_and_soft_light_is_large():
    size = {q: _rig(Lighting(quality=q))[0][0].size[0] for q in ("hard", "soft")}
    assert size["soft"] > 4 * size["hard"]


def test_no_shadows_means_huge_soft_light():
    lights, sky = _rig(Lighting(shadows=False))
    assert lights[0].size[0] >= 4 * 0.5
    assert sky.power > 0.5
    _, outside = _rig(Lighting(shadows=False), "beach")
    assert outside.kind == "overcast"
    assert sun_light(outside) is None


def test_a_rim_is_added_when_asked_for():
    plain, asked = (_rig(Lighting(direction="front", rim=r), "studio")[0] for r in (None, True))
    strength = [max((li.power for li in lights if li.role == "rim"), default=0) for lights in (plain, asked)]
    assert strength[1] > 2 * strength[0]
    assert any(li.role == "rim" and li.at[1] > 0 for li in asked)
    assert any(li.role == "rim" for li in _rig(Lighting(rim=True), "beach")[0])


def test_candle_light_is_warm_and_moonlight_is_cool():
    def key(source: str) -> np.ndarray:
        light = _rig(Lighting(source=source))[0][0]
        return tint(light.kelvin, light.colour)

    assert key("candle")[0] > 2 * key("candle")[2]
    assert key("moon")[2] > key("moon")[0]
    assert key("softbox") == pytest.approx([1, 1, 1], abs=0.03)


def test_kelvin_and_colour_words_are_worn_by_the_key():
    assert _rig(Lighting(kelvin=3200))[0][0].kelvin == 3200
    assert _rig(Lighting(colour="magenta"))[0][0].colour == "#c81f84"
    neon = _rig(Lighting(source="neon"))[0]
    assert len({li.colour for li in neon if li.role == "neon"}) == 2


def test_golden_hour_warms_indoors_and_out():
    def warmth(light: Light) -> float:
        rgb = tint(light.kelvin, light.colour)
        return float(rgb[0] / rgb[2])

    inside = [
        warmth(_rig(Lighting(time=t, source="window"))[0][0]) for t in ("golden_hour", "noon", "blue_hour")
    ]
    assert inside == sorted(inside, reverse=True)
    out = [sun_light(_rig(Lighting(time=t), "meadow")[1])[1] for t in ("golden_hour", "noon")]  # type: ignore[index]
    assert out[0][0] / out[0][2] > 1.5 * out[1][0] / out[1][2]


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("name", ["tabletop", "beach", "night_street", "window_sill"])
def test_every_hour_lights_every_place(name, time):
    rig = _rig(Lighting(time=time), name)
    assert max(_received(rig, n) for n in ((-0.8, -0.5, 0.3), (0.8, -0.5, 0.3), (0, 0, 1), (0, -1, 0))) > 0.15


def test_lamps_grow_with_the_set_and_scale_keeps_their_place():
    small, large = (_rig(Lighting(source="softbox"), radius=r)[0][0] for r in (0.1, 1.0))
    assert np.allclose(np.array(large.at), 10 * np.array(small.at), rtol=1e-3)
    assert large.size[0] == pytest.approx(10 * small.size[0])
    assert large.power == small.power


def test_a_rig_is_json_and_equal_rng_gives_an_equal_rig():
    one, two = _rig(Lighting(source="neon"), seed=4), _rig(Lighting(source="neon"), seed=4)
    assert one == two
    for light in one[0]:
        assert msgspec.convert(msgspec.to_builtins(light), Light) == light
