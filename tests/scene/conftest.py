"""A small stage: Briefs from things and relations, and what the camera sees of the Scenes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tintype.brief.model import Brief, Relation, Span, Thing
from tintype.scene import cast
from tintype.scene.compose import compose
from tintype.scene.kinds.catalogue import placed
from tintype.scene.projection import seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from tintype.scene.model import Body, Scene

HERE = Span(0, 0)


@dataclass(frozen=True)
class Shown:
    """What the camera sees of one thing: bounds in the picture (0..1) and in depth, and in the world."""

    left: float
    right: float
    top: float
    bottom: float
    near: float
    far: float
    lower: npt.NDArray[np.float32]
    upper: npt.NDArray[np.float32]

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2


class Stage:
    """Builds Briefs and Scenes without a parser."""

    def thing(self, name: str, kind: str, **facts: Any) -> Thing:
        return Thing(id=name, kind=kind, known=True, word=kind.replace("_", " "), span=HERE, **facts)

    def brief(self, *things: Thing, relations: tuple[tuple[Any, ...], ...] = (), **elements: Any) -> Brief:
        """relations: (kind, subject, *objects) each."""
        said = tuple(
            Relation(kind=kind, subject=subject, objects=tuple(objects), span=HERE)
            for kind, subject, *objects in relations
        )
        return Brief(sentence="", things=things, relations=said, **elements)

    def scene(self, *things: Thing, seed: int = 0, frame: float = 1.0, **said: Any) -> Scene:
        return compose(self.brief(*things, **said), seed, frame=frame)

    def bodies(self, scene: Scene, thing: str) -> list[Body]:
        return [body for body in scene.bodies if body.thing == thing]

    def seen(self, scene: Scene, *bodies: Body) -> Shown:
        points = np.concatenate([part.mesh.vertices for body in bodies for part, _ in placed(body)])
        flat = seen(scene.camera, scene.frame, points)
        (left, top, near), (right, bottom, far) = flat.min(axis=0), flat.max(axis=0)
        return Shown(left, right, top, bottom, near, far, points.min(axis=0), points.max(axis=0))

    def thing_seen(self, scene: Scene, thing: str) -> Shown:
        return self.seen(scene, *self.bodies(scene, thing))


@pytest.fixture(scope="session", autouse=True)
def few_forms() -> Iterator[None]:
    """Two forms of each kind instead of dozens: meshes are made once and the tests stay quick."""
    before, cast.SHAPES = cast.SHAPES, 2
    yield
    cast.SHAPES = before


@pytest.fixture(scope="session")
def stage() -> Stage:
    return Stage()
