"""Instruments with lenses and screens: a camera, a phone and a laptop."""

from __future__ import annotations

import numpy as np

from tintype.scene.kinds.catalogue import coat, kind
from tintype.scene.kinds.curves import fillet, rectangle, table
from tintype.scene.kinds.placing import LIFT, flat_label, join, put
from tintype.scene.kinds.shapes import ball, box, extrude, lathe, tube
from tintype.scene.kinds.vessels import plug, ribbed
from tintype.scene.mesh import Mesh, Part

FORWARD = (90.0, 0.0, 0.0)
"""Turns something that stands on z = 0 to face the camera (+z becomes −y)."""


def slab(width: float, height: float, depth: float, radius: float, bevel: float) -> Mesh:
    """An upright rounded rectangle, its front at y = 0, its back at y = depth, centred on z = 0."""
    return put(extrude(rectangle(width, height, radius), depth, bevel=bevel), (0, depth, 0), turn=FORWARD)


@kind(
    "camera",
    slots={
        "body": coat("leather", "#1b1b1d"),
        "metal": coat("brushed_steel"),
        "lens": coat("matte_plastic", "#151517"),
        "glass": coat("obsidian", "#1a1430"),
        "window": coat("obsidian", "#10141a"),
    },
    paint=("body", "metal"),
)
def camera(rng: np.random.Generator) -> list[Part]:
    """A rangefinder."""
    w, d = 0.138 * rng.uniform(0.96, 1.05), 0.034
    band, top = 0.054, 0.080
    section = rectangle(w, d, d * 0.48, steps=8)
    leather = put(extrude(section, band - 0.008), (0, 0, 0.009))
    base = extrude(section * [1.002, 1.01], 0.0095, bevel=(0.0025, 0.0005))
    crown = put(extrude(section * [1.002, 1.01], top - band, bevel=(0.0005, 0.0030)), (0, 0, band))
    rise = put(box((w * 0.56, d * 0.92, 0.010), 0.003), (0.004, 0, top - 0.004))
    frames: list[Mesh] = []
    panes: list[Mesh] = []
    for x, wide, high in ((-w * 0.33, 0.026, 0.0125), (w * 0.30, 0.020, 0.0115), (0.012, 0.009, 0.009)):
        frames.append(put(slab(wide, high, 0.0022, 0.0025, 0.0006), (x, -d / 2 - 0.0015, 0.0715)))
        pane = slab(wide - 0.006 * wide / 0.02, high - 0.0035, 0.0016, 0.0015, 0.0004)
        panes.append(put(pane, (x, -d / 2 - 0.0019, 0.0715)))
    lens = {slot: put(mesh, (0, -d / 2 - 0.0002, 0.036), turn=FORWARD) for slot, mesh in _lens().items()}
    metal = join([base, crown, rise, *_controls(w, top), *frames, lens["metal"]])
    return [
        Part("body", leather),
        Part("metal", metal),
        Part("lens", lens["lens"]),
        Part("glass", lens["glass"]),
        Part("window", join(panes)),
    ]


@kind(
    "phone",
    slots={
        "body": coat("lacquer", "#17181c"),
        "frame": coat("brushed_steel"),
        "screen": coat("emissive", "#dfe8f4", glow=1.2),
        "stand": coat("aluminium"),
    },
    paint=("body", "frame"),
    lettering="screen",
    lights=("screen",),
)
def phone(rng: np.random.Generator) -> list[Part]:
    """A phone leaning back on a small stand, its screen to the front."""
    w, h, d = 0.0725 * rng.uniform(0.98, 1.03), 0.150 * rng.uniform(0.98, 1.03), 0.0082
    frame = put(slab(w, h, d, 0.0105, 0.0022), (0, 0, h / 2))
    face = put(slab(w - 0.0026, h - 0.0026, 0.0015, 0.0095, 0.0005), (0, -0.0004, h / 2))
    screen = flat_label(w - 0.0075, h - 0.0075, (0, -0.0004 - LIFT, h / 2))
    keys = [
        put(box((0.0012, 0.0026, z), 0.0005), (s * (w / 2 + 0.0001), d / 2, h * share))
        for s, z, share in ((1, 0.012, 0.62), (-1, 0.010, 0.70), (-1, 0.010, 0.60))
    ]
    lean = (-16.0, 0.0, 0.0)
    tilted = [("frame", join([frame, *keys])), ("body", face), ("screen", screen)]
    placed = [(slot, put(mesh, turn=lean)) for slot, mesh in tilted]
    low = -min(float(mesh.vertices[:, 2].min()) for _, mesh in placed) + 0.0062
    foot = box((0.062, 0.082, 0.004), 0.0015)
    lip = put(box((0.062, 0.0035, 0.012), 0.0012), (0, -0.0130, 0.001))
    prop = put(put(box((0.052, 0.0035, 0.085), 0.0012), turn=lean), (0, 0.0105, 0.002))
    stand = join([put(foot, (0, 0.014, 0)), lip, prop])
    return [*(Part(slot, put(mesh, (0, -0.003, low))) for slot, mesh in placed), Part("stand", stand)]


