"""What a child inherits: what libraries need to be found, and no secret.

Our own variables stay outside as well: a child reads no settings, it paints plans.
"""

from __future__ import annotations

from collections.abc import Mapping

PASSED = {
    "DRJIT_LIBLLVM_PATH", "DYLD_LIBRARY_PATH", "HF_HOME", "HOME", "LANG", "LANGUAGE", "LD_LIBRARY_PATH",
    "LOGNAME", "PATH", "PYTHONHOME", "PYTHONPATH", "PYTHONUTF8", "SSL_CERT_DIR", "SSL_CERT_FILE",
    "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "USER", "VIRTUAL_ENV", "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
}  # fmt: skip
"""Variables that are passed on."""

FAMILIES = (
    "CUDA_", "DRJIT_", "GOMP_", "HIP_", "KMP_", "LC_", "MI_", "MKL_", "NUMEXPR_", "NVIDIA_", "OMP_",
    "OPENBLAS_", "ORT_", "PYTORCH_", "ROCR_",
)  # fmt: skip
"""Beginnings of further ones: how many threads, which card."""

SECRET = ("KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL")
"""Whatever has such a word in its name stays outside."""


def surroundings(environ: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that a child gets."""
    return {name: value for name, value in environ.items() if _passes(name)}


def _passes(name: str) -> bool:
    known = name in PASSED or name.startswith(FAMILIES)
    return known and not any(word in name.upper() for word in SECRET)
