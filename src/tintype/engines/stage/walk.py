"""The path tracer: many camera rays at once, on all lanes of a CPU or a GPU (Dr.Jit).

A unidirectional path tracer with next-event estimation and multiple importance sampling (Veach
1997, §9.2), and three liberties that a photographer's eye forgives and a small sample count needs:

* Light goes straight through glass and liquids on its way to an opaque surface, dimmed by Fresnel
  and by absorption, so that their shadows are bright and quiet instead of black or speckled; a share
  `CAUSTIC` is left to refracted paths that happen to hit a light.
* A path that has scattered contributes no more than a bound, so that no pixel sparkles.
* The camera does not see light panels, but everything else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import drjit as dr
import mitsuba as mi

if TYPE_CHECKING:
    from tintype.engines.stage.build import Built

CAUSTIC = 0.3
"""Share of the light behind glass that arrives by refracted paths; the rest goes straight."""

VEILS = 12
"""Glass surfaces that light on its way from a lamp may cross."""


@dataclass
class Tables:
    """One entry per shape, indexed by its number in Dr.Jit's registry."""

    body: mi.UInt32
    clear: mi.Bool
    panel: mi.Bool
    tint: mi.Color3f


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
class Seen:
    """What a ray brings home. light, albedo, normal: of the first surface that is neither glass nor
    mirror."""

    light: mi.Color3f
    albedo: mi.Color3f
    normal: mi.Vector3f


def tables(built: Built) -> Tables:
    """The owners of the scene's shapes as arrays to gather from."""
    import numpy as np

    shapes = built.traced.shapes()
    numbers = [int(dr.reinterpret_array(mi.UInt32, mi.ShapePtr(shape))[0]) for shape in shapes]
    size = max(numbers) + 1
    body, clear, panel = np.zeros(size, np.uint32), np.zeros(size, bool), np.zeros(size, bool)
    tint = np.ones((size, 3), np.float32)
    for number, shape in zip(numbers, shapes, strict=True):
        owner = built.owners[shape.id()]
        body[number], clear[number], panel[number] = owner.body, owner.clear, owner.panel
        tint[number] = owner.tint
    return Tables(mi.UInt32(body), mi.Bool(clear), mi.Bool(panel), mi.Color3f(tint.T))


def number(shape: mi.ShapePtr) -> mi.UInt32:
    """A shape's place in the Tables."""
    return dr.reinterpret_array(mi.UInt32, shape)


@dr.syntax
def first(scene: mi.Scene, ray: mi.Ray3f, told: Tables) -> tuple[mi.PreliminaryIntersection3f, mi.Ray3f]:
    """The first surface that the camera sees, and the ray from behind the light panels before it."""
    ray = mi.Ray3f(ray)
    pi = scene.ray_intersect_preliminary(ray, coherent=True)
    step = mi.UInt32(0)
    through = pi.is_valid() & dr.gather(mi.Bool, told.panel, number(pi.shape), pi.is_valid())
    while through:
        ray.o = dr.fma(ray.d, pi.t * 1.0001 + 1e-5, ray.o)
        pi = scene.ray_intersect_preliminary(ray, active=through)
        step += 1
        through &= pi.is_valid() & (step < 8)
        through &= dr.gather(mi.Bool, told.panel, number(pi.shape), through)
    return pi, ray


@dr.syntax
def veil(scene: mi.Scene, ray: mi.Ray3f, told: Tables, active: mi.Bool) -> mi.Color3f:
    """What share of light comes through along a ray that ends at a lamp: 1 where nothing is in the
    way, 0 behind anything opaque, between the two behind glass."""
    ray = mi.Ray3f(ray)
    share = mi.Color3f(1)
    blocked = active & scene.ray_test(ray, active=active)
    step = mi.UInt32(0)
    while blocked:
        pi = scene.ray_intersect_preliminary(ray, active=blocked)
        hit = blocked & pi.is_valid()
        shape = number(pi.shape)
        clear = hit & dr.gather(mi.Bool, told.clear, shape, hit)
        si = pi.compute_surface_interaction(ray, mi.RayFlags.Minimal, clear)
        cosine = dr.abs(dr.dot(si.n, ray.d))
        # Schlick's Fresnel for n = 1.5.
        passed = 0.96 * (1 - (1 - cosine) ** 5)
        share = dr.select(
            hit, dr.select(clear, share * passed * dr.gather(mi.Color3f, told.tint, shape, hit), 0), share
        )
        step += 1
        along = pi.t * 1.0001 + 1e-5
        ray.o = dr.fma(ray.d, along, ray.o)
        ray.maxt -= along
        blocked = clear & (step < VEILS) & (ray.maxt > 0)
    return share


