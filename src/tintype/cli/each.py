"""The same done to many files: names for what comes out, a line that lives, a report at the end.

What is there already is not made again, so a run that was stopped is gone on with by the same command.
A file that cannot be worked on is told of and passed over.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tintype.assets.files import FORMATS, check, save, vacant
from tintype.cli.console import answer, say
from tintype.cli.develop import at_home
from tintype.cli.errors import exit_code
from tintype.cli.interrupt import stoppable
from tintype.core.errors import (
    BadFile,
    BadOption,
    BadPrompt,
    Cancelled,
    CannotWrite,
    DiskFull,
    MissingPart,
    TintypeError,
    UnknownModel,
)
from tintype.core.event import Progress

if TYPE_CHECKING:
    from tintype.cli.console import Meter
    from tintype.core.event import Emit, Event
    from tintype.core.picture import Picture

REPORT = "tintype-report.json"
READ = (*FORMATS, ".gif", ".tif", ".tiff", ".bmp")
"""Endings of files in a folder that are worked on."""

_OF_ALL = (Cancelled, DiskFull, CannotWrite, BadOption, BadPrompt, UnknownModel, MissingPart)
"""Errors that the next file would meet as well."""
_GRAIN = 1000


@dataclass(frozen=True)
class Target:
    """file: to work on. path: where what comes out goes. replace: the user named this very file."""

    file: Path
    path: Path
    replace: bool
    skip: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a file. state: done, skipped (it was there already) or failed."""

    file: str
    state: str
    path: str | None = None
    size: tuple[int, int] | None = None
    seconds: float = 0.0
    sha256: str | None = None
    notes: tuple[str, ...] = ()
    kind: str | None = None
    message: str | None = None


def targets(
    given: Sequence[str], output: str | None, did: str, folder: str
) -> tuple[list[Target], Path | None]:
    """(what is worked on and where it goes; the folder that takes it all, if there is one).

    One file goes to `output`, or beside under a new name; several, or a folder, into the folder `output`.
    Raises BadOption, BadFile, CannotWrite, DiskFull.
    """
    files = list(_files(given))
    if not files:
        raise BadFile(f"There is no picture in {', '.join(given)}; name files ending in {', '.join(READ)}.")
    if output is not None and not output:
        raise BadOption("The name after -o is empty; name a file such as picture.png.")
    many = len(files) > 1 or any(os.path.isdir(at_home(each)) for each in given)
    if output is None and not many:
        (file, _) = files[0]
        path = vacant(at_home(folder) / f"{file.stem}-{did}{_ending(file)}")
        check(path)
        return [Target(file, path, replace=False)], None
    if output is None:
        raise BadOption(f"{len(files)} pictures need a folder to go to; name one with -o, such as -o done.")
    where = at_home(output)
    if not many and not (output.endswith(("/", os.sep)) or where.is_dir()):
        check(where)
        return [Target(files[0][0], where, replace=True)], None
    return _into(files, where), where


def _into(files: list[tuple[Path, Path]], where: Path) -> list[Target]:
    """Each into the folder, under its own name; names that two have get their old ending in it."""
    if where.suffix.lower() in FORMATS and not where.is_dir():
        raise BadOption(f"{len(files)} pictures do not fit into one file, {where}; name a folder with -o.")
    _make(where)
    found: dict[Path, Target] = {}
    for file, name in files:
        path = where / name.with_suffix(_ending(file))
        number = 1
        while path in found:
            number += 1
            path = where / name.with_name(f"{name.stem}-{number}{_ending(file)}")
        found[path] = Target(file, path, replace=False, skip=path.exists())
    return list(found.values())


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"The folder {folder} cannot be made ({error.strerror}); choose another."
        ) from error


def _files(given: Sequence[str]) -> Iterable[tuple[Path, Path]]:
    """(file, its name in the folder that takes it) of everything that was named, folders from within."""
    for text in given:
        path = at_home(text)
        if not path.is_dir():
            yield path, Path(path.name)
            continue
        for inner in sorted(path.rglob("*")):
            if inner.suffix.lower() in READ and inner.is_file():
                yield inner, inner.relative_to(path)


def _ending(file: Path) -> str:
    return file.suffix if file.suffix.lower() in FORMATS else ".png"


