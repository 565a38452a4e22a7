"""Small scenes for the stage's tests: spheres and bottles on a sweep, lit plainly."""

from __future__ import annotations

from typing import Any

from tintype.core.request import Plan
from tintype.scene.model import Body, Camera, Light, Material, Scene, Setting, Sky

WHITE = Material(name="matte_plastic", colour="#e8e8e8")


def ball(number: int, at: tuple[float, float, float], colour: str = "#c81e1e", **worn: str) -> Body:
    """A sphere of the catalogue in matte plastic, or in `name=` material."""
    material = Material(name=worn.get("name", "matte_plastic"), colour=None if "name" in worn else colour)
    return Body(id=number, kind="sphere", at=at, materials={"body": material})


def scene(*bodies: Body, lights: tuple[Light, ...] = (), sky: float = 0.5, **changes: Any) -> Scene:
    """Bodies on a pale sweep half a metre before the camera."""
    return Scene(
        **{
            "setting": Setting(name="seamless", surface=WHITE, radius=0.15),
            "bodies": bodies,
            "lights": lights,
            "sky": Sky(kind="studio", power=sky),
            "camera": Camera(at=(0, -0.7, 0.12), aim=(0, 0, 0.04), focal_mm=60, f_number=64, focus=0.7),
            **changes,
        }
    )


def key(x: float) -> Light:
    """A soft light from the left (x < 0) or the right."""
    return Light(role="key", at=(x, -0.2, 0.3), aim=(0, 0, 0.04), size=(0.2, 0.2), power=1.0)


def plan(
    what: Scene, width: int = 64, height: int = 64, *, samples: int = 8, seed: int = 1, **more: Any
) -> Plan:
    """A Plan for the scene, smaller than a user may ask for."""
    settings = {"background": "set", "denoise": True, "depth": 3, "samples": samples, **more}
    return Plan(
        engine="stage",
        model="stage",
        operation="generate",
        prompt="",
        width=width,
        height=height,
        seed=seed,
        quality="low",
        settings=settings | {"scene": what.to_json()},
        notes=(),
        version="test",
    )
