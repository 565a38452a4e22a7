"""Fetches the libraries and fonts that the page carries, from npm, and puts them into its vendor folder.

    .venv/bin/python tools/vendor.py

Only for whoever brings a new version in: what it makes is part of the repository. Browsers resolve no
bare names without an inline import map, which the page's policy forbids, so these are made relative.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "src" / "tintype" / "server" / "page" / "vendor"

PACKAGES: dict[str, dict[str, str]] = {
    "preact@11.2.0": {
        "dist/preact.mjs": "preact.js", "hooks/dist/hooks.mjs": "hooks.js", "LICENSE": "preact.LICENSE",
    },
    "@preact/signals-core@1.14.5": {
        "dist/signals-core.mjs": "signals-core.js", "LICENSE": "signals-core.LICENSE",
    },
    "@preact/signals@2.11.4": {"dist/signals.mjs": "signals.js", "LICENSE": "signals.LICENSE"},
    "htm@3.1.1": {"dist/htm.mjs": "htm.js", "LICENSE": "htm.LICENSE"},
    "@fontsource/instrument-serif@5.3.0": {
        "files/instrument-serif-latin-400-normal.woff2": "instrument-serif.woff2",
        "files/instrument-serif-latin-400-italic.woff2": "instrument-serif-italic.woff2",
        "LICENSE": "instrument-serif.LICENSE",
    },
    "@fontsource-variable/geist@5.3.0": {
        "files/geist-latin-wght-normal.woff2": "geist.woff2", "LICENSE": "geist.LICENSE",
    },
}  # fmt: skip
"""Package → file in it → its name here."""

NAMES = {"preact": "preact", "preact/hooks": "hooks", "@preact/signals-core": "signals-core"}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    lines = []
    for package, files in PACKAGES.items():
        contents, version = fetched(package)
        for inside, here in files.items():
            data = relative(contents[f"package/{inside}"], here)
            (FOLDER / here).write_bytes(data)
            lines.append(f"{hashlib.sha256(data).hexdigest()}  {here}  {version}/{inside}")
    (FOLDER / "SOURCES.txt").write_text("\n".join(lines) + "\n")


def fetched(package: str) -> tuple[dict[str, bytes], str]:
    """(path → content of what npm has under that name, name and version)."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", package, "--silent"], cwd=folder, check=True, capture_output=True, text=True
        )
        name = done.stdout.split()[-1]
        with tarfile.open(Path(folder) / name) as archive:
            files = [(each.name, archive.extractfile(each)) for each in archive if each.isfile()]
            return {path: file.read() for path, file in files if file}, name.removesuffix(".tgz")


def relative(data: bytes, name: str) -> bytes:
    """Imports as browsers follow them, and no map that is not here."""
    if not name.endswith(".js"):
        return data
    text = re.sub(r'from"([^"]+)"', lambda found: f'from"./{NAMES[found[1]]}.js"', data.decode())
    return re.sub(r"\n?//# sourceMappingURL=.*\n?$", "\n", text).encode()


if __name__ == "__main__":
    main()