@dr.syntax
def walk(
    scene: mi.Scene, ray: mi.Ray3f, rng: mi.PCG32, told: Tables, limits: Limits, backdrop: mi.Color3f
) -> Seen:
    """Light along camera rays. backdrop: what a ray sees that meets nothing."""
    context = mi.BSDFContext()
    light, weight = mi.Color3f(0), mi.Color3f(1)
    albedo, normal = mi.Color3f(0), mi.Vector3f(0)
    eye = mi.Point3f(ray.o)
    pi, ray = first(scene, ray, told)
    active = pi.is_valid()
    light = dr.select(active, light, backdrop)
    air = dr.select(active, dr.exp(-limits.haze * (pi.t + dr.norm(ray.o - eye))), 1.0)
    fresh = mi.Bool(True)  # nothing but glass and mirrors so far
    bare = mi.Bool(False)  # nothing but glass gone through since the last opaque surface
    veiled = mi.Bool(False)  # and some of it
    scattered, crossed = mi.UInt32(0), mi.UInt32(0)
    si_before = dr.zeros(mi.SurfaceInteraction3f)
    pdf_before, sharp_before = mi.Float(1), mi.Bool(True)

    while active:
        si = pi.compute_surface_interaction(ray, mi.RayFlags.All, active)
        bsdf = si.bsdf(ray)
        hit = active & si.is_valid()
        clear = hit & dr.gather(mi.Bool, told.clear, number(si.shape), hit)

        # Light that this surface, or the sky, emits.
        ds = mi.DirectionSample3f(scene, si=si, ref=si_before)
        chance = scene.pdf_emitter_direction(si_before, ds, active & ~sharp_before)
        mis = dr.select(sharp_before, 1.0, balance(pdf_before, chance))
        mis *= dr.select(veiled, CAUSTIC, 1.0)
        emitted = weight * mis * ds.emitter.eval(si, active)
        light += bounded(emitted, limits.bound, scattered > 0)

        # Light from a lamp drawn at random.
        reach = hit & ~clear & mi.has_flag(bsdf.flags(), mi.BSDFFlags.Smooth) & (scattered < limits.depth)
        u2 = mi.Point2f(rng.next_float32(), rng.next_float32())
        ds, lamp = scene.sample_emitter_direction(si, u2, False, reach)
        reach &= ds.pdf != 0
        toward = si.to_local(ds.d)
        value, pdf = bsdf.eval_pdf(context, si, toward, reach)
        reach &= dr.max(value) > 0
        open_ = veil(scene, si.spawn_ray_to(ds.p), told, reach)
        glass = dr.max(open_) < 0.9999
        gain = dr.select(glass, 1 - CAUSTIC, balance(ds.pdf, pdf))
        direct = dr.select(reach, weight * value * lamp * open_ * gain, 0)
        light += bounded(direct, limits.bound, scattered > 0)

        # What a denoiser wants to know of the first surface with a face of its own.
        sampled, gained = bsdf.sample(
            context, si, rng.next_float32(), mi.Point2f(rng.next_float32(), rng.next_float32()), hit
        )
        sharp = mi.has_flag(sampled.sampled_type, mi.BSDFFlags.Delta) | clear
        face = fresh & hit & ~sharp
        albedo = dr.select(face, weight * bsdf.eval_diffuse_reflectance(si, face), albedo)
        normal = dr.select(fresh & hit, si.sh_frame.n, normal)
        fresh &= sharp

        # On to the next surface.
        weight *= gained
        passes = mi.has_flag(sampled.sampled_type, mi.BSDFFlags.Transmission) & clear
        bare = ~clear | (bare & passes)
        veiled = clear & bare
        scattered += dr.select(sharp, 0, 1)
        crossed += 1
        si_before, pdf_before, sharp_before = si, sampled.pdf, sharp
        ray = si.spawn_ray(si.to_world(sampled.wo))
        active = hit & (dr.max(weight) > 0) & (scattered <= limits.depth) & (crossed < limits.crossings)
        survive = dr.minimum(dr.max(weight), 0.95)
        roulette = crossed > 4
        lives = rng.next_float32() < survive
        weight = dr.select(roulette & active, weight / survive, weight)
        active &= ~roulette | lives
        pi = scene.ray_intersect_preliminary(ray, active=active)

    return Seen(light * air + limits.haze_colour * (1 - air), albedo, normal)


def balance(a: mi.Float, b: mi.Float) -> mi.Float:
    """Veach's power heuristic with exponent 2."""
    a2 = a * a
    return dr.select(a > 0, a2 / dr.fma(b, b, a2), 0)


def bounded(radiance: mi.Color3f, bound: mi.Float, scattered: mi.Bool) -> mi.Color3f:
    """The radiance, scaled down to `bound` where the path has scattered before."""
    peak = dr.max(radiance)
    return dr.select(scattered & (peak > bound), radiance * (bound / peak), radiance)
