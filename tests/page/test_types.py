"""The page's types, said in JSDoc, hold: TypeScript reads every module as strictly as it can."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import tintype.server.page

HERE = Path(__file__).parent / "node"
TSC = HERE / "node_modules" / "typescript" / "bin" / "tsc"
NODE = shutil.which("node")


@pytest.mark.skipif(
    NODE is None or not TSC.exists(), reason="TypeScript is not here (npm ci in tests/page/node)"
)
def test_every_module_keeps_its_types() -> None:
    command = [str(NODE), str(TSC), "-p", str(HERE / "tsconfig.json"), "--listFiles"]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert told.returncode == 0, "\n".join(line for line in told.stdout.splitlines() if "error TS" in line)
    page = Path(tintype.server.page.__file__).parent / "js"
    modules = {str(path) for path in page.rglob("*.js")} - {str(page / "preact.js")}
    assert modules <= set(told.stdout.splitlines())
