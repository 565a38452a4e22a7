"""What this computer has: processor, memory, room on the disk."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """cores: that this process may use. memory, free_memory, free_disk: bytes, 0 where unknown."""

    system: str
    python: str
    cores: int
    memory: int
    free_memory: int
    free_disk: int


def look(folder: Path) -> Machine:
    """This machine, as this process sees it; limits of a container count. folder: whose disk."""
    memory, free = _memory()
    limit = _container_limit()
    if limit is not None:
        memory, free = min(memory, limit) or limit, min(free, limit) or limit
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory=memory,
        free_memory=free,
        free_disk=_free_disk(folder),
    )


def _memory() -> tuple[int, int]:
    """(all, available) in bytes; (0, 0) where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return _sysconf_memory(), 0
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines if ":" in line}
    return 1024 * kilobytes.get("MemTotal", 0), 1024 * kilobytes.get("MemAvailable", 0)


def _sysconf_memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0


def _container_limit() -> int | None:
    """Memory limit of the control group, None without one."""
    for file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            text = Path(file).read_text().strip()
        except OSError:
            continue
        if text.isdigit() and int(text) < 1 << 60:  # the old interface says "no limit" as a huge number
            return int(text)
    return None


def _free_disk(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
