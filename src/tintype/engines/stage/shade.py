"""How surfaces answer light: one model for all opaque and thin things, one for all clear ones.

Opaque: diffuse with retro-reflection and sheen as in Burley, "Physically Based Shading at Disney"
(2012), §5; GGX reflection (Walter et al. 2007) with Schlick's Fresnel, sampled by visible normals
(Heitz 2018); a coat of lacquer over it. Thin sheets pass a share of their diffuse light through.
Clear: Fresnel reflection and refraction, rough by GGX facets.
"""

# Dr.Jit's stubs describe no single variant, so its operators and arguments look wrong to a checker.
# pyright: reportOperatorIssue=false, reportArgumentType=false, reportCallIssue=false
# pyright: reportAttributeAccessIssue=false, reportGeneralTypeIssues=false, reportReturnType=false
# pyright: reportIndexIssue=false, reportAssignmentType=false

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import drjit as dr
import mitsuba as mi
import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.geometry import Hit
    from tintype.engines.stage.pieces import Piece
    from tintype.engines.stage.surfaces.surface import Surface

COAT = 0.02
"""GGX alpha of lacquer."""

POLISHED = 0.06
"""Clear surfaces smoother than this roughness refract without scatter."""


@dataclass
class Looks:
    """Per piece. body, lamp (1 + its place in Lights, 0 = none), panel, clear, liquid (a clear thing
    that glass holds); hue: maps' start, width
    and height in `texels` (rgb and roughness); relief: start, width, height in `slopes` (xyz),
    width 0 = none. numbers: metallic, F0, sheen, coat; glassy: ior, alpha, through, unused.
    absorption: per metre."""

    body: mi.UInt32
    lamp: mi.UInt32
    panel: mi.Bool
    clear: mi.Bool
    liquid: mi.Bool
    hue: mi.UInt32
    relief: mi.UInt32
    numbers: mi.Float
    glassy: mi.Float
    absorption: mi.Float
    texels: dr.auto.ad.Float16
    slopes: dr.auto.ad.Float16


@dataclass
class Skin:
    """The surface at a hit, seen from the side of the ray. frame: shading frame, its n towards the
    viewer. colour, rough (GGX alpha), metal, f0, sheen, coat, through (share of diffuse light that
    passes)."""

    frame: mi.Frame3f
    view: mi.Vector3f
    colour: mi.Color3f
    alpha: mi.Float
    rough: mi.Float
    metal: mi.Float
    f0: mi.Color3f
    sheen: mi.Float
    coat: mi.Float
    through: mi.Float


def looks(pieces: list[Piece]) -> Looks:
    """The tables of all pieces; maps that several wear are kept once."""
    texels, slopes = _Atlas(4), _Atlas(3)
    rows = [_row(piece, texels, slopes) for piece in pieces]
    lamp = np.cumsum([piece.lamp is not None for piece in pieces])
    lamp = np.where([piece.lamp is not None for piece in pieces], lamp, 0)
    numbers = np.array([row[2] for row in rows], np.float32)
    glassy = np.array([row[3] for row in rows], np.float32)
    told = Looks(
        mi.UInt32(np.array([piece.body for piece in pieces], np.uint32)),
        mi.UInt32(lamp.astype(np.uint32)),
        mi.Bool(
            np.array(
                [piece.surface is None and piece.lamp is not None and piece.lamp.panel for piece in pieces]
            )
        ),
        mi.Bool(np.array([piece.clear for piece in pieces])),
        mi.Bool(
            np.array([piece.surface is not None and piece.surface.family == "liquid" for piece in pieces])
        ),
        mi.UInt32(np.array([row[0] for row in rows], np.uint32).ravel()),
        mi.UInt32(np.array([row[1] for row in rows], np.uint32).ravel()),
        mi.Float(numbers.ravel()),
        mi.Float(glassy.ravel()),
        mi.Float(np.array([row[4] for row in rows], np.float32).ravel()),
        dr.auto.ad.Float16(texels.all()),
        dr.auto.ad.Float16(slopes.all()),
    )
    dr.make_opaque(told)
    return told


class _Atlas:
    """Maps one after another in one flat array; equal arrays are kept once."""

    def __init__(self, channels: int) -> None:
        self._channels = channels
        self._starts: dict[int, tuple[int, int, int]] = {}
        self._kept: list[npt.NDArray[np.float16]] = [np.zeros((1, channels), np.float16)]
        self._size = 1

    def place(self, key: object, values: npt.NDArray[np.floating]) -> tuple[int, int, int]:
        """(start in entries, width, height); values (h, w, channels)."""
        if id(key) not in self._starts:
            self._starts[id(key)] = (self._size, values.shape[1], values.shape[0])
            self._kept.append(values.reshape(-1, self._channels).astype(np.float16))
            self._size += values.shape[0] * values.shape[1]
        return self._starts[id(key)]

    def all(self) -> npt.NDArray[np.float16]:
        return np.concatenate(self._kept).ravel()


