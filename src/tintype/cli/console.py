"""What the terminal shows: answers on stdout, everything else on stderr.

A terminal gets one line that lives; a file or a pipe gets plain lines, a few per picture.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import time
from typing import TYPE_CHECKING, TextIO

import click

from tintype.core.errors import OurError
from tintype.core.event import Progress

if TYPE_CHECKING:
    from tintype.core.event import Event

_CELLS = 24
_PLAIN_SECONDS = 2.0
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(text: str) -> None:
    """A line on stderr."""
    click.echo(_harmless(text), err=True)


def answer(text: str) -> None:
    """A line on stdout; raises OurError where it cannot be written, BrokenPipeError where nobody reads."""
    try:
        click.echo(_harmless(text))
    except BrokenPipeError:
        raise
    except OSError as error:
        close_stdout()
        raise OurError(
            f"The answer cannot be written to standard output ({error.strerror}); send it elsewhere."
        ) from error


def close_stdout() -> None:
    """What is still to be written goes nowhere, so that the process ends without a complaint."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def living() -> bool:
    """Whether stderr is a terminal that can rewrite a line."""
    return _is_open(sys.stderr) and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def clear_line() -> None:
    """Takes away what a living line left on a terminal."""
    if living():
        click.echo("\r\x1b[K", nl=False, err=True)


def _is_open(stream: TextIO | None) -> bool:
    """Python has None where the process was started with the stream closed."""
    return stream is not None


def _harmless(text: str) -> str:
    """Text that commands no terminal: a file or an engine may bring escape sequences of its own."""
    return _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


class Meter:
    """Shows the progress of one picture on stderr. quiet: shows nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = not quiet and living()
        self._cells = "█░" if "utf" in (getattr(sys.stderr, "encoding", "") or "").lower() else "#-"
        self._start = time.perf_counter()
        self._said: tuple[str, float] = ("", 0.0)
        self._title, self._doing, self._share, self._size = "", "", 0.0, ""

    def note(self, text: str) -> None:
        """A step that has no measure; shown at once."""
        if self._live:
            self._draw(text)
        elif not self._quiet:
            say(f"tintype: {text} …")

    def start(self, title: str, size: str) -> None:
        """The next picture begins; its clock starts now."""
        self._start = time.perf_counter()
        self._title, self._doing, self._share, self._size = title, "", 0.0, size
        self._said = ("", 0.0)

    def event(self, event: Event) -> None:
        """Takes what an engine emits."""
        if isinstance(event, Progress):
            self._doing, self._share = event.doing, event.done / max(1, event.total)
        if self._live:
            self._draw(self._bar())
        elif not self._quiet and isinstance(event, Progress):
            self._plain(event)

    def clear(self) -> None:
        """Takes the living line away."""
        if self._live:
            clear_line()

    def _bar(self) -> str:
        full, (cell, gap) = round(self._share * _CELLS), self._cells
        seconds = time.perf_counter() - self._start
        parts = (self._title, self._doing, cell * full + gap * (_CELLS - full), f"{self._share:4.0%}",
                 self._size, f"{seconds:.1f} s")  # fmt: skip
        return "  ".join(part for part in parts if part)

    def _draw(self, text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        click.echo("\r\x1b[K" + _harmless(text)[:width], nl=False, err=True)

    def _plain(self, event: Progress) -> None:
        """A line when the work changes its name, and one every two seconds."""
        doing, when = self._said
        now = time.perf_counter()
        if event.doing != doing or now - when >= _PLAIN_SECONDS:
            self._said = (event.doing, now)
            head = f"{self._title}  " if self._title else ""
            say(f"tintype: {head}{event.doing} {self._share:.0%}, {now - self._start:.1f} s")
