"""Engines that do what engines should not; loaded by children, by reference."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tintype.core.event import Progress
from tintype.testing import FakeEngine

if TYPE_CHECKING:
    from tintype.core.event import Emit
    from tintype.core.picture import Pixels
    from tintype.core.request import Plan


class Chatty(FakeEngine):
    """Prints where frames are expected, and shows its environment on standard error."""

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        sys.stdout.write("hello from a library\n")
        os.write(1, b"\x00\x01 raw bytes")
        for name in sorted(os.environ):
            sys.stderr.write(f"{name}\n")
        sys.stderr.write("the last word\n")
        sys.stderr.flush()
        return super().paint(plan, emit)


class Flooding(FakeEngine):
    """Writes megabytes to standard error, then dies of a segmentation fault."""

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        for number in range(20_000):
            sys.stderr.write(f"warning {number}: {'x' * 80}\n")
        ctypes.string_at(0)
        raise AssertionError("still alive")


class Stubborn(FakeEngine):
    """Keeps Python to itself, as foreign code does that never lets go, for ten seconds."""

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        emit(Progress("digging in", 0, 1))
        ctypes.PyDLL(None).sleep(10)
        return super().paint(plan, emit)


class Parent(FakeEngine):
    """Has a process of its own that outlives it and holds the pipe."""

    def paint(self, plan: Plan, emit: Emit) -> Pixels:
        subprocess.Popen(["sleep", "30"], close_fds=False)
        emit(Progress("started it", 0, 1))
        time.sleep(0.2)
        os._exit(7)


class Late(FakeEngine):
    """Dies while it loads, the first time: a file remembers."""

    def __init__(self) -> None:
        mark = f"{os.environ['TMPDIR']}/was-here"
        if not os.path.exists(mark):
            with open(mark, "w"):
                os.abort()


class Doomed(FakeEngine):
    """Dies while it loads."""

    def __init__(self) -> None:
        os.abort()


class Missing:
    """Cannot be made."""

    def __init__(self) -> None:
        raise ImportError("No module named 'torch'")