_Row = tuple[tuple[int, int, int], tuple[int, int, int], list[float], list[float], list[float]]


def _row(piece: Piece, texels: _Atlas, slopes: _Atlas) -> _Row:
    worn = piece.surface
    if worn is None:
        return (0, 1, 1), (0, 0, 0), [0.0] * 4, [1.0, 0.0, 0.0, 0.0], [0.0] * 3
    hue = texels.place(worn, _painted(worn))
    relief = (0, 0, 0) if worn.normal is None else slopes.place(worn, worn.normal)
    rough = float(worn.roughness.mean())
    alpha = rough * rough if rough > POLISHED else 0.0
    through = worn.translucency if worn.family == "thin" else 0.0
    numbers = [worn.metallic, 0.08 * worn.specular, worn.sheen, worn.clearcoat]
    return hue, relief, numbers, [worn.ior, alpha, through, 0.0], list(worn.absorption)


def _painted(worn: Surface) -> npt.NDArray[np.floating]:
    """Albedo and roughness side by side, (h, w, 4)."""
    h, w = (max(a, b) for a, b in zip(worn.albedo.shape[:2], worn.roughness.shape, strict=True))
    albedo = np.broadcast_to(worn.albedo, (h, w, 3))
    return np.concatenate([albedo, np.broadcast_to(worn.roughness[..., None], (h, w, 1))], 2)


def _widened(values: Any) -> Any:
    return (mi.Vector4f if len(values) == 4 else mi.Vector3f)(values)


def _looked_up(
    kind: type, data: mi.Float, place: mi.Vector3u, uv: mi.Point2f, active: mi.Bool
) -> mi.Vector4f:
    """A tiling map at uv, bilinear; rows run along +v."""
    width, height = mi.Float(place.y), mi.Float(place.z)
    x = (uv.x - dr.floor(uv.x)) * width - 0.5
    y = (uv.y - dr.floor(uv.y)) * height - 0.5
    left, top = dr.floor(x), dr.floor(y)
    fx, fy = x - left, y - top
    x0 = dr.select(left < 0, place.y - 1, mi.UInt32(dr.maximum(left, 0)))
    y0 = dr.select(top < 0, place.z - 1, mi.UInt32(dr.maximum(top, 0)))
    x0, y0 = dr.minimum(x0, place.y - 1), dr.minimum(y0, place.z - 1)
    x1, y1 = dr.select(x0 + 1 >= place.y, 0, x0 + 1), dr.select(y0 + 1 >= place.z, 0, y0 + 1)
    a, b, c, d = (
        _widened(dr.gather(kind, data, place.x + row * place.y + column, active))
        for row, column in ((y0, x0), (y0, x1), (y1, x0), (y1, x1))
    )
    upper, lower = dr.lerp(a, b, fx), dr.lerp(c, d, fx)
    return dr.lerp(upper, lower, fy)


def skin(told: Looks, hit: Hit, ray: mi.Ray3f, active: mi.Bool) -> Skin:
    """The surface at the hit, ready to be asked."""
    hue = dr.gather(mi.Vector3u, told.hue, hit.piece, active)
    paint = _looked_up(dr.auto.ad.Array4f16, told.texels, hue, hit.uv, active)
    relief = dr.gather(mi.Vector3u, told.relief, hit.piece, active)
    embossed = active & (relief.y > 0)
    slope = _looked_up(dr.auto.ad.Array3f16, told.slopes, dr.select(embossed, relief, 1), hit.uv, embossed)
    normal = hit.smooth
    across = dr.cross(normal, hit.along)
    bent = slope.x * hit.along + slope.y * across + slope.z * normal
    normal = dr.normalize(dr.select(embossed, bent, normal))
    # The shading normal looks at the viewer from the side of the face that is seen.
    view = -ray.d
    side = dr.select(dr.dot(hit.flat, view) >= 0, 1.0, -1.0)
    normal *= side
    lean = dr.dot(normal, view)
    normal = dr.select(lean < 0.02, dr.normalize(normal + view * (0.02 - lean)), normal)
    frame = mi.Frame3f(normal)
    numbers = dr.gather(mi.Vector4f, told.numbers, hit.piece, active)
    colour = mi.Color3f(paint.x, paint.y, paint.z)
    rough = dr.clip(paint.w, 0.03, 1.0)
    metal = numbers.x
    through = dr.gather(mi.Vector4f, told.glassy, hit.piece, active).z
    f0 = dr.lerp(mi.Color3f(numbers.y), colour, metal)
    return Skin(
        frame, frame.to_local(view), colour, rough * rough, rough, metal, f0, numbers.z, numbers.w, through
    )


