"""What lies below /page/: styles, modules, libraries, typefaces. Read once, answered compressed.

Under /page/v-…/ a file may be kept for ever, for that part of the address changes with the content;
modules name one another relatively, so all of a page are of one version.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import posixpath
import re
from importlib.resources import files
from pathlib import Path

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".LICENSE": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
"""Ending → media type of what is answered; nothing else in the folder is."""

FOLDERS = ("css", "js", "vendor")
FOREVER = "public, max-age=31536000, immutable"

_IMPORT = re.compile(r"""^(?:import|export)\b[^;"']*["'](\.[^"']+)["']""", re.MULTILINE)
_ENTRY = "js/app.js"
_STYLE = re.compile(r'<link rel="stylesheet" href="/page/\{version\}/(css/[a-z-]+\.css)">\n')
STYLES = "css/all.css"
_HERE = "tintype.server.page"


def refresh() -> None:
    """Whoever edits a file and loads the page again sees it."""
    global _stamp
    now = max((path.stat().st_mtime_ns for path in _paths()), default=0)
    if now != _stamp:
        for kept in (drawings, version, compressed, text, modules):
            kept.cache_clear()
        _stamp = now


_stamp = 0


def _paths() -> list[Path]:
    here = Path(str(files(_HERE)))
    found = [path for folder in FOLDERS for path in sorted((here / folder).rglob("*"))]
    return [path for path in [*found, *here.glob("*.*")] if path.suffix in TYPES or path.suffix == ".html"]


@functools.cache
def drawings() -> dict[str, bytes]:
    """Path below /page/ → content. STYLES is all styles of index.html in one, in its order."""
    here = Path(str(files(_HERE)))
    found = {
        path.relative_to(here).as_posix(): path.read_bytes() for path in _paths() if path.suffix in TYPES
    }
    order = _STYLE.findall((here / "index.html").read_text("utf-8"))
    return {**found, STYLES: b"".join(found[name] for name in order)}


@functools.cache
def version() -> str:
    """v- and 12 digits that change with the content."""
    whole = hashlib.sha256()
    for name, data in drawings().items():
        whole.update(f"{name} {len(data)} ".encode() + data)
    return f"v-{whole.hexdigest()[:12]}"


def find(path: str) -> tuple[str, bool] | None:
    """(name of a drawing, whether it may be kept for ever); None: there is none at that path."""
    first, _, rest = path.partition("/")
    name, kept = (rest, first == version()) if first.startswith("v-") else (path, False)
    return (name, kept) if name in drawings() else None


@functools.cache
def compressed(name: str) -> bytes | None:
    """The content by gzip, None where that saves nothing."""
    data = drawings()[name]
    small = gzip.compress(data, 9, mtime=0)
    return small if len(small) < 0.9 * len(data) else None


@functools.cache
def text(name: str) -> str:
    """One of the page's documents, such as index.html; {version} and {preloads} are filled in."""
    whole = files(_HERE).joinpath(name).read_text("utf-8")
    if name == "index.html":  # eight files to edit, one to fetch before anything can be painted
        first, *others = _STYLE.finditer(whole)
        for link in reversed(others):
            whole = whole[: link.start()] + whole[link.end() :]
        whole = whole[: first.start(1)] + STYLES + whole[first.end(1) :]
    links = "\n".join(f'<link rel="modulepreload" href="/page/{version()}/{each}">' for each in modules())
    return whole.replace("{version}", version()).replace("{preloads}", links)


@functools.cache
def modules(entry: str = _ENTRY) -> tuple[str, ...]:
    """The modules that a page needs before it can be used, in the order of their first import: named
    beforehand they are fetched side by side, not one after another."""
    found = [entry]
    for name in found:
        source = drawings()[name].decode()
        for target in _IMPORT.findall(source):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            if path in drawings() and path not in found:
                found.append(path)
    return tuple(found)
