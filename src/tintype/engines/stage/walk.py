"""The path tracer: many camera rays at once, on all lanes of a CPU or a GPU (Dr.Jit).

A unidirectional path tracer with next-event estimation and multiple importance sampling (Veach
1997, §9.2), and three liberties that a photographer's eye forgives and a small sample count needs:

* Light goes straight through glass and liquids on its way to an opaque surface, dimmed by Fresnel
  and by absorption, so that their shadows are bright and quiet instead of black or speckled; a share
  `CAUSTIC` is left to refracted paths that happen to hit a light.
* A path that has scattered contributes no more than a bound, so that no pixel sparkles.
* The camera does not see light panels, but everything else does.
"""

# Dr.Jit's stubs describe no single variant, so its operators and arguments look wrong to a checker.
# pyright: reportOperatorIssue=false, reportArgumentType=false, reportCallIssue=false
# pyright: reportAttributeAccessIssue=false, reportGeneralTypeIssues=false, reportReturnType=false
# pyright: reportIndexIssue=false, reportAssignmentType=false

from __future__ import annotations

from dataclasses import dataclass

import drjit as dr
import mitsuba as mi

from tintype.engines.stage.geometry import GRAZE, Faces, Hit, meet, onward
from tintype.engines.stage.lamplight import Lights, draw, lamp_radiance, sky_pixel
from tintype.engines.stage.shade import Looks, Medium, Skin, answer, open_air, refract, sample, skin

CAUSTIC = 0.3
"""Share of the light behind glass that arrives by refracted paths; the rest goes straight."""

VEILS = 12
"""Clear surfaces that light on its way from a lamp may cross."""


@dataclass
class Limits:
    """depth: scatterings off opaque surfaces. crossings: surfaces of any kind. bound: radiance that a
    path may bring after it has scattered. haze: fog per metre, 0 = none."""

    depth: mi.UInt32
    crossings: mi.UInt32
    bound: mi.Float
    haze: mi.Float
    haze_colour: mi.Color3f


@dataclass
class Set:
    """All that is there: faces, how they look, what shines, how far paths go."""

    faces: Faces
    looks: Looks
    lights: Lights
    limits: Limits


@dataclass
class Seen:
    """What a ray brings home. light, and albedo and normal of the first surface that is not clear."""

    light: mi.Color3f
    albedo: mi.Color3f
    normal: mi.Vector3f


@dr.syntax
def first(scene: mi.Scene, there: Set, ray: mi.Ray3f) -> tuple[Hit, mi.Ray3f]:
    """The first surface that the camera sees, and the ray from behind the light panels before it."""
    ray = mi.Ray3f(ray)
    hit = meet(scene, there.faces, ray, mi.Bool(True), coherent=True)
    step = mi.UInt32(0)
    through = hit.valid & dr.gather(mi.Bool, there.looks.panel, hit.piece, hit.valid)
    while through:
        ray.o = dr.fma(ray.d, hit.t + hit.off, ray.o)
        hit = meet(scene, there.faces, ray, through)
        step += 1
        through &= hit.valid & (step < 8)
        through &= dr.gather(mi.Bool, there.looks.panel, hit.piece, through)
    return hit, ray


