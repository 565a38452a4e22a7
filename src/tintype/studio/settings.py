"""Settings: file < environment < flags.

The file is TOML, `settings.toml` in the user's configuration folder, or the one that
TINTYPE_SETTINGS names. Every field has a variable TINTYPE_<FIELD>. docs/settings.md explains each.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_args

from tintype.core.errors import BadOption
from tintype.core.frame import parse_size
from tintype.core.request import Quality

PREFIX = "TINTYPE_"
FILE_VARIABLE = "TINTYPE_SETTINGS"


@dataclass(frozen=True)
class Settings:
    """What a user may set once instead of saying it each time."""

    output: str = "."
    """Folder for pictures without an explicit place."""
    model: str = "stage"
    """Model to paint with."""
    size: str = "768x768"
    """Size to paint at."""
    quality: str = "medium"
    """low, medium or high."""
    chat_url: str = ""
    """OpenAI-compatible endpoint that enriches sentences; empty: our own rules do it."""
    chat_model: str = ""
    """Model to ask for there."""
    chat_key: str = field(default="", repr=False)
    """Its key; never printed, never written into a picture."""
    offline: bool = False
    """Never open a network connection."""


def load(environ: Mapping[str, str] | None = None, path: Path | None = None) -> Settings:
    """Settings from file and environment; raises BadOption naming what is wrong, and where."""
    environ = os.environ if environ is None else environ
    path = path or settings_path(environ)
    settings = _applied(Settings(), _file_values(path), f"in {path}")
    names = {PREFIX + item.name.upper(): item.name for item in fields(Settings)}
    given = {names[key]: value for key, value in environ.items() if key in names}
    return _applied(settings, given, "in the environment")


def settings_path(environ: Mapping[str, str]) -> Path:
    """Where the settings file lies, or would."""
    if named := environ.get(FILE_VARIABLE):
        return Path(os.path.expanduser(named))
    from platformdirs import user_config_path

    return user_config_path("tintype", appauthor=False) / "settings.toml"


def variable(name: str) -> str:
    """Environment variable of a field."""
    return PREFIX + name.upper()


def _file_values(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadOption(f"The settings file {path} cannot be read ({error}); mend or remove it.") from error


def _applied(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    known = {item.name: item.type for item in fields(Settings)}
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise BadOption(f"There is no setting “{name}” ({where}); known are: {', '.join(known)}.")
        changes[name] = _truth(name, value, where) if known[name] == "bool" else _text(name, value, where)
    if "size" in changes:
        parse_size(changes["size"])
    if changes.get("quality", "medium") not in get_args(Quality):
        raise BadOption(f"The setting quality is {changes['quality']!r} ({where}); use low, medium or high.")
    return replace(settings, **changes)


def _text(name: str, value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise BadOption(f"The setting {name} ({where}) must be text in quotes.")
    return value


def _truth(name: str, value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    words = {"1": True, "true": True, "yes": True, "on": True, "": False, "0": False, "false": False,
             "no": False, "off": False}  # fmt: skip
    if not isinstance(value, str) or value.lower() not in words:
        raise BadOption(f"The setting {name} is {value!r} ({where}); use true or false.")
    return words[value.lower()]
