"""Adherence of the whole path: `python -m adherence` in `bench/` prints a table and one JSON line.

200 held-out sentences → picture at 256 px; every answer is judged from the picture, the id buffer
and the depth buffer. `--only N` takes the first N, `--sheet FILE` saves the failures as one picture,
`--exam b`, `c`, `d` or `e` asks one of the sets by other hands; without it, the first set.
"""

from __future__ import annotations

import argparse
import json
import time

import numpy as np
from PIL import Image, ImageDraw

from adherence.exam import exam
from adherence.exam_c import exam_c
from adherence.exam_d import exam_d
from adherence.exam_e import exam_e
from adherence.judge import holds, light_side, seen
from adherence.sentences import Case, cases
from tintype.core.request import Request
from tintype.engines.stage import StageEngine
from tintype.scene.model import Scene

EXAMS = {"b": exam, "c": exam_c, "d": exam_d, "e": exam_e}
SKILLS = ("objects", "counts", "colours", "relations", "light")


def painted(engine: StageEngine, sentence: str, size: int):
    """(Scene, pixels, Buffers) of one sentence."""
    from tintype.engines.stage.buffers import buffers

    plan = engine.plan(Request(prompt=sentence, size=(size, size), seed=7, quality="low"))[0]
    pixels = engine.paint(plan, lambda event: None)
    scene = Scene.from_json(plan.settings["scene"])
    return scene, pixels, buffers(scene, size, size)


def verdict(case: Case, scene, pixels, buffers) -> dict[str, list[bool]]:
    """Skill → one answer per thing, relation or light that the sentence asks for."""
    found = seen(scene, pixels, buffers.ids, buffers.depth)
    of = [[s for s in found if s.kind == thing.kind] for thing in case.things]
    result: dict[str, list[bool]] = {skill: [] for skill in SKILLS}
    for thing, those in zip(case.things, of, strict=True):
        result["objects"].append(bool(those))
        if thing.count > 1:
            result["counts"].append(len(those) == thing.count)
        if thing.colour:
            result["colours"].append(bool(those) and all(s.shows(thing.colour) for s in those))
    for word, *members in case.relations:
        chosen = [of[i] for i in members]
        result["relations"].append(all(chosen) and holds(word, *(those[0] for those in chosen)))
    if case.light:
        right = bool(of[0]) and light_side(pixels, buffers.albedo, buffers.ids, of[0][0].id) == case.light
        result["light"].append(right)
    return result


def failures_sheet(failed, path: str) -> None:
    """One picture of everything that went wrong, captioned."""
    cell, columns = 256, 5
    rows = -(-len(failed) // columns)
    sheet = Image.new("RGB", (columns * cell, max(rows, 1) * (cell + 48)), "white")
    draw = ImageDraw.Draw(sheet)
    for i, (sentence, wrong, pixels) in enumerate(failed):
        x, y = i % columns * cell, i // columns * (cell + 48)
        sheet.paste(Image.fromarray(pixels), (x, y))
        draw.text((x + 2, y + cell), f"{', '.join(wrong)}\n{sentence[:42]}\n{sentence[42:84]}", fill="black")
    sheet.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", type=int, default=200)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--sheet")
    parser.add_argument("--exam", choices=sorted(EXAMS))
    options = parser.parse_args()
    engine, start = StageEngine(), time.perf_counter()
    tally: dict[str, list[bool]] = {skill: [] for skill in SKILLS}
    failed = []
    for case in EXAMS.get(options.exam, cases)()[: options.only]:
        scene, pixels, buffers = painted(engine, case.sentence, options.size)
        answers = verdict(case, scene, pixels, buffers)
        wrong = [skill for skill in SKILLS if not all(answers[skill])]
        for skill in SKILLS:
            tally[skill] += answers[skill]
        if wrong:
            failed.append((case.sentence, wrong, pixels))
            print(f"{','.join(wrong):<22} {case.sentence}", flush=True)
    shares = {skill: float(np.mean(tally[skill])) if tally[skill] else None for skill in SKILLS}
    for skill, share in shares.items():
        print(f"{skill:<10} {share if share is None else format(share, '.1%')} of {len(tally[skill])}")
    if options.sheet:
        failures_sheet(failed, options.sheet)
    print(json.dumps({"cases": options.only, **shares, "seconds": round(time.perf_counter() - start, 1)}))


if __name__ == "__main__":
    main()