@dr.syntax
def veil(scene: mi.Scene, there: Set, ray: mi.Ray3f, murk: mi.Color3f, active: mi.Bool) -> mi.Color3f:
    """What share of light comes through along a ray that ends at a lamp: 1 where nothing is in the
    way, 0 behind anything opaque, between the two behind glass. murk: absorption where it starts."""
    looks, corner = there.looks, there.faces.corner
    ray, murk = mi.Ray3f(ray), mi.Color3f(murk)
    share = mi.Color3f(1)
    pi = scene.ray_intersect_preliminary(ray, active=active)
    step = mi.UInt32(0)
    blocked = active & pi.is_valid()
    piece = dr.gather(mi.UInt32, there.faces.owner, pi.prim_index, blocked)
    clear = blocked & dr.gather(mi.Bool, looks.clear, piece, blocked)
    share = dr.select(blocked & ~clear & ~dr.gather(mi.Bool, looks.panel, piece, blocked), 0, share)
    blocked &= dr.max(share) > 0
    while blocked:
        a, b, c = (dr.gather(mi.Point3f, corner, pi.prim_index * 3 + k, blocked) for k in range(3))
        cosine = dr.dot(dr.normalize(dr.cross(b - a, c - a)), ray.d)
        # Schlick's Fresnel for n = 1.5.
        passed = dr.select(clear, 0.96 * (1 - (1 - dr.abs(cosine)) ** 5), 1.0)
        share = dr.select(blocked, share * passed * dr.exp(-dr.maximum(murk, 0) * pi.t), share)
        absorbed = dr.gather(mi.Color3f, looks.absorption, piece, clear)
        murk += dr.select(clear, dr.select(cosine < 0, absorbed, -absorbed), 0)
        along = pi.t + dr.maximum(dr.max(dr.abs(a)), there.faces.reach) * GRAZE
        ray.o = dr.fma(ray.d, along, ray.o)
        ray.maxt -= along
        step += 1
        blocked &= (step < VEILS) & (ray.maxt > 0)
        pi = scene.ray_intersect_preliminary(ray, active=blocked)
        blocked &= pi.is_valid()
        piece = dr.gather(mi.UInt32, there.faces.owner, pi.prim_index, blocked)
        clear = blocked & dr.gather(mi.Bool, looks.clear, piece, blocked)
        opaque = blocked & ~clear & ~dr.gather(mi.Bool, looks.panel, piece, blocked)
        share = dr.select(opaque, 0, share)
        blocked &= ~opaque
    return share


@dr.syntax
def walk(scene: mi.Scene, there: Set, ray: mi.Ray3f, rng: mi.PCG32, backdrop: mi.Color3f) -> Seen:
    """Light along camera rays. backdrop: what a ray sees that meets nothing."""
    limits, looks = there.limits, there.looks
    weight, albedo, normal = mi.Color3f(1), mi.Color3f(0), mi.Vector3f(0)
    eye = mi.Point3f(ray.o)
    hit, ray = first(scene, there, ray)
    active = mi.Bool(hit.valid)
    light = dr.select(active, mi.Color3f(0), backdrop)
    air = dr.select(active, dr.exp(-limits.haze * (hit.t + dr.norm(ray.o - eye))), 1.0)
    # Nothing but clear surfaces so far; the same since the last opaque one; and some of them.
    fresh, bare, veiled = mi.Bool(True), mi.Bool(False), mi.Bool(False)
    within = open_air()
    scattered, crossed = mi.UInt32(0), mi.UInt32(0)
    chance_before, sharp = mi.Float(1), mi.Bool(True)

    while active:
        solid = active & hit.valid
        weight = dr.select(solid, weight * dr.exp(-dr.maximum(within.murk, 0) * hit.t), weight)

        # Light that this surface, or the sky, emits.
        emitted, chance = emission(there, hit, ray, solid, active & ~solid)
        mis = dr.select(sharp, 1.0, balance(chance_before, chance)) * dr.select(veiled, CAUSTIC, 1.0)
        light += bounded(weight * mis * emitted, limits.bound, scattered > 0)
        solid &= ~dr.gather(mi.Bool, looks.panel, hit.piece, solid)
        clear = solid & dr.gather(mi.Bool, looks.clear, hit.piece, solid)
        matt = solid & ~clear

        face = skin(looks, hit, ray, matt)
        direct = drawn_light(scene, there, hit, face, within.murk, rng, matt & (scattered < limits.depth))
        light += bounded(weight * direct, limits.bound, scattered > 0)

        # What a denoiser wants to know.
        albedo = dr.select(fresh & matt, weight * face.colour, albedo)
        normal = dr.select((crossed == 0) & solid, dr.select(clear, hit.smooth, face.frame.n), normal)
        fresh &= clear

        # On to the next surface: through or off a clear one, or scattered by an opaque one.
        toward, gained, chance_before, passed, within = scatter(looks, hit, ray, face, within, rng, clear)
        weight *= gained
        bare = ~clear | (bare & passed)
        veiled = clear & bare
        sharp = mi.Bool(clear)
        scattered += dr.select(matt, 1, 0)
        crossed += 1
        active = solid & (dr.max(weight) > 0) & (scattered <= limits.depth) & (crossed < limits.crossings)
        active, weight = roulette(active, weight, crossed > 3, rng.next_float32())
        ray = onward(hit, toward)
        hit = meet(scene, there.faces, ray, active)

    return Seen(light * air + limits.haze_colour * (1 - air), albedo, normal)