def schlick(cosine: mi.Float) -> mi.Float:
    """(1 − cos)⁵."""
    m = dr.clip(1 - cosine, 0, 1)
    return m * m * m * m * m


def _ggx(alpha: mi.Float, h: mi.Vector3f) -> mi.Float:
    a2 = alpha * alpha
    d = h.z * h.z * (a2 - 1) + 1
    return a2 / dr.maximum(dr.pi * d * d, 1e-12)


def _smith(alpha: mi.Float, w: mi.Vector3f) -> mi.Float:
    """Share of facets that w sees: Smith's G1 for GGX."""
    c2 = w.z * w.z
    return 2 / (1 + dr.sqrt(1 + alpha * alpha * (1 - c2) / dr.maximum(c2, 1e-9)))


def facet(alpha: mi.Float, view: mi.Vector3f, u: mi.Point2f) -> mi.Vector3f:
    """A facet's normal drawn as `view` sees them (Dupuy and Benyoub 2023, spherical caps)."""
    wide = dr.normalize(mi.Vector3f(view.x * alpha, view.y * alpha, view.z))
    phi = 2 * dr.pi * u.x
    z = dr.fma(1 - u.y, 1 + wide.z, -wide.z)
    sine = dr.safe_sqrt(1 - z * z)
    s, c = dr.sincos(phi)
    cap = mi.Vector3f(sine * c, sine * s, z) + wide
    return dr.normalize(mi.Vector3f(cap.x * alpha, cap.y * alpha, dr.maximum(cap.z, 1e-6)))


def mirrored_at(s: Skin, fresnel: mi.Float) -> mi.Color3f:
    """Schlick's reflectance; what reflects less than water does (F0 < 0.02) reflects less at grazing
    angles too, F90 = 50 · F0 (Lagarde and de Rousiers, "Moving Frostbite to PBR", 2014, §3.1.1)."""
    return s.f0 + (dr.clip(50 * dr.mean(s.f0), 0, 1) - s.f0) * fresnel


def _shares(s: Skin) -> tuple[mi.Float, mi.Float, mi.Float]:
    """Chances of the three lobes: diffuse, reflection, coat."""
    grazing = schlick(s.view.z)
    diffuse = (1 - s.metal) * dr.mean(s.colour) + 0.02
    gloss = dr.mean(mirrored_at(s, grazing)) * dr.select(s.alpha > 0.5, 0.5, 1.0)
    coat = s.coat * (0.04 + 0.96 * grazing)
    total = diffuse + gloss + coat
    return diffuse / total, gloss / total, coat / total


def answer(s: Skin, toward: mi.Vector3f) -> tuple[mi.Color3f, mi.Float]:
    """(BSDF · cosine, chance per steradian that `sample` goes there); toward: unit, world."""
    w = s.frame.to_local(toward)
    diffuse, gloss, coat = _shares(s)
    above = w.z > 0
    h = dr.normalize(s.view + w)
    middle = dr.maximum(dr.dot(h, w), 0)
    fv, fl, fh = schlick(s.view.z), schlick(dr.abs(w.z)), schlick(middle)
    retro = 2 * s.rough * middle * middle
    body = (1 - 0.5 * fv) * (1 - 0.5 * fl) + retro * (fl + fv + fl * fv * (retro - 1))
    share = dr.select(above, 1 - s.through, s.through)
    matt = (1 - s.metal) * share * s.colour * dr.select(above, body, 1.0) * (dr.abs(w.z) / dr.pi)
    luminous = dr.maximum(dr.max(s.colour), 1e-4)
    velvet = s.sheen * (1 - s.metal) * fh * dr.lerp(mi.Color3f(1), s.colour / luminous, 0.5) * dr.abs(w.z)
    lift = 4 * dr.maximum(s.view.z, 1e-4)
    seen, d = _smith(s.alpha, s.view), _ggx(s.alpha, h)
    shine = mirrored_at(s, fh) * (d * seen * _smith(s.alpha, w) / lift)
    seen_coat, d_coat = _smith(mi.Float(COAT), s.view), _ggx(mi.Float(COAT), h)
    film = s.coat * (0.04 + 0.96 * fh)
    lacquer = film * d_coat * seen_coat * _smith(mi.Float(COAT), w) / lift
    value = matt + dr.select(above, (velvet + shine) * (1 - film) + lacquer, 0)
    chance = diffuse * share * dr.abs(w.z) / dr.pi
    chance += dr.select(above, (gloss * d * seen + coat * d_coat * seen_coat) / lift, 0)
    return value, chance


