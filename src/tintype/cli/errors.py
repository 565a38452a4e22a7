"""Errors → what the terminal says and the exit code. The one table."""

from __future__ import annotations

import os

from tintype.core.errors import Cancelled, OurError, TintypeError, UserError

CANCELLED = 130
"""What shells expect of a program that Ctrl-C ended: 128 + SIGINT."""

EXIT_CODES: tuple[tuple[type[BaseException], int], ...] = (
    (UserError, 2),
    (OurError, 1),
    (Cancelled, CANCELLED),
    (KeyboardInterrupt, CANCELLED),
)
"""First match counts; anything unexpected is 1."""

DEBUG_VARIABLE = "TINTYPE_DEBUG"


def exit_code(error: BaseException) -> int:
    """The code the process ends with."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)


def sentence(error: BaseException) -> str:
    """One line for a person."""
    if isinstance(error, TintypeError):
        return " ".join(str(error).split())
    if isinstance(error, KeyboardInterrupt):
        return "stopped; nothing was written."
    if isinstance(error, MemoryError):
        return "There is not enough memory for this; choose a smaller --size."
    said = " ".join(str(error).split())[:200]
    return (
        f"Something broke that should not ({type(error).__name__}: {said});"
        f" run again with {DEBUG_VARIABLE}=1 for the details."
    )


def debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return os.environ.get(DEBUG_VARIABLE, "") not in ("", "0")
