"""The terminal face: `tintype "a sentence"` paints; a first word that is a command is that command."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from tintype.cli.console import close_stdout
from tintype.cli.errors import debugging, exit_code, sentence
from tintype.core.errors import Cancelled
from tintype.core.version import VERSION

COMMANDS: dict[str, str] = {
    "paint": "tintype.cli.paint:paint",
    "coach": "tintype.cli.words:coach",
    "enrich": "tintype.cli.words:enrich",
    "change": "tintype.cli.change:change",
    "upscale": "tintype.cli.retouch:upscale",
    "restore": "tintype.cli.retouch:restore",
    "inpaint": "tintype.cli.retouch:inpaint",
    "outpaint": "tintype.cli.retouch:outpaint",
    "vary": "tintype.cli.retouch:vary",
    "cutout": "tintype.cli.retouch:cutout",
    "swap": "tintype.cli.retouch:swap",
    "pipe": "tintype.cli.pipe:pipe",
    "replay": "tintype.cli.replay:replay",
    "show": "tintype.cli.replay:show",
    "compare": "tintype.cli.compare:compare",
    "models": "tintype.cli.models:models",
    "doctor": "tintype.cli.machine:doctor",
    "serve": "tintype.cli.serve:serve",
    "keys": "tintype.cli.keys:keys",
    "mcp": "tintype.cli.mcp:mcp",
}
"""Command → where it lies; loaded when it is called or listed."""

_OF_KEYS = {("keys", "create"), ("keys", "list"), ("keys", "revoke")}

_OF_FILES = {
    "show", "replay", "change", "upscale", "restore", "inpaint", "outpaint", "vary", "cutout", "swap", "pipe",
}  # fmt: skip
"""Commands whose first word is a file."""

_EPILOG = """A first word that is none of these commands is a sentence: tintype "a red vase on oak".
All options of painting: tintype paint --help."""


class Commands(click.Group):
    """Imports a command only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, _, name = COMMANDS[cmd_name].partition(":")
        return getattr(import_module(module), name)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
    invoke_without_command=True,
)
@click.version_option(VERSION, prog_name="tintype", message="%(prog)s %(version)s")
@click.pass_context
def group(ctx: click.Context) -> None:
    """Type a sentence, get a picture that follows it; on the machine you have.

    \b
      tintype "a perfume bottle on white marble, key light from above-left" -o bottle.png
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def to_command(words: Sequence[str]) -> list[str]:
    """The command line with `paint` put before it where it starts with a sentence or its options."""
    if not words or words[0] in ("-h", "--help", "--version"):
        return list(words)
    if words[0] in COMMANDS and not _is_sentence(words):
        return list(words)
    return ["paint", *words]


def _is_sentence(words: Sequence[str]) -> bool:
    """Whether a first word that names a command starts a sentence without quotes after all.

    "models on a catwalk" and "show me a vase" are sentences: `doctor` takes no words, those that take a
    file are not followed by one, `keys` and `models` not by what is done with them.
    """
    command, rest = words[0], [word for word in words[1:] if not word.startswith("-")]
    if command == "doctor":
        return bool(rest)
    if command == "models":
        return bool(rest) and not _of_models(rest)
    if command in ("serve", "mcp"):
        return len(words) > 1 and not words[1].startswith("-")
    if command == "keys":
        return (
            len(words) > 1 and not words[1].startswith("-") and words[1] not in ("create", "list", "revoke")
        )
    if command in _OF_FILES:
        return len(rest) > 1 and not any(mark in rest[0] for mark in "./\\") and not os.path.exists(rest[0])
    return False


def _of_models(rest: Sequence[str]) -> bool:
    """Whether the words after `models` say what to do with them."""
    most = {
        "list": 1, "show": 2, "verify": 2, "pull": 2, "adopt": 3, "remove": 2, "spend": 1, "leaderboard": 1,
        "recommend": 10_000,
    }  # fmt: skip
    return len(rest) <= most.get(rest[0], 0)


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command line (default: the process's own) and returns the exit code."""
    words = list(sys.argv[1:] if words is None else words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter stops nothing
    try:
        code = group.main(to_command(words), prog_name="tintype", standalone_mode=False)
    except click.ClickException as error:
        _complain(error.format_message().rstrip(".") + "; tintype --help lists what there is.", words)
        return 2
    except BrokenPipeError:
        close_stdout()  # the reader of our output left; nothing to tell it
        return 0
    except (Exception, KeyboardInterrupt, click.Abort) as error:
        if isinstance(error, click.Abort):
            error = Cancelled("stopped; nothing was written.")
        if debugging():
            raise
        _complain(sentence(error), words, kind=type(error).__name__)
        return exit_code(error)
    return code if isinstance(code, int) else 0  # a number where a command ended with Exit


def _complain(text: str, words: Sequence[str], kind: str = "Usage") -> None:
    """The sentence on stderr; with --json also an object on stdout, where a program waits for one."""
    click.echo(f"tintype: {text}", err=True)
    if "--json" in words:
        import json

        try:
            click.echo(json.dumps({"error": {"kind": kind, "message": text}}, ensure_ascii=False))
        except OSError:
            close_stdout()
