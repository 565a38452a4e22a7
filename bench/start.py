"""How fast tintype starts: `python bench/start.py`. The last line is JSON.

Each figure is the wall time of a whole process, median and best of ten: `--help`, the first line of
a painting, and what the launcher adds.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 10
PROGRAM = [sys.executable, "-m", "tintype"]


def whole(command: list[str]) -> float:
    """Seconds until the process has ended."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def first_line(command: list[str]) -> float:
    """Seconds until the process has said its first line on stderr."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=folder) as process:
            assert process.stderr is not None
            process.stderr.readline()
            took = time.perf_counter() - start
            process.kill()
    return took


def main() -> None:
    figures: dict[str, dict[str, float]] = {}
    launcher = [str(ROOT / "tintype")]
    measured: tuple[tuple[str, Callable[[list[str]], float], list[str]], ...] = (
        ("import tintype", whole, [sys.executable, "-c", "import tintype"]),
        ("python alone", whole, [sys.executable, "-c", "pass"]),
        ("tintype --help", whole, [*PROGRAM, "--help"]),
        ("./tintype --help", whole, [*launcher, "--help"]),
        ("first line of a painting", first_line, [*PROGRAM, "a red vase"]),
    )
    for name, measure, command in measured:
        measure(command)  # once for the caches
        times = sorted(measure(command) for _ in range(RUNS))
        figures[name] = {"median": round(statistics.median(times), 4), "best": round(times[0], 4)}
        print(f"{name:<26} {figures[name]['median']:.3f} s   best {figures[name]['best']:.3f} s")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