@kind(
    "laptop",
    slots={
        "body": coat("aluminium"),
        "keys": coat("matte_plastic", "#1a1b1e"),
        "bezel": coat("matte_plastic", "#101113"),
        "screen": coat("emissive", "#dbe6f3", glow=1.2),
    },
    paint=("body",),
    lettering="screen",
    lights=("screen",),
)
def laptop(rng: np.random.Generator) -> list[Part]:
    w, d, h, open_ = 0.312 * rng.uniform(0.97, 1.04), 0.221, 0.0125, rng.uniform(106, 114)
    foot = 0.0012
    deck = put(extrude(rectangle(w, d, 0.010), h, bevel=(0.004, 0.0012), steps=4), (0, 0, foot))
    pads = [
        put(plug(0.006, 0, 0.002, edge=0.0005), (x * w * 0.42, y * d * 0.40, 0))
        for x in (-1, 1)
        for y in (-1, 1)
    ]
    top = foot + h
    keys: list[Mesh] = []
    rows = [(14, 1.0, 0.6), (14, 1.0, 1.0), (13, 1.0, 1.0), (12, 1.0, 1.0), (11, 1.0, 1.0)]
    span, pitch = w * 0.87, 0.0188
    y = d / 2 - 0.030
    for count, _, tall in rows:
        cell = span / count
        for i in range(count):
            key = box((cell - 0.0026, pitch * tall - 0.0026, 0.0016), 0.0006, steps=1)
            keys.append(put(key, (-span / 2 + cell * (i + 0.5), y, top - 0.0005)))
        y -= pitch * (0.5 + 0.5 * tall) if tall < 1 else pitch
    for x, wide in ((-0.36, 0.30), (0.0, 0.38), (0.36, 0.30)):
        pieces = 1 if x == 0 else 4
        for i in range(pieces):
            cell = span * wide / pieces
            keys.append(
                put(
                    box((cell - 0.0026, pitch - 0.0026, 0.0016), 0.0006, steps=1),
                    (x * span * 0.95 + cell * (i - (pieces - 1) / 2), y, top - 0.0005),
                )
            )
    pad = put(
        extrude(rectangle(w * 0.37, 0.068, 0.004), 0.0009, bevel=0.0003), (0, -d / 2 + 0.043, top - 0.0006)
    )
    hinge = put(
        tube([(-w * 0.36, 0, 0), (w * 0.36, 0, 0)], 0.0052, section=18), (0, d / 2 - 0.004, top - 0.0012)
    )
    lid = put(slab(w, d, 0.0058, 0.010, 0.0012), (0, 0, d / 2))
    glass = put(slab(w - 0.004, d - 0.004, 0.0012, 0.0085, 0.0003), (0, -0.0005, d / 2))
    screen = flat_label(w - 0.018, d - 0.022, (0, -0.0005 - LIFT, d / 2 + 0.002))
    turn, at = (90.0 - open_, 0.0, 0.0), (0.0, d / 2 - 0.004, top - 0.001)
    shown = [
        (slot, put(mesh, at, turn=turn))
        for slot, mesh in (("body", lid), ("bezel", glass), ("screen", screen))
    ]
    body = join([deck, pad, shown[0][1]])
    return [
        Part("body", body),
        Part("keys", join([*keys, *pads, hinge])),
        *(Part(slot, mesh) for slot, mesh in shown[1:]),
    ]


def _controls(w: float, top: float) -> list[Mesh]:
    """What sits on the top plate: two dials, the release and a hot shoe."""
    dial = ribbed(0.0095, top - 0.001, top + 0.0085, ribs=40, depth=0.0004, edge=0.0008)
    knob = ribbed(0.0075, top - 0.001, top + 0.0065, ribs=30, depth=0.0004, edge=0.0008)
    button = [plug(0.0058, top - 0.001, top + 0.004), plug(0.0036, top + 0.003, top + 0.0075, edge=0.001)]
    rail = box((0.0025, 0.016, 0.0022), 0.0005)
    shoe = [put(rail, (0.004 + x, 0.004, top + 0.0055)) for x in (-0.0075, 0.0075)]
    at = (
        put(dial, (w * 0.30, 0, 0)),
        put(knob, (-w * 0.34, 0, 0)),
        put(join(button), (w * 0.165, -0.003, 0)),
    )
    return [*at, *shoe]


def _lens() -> dict[str, Mesh]:
    """A lens that stands on z = 0 and looks up."""
    hood = table("23.8 23 | 24.2 33.5 1 | 22.2 33.5 0.8 | 20.5 29 | 15 26.5 | 15 23 | 23.8 23")
    grip = ribbed(0.0275, 0.003, 0.016, ribs=44, depth=0.0009, edge=0.0010)
    barrel = [grip, plug(0.0250, 0.015, 0.0205, edge=0.0008), lathe(fillet(hood, steps=4))]
    mount = [plug(0.0300, 0.0, 0.0035, edge=0.001), plug(0.0262, 0.0200, 0.0235, edge=0.0008)]
    front = put(ball((0.0312, 0.0312, 0.0125), detail=40), (0, 0, 0.0240))
    return {"metal": join(mount), "lens": join(barrel), "glass": front}
