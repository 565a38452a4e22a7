"""Commands and options change on purpose only: after a change, write the new list into cli.txt.

python tests/house/test_cli_frozen.py > tests/house/cli.txt
"""

from __future__ import annotations

from pathlib import Path

import click

from tintype.cli.main import COMMANDS, group

SNAPSHOT = Path(__file__).with_name("cli.txt")


def listing() -> str:
    """Every command with its arguments and options, a line each."""
    lines = []
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        lines.append(f"tintype {name}")
        for parameter in command.params:
            kind = "argument" if isinstance(parameter, click.Argument) else "option"
            spelled = parameter.metavar if kind == "argument" else ", ".join(parameter.opts)
            lines.append(f"  {kind} {spelled} {parameter.type.name}")
    return "\n".join(lines) + "\n"


def test_commands_and_options_are_the_frozen_ones() -> None:
    assert listing() == SNAPSHOT.read_text()


def test_every_option_explains_itself() -> None:
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert command.help
        for parameter in command.params:
            assert isinstance(parameter, click.Argument) or parameter.help, f"{name} {parameter.name}"


if __name__ == "__main__":
    print(listing(), end="")
