"""How well and how fast sentences are read: `python bench/brief.py [-v]`.

The table is tests/brief/sentences_*.toml. Each entry gives `say` and what it means, in a short
notation: things = "kind*count key=value …; kind …" (a "?" after a kind that no table knows),
relations = "name subject object …; …" by kinds, one "key=value …" line per other element, excluded =
"word; word". Only what the sentence SAYS is compared, not what it implies; everything not listed
counts against precision. A thing's size is compared only where the entry gives one.
"""

from __future__ import annotations

import shlex
import statistics
import sys
import time
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from tintype.brief import Brief, parse

TABLE = Path(__file__).resolve().parent.parent / "tests" / "brief"
ELEMENTS = ("subject", "relations", "environment", "lighting", "camera", "atmosphere", "excluded")
Facts = Counter[tuple[str, ...]]


@dataclass
class Score:
    """Facts found, expected, and both."""

    right: int = 0
    read: int = 0
    meant: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.meant if self.meant else 1.0


def sentences(pattern: str = "sentences_*.toml") -> list[dict[str, str]]:
    """Every entry of the table."""
    return [
        entry for path in sorted(TABLE.glob(pattern)) for entry in tomllib.loads(path.read_text())["sentence"]
    ]


def _value(value: Any) -> str:
    if isinstance(value, bool) or str(value) in ("true", "false"):
        return str(value).lower()
    try:
        return f"{float(value):g}"
    except (TypeError, ValueError):
        return str(value)


def meant(entry: dict[str, str]) -> dict[str, Facts]:
    """The facts an entry expects, by element."""
    facts: dict[str, Facts] = {element: Counter() for element in ELEMENTS}
    for text in filter(None, (part.strip() for part in entry.get("things", "").split(";"))):
        head, *rest = shlex.split(text)
        kind, _, count = head.partition("*")
        pairs = dict(word.split("=", 1) for word in rest)
        pairs["count"] = count or "1"
        for key, value in pairs.items():
            facts["subject"][(kind, key, _value(value))] += 1
        facts["subject"][(kind,)] += 1
    for text in filter(None, (part.strip() for part in entry.get("relations", "").split(";"))):
        facts["relations"][tuple(shlex.split(text))] += 1
    for element in ELEMENTS[2:6]:
        for word in shlex.split(entry.get(element, "")):
            key, value = word.split("=", 1)
            facts[element][(key, _value(value))] += 1
    for text in filter(None, (part.strip() for part in entry.get("excluded", "").split(";"))):
        facts["excluded"][(text,)] += 1
    return facts


def read(brief: Brief, entry: dict[str, str]) -> dict[str, Facts]:
    """The facts a Brief holds, by element."""
    facts: dict[str, Facts] = {element: Counter() for element in ELEMENTS}
    names = {thing.id: thing.kind + ("" if thing.known else "?") for thing in brief.things}
    for thing in brief.things:
        kind = names[thing.id]
        facts["subject"][(kind,)] += 1
        keys = ["count", "colour", "material", "text", "contents"]
        keys += (
            ["size"] if "size=" in entry.get("things", "") and f"size={thing.size}" in entry["things"] else []
        )
        for key in keys:
            if getattr(thing, key) is not None:
                facts["subject"][(kind, key, _value(getattr(thing, key)))] += 1
    for relation in brief.relations:
        row = (relation.kind, *(names[name].rstrip("?") for name in (relation.subject, *relation.objects)))
        facts["relations"][row] += 1
    for element in ELEMENTS[2:6]:
        for key, value in msgspec.structs.asdict(getattr(brief, element)).items():
            for one in value if isinstance(value, tuple) else (value,):
                if one is not None:
                    facts[element][(key, _value(one))] += 1
    for excluded in brief.excluded:
        facts["excluded"][(excluded.what,)] += 1
    return facts


def score(entries: list[dict[str, str]]) -> dict[str, Score]:
    """Precision, recall and faults per element over the entries."""
    scores = {element: Score() for element in ELEMENTS}
    for entry in entries:
        want, got = meant(entry), read(parse(entry["say"]), entry)
        for element, held in scores.items():
            common = want[element] & got[element]
            held.right += common.total()
            held.read += got[element].total()
            held.meant += want[element].total()
            missing, extra = want[element] - common, got[element] - common
            if missing or extra:
                held.faults.append(
                    f"{entry['say']}\n    missing {sorted(missing)}\n    extra   {sorted(extra)}"
                )
    return scores


def milliseconds(entries: list[dict[str, str]]) -> list[float]:
    """Wall time of each sentence, best of three."""
    times: list[float] = []
    for entry in entries:
        best = 1e9
        for _ in range(3):
            start = time.perf_counter()
            parse(entry["say"])
            best = min(best, time.perf_counter() - start)
        times.append(best * 1e3)
    return sorted(times)


def main() -> None:
    """Print the figures."""
    entries = sentences()
    print(f"{len(entries)} sentences")
    for element, held in score(entries).items():
        print(f"{element:12} precision {held.precision:6.1%}  recall {held.recall:6.1%}  of {held.meant}")
        if "-v" in sys.argv:
            print(*(f"  {fault}" for fault in held.faults), sep="\n")
    times = milliseconds(entries)
    print(f"ms a sentence: median {statistics.median(times):.2f}, p95 {times[int(len(times) * 0.95)]:.2f}")


if __name__ == "__main__":
    main()
