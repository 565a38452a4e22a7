"""The commands in README and docs work as written.

A fenced block that starts with ```sh test (or ```python test) is run in a folder that holds nothing
but `tintype`; ```sh test tiny paints at 256 pixels and low quality, to be quick.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(sh|python) test( tiny)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [page for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if page.exists()]
BLOCKS = [
    pytest.param(language, bool(tiny), text, id=f"{page.stem}-{index}")
    for page in PAGES
    for index, (language, tiny, text) in enumerate(BLOCK.findall(page.read_text()))
]


@pytest.mark.parametrize(("language", "tiny", "text"), BLOCKS)
def test_a_block_runs_as_written(tmp_path: Path, language: str, tiny: bool, text: str) -> None:
    command = tmp_path / "tintype"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tintype "$@"\n')
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    if tiny:
        environment |= {"TINTYPE_SIZE": "256x256", "TINTYPE_QUALITY": "low"}
    words = ["sh", "-e", "-c", text] if language == "sh" else [sys.executable, "-c", text]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_readme_shows_a_picture_that_is_there() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("no README yet")
    pictures = re.findall(r"!\[[^]]*\]\((?!http)([^)]+)\)", readme.read_text())
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).is_file(), picture
