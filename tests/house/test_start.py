"""Starting is quick, because nothing heavy is loaded before it is needed."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = ("numpy", "mitsuba", "drjit", "PIL", "onnxruntime", "httpx", "tintype.studio", "tintype.scene")


def loaded_after(code: str) -> set[str]:
    """Heavy modules in sys.modules after running code in a fresh interpreter."""
    look = f"\nimport json, sys; print('\\n' + json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code + look], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_after("import tintype") == set()


def test_help_and_version_load_nothing_heavy() -> None:
    for words in ("['--help']", "['--version']", "['paint', '--help']", "['change', '--help']"):
        assert loaded_after(f"from tintype.cli.main import main; assert main({words}) == 0") == set()


def test_coaching_loads_no_renderer() -> None:
    loaded = loaded_after("from tintype.cli.main import main; main(['coach', 'a red vase on white marble'])")
    assert loaded <= {"tintype.studio"}


def test_listing_models_loads_no_renderer() -> None:
    loaded = loaded_after("from tintype.cli.main import main; assert main(['models']) == 0")
    assert not loaded & {"mitsuba", "drjit", "PIL", "onnxruntime", "httpx", "numpy"}


def processor_seconds(*words: str) -> float:
    """Best of five, in seconds of processor: what it needs, whatever else runs on this machine."""
    best = 9.0
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "tintype", *words], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def test_help_is_there_at_once() -> None:
    assert processor_seconds("--help") < 0.15


def test_importing_takes_a_few_milliseconds() -> None:
    code = "import time; s = time.process_time(); import tintype; print(time.process_time() - s)"
    runs = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5)]
    assert min(runs) < 0.03


@pytest.mark.parametrize("words", [["a red vase"], ["a red vase", "--model", "stage"]])
def test_the_first_line_of_a_painting_comes_within_a_second(tmp_path: Path, words: list[str]) -> None:
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tintype", *words],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ,
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    took = time.perf_counter() - start
    process.kill()
    process.communicate()
    assert line.startswith("tintype: ")
    assert took < 1.0
