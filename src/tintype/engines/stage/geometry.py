"""What a ray meets: one mesh for the whole set, and our own tables to look up whose a face is.

Mitsuba is asked for the triangle only. Asking it for the surface as well would go through a table
of shapes whose size is compiled into the kernel, and every scene would be compiled anew.
"""

# Dr.Jit's stubs describe no single variant, so its operators and arguments look wrong to a checker.
# pyright: reportOperatorIssue=false, reportArgumentType=false, reportCallIssue=false
# pyright: reportAttributeAccessIssue=false, reportGeneralTypeIssues=false, reportReturnType=false
# pyright: reportIndexIssue=false, reportAssignmentType=false

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import drjit as dr
import mitsuba as mi
import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tintype.engines.stage.pieces import Piece

GRAZE = 4e-6
"""How far off a surface a new ray starts, as a share of the coordinates' size."""


@dataclass
class Faces:
    """Corners of all triangles, three entries a face, xyz and uv interleaved; owner: piece of a face.
    reach: metres that count as the size of coordinates around the origin."""

    corner: mi.Float
    normal: mi.Float
    uv: mi.Float
    owner: mi.UInt32
    reach: mi.Float


@dataclass
class Hit:
    """Where a ray met a face. valid: it met one. t: metres along the ray. p: the point. flat: unit
    normal of the face, outwards. smooth: interpolated normal. along: unit direction of +u on the
    surface. face, piece: which face it is, and whose. off: metres to keep off the surface."""

    valid: mi.Bool
    t: mi.Float
    p: mi.Point3f
    flat: mi.Vector3f
    smooth: mi.Vector3f
    along: mi.Vector3f
    uv: mi.Point2f
    piece: mi.UInt32
    face: mi.UInt32
    off: mi.Float


def gathered(pieces: list[Piece], reach: float) -> tuple[mi.Scene, Faces]:
    """All pieces as one mesh, and its tables."""
    vertices, faces, corners, normals, uvs, owners, before = [], [], [], [], [], [], 0
    for number, piece in enumerate(pieces):
        mesh = piece.mesh
        vertices.append(mesh.vertices)
        faces.append(mesh.faces + before)
        before += len(mesh.vertices)
        corners.append(mesh.vertices[mesh.faces])
        normals.append(_corner_normals(mesh.vertices[mesh.faces], mesh.normals, mesh.faces))
        uvs.append(mesh.uv[mesh.faces])
        owners.append(np.full(len(mesh.faces), number, np.uint32))
    told = Faces(
        *(mi.Float(np.concatenate(field).astype(np.float32).ravel()) for field in (corners, normals, uvs)),
        mi.UInt32(np.concatenate(owners)),
        mi.Float(reach),
    )
    dr.make_opaque(told)
    return _scene(np.concatenate(vertices), np.concatenate(faces)), told


def _corner_normals(
    corners: npt.NDArray[np.float32], smooth: npt.NDArray[np.float32] | None, faces: npt.NDArray[np.int32]
) -> npt.NDArray[np.float32]:
    if smooth is not None:
        return smooth[faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-20)
    return np.repeat(across[:, None], 3, axis=1)


def _scene(vertices: npt.NDArray[np.float32], faces: npt.NDArray[np.int32]) -> mi.Scene:
    mesh = mi.Mesh("set", len(vertices), len(faces))
    values = mi.traverse(mesh)
    values["vertex_positions"] = vertices.astype(np.float32).ravel()
    values["faces"] = faces.astype(np.uint32).ravel()
    values.update()
    return mi.load_dict({"type": "scene", "set": mesh}, optimize=False)


def meet(scene: mi.Scene, told: Faces, ray: mi.Ray3f, active: mi.Bool, *, coherent: bool = False) -> Hit:
    """The first face along the ray."""
    pi = scene.ray_intersect_preliminary(ray, coherent=coherent, active=active)
    valid = active & pi.is_valid()
    face = pi.prim_index
    b1, b2 = pi.prim_uv.x, pi.prim_uv.y
    a, b, c = (dr.gather(mi.Point3f, told.corner, face * 3 + k, valid) for k in range(3))
    na, nb, nc = (dr.gather(mi.Vector3f, told.normal, face * 3 + k, valid) for k in range(3))
    ta, tb, tc = (dr.gather(mi.Point2f, told.uv, face * 3 + k, valid) for k in range(3))
    ab, ac = b - a, c - a
    p = a + b1 * ab + b2 * ac
    flat = dr.normalize(dr.cross(ab, ac))
    smooth = dr.normalize(na + b1 * (nb - na) + b2 * (nc - na))
    uab, uac = tb - ta, tc - ta
    uv = ta + b1 * uab + b2 * uac
    # Solve (ab, ac) = (dp/du, dp/dv) · (uab, uac) for dp/du, up to a positive scale.
    area = uab.x * uac.y - uab.y * uac.x
    along = (ab * uac.y - ac * uab.y) * dr.sign(area)
    along -= smooth * dr.dot(smooth, along)
    size = dr.squared_norm(along)
    along = dr.select(
        size > 1e-30, along * dr.rsqrt(dr.maximum(size, 1e-30)), mi.coordinate_system(smooth)[0]
    )
    off = dr.maximum(dr.max(dr.abs(p)), told.reach) * GRAZE
    piece = dr.gather(mi.UInt32, told.owner, face, valid)
    return Hit(valid, pi.t, mi.Point3f(p), flat, smooth, along, mi.Point2f(uv), piece, face, off)


def onward(hit: Hit, toward: mi.Vector3f) -> mi.Ray3f:
    """A ray from the hit, off the surface on the side it leaves to."""
    side = dr.select(dr.dot(hit.flat, toward) >= 0, hit.off, -hit.off)
    return mi.Ray3f(hit.p + hit.flat * side, toward)
