"""Commands and options change on purpose only: after a change, write the new list into cli.txt.

python tests/house/test_cli_frozen.py > tests/house/cli.txt
"""

from __future__ import annotations

from pathlib import Path

import click

from tintype.cli.main import COMMANDS, group

SNAPSHOT = Path(__file__).with_name("cli.txt")


def commands() -> list[tuple[str, click.Command]]:
    """Every command with its name, those inside a group too."""
    found: list[tuple[str, click.Command]] = []
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {inner}", each) for inner, each in command.commands.items()]
    return found


def listing() -> str:
    """Every command with its arguments and options, a line each."""
    lines = []
    for name, command in commands():
        lines.append(f"tintype {name}")
        for parameter in command.params:
            kind = "argument" if isinstance(parameter, click.Argument) else "option"
            named = parameter.metavar or parameter.human_readable_name
            spelled = named if kind == "argument" else ", ".join(parameter.opts)
            lines.append(f"  {kind} {spelled} {parameter.type.name}")
    return "\n".join(lines) + "\n"


def test_commands_and_options_are_the_frozen_ones() -> None:
    assert listing() == SNAPSHOT.read_text()


def test_every_option_explains_itself() -> None:
    for name, command in commands():
        assert command.help
        for parameter in command.params:
            assert isinstance(parameter, click.Argument) or parameter.help, f"{name} {parameter.name}"


if __name__ == "__main__":
    print(listing(), end="")