def drawn_light(
    scene: mi.Scene, there: Set, hit: Hit, face: Skin, murk: mi.Color3f, rng: mi.PCG32, reach: mi.Bool
) -> mi.Color3f:
    """What an opaque surface sends back of a lamp, or a part of the sky, drawn at random."""
    drawn = draw(there.lights, there.faces, there.looks.lamp, hit.p, rng.next_float32(), two(rng), reach)
    value, chance = answer(face, drawn.toward)
    reach = reach & (dr.max(value) > 0) & (dr.max(drawn.light) > 0)
    way = onward(hit, drawn.toward)
    way.maxt = drawn.away * 0.9999
    share = veil(scene, there, way, murk, reach)
    gain = dr.select(dr.max(share) < 0.9999, 1 - CAUSTIC, balance(drawn.chance, chance))
    return dr.select(reach, value * drawn.light * share * gain, 0)


def scatter(
    looks: Looks, hit: Hit, ray: mi.Ray3f, face: Skin, within: Medium, rng: mi.PCG32, clear: mi.Bool
) -> tuple[mi.Vector3f, mi.Color3f, mi.Float, mi.Bool, Medium]:
    """Where a path goes on: through or off a clear surface, or scattered by an opaque one.

    Returns the direction, what is left of the light, the chance per steradian of an opaque surface's
    choice, whether a clear one was passed, and what the path is in then.
    """
    pick, u = rng.next_float32(), two(rng)
    ahead, kept, passed, within = refract(looks, hit, ray, within, pick, u, clear)
    toward = sample(face, pick, u)
    value, chance = answer(face, toward)
    gained = dr.select(chance > 1e-9, value / dr.maximum(chance, 1e-9), 0)
    return dr.select(clear, ahead, toward), dr.select(clear, mi.Color3f(kept), gained), chance, passed, within


def two(rng: mi.PCG32) -> mi.Point2f:
    """Two uniform numbers."""
    return mi.Point2f(rng.next_float32(), rng.next_float32())


def roulette(active: mi.Bool, weight: mi.Color3f, due: mi.Bool, u: mi.Float) -> tuple[mi.Bool, mi.Color3f]:
    """Ends paths that bring little, and pays the survivors what the others would have brought."""
    survive = dr.minimum(dr.max(weight), 0.95)
    return active & (~due | (u < survive)), dr.select(due, weight / dr.maximum(survive, 1e-6), weight)


def emission(
    there: Set, hit: Hit, ray: mi.Ray3f, solid: mi.Bool, sky: mi.Bool
) -> tuple[mi.Color3f, mi.Float]:
    """Radiance that arrives along the ray, and the chance per steradian that `draw` had of it."""
    lights = there.lights
    lamp = dr.gather(mi.UInt32, there.looks.lamp, hit.piece, solid)
    facing = -dr.dot(hit.flat, ray.d)
    shines = solid & (lamp > 0) & (facing > 0)
    index = dr.maximum(lamp, 1) - 1
    pixel = sky_pixel(ray.d)
    of_sky = dr.gather(mi.Color3f, lights.sky, pixel, sky)
    radiance = dr.select(shines, lamp_radiance(lights, index, hit.uv, shines), of_sky)
    of_lamp = dr.gather(mi.Float, lights.chance, hit.face, shines) * hit.t * hit.t / dr.maximum(facing, 1e-6)
    return radiance, dr.select(shines, of_lamp, dr.gather(mi.Float, lights.sky_chance, pixel, sky))


def balance(a: mi.Float, b: mi.Float) -> mi.Float:
    """Veach's power heuristic with exponent 2."""
    a2 = a * a
    return a2 / dr.maximum(dr.fma(b, b, a2), 1e-30)


def bounded(radiance: mi.Color3f, bound: mi.Float, scattered: mi.Bool) -> mi.Color3f:
    """The radiance, scaled down to `bound` where the path has scattered before."""
    peak = dr.max(radiance)
    return dr.select(scattered & (peak > bound), radiance * (bound / peak), radiance)
