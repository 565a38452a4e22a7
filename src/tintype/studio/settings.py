"""Settings: file < environment < flags.

The file is TOML, `settings.toml` in the user's configuration folder, or the one that
TINTYPE_SETTINGS names. Every field has a variable TINTYPE_<FIELD>. docs/settings.md explains each.
"""

from __future__ import annotations

import os
import re
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


CHOICES: dict[str, tuple[str, ...]] = {
    "quality": get_args(Quality),
    "isolation": ("process", "here"),
    "keys": ("auto", "always", "never"),
    "moderation": ("auto", "low", "off"),
}
"""Settings that are one of a few words."""

RANGES: dict[str, tuple[int, int]] = {
    "port": (0, 65535),
    "workers": (0, 64),
    "grace": (0, 3600),
    "rate": (0, 1_000_000),
    "queue_limit": (1, 10_000_000),
    "events_days": (0, 36_500),
    "upload_mb": (1, 4096),
    "upload_megapixels": (1, 178),
    "spend_limit": (0, 100_000),
}
"""Settings that are whole numbers, and what they may be."""


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

    openai_key: str = field(default="", repr=False)
    """Key of OpenAI; "keyring": it lies there; empty: OPENAI_API_KEY. Never printed or written anywhere."""
    openai_url: str = ""
    """Where OpenAI's API is; empty: OPENAI_BASE_URL, or OpenAI's own address."""
    bfl_key: str = field(default="", repr=False)
    """Key of Black Forest Labs, likewise; empty: BFL_API_KEY."""
    google_key: str = field(default="", repr=False)
    """Key of Google's Gemini API, likewise; empty: GEMINI_API_KEY, or GOOGLE_API_KEY."""
    servers: str = ""
    """Servers that speak like OpenAI: "name=http://host:port/v1 model model, …"; no models: all it has."""
    server_keys: str = field(default="", repr=False)
    """Their keys: "name=key, …"; never printed or written anywhere."""
    spend_limit: int = 5
    """Dollars that hosted models may cost a day, all together."""

    models: str = ""
    """Folder of local models; empty: in the data folder."""
    hub_url: str = ""
    """Where models are brought from; empty: HF_ENDPOINT, or Hugging Face's own address."""
    hub_token: str = field(default="", repr=False)
    """Token for it; "keyring": it lies there; empty: HF_TOKEN. Never printed or written anywhere."""
    serve_licences: str = ""
    """Models that are served although their licences forbid it, because you may; names, commas."""

    host: str = "127.0.0.1"
    """Address the server listens on."""
    port: int = 0
    """Its port; 0: 8484, or the next one that is free."""
    data: str = ""
    """Folder of ledger, pictures and secrets; empty: the user's data folder."""
    ledger: str = field(default="", repr=False)
    """Database URL; empty: SQLite in the data folder. May hold a password."""
    assets: str = ""
    """Folder or fsspec URL of the pictures; empty: in the data folder."""
    workers: int = 1
    """Pictures painted at once."""
    isolation: str = "process"
    """Where engines run: process (a child process for each worker) or here."""
    grace: int = 30
    """Seconds that running pictures get to finish when the server is told to end."""
    keys: str = "auto"
    """Who needs a key: auto (all but programs on this machine), always, never."""
    names: str = ""
    """Names under which the server may be called without a key, besides loopback ones; commas."""
    origins: str = ""
    """Web pages elsewhere that may call the server from a browser; commas. Empty: none."""
    rate: int = 0
    """Requests for pictures a minute and key; 0: as many as they like."""
    queue_limit: int = 10_000
    """Jobs that may wait; further ones are told to come back later."""
    events_days: int = 30
    """Days for which it is kept what happened to jobs that are over; 0: for ever."""
    upload_mb: int = 50
    """Megabytes of one request, at most."""
    upload_megapixels: int = 64
    """Million pixels of a picture brought in, at most."""
    aliases: str = "gpt-image-*, chatgpt-image-*, dall-e-*"
    """Foreign model names that are answered: "name=model, …"; without "=model" by the setting `model`."""
    strict_openai: bool = False
    """Refuse what OpenAI's own API would refuse, instead of doing the sensible thing."""
    moderation: str = "auto"
    """Which sentences are refused: auto, low (only the worst) or off."""
    moderation_url: str = ""
    """OpenAI-compatible moderation endpoint to ask as well; empty: our own words decide."""
    moderation_key: str = field(default="", repr=False)
    """Its key; never printed, never written into a picture."""
    moderation_model: str = ""
    """Model to ask for there."""
    cutter: str = ""
    """ONNX file that tells what stands before the background of a picture, of your own; empty: only our own
    pictures are cut out, which say it themselves."""
    enlarger: str = ""
    """File of your own network that enlarges: ONNX, or safetensors with the extra `spandrel`; empty: none."""
    face_swapper: str = ""
    """ONNX file that swaps faces, of your own; empty: faces are swapped without a network."""
    face_reader: str = ""
    """ONNX file that tells faces apart, which the other one needs."""
    provenance: bool = True
    """Sign pictures: C2PA says that a machine made them."""


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


def changed(settings: Settings, values: Mapping[str, Any], where: str = "on the command line") -> Settings:
    """The settings with some said anew, held to the same rules; raises BadOption."""
    return _applied(settings, values, where)


def data_folder(settings: Settings) -> Path:
    """Where everything that the server keeps lies, or would."""
    if settings.data:
        return Path(os.path.abspath(os.path.expanduser(settings.data)))
    from platformdirs import user_data_path

    return user_data_path("tintype", appauthor=False)


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
        reader = {"bool": _truth, "int": _number}.get(str(known[name]), _text)
        changes[name] = reader(name, value, where)
    if "size" in changes:
        parse_size(changes["size"])
    return replace(settings, **changes)


def _number(name: str, value: Any, where: str) -> int:
    low, high = RANGES[name]
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,12}\s*", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadOption(
            f"The setting {name} is {value!r} ({where}); use a whole number from {low} to {high}."
        )
    return value


def _text(name: str, value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise BadOption(f"The setting {name} ({where}) must be text in quotes.")
    words = CHOICES.get(name)
    if words is not None and value not in words:
        cure = f"{', '.join(words[:-1])} or {words[-1]}"
        raise BadOption(f"The setting {name} is {value!r} ({where}); use {cure}.")
    return value


def _truth(name: str, value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    words = {"1": True, "true": True, "yes": True, "on": True, "": False, "0": False, "false": False,
             "no": False, "off": False}  # fmt: skip
    if not isinstance(value, str) or value.lower() not in words:
        raise BadOption(f"The setting {name} is {value!r} ({where}); use true or false.")
    return words[value.lower()]
