"""On what the rays are traced: an NVIDIA card, all lanes of the CPU through LLVM, or one at a time.

The only module that chooses a Mitsuba variant. Dr.Jit finds LLVM by itself, but it takes the first
one it meets, and releases 14 and 15 abort the process ("Cannot select … WrapperRIP"), so the library
is looked for here and named to it.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from functools import lru_cache
from glob import glob
from typing import TYPE_CHECKING, Literal

from tintype.core.errors import MissingPart

if TYPE_CHECKING:
    from types import ModuleType

Variant = Literal["cuda_ad_rgb", "llvm_ad_rgb", "scalar_rgb"]

OLDEST_LLVM = 16

_PLACES = (
    "/usr/lib/*-linux-gnu/libLLVM*.so*",
    "/usr/lib/llvm-*/lib/libLLVM*.so*",
    "/usr/lib64/libLLVM*.so*",
    "/usr/lib64/llvm*/lib*/libLLVM*.so*",
    "/usr/lib/libLLVM*.so*",
    "/usr/local/lib/libLLVM*.so*",
    "/opt/homebrew/opt/llvm*/lib/libLLVM*.dylib",
    "/usr/local/opt/llvm*/lib/libLLVM*.dylib",
    "/home/linuxbrew/.linuxbrew/opt/llvm*/lib/libLLVM*.so*",
    "C:/Program Files/LLVM/bin/LLVM-C.dll",
)


@lru_cache(maxsize=1)
def llvm() -> str | None:
    """Path of the newest libLLVM that Dr.Jit can use, or None.

    `DRJIT_LIBLLVM_PATH` wins where it names a usable library; then the places where Debian, Ubuntu,
    Fedora, Arch, Homebrew, conda and LLVM's own installer put it.
    """
    named = os.environ.get("DRJIT_LIBLLVM_PATH")
    if named and (_release_by_name(named) or 0) not in range(1, OLDEST_LLVM) and _usable(named):
        return named
    own = os.path.join(sys.prefix, "lib", "libLLVM*")
    found = {os.path.realpath(path) for place in (own, *_PLACES) for path in glob(place)}
    by_age = sorted(found, key=lambda path: (_release_by_name(path) or OLDEST_LLVM, path), reverse=True)
    fit = (path for path in by_age if (_release_by_name(path) or OLDEST_LLVM) >= OLDEST_LLVM)
    return next(filter(_usable, fit), None)


def _release_by_name(path: str) -> int | None:
    """19 for libLLVM-19.so, libLLVM.so.19.1, llvm-19/lib/libLLVM.so; None where no number is told."""
    told = re.search(r"libLLVM[-.](?:so\.)?(\d+)|llvm[-@]?(\d+)[/\\]", path)
    return int(told[1] or told[2]) if told else None


def _usable(path: str) -> bool:
    """Whether it loads and is new enough: LLVMGetVersion came with release 16."""
    try:
        release = ctypes.c_uint()
        ctypes.CDLL(path).LLVMGetVersion(ctypes.byref(release), None, None)
    except (OSError, AttributeError):
        return False
    return release.value >= OLDEST_LLVM


@lru_cache(maxsize=1)
def optix() -> bool:
    """Whether an NVIDIA card and the driver's ray-tracing library are both here."""
    try:
        cuda = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
        if sys.platform != "win32":
            ctypes.CDLL("libnvoptix.so.1")
        count = ctypes.c_int()
        return cuda.cuInit(0) == 0 and cuda.cuDeviceGetCount(ctypes.byref(count)) == 0 and count.value > 0
    except (OSError, AttributeError):
        return False


@lru_cache(maxsize=1)
def variant() -> Variant:
    """The fastest variant this machine can run."""
    if optix():
        return "cuda_ad_rgb"
    return "llvm_ad_rgb" if llvm() else "scalar_rgb"


def mitsuba(wanted: Variant | None = None) -> ModuleType:
    """Mitsuba with its variant set for this thread; `wanted` None takes the fastest.

    Raises MissingPart where the packages are not installed or `wanted` cannot run here.
    """
    chosen = wanted or variant()
    if chosen == "llvm_ad_rgb":
        path = llvm()
        if path is None:
            raise MissingPart(
                f"{chosen} needs LLVM {OLDEST_LLVM} or newer; on Debian and Ubuntu: {LLVM_CURE}."
            )
        os.environ["DRJIT_LIBLLVM_PATH"] = path
    try:
        import mitsuba as mi
    except ImportError as error:
        raise MissingPart(f"mitsuba cannot be loaded ({error}); pip install mitsuba brings it.") from error
    if mi.variant() != chosen:
        mi.set_variant(chosen)
        # Its warnings go to stdout, where they would end up in what a caller reads.
        mi.set_log_level(mi.LogLevel.Error)
    return mi


LLVM_CURE = "sudo apt-get install libllvm19"
