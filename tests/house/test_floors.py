"""The floors of the house, kept by import-linter; the contracts are in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_all_contracts_are_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_room_has_a_floor() -> None:
    (floors,) = (contract for contract in CONTRACTS if contract["id"] == "floors")
    named = {room.strip(" ()") for layer in floors["layers"] for room in layer.split("|")}
    rooms = {
        path.stem
        for path in (ROOT / "src" / "tintype").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms - named == {"__init__", "__main__"}
    assert floors["exhaustive"] is True


def test_heavy_packages_are_imported_through_their_doors_only() -> None:
    """Also inside functions and behind `importlib`, where the linter may not look."""
    doors = {
        "mitsuba": "engines/stage/", "drjit": "engines/stage/", "mitsuba_oidn": "engines/stage/",
        "onnxruntime": "runtime/onnx.py", "httpx": "runtime/http.py", "click": "cli/",
        "fastapi": "server/", "starlette": "server/", "uvicorn": "server/", "prometheus_client": "server/",
        "mcp": "server/", "sqlalchemy": "ledger/", "alembic": "ledger/", "psycopg": "ledger/",
        "fsspec": "assets/", "c2pa": "assets/", "cryptography": "assets/", "cv2": "engines/faces/",
        "diffusers": "engines/diffusers/", "transformers": "engines/diffusers/", "torch": ("engines/", "runtime/spandrel.py"), "spandrel": "runtime/spandrel.py",
    }  # fmt: skip
    source = ROOT / "src" / "tintype"
    for path in source.rglob("*.py"):
        where = path.relative_to(source).as_posix()
        for line in path.read_text().splitlines():
            words = line.replace(",", " ").split()
            if words[:1] not in (["import"], ["from"]) or len(words) < 2:
                continue
            package = words[1].split(".")[0]
            assert package != "ray", f"{where}: {line}"
            assert where.startswith(doors.get(package, "")), f"{where}: {line}"
