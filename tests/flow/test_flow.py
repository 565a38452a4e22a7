"""The arithmetic of diffusion, on answers that are known."""

from __future__ import annotations

import numpy as np
import pytest

from tintype.flow import denoise, guided, kept, mixed, noise, times, velocity

SHAPE = (1, 3, 8, 8)


def test_times_fall_from_noise_to_picture() -> None:
    assert times(4).tolist() == [1.0, 0.75, 0.5, 0.25, 0.0]
    assert times(2, start=0.5).tolist() == [0.5, 0.25, 0.0]
    shifted = times(4, shift=2.0)
    assert shifted[0] == 1.0
    assert shifted[-1] == 0.0
    assert (shifted[1:-1] > times(4)[1:-1]).all()


def test_noise_depends_on_the_seed_only() -> None:
    assert noise(7, SHAPE).tobytes() == noise(7, SHAPE).tobytes()
    assert noise(7, SHAPE).tobytes() != noise(8, SHAPE).tobytes()
    many = noise(1, (100_000,))
    assert abs(many.mean()) < 0.01
    assert abs(many.std() - 1) < 0.01
    assert many.dtype == np.float32


def test_velocity_undoes_mixing() -> None:
    x, e = noise(1, SHAPE), noise(2, SHAPE)
    np.testing.assert_allclose(velocity(mixed(x, e, 0.3), x, 0.3), e - x, atol=1e-5)


def test_guidance_one_is_off() -> None:
    u, c = noise(1, SHAPE), noise(2, SHAPE)
    assert guided(u, c, 1.0) is c
    np.testing.assert_array_equal(guided(u, c, 0.0), u)
    np.testing.assert_allclose(guided(u, c, 3.0), u + 3 * (c - u))


@pytest.mark.parametrize("steps", [1, 2, 8])
def test_a_perfect_network_arrives_in_any_number_of_steps(steps: int) -> None:
    x, e = noise(1, SHAPE), noise(2, SHAPE)
    shown = list(denoise(lambda seen, t: x, e, times(steps)))
    assert len(shown) == steps
    np.testing.assert_array_equal(shown[-1], x)


def gaussian(seen: np.ndarray, t: float) -> np.ndarray:
    """The exact E[x | x_t] for pictures that are themselves normal with standard deviation ½."""
    return np.float32((1 - t) * 0.25 / ((1 - t) ** 2 * 0.25 + t**2)) * seen


def test_steps_reach_the_known_distribution_and_heun_is_nearer() -> None:
    e = noise(3, (4096,))
    # the exact flow of normal to normal is a scaling: x(0) = e / 2
    euler = list(denoise(gaussian, e, times(16)))[-1]
    heun = list(denoise(gaussian, e, times(16), second_order=True))[-1]
    error = [float(np.abs(end - e / 2).max()) for end in (euler, heun)]
    assert error[1] < error[0] / 3
    finer = list(denoise(gaussian, e, times(256)))[-1]
    assert float(np.abs(finer - e / 2).max()) < error[0] / 8


def test_known_pixels_stay() -> None:
    x, e, known = noise(1, SHAPE), noise(2, SHAPE), noise(3, SHAPE)
    mask = np.zeros((1, 1, 8, 8), np.float32)
    mask[..., :4] = 1
    np.testing.assert_array_equal(kept(x, known, e, mask, 0.0)[..., 4:], known[..., 4:])
    end = list(denoise(lambda seen, t: x, e, times(4), known=known, mask=mask))[-1]
    np.testing.assert_array_equal(end[..., 4:], known[..., 4:])
    np.testing.assert_array_equal(end[..., :4], x[..., :4])
