"""The sky gives the power it promises, the colour of its hour, and a sun where it says."""

from __future__ import annotations

import numpy as np
import pytest

from tintype.scene.model import Sky
from tintype.scene.sky import WHITE, radiance, sky_for, sun_light, toward

LUMA = np.array([0.2126, 0.7152, 0.0722])
HOURS = ("dawn", "sunrise", "morning", "noon", "afternoon", "golden_hour", "sunset", "dusk", "blue_hour", "night", "midnight")  # fmt: skip
WEATHERS = ("clear", "cloudy", "rain", "snow", "fog", "storm", "wind")


def _dome(count: int = 90) -> np.ndarray:
    """Cosine-weighted directions over the upper half; the mean of L times π is the irradiance."""
    z = np.sqrt((np.arange(count) + 0.31) / count)
    turn = 2 * np.pi * (np.arange(3 * count) + 0.17) / (3 * count)
    z, turn = np.repeat(z, 3 * count), np.tile(turn, count)
    flat = np.sqrt(1 - z * z)
    return np.stack([flat * np.cos(turn), flat * np.sin(turn), z], axis=1)


def _power(sky: Sky) -> float:
    """Irradiance on level ground in units of power, disc included."""
    total = float((radiance(sky, _dome()).mean(axis=0) @ LUMA) * np.pi / WHITE)
    sun = sun_light(sky)
    if sun is not None:
        direction, irradiance, _ = sun
        total += float(np.asarray(irradiance) @ LUMA) * direction[2] / WHITE
    return total


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("time", HOURS)
def test_level_ground_receives_the_power_of_the_sky(time, weather):
    sky = sky_for(time, weather, azimuth=130)
    assert _power(sky) == pytest.approx(sky.power, rel=0.05)


@pytest.mark.parametrize("kind", ["studio", "room", "overcast"])
def test_interiors_and_grey_skies_too(kind):
    sky = Sky(kind=kind, azimuth=200, power=0.4, kelvin=4200)
    assert _power(sky) == pytest.approx(0.4, rel=0.05)


@pytest.mark.parametrize("time", HOURS)
def test_radiance_is_finite_positive_and_float32(time):
    rng = np.random.default_rng(0)
    d = rng.normal(size=(4000, 3))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    rgb = radiance(sky_for(time), d)
    assert rgb.dtype == np.float32
    assert rgb.shape == (4000, 3)
    assert np.isfinite(rgb).all()
    assert rgb.min() >= 0


def test_the_sun_sinks_from_noon_to_blue_hour():
    falling = [
        sky_for(t).elevation for t in ("noon", "afternoon", "golden_hour", "sunset", "dusk", "blue_hour")
    ]
    assert falling == sorted(falling, reverse=True)
    assert sky_for("sunrise").elevation < sky_for("morning").elevation < sky_for("noon").elevation


def test_noon_is_blue_and_sunset_is_warm_towards_the_sun():
    up = np.array([[0.0, 0.5, 0.866]])
    noon = radiance(sky_for("noon", azimuth=270), up)[0]
    assert noon[2] > 1.3 * noon[0]
    low = np.array([toward(90, 2.5)])
    sunset = radiance(sky_for("sunset", azimuth=90), low)[0]
    assert sunset[0] > 1.5 * sunset[2]
    blue = radiance(sky_for("blue_hour", azimuth=90), np.array([toward(270, 40)]))[0]
    assert blue[2] > 1.5 * blue[0]


def test_a_low_sun_is_redder_than_a_high_one():
    def warmth(time: str) -> float:
        rgb = np.asarray(sun_light(sky_for(time))[1])  # type: ignore[index]
        return float(rgb[0] / rgb[2])

    assert warmth("sunset") > warmth("golden_hour") > warmth("afternoon") >= warmth("noon")


def test_the_sun_stands_where_azimuth_and_elevation_say():
    sky = sky_for("noon", azimuth=180)
    direction, irradiance, degrees = sun_light(sky)  # type: ignore[misc]
    assert direction[0] < -0.4
    assert abs(direction[1]) < 1e-6
    assert direction[2] == pytest.approx(np.sin(np.deg2rad(sky.elevation)))
    assert min(irradiance) > 0
    assert 0.2 < degrees < 3


@pytest.mark.parametrize(
    ("time", "weather"), [("dusk", "clear"), ("noon", "rain"), ("noon", "fog"), ("blue_hour", "clear")]
)
def test_no_disc_without_a_sun(time, weather):
    assert sun_light(sky_for(time, weather)) is None


def test_the_disc_is_not_counted_twice():
    """Towards the sun the map holds its glow, never the disc itself."""
    sky = sky_for("noon", azimuth=200)
    at_sun = radiance(sky, np.array([toward(200, sky.elevation)]))[0] @ LUMA
    _, irradiance, degrees = sun_light(sky)  # type: ignore[misc]
    disc = np.asarray(irradiance) @ LUMA / (np.pi * np.deg2rad(degrees / 2) ** 2)
    assert at_sun < disc / 100


def test_a_moon_is_in_the_map_only_where_no_light_stands_for_it():
    moon = np.array([toward(100, 30)])
    alone = radiance(Sky(kind="night", azimuth=100, elevation=30, power=0.1), moon)[0] @ LUMA
    shining = radiance(Sky(kind="night", azimuth=100, elevation=30, power=0.1, sun=0.5), moon)[0] @ LUMA
    assert alone > 5 * shining