def sample(s: Skin, pick: mi.Float, u: mi.Point2f) -> mi.Vector3f:
    """A direction to go on to, world; `answer` says with what value and chance."""
    diffuse, gloss, _ = _shares(s)
    down = pick < diffuse * s.through
    lobe = mi.warp.square_to_cosine_hemisphere(u)
    lobe.z = dr.select(down, -lobe.z, lobe.z)
    alpha = dr.select(pick < diffuse + gloss, s.alpha, COAT)
    h = facet(alpha, s.view, u)
    mirrored = 2 * dr.dot(s.view, h) * h - s.view
    return s.frame.to_world(dr.select(pick < diffuse, lobe, mirrored))


@dataclass
class Medium:
    """What a path is in. glass, wet: index of refraction of the glass and of the liquid it is in, 1 for
    none. murk: absorption per metre."""

    glass: mi.Float
    wet: mi.Float
    murk: mi.Color3f


def open_air() -> Medium:
    """Neither glass nor liquid."""
    return Medium(mi.Float(1), mi.Float(1), mi.Color3f(0))


def refract(
    told: Looks, hit: Hit, ray: mi.Ray3f, within: Medium, pick: mi.Float, u: mi.Point2f, active: mi.Bool
) -> tuple[mi.Vector3f, mi.Float, mi.Bool, Medium]:
    """Through or off a clear surface: (direction, weight, whether it passed, what it is in then).

    A liquid overlaps the wall that holds it; inside glass its surface is not there, and the inner wall
    is where glass meets liquid (Schmidt and Budge 2002, nested dielectrics, with glass first).
    """
    glassy = dr.gather(mi.Vector4f, told.glassy, hit.piece, active)
    liquid = dr.gather(mi.Bool, told.liquid, hit.piece, active)
    hidden = liquid & (within.glass > 1)
    entering = dr.dot(hit.flat, ray.d) < 0
    normal = dr.select(dr.dot(hit.smooth, hit.flat) >= 0, hit.smooth, -hit.smooth)
    normal = dr.select(entering, normal, -normal)
    lean = -dr.dot(normal, ray.d)
    normal = dr.select(lean < 0.01, dr.normalize(normal - ray.d * (0.01 - lean)), normal)
    frame = mi.Frame3f(normal)
    view = frame.to_local(-ray.d)
    rough = dr.maximum(glassy.y, 1e-3)
    h = dr.select(glassy.y > 0, facet(rough, view, u), mi.Vector3f(0, 0, 1))
    cosine = dr.maximum(dr.dot(view, h), 1e-6)
    inner = dr.maximum(glassy.x, 1.001)
    ratio = inner / dr.select(liquid, 1.0, within.wet)
    reflected, cos_t, _, eta_ti = mi.fresnel(cosine, dr.select(entering, ratio, dr.rcp(ratio)))
    passes = hidden | (pick >= reflected)
    way = dr.select(passes, h * (eta_ti * cosine - dr.abs(cos_t)) - view * eta_ti, 2 * cosine * h - view)
    way = dr.normalize(way)
    fits = dr.select(passes, way.z < 0, way.z > 0)
    kept = dr.select(fits, dr.select(glassy.y > 0, _smith(rough, way), 1.0), 0.0)
    toward = dr.select(hidden, ray.d, frame.to_world(way))
    return toward, dr.select(hidden, 1.0, kept), passes, _moved(told, hit, within, active & passes, entering)


def _moved(told: Looks, hit: Hit, within: Medium, passed: mi.Bool, entering: mi.Bool) -> Medium:
    """What a path is in once it has passed a clear surface."""
    liquid = dr.gather(mi.Bool, told.liquid, hit.piece, passed)
    inner = dr.maximum(dr.gather(mi.Vector4f, told.glassy, hit.piece, passed).x, 1.001)
    absorbed = dr.gather(mi.Color3f, told.absorption, hit.piece, passed)
    now = dr.select(entering, inner, 1.0)
    return Medium(
        dr.select(passed & ~liquid, now, within.glass),
        dr.select(passed & liquid, now, within.wet),
        within.murk + dr.select(passed, dr.select(entering, absorbed, -absorbed), 0),
    )