def work_through(
    todo: list[Target], make: Callable[[Path, Emit], Picture], *, meter: Meter, alone: bool
) -> list[Outcome]:
    """Makes and saves a picture of each. alone: there is one, whose error is the command's. Raises Cancelled,
    and DiskFull or CannotWrite when nothing more can be written."""
    outcomes: list[Outcome] = []
    meter.start("", "")
    for index, target in enumerate(todo):
        if target.skip:
            outcomes.append(Outcome(str(target.file), "skipped", str(target.path)))
            continue
        written = sum(each.state == "done" for each in outcomes)
        more = f"{written} of {len(todo)} pictures were written; the same command goes on from there"
        farewell = f"stopped; {more if written else 'nothing was written'}."
        start = time.perf_counter()
        try:
            with stoppable(_told(meter, target, index, len(todo)), farewell) as emit:
                picture = make(target.file, emit)
            outcomes.append(_saved(target, picture, time.perf_counter() - start))
        except KeyboardInterrupt:
            raise Cancelled(farewell) from None
        except _OF_ALL:
            raise
        except TintypeError as error:
            if alone:
                raise
            outcomes.append(_failed(target, error))
        finally:
            meter.clear()
    return outcomes


def _saved(target: Target, picture: Picture, seconds: float) -> Outcome:
    from tintype.assets.stamp import digest

    _make(target.path.parent)
    path = save(picture, target.path, overwrite=target.replace)
    height, width = picture.pixels.shape[:2]
    return Outcome(
        str(target.file), "done", str(path), (width, height), round(seconds, 3), digest(picture.pixels),
        picture.plan.notes,
    )  # fmt: skip


def _failed(target: Target, error: TintypeError) -> Outcome:
    said = " ".join(str(error).split())
    return Outcome(str(target.file), "failed", kind=type(error).__name__, message=said)


def _told(meter: Meter, target: Target, index: int, count: int) -> Callable[[Event], None]:
    """Shows how far all of it is."""

    def show(event: Event, /) -> None:
        if isinstance(event, Progress) and count > 1:
            share = (index + event.done / max(1, event.total)) / count
            event = Progress(f"{index + 1}/{count} {target.file.name}", round(share * _GRAIN), _GRAIN)
        meter.event(event)

    return show


def tell(
    outcomes: list[Outcome], did: str, folder: Path | None, *, as_json: bool, quiet: bool
) -> type[BaseException] | None:
    """Says what was done, and keeps it in the folder; gives the kind of the first error, if any."""
    counts = {state: sum(each.state == state for each in outcomes) for state in ("done", "skipped", "failed")}
    everything = {"operation": did, **counts, "files": [_plain(each) for each in outcomes]}
    if folder is not None:
        _keep(folder / REPORT, everything)
    if as_json:
        answer(json.dumps(everything, ensure_ascii=False))
    elif quiet:
        for each in outcomes:
            if each.state == "done":
                answer(str(each.path))
    else:
        _say(outcomes, counts, folder)
    failed = next((each for each in outcomes if each.state == "failed"), None)
    return None if failed is None else _kind(failed)


def _plain(outcome: Outcome) -> dict[str, Any]:
    told = {name: value for name, value in asdict(outcome).items() if value not in (None, (), 0.0)}
    if "path" in told:
        told["path"] = str(Path(told["path"]).absolute())
    return told


def _say(outcomes: list[Outcome], counts: dict[str, int], folder: Path | None) -> None:
    for each in outcomes:
        if each.state == "failed":
            say(f"failed: {each.message}")
        elif each.state == "done" and folder is None:
            for note in dict.fromkeys(each.notes):
                say(f"note: {note}")
            size = f"{each.size[0]}×{each.size[1]}" if each.size else ""
            say(f"{each.path}: {size}, {each.seconds:.1f} s")
    if folder is not None:
        parts = [f"{count} {state}" for state, count in counts.items() if count]
        say(f"{', '.join(parts)}; what became of each stands in {folder / REPORT}")


def _keep(path: Path, everything: dict[str, Any]) -> None:
    """The report, whole or not at all."""
    fresh = path.with_name(f".{path.name}.tmp")
    try:
        fresh.write_text(json.dumps(everything, ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(fresh, path)
    except OSError as error:
        raise CannotWrite(
            f"The report {path} cannot be written ({error.strerror}); check the folder."
        ) from error


def _kind(outcome: Outcome) -> type[BaseException]:
    from tintype.core import errors

    return getattr(errors, outcome.kind or "", TintypeError)


def code_of(kind: type[BaseException] | None) -> int:
    """The exit code for the first error of a run, 0 without one."""
    return 0 if kind is None else exit_code(kind())
