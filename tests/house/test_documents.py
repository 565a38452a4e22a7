"""What is written about the program is true of it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from tintype.studio.build import BUILT_IN
from tintype.studio.settings import PREFIX, Settings, variable

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
SWITCHES = {"TINTYPE_SETTINGS", "TINTYPE_DEBUG", "TINTYPE_FAKE", "TINTYPE_LOCAL_MODELS", "TINTYPE_NO_SYSTEM"}
"""Variables that are no settings."""


def test_every_setting_is_documented_with_its_variable_and_default() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    for field in fields(Settings):
        default = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
        row = re.search(rf"\| `{field.name}` \| `{variable(field.name)}` \| `([^|`]*)` \|", page)
        assert row, field.name
        assert row[1] == default, field.name


def test_every_variable_in_the_code_is_documented_and_every_documented_one_exists() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    known = {variable(field.name) for field in fields(Settings)} | SWITCHES
    files = [*(ROOT / "src").rglob("*.py"), ROOT / "tools" / "set_up.py"]
    used = {name for path in files for name in re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", path.read_text())}
    assert used <= known
    assert set(re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", page)) == known


def test_every_dependency_has_its_decision() -> None:
    pages = [plain(path.read_text()) for path in (ROOT / "docs" / "adr").glob("*.md")]
    for entry in PROJECT["dependencies"]:
        name = re.split(r"[<>=\[ ]", entry)[0]
        assert any(plain(name) in page for page in pages), f"docs/adr says nothing of {name}"


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9#*:.]", "", text.lower())


def test_decisions_are_numbered_and_complete() -> None:
    paths = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert len({path.name[:4] for path in paths}) == len(paths)
    for path in paths:
        text = path.read_text()
        assert re.match(r"# .+\n\nStatus: (accepted|superseded by \d{4})\n", text), path.name
        for part in ("**Context.**", "**Decision.**"):
            assert part in text, f"{path.name}: {part}"


def test_built_in_engines_are_the_entry_points() -> None:
    assert PROJECT["entry-points"]["tintype.engines"] == BUILT_IN


def test_every_exit_code_and_command_is_in_the_page_about_the_command_line() -> None:
    from tintype.cli.errors import EXIT_CODES
    from tintype.cli.main import COMMANDS

    page = (ROOT / "docs" / "cli.md").read_text()
    for command in COMMANDS:
        assert f"tintype {command}" in page
    for _, code in EXIT_CODES:
        assert f"| {code} |" in page


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"(?<!!)\[[^]]*\]\((?!https?:|#)([^)#]+)[^)]*\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_walk_passes_through_every_room() -> None:
    page = (ROOT / "docs" / "walk.md").read_text()
    rooms = (
        "core",
        "brief",
        "scene",
        "ports",
        "engines/stage",
        "assets",
        "ledger",
        "studio",
        "server",
        "cli",
    )
    for room in rooms:
        assert f"src/tintype/{room}/" in page, room


def test_the_repository_speaks_of_no_machine_of_ours() -> None:
    for path in [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
    ]:
        assert not re.search(r"/work/|/root/|/home/\w+/(?!linuxbrew|\.linuxbrew)\w", path.read_text()), path
