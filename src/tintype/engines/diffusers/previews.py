"""Previews: the colours of a picture that is still being refined, without decoding it.

A latent picture is nearly a small picture whose channels are mixed. How they are mixed is measured once:
plain colours are encoded, and the linear map from latents back to colours is fitted by least squares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.core.picture import Pixels
    from tintype.engines.diffusers.families import Latents

LEVELS = (-0.9, -0.3, 0.3, 0.9)
"""Of each channel of the colours that are encoded."""


def mixing(vae: Any) -> npt.NDArray[np.float32]:
    """(channels + 1, 3): latents and a one → RGB in [−1, 1]."""
    import torch

    levels = torch.tensor(LEVELS)
    colours = torch.cartesian_prod(levels, levels, levels)[:, :, None, None].repeat(1, 1, 16, 16)
    parameter = next(vae.parameters())
    given = colours.to(parameter.device, parameter.dtype)
    film = (
        getattr(vae.config, "latents_mean", None) is not None
    )  # Qwen's takes films; a picture is one of one
    with torch.no_grad():
        encoded = vae.encode(given[:, :, None] if film else given).latent_dist.mode()
    values = encoded.float().flatten(2).mean(2).cpu().numpy()
    told = np.concatenate([_scaled(values, vae), np.ones((len(values), 1))], 1)
    found, *_ = np.linalg.lstsq(told, colours[:, :, 0, 0].numpy(), rcond=None)
    return np.asarray(found, np.float32)


def _scaled(values: Any, vae: Any) -> Any:
    """As pipelines hold them."""
    if (middle := getattr(vae.config, "latents_mean", None)) is not None:
        return (values - np.array(middle)) / np.array(vae.config.latents_std)
    shift = getattr(vae.config, "shift_factor", None) or 0.0
    return (values - shift) * vae.config.scaling_factor


def small(
    latents: Any, kind: Latents, mixed: npt.NDArray[np.float32], size: tuple[int, int]
) -> Pixels | None:
    """uint8 (h, w, 3) of latents; None where they are held in an unknown way. size: of the picture."""
    values = latents.detach().float().cpu().numpy()
    channels = len(mixed) - 1
    if kind == "packed" and values.ndim == 3 and values.shape[2] == 4 * channels:
        rows = round((values.shape[1] * size[1] / size[0]) ** 0.5)
        if rows == 0 or values.shape[1] % rows:
            return None
        patches = values[0].reshape(rows, -1, channels, 2, 2)
        values = patches.transpose(2, 0, 3, 1, 4).reshape(1, channels, 2 * rows, -1)
    if values.ndim != 4 or values.shape[1] != channels:
        return None
    picture = np.einsum("chw,ck->hwk", values[0], mixed[:-1]) + mixed[-1]
    return np.ascontiguousarray(np.clip(np.rint((picture + 1) * 127.5), 0, 255).astype(np.uint8))
