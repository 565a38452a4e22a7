"""Books: a hardcover, a notebook and a stack."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import fillet
from tintype.scene.kinds.placing import PRINT, flat_label, grounded, join, put
from tintype.scene.kinds.shapes import box, extrude, thick_sheet
from tintype.scene.mesh import Mesh, Part

LYING = (-90.0, 0.0, 0.0)
COVERS = ("#7d1f2b", "#1f3f5c", "#2f5a44", "#b9812f", "#3a3340", "#a64b2a")


def book_parts(w: float, d: float, h: float) -> dict[str, Mesh]:
    """A closed hardcover lying on z = 0, its spine to the left (−x): cover, pages and the label's
    place on the front board."""
    board, over, round_spine = 0.0028, 0.003, 0.005
    low = box((w, d, board), 0.0008, steps=2)
    high = put(low, (0, 0, h - board))
    t = np.linspace(-1, 1, 15)
    back = -w / 2 - round_spine * np.sqrt(np.clip(1 - (0.9 * t) ** 2, 0, 1))
    front = back + 0.0022
    z = h / 2 + t * h / 2 * 0.998
    outline = np.vstack([np.column_stack([back, z]), np.column_stack([front, z])[::-1]])[::-1]
    spine = put(extrude(outline, d), turn=(90, 0, 0))
    spine = put(spine, (0, d / 2, 0))
    inside = h - 2 * board + 0.0002
    a = np.linspace(-1, 1, 11)
    fore = w / 2 - over - 0.0035 * np.sqrt(np.clip(1 - (a * 0.95) ** 2, 0, 1))
    rows = np.vstack(
        [
            np.column_stack([fore, a * inside / 2]),
            [[-w / 2 - 0.001, inside / 2], [-w / 2 - 0.001, -inside / 2]],
        ]
    )
    block = put(put(extrude(rows, d - 2 * over), turn=(90, 0, 0)), (0, d / 2 - over, h / 2))
    return {"body": join([low, high, spine]), "pages": block}


@kind(
    "book",
    slots={
        "body": coat("linen", "#7d1f2b"),
        "pages": coat("paper", "#efe6d0"),
        "label": coat("paper", "#ead9ae"),
    },
    paint=("body",),
    lettering="label",
    stand=0.034,
    stand_radius=0.07,
)
def book(rng: np.random.Generator) -> list[Part]:
    w, d, h = 0.148 * rng.uniform(0.95, 1.06), 0.215 * rng.uniform(0.95, 1.05), 0.034
    made = book_parts(w, d, h)
    label = flat_label(w * 0.9, d * 0.94, (w * 0.01, 0, h + PRINT), turn=LYING)
    return [*(Part(slot, mesh) for slot, mesh in made.items()), Part("label", label)]


@kind(
    "notebook",
    slots={
        "body": coat("leather", "#22262b"),
        "pages": coat("paper", "#f2ecdc"),
        "band": coat("fabric", "#8f1d22"),
        "label": coat("paper", "#efe8d8"),
    },
    paint=("body", "band"),
    lettering="label",
    stand=0.018,
    stand_radius=0.06,
    optional=("label",),
)
def notebook(rng: np.random.Generator) -> list[Part]:
    w, d, h = 0.132 * rng.uniform(0.96, 1.05), 0.208 * rng.uniform(0.96, 1.05), 0.018
    outline = fillet(
        [(-w / 2, -d / 2, 0.001), (w / 2, -d / 2, 0.009), (w / 2, d / 2, 0.009), (-w / 2, d / 2, 0.001)],
        closed=True,
    )
    cover = extrude(outline, 0.0016, bevel=0.0005)
    back = put(box((0.0016, d, h), 0.0007), (-w / 2 + 0.0006, 0, 0))
    inner = outline * [(w - 0.006) / w, (d - 0.006) / d] - np.array([0.002, 0])
    pages = put(extrude(inner, h - 0.0028), (0, 0, 0.0014))
    strap = box((0.0065, d + 0.0018, h + 0.0018), 0.0009)
    band = put(strap, (w * 0.36, 0, -0.0004))
    ribbon = thick_sheet(
        np.stack(
            np.broadcast_arrays(
                np.linspace(-0.022, -0.018, 2)[None, :],
                np.linspace(-d / 2 - 0.028, -d / 2 + 0.01, 9)[:, None],
                np.array([0.0006, 0.0009, 0.0022, 0.005, 0.0075, 0.008, 0.008, 0.008, 0.008])[:, None],
            ),
            axis=-1,
        ),
        0.0004,
    )
    label = flat_label(w * 0.72, d * 0.5, (-w * 0.06, d * 0.14, h + PRINT), turn=LYING)
    return [
        Part("body", join([cover, put(cover, (0, 0, h - 0.0016)), back])),
        Part("pages", pages),
        Part("band", grounded(join([band, ribbon]))),
        Part("label", label),
    ]


@kind(
    "stack_of_books",
    slots={
        **{f"cover{i}": coat("linen", colour) for i, colour in enumerate(COVERS[:4])},
        "pages": coat("paper", "#efe6d0"),
    },
    paint=("cover0", "cover1", "cover2", "cover3"),
    stand=0.128,
    stand_radius=0.07,
)
def stack_of_books(rng: np.random.Generator) -> list[Part]:
    share = rng.dirichlet([14] * 4) * 0.128
    parts: list[Part] = []
    pages: list[Mesh] = []
    z = 0.0
    for i in range(4):
        w, d = (0.172 - 0.009 * i) * rng.uniform(0.95, 1.03), (0.236 - 0.010 * i) * rng.uniform(0.96, 1.03)
        made = book_parts(w, d, float(share[i]))
        at = (rng.uniform(-0.006, 0.006), rng.uniform(-0.006, 0.006), z)
        turn = (0.0, 0.0, 90.0 + rng.uniform(-9, 9))
        parts.append(Part(f"cover{i}", put(made["body"], at, turn=turn)))
        pages.append(put(made["pages"], at, turn=turn))
        z += float(share[i])
    return [*parts, Part("pages", join(pages))]
