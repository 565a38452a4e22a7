"""What the answer says of how it came about: `info`, a JSON string in the words of A1111, and more.

Their fields that a model has no use for are taken, and named in `info` as not used; nothing is
ignored in silence. What they cannot do without (a script, a face restorer) is refused instead.
"""

from __future__ import annotations

import datetime
import json
import math
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from tintype.assets.stamp import infotext
from tintype.core.errors import BadOption
from tintype.core.version import VERSION

if TYPE_CHECKING:
    from tintype.core.job import Job, PictureRecord
    from tintype.ports.engine import ModelCard
    from tintype.server.a1111.bodies import Painting

OPTIONS = {
    "steps": ("steps",),
    "cfg_scale": ("guidance", "cfg_scale"),
    "sampler_name": ("sampler",),
    "scheduler": ("scheduler",),
    "negative_prompt": ("negative_prompt", "negative"),
    "denoising_strength": ("strength", "denoising_strength"),
}
"""Their field → names under which a model may take it as an option."""

_NOT_TOLD = {
    "prompt", "seed", "batch_size", "n_iter", "width", "height", "init_images", "mask", "send_images",
    "save_images", "do_not_save_samples", "do_not_save_grid", "override_settings", "script_name",
    "script_args", "alwayson_scripts", "include_init_images", "inpainting_mask_invert", "resize_mode",
    "enable_hr", "hr_scale", "hr_resize_x", "hr_resize_y", "override_settings_restore_afterwards",
    "firstphase_width", "firstphase_height", "sampler_index", "force_task_id",
}  # fmt: skip
_IDLE: tuple[Any, ...] = (None, "", [], {}, False, -1, 0)
"""Values that ask for nothing."""


def refuse_scripts(body: Painting) -> None:
    """Raises BadOption for a script that is asked to do something; there are none here."""
    names = [body.script_name] if body.script_name and body.script_name != "None" else []
    for name, how in (body.alwayson_scripts or {}).items():
        args = how.get("args") if isinstance(how, dict) else how
        if _active(args):
            names.append(name)
    if names:
        raise BadOption(f"There is no script “{names[0][:60]}” here; leave it out, or switch it off.")


def _active(args: Any) -> bool:
    """Whether arguments of a script ask for anything: [], [false, …] and {"enabled": false} do not."""
    if isinstance(args, dict):
        switch = next((args[key] for key in ("enabled", "enable", "is_enabled") if key in args), bool(args))
        return bool(switch)
    if isinstance(args, list):
        if args and isinstance(args[0], bool):
            return args[0]
        return any(_active(arg) for arg in args)
    return bool(args)


def taken(body: Painting, card: ModelCard) -> dict[str, Any]:
    """Options of the model out of their fields, as far as they were said and it knows them."""
    said = body.model_fields_set
    options: dict[str, Any] = {}
    for field, names in OPTIONS.items():
        value = getattr(body, field)
        name = next((name for name in names if name in card.options), None)
        if name is not None and field in said and value not in (None, ""):
            options[name] = value
    return options


def not_used(body: Painting, card: ModelCard) -> list[str]:
    """Names of fields that asked for something this model has no use for."""
    names = []
    one_pass = getattr(body, "enable_hr", None) is False  # then nobody asked what the second does
    for name in sorted(body.model_fields_set | set(body.model_extra or {})):
        known = any(option in card.options for option in OPTIONS.get(name, ()))
        if one_pass and (name.startswith("hr_") or name == "denoising_strength"):
            continue
        if name not in _NOT_TOLD and not known and getattr(body, name) not in _IDLE:
            names.append(name[:60])
    return names


def info(body: Painting, job: Job, records: list[PictureRecord], unused: list[str]) -> str:
    """Their JSON string; under "tintype" what they have no word for."""
    plans = [record.plan for record in records if record.plan is not None]
    first = job.plans[0]
    negative = body.negative_prompt or ""
    steps = first.settings.get("samples", first.settings.get("steps", 1))
    told: dict[str, Any] = {
        "prompt": first.prompt, "all_prompts": [plan.prompt for plan in plans],
        "negative_prompt": negative, "all_negative_prompts": [negative] * len(plans),
        "seed": first.seed, "all_seeds": [plan.seed for plan in plans],
        "subseed": -1, "all_subseeds": [-1] * len(plans), "subseed_strength": 0,
        "width": first.width, "height": first.height, "sampler_name": first.engine,
        "cfg_scale": body.cfg_scale if "cfg_scale" not in unused else 0, "steps": steps,
        "batch_size": len(plans), "restore_faces": False, "face_restoration_model": None,
        "sd_model_name": first.model, "sd_model_hash": "", "sd_vae_name": None, "sd_vae_hash": None,
        "seed_resize_from_w": -1, "seed_resize_from_h": -1,
        "denoising_strength": body.denoising_strength,
        "extra_generation_params": {"Not used": ", ".join(unused)} if unused else {},
        "index_of_first_image": 0, "infotexts": [infotext(plan) for plan in plans], "styles": [],
        "job_timestamp": f"{datetime.datetime.fromtimestamp(job.created, datetime.UTC):%Y%m%d%H%M%S}",
        "clip_skip": 1, "is_using_inpainting_conditioning": False, "version": f"tintype {VERSION}",
        "tintype": {
            "job": job.id, "pictures": [record.id for record in records], "state": job.state,
            "not_used": unused, "notes": list(dict.fromkeys(note for plan in plans for note in plan.notes)),
        },
    }  # fmt: skip
    return json.dumps(finite(told))


def echo(body: Painting) -> dict[str, Any]:
    """The request as it was understood, without its pictures unless they were asked back."""
    said = body.model_dump()
    if not getattr(body, "include_init_images", False):
        for name in ("init_images", "mask"):
            if name in said:
                said[name] = None
    return said


def finite(value: Any) -> Any:
    """The value as JSON can say it: what is infinite or no number is None."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [finite(inner) for inner in value]
    return value


def answered(content: dict[str, Any]) -> Response:
    """A JSON response of whatever was said to us, also what no UTF-8 can hold."""
    return Response(json.dumps(finite(content)), media_type="application/json")
