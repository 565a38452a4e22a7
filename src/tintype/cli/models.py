"""`tintype models`: what can be painted with, what suits a sentence, what was spent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from tintype.cli.catalogue import adopt, pull, remove
from tintype.cli.console import Meter, answer, living, say
from tintype.cli.interrupt import stoppable

if TYPE_CHECKING:
    from tintype.ports.catalogue import Entry, Price
    from tintype.ports.engine import ModelCard
    from tintype.studio.catalogue.records import Records
    from tintype.studio.known import Known
    from tintype.studio.studio import Studio

_json = click.option("--json", "as_json", is_flag=True, help="Answer with JSON.")


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON list.")
@click.pass_context
def models(context: click.Context, as_json: bool) -> None:
    """List the models there are, and what each is good for."""
    if context.invoked_subcommand is not None:
        return
    import msgspec

    from tintype.studio.build import build
    from tintype.studio.known import to_set_up

    studio = build()
    if as_json:
        answer(msgspec.json.encode(studio.models()).decode())
        return
    for card in studio.models():
        for line in _lines(card, studio):
            answer(line)
    for cure, others in to_set_up(studio).items():
        answer(f"not set up: {', '.join(each.name for each in others)}")
        answer(f"  {cure}")
    for reason in studio.registry.broken().values():
        say(f"tintype: {reason}")


for _command in (pull, adopt, remove):
    models.add_command(_command)


def _lines(card: ModelCard, studio: Studio) -> list[str]:
    mark = " (default)" if card.name == studio.settings.model else ""
    lines = [
        f"{card.name}{mark}: {card.title}",
        f"  best at  {card.best_at}",
        f"  cannot   {card.cannot}",
        f"  sizes    {card.sizes[0]} to {card.sizes[1]} pixels; {', '.join(card.operations)}",
    ]
    if card.options:
        lines.append(f"  options  {', '.join(card.options)} (--set NAME=VALUE)")
    return [*lines, f"  licence  {card.licence}"]


@models.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those to be set up, and those retired.")
@_json
def list_(everything: bool, as_json: bool) -> None:
    """List the models, a line each."""
    from tintype.studio.build import build
    from tintype.studio.catalogue.records import records
    from tintype.studio.known import known

    studio = build()
    found = known(studio, everything=everything)
    if as_json:
        answer(json.dumps([_facts(each) for each in found], ensure_ascii=False))
        return
    wide = max(len(each.name) for each in found)
    kept = records(studio.settings)
    for each in found:
        state = _state(each, kept)
        answer(f"{each.name:<{wide}}  {each.best_at}{state}")


def _state(model: Known, kept: Records) -> str:
    """Where a model is not here: what it is instead, in brackets."""
    if model.card is not None or model.entry is None:
        return ""
    if model.entry.weights is not None:
        from tintype.studio.catalogue.local import state

        return f" [{state(model.entry, kept)}]"
    return f" [{model.entry.status}, not here]"


@models.command()
@click.argument("name")
@_json
def show(name: str, as_json: bool) -> None:
    """Show all that is known of the model NAME."""
    from tintype.studio.build import build
    from tintype.studio.known import about

    studio = build()
    found = about(studio, name)
    if as_json:
        answer(json.dumps(_facts(found), ensure_ascii=False))
        return
    if found.card is not None:
        for line in _lines(found.card, studio):
            answer(line)
    elif found.entry is not None:
        answer(f"{found.name}: {found.title}")
        answer(f"  best at  {found.best_at}")
    for line in _more(found.entry) if found.entry else []:
        answer(line)
    for line in _local(found, studio):
        answer(line)
    if found.cure:
        answer(f"  not here {found.cure}")


def _local(model: Known, studio: Studio) -> list[str]:
    """What there is to say of a model whose files lie here, or could."""
    from tintype.runtime.machine import look
    from tintype.studio.catalogue.engine import extras_of
    from tintype.studio.catalogue.local import lacking, state
    from tintype.studio.catalogue.memory import fits, needs
    from tintype.studio.catalogue.records import records
    from tintype.studio.catalogue.terms import told

    kept, entry = records(studio.settings), model.entry
    record = kept.get(model.name)
    lines: list[str] = []
    if record is not None:
        lines.append(f"  files    {'adopted, ' if record.adopted else ''}{record.path}")
        joins = extras_of(record, kept.all())
        for part, called in (("lora", "LoRAs"), ("embedding", "words"), ("control", "controls")):
            if names := ", ".join(each.name for each in joins if each.part == part):
                lines.append(f"  {called:<8} {names}")
    lacks = [f"  lacks    {sentence}" for sentence in (lacking(model.name, kept) if record else ())]
    if entry is None or entry.weights is None:
        return [*lines, *lacks]
    weights = entry.weights
    each = ", ".join(f"{need.precision} {need.whole / 1e9:.0f}" for need in needs(weights))
    guidance = f"guidance {weights.guidance:g}" if weights.guidance > 1 else "no guidance"
    return [
        *lines,
        f"  state    {state(entry, kept)}",
        f"  terms    {told(entry)}",
        f"  from     {weights.repo}{' (gated)' if weights.gated else ''}",
        f"  advised  {weights.steps} steps, {guidance}, {weights.size}x{weights.size}",
        f"  memory   {each} GB with all in it; {fits(weights, look(kept.folder).memory)}",
        *lacks,
    ]


def _more(entry: Entry) -> list[str]:
    """What the catalogue says beyond the card."""
    from tintype.ports.catalogue import GRADES

    lines: list[str] = []
    if entry.strengths:
        words = ", ".join(f"{name} {GRADES[grade]}" for name, grade in entry.strengths.items())
        lines.append(f"  grades   {words} (by {entry.evidence})")
    for name, values in entry.values.items():
        lines.append(f"  {name:<8} {', '.join(values)}")
    if entry.price is not None:
        lines.append(f"  price    {_price(entry.price)}")
    if entry.status != "active":
        lines.append(f"  {entry.status}  {entry.ended}; use {entry.instead}")
    return lines


def _price(price: Price) -> str:
    """What a picture of 1024x1024 costs."""
    from tintype.engines.hosted.purse import dollars

    if price.tokens:
        each = (f"{quality} {dollars(count * price.out / 1e6)}" for quality, count in price.tokens.items())
        return f"1024x1024: {', '.join(each)}"
    return f"1024x1024: {dollars(price.megapixel)}, each further megapixel {dollars(price.more)}"


@models.command()
@click.argument("name", required=False)
@_json
def verify(name: str | None, as_json: bool) -> None:
    """Look whether the files of a model, or of all, are whole, and ask those who run the others.

    Every byte of every file is read; of a local model of many gigabytes that takes a while.

    Exit code 1 when one is not.
    """
    from dataclasses import asdict

    from tintype.studio.build import build
    from tintype.studio.known import verify as look

    meter = Meter(quiet=not living())
    with stoppable(meter.event, "stopped; nothing was changed.") as emit:
        verdicts = look(build(), name, emit)
    meter.clear()
    if as_json:
        answer(json.dumps([asdict(each) for each in verdicts], ensure_ascii=False))
    for each in [] if as_json else verdicts:
        mark = {True: "✓", False: "✗", None: "~"}[each.good]
        answer(f"{mark} {each.model}: {each.found}")
    if any(each.good is False for each in verdicts):
        raise click.exceptions.Exit(1)


@models.command()
@_json
def spend(as_json: bool) -> None:
    """Say what hosted models cost today, and what may still be spent."""
    from dataclasses import asdict

    from tintype.engines.hosted.purse import dollars
    from tintype.studio.hosted import purse
    from tintype.studio.settings import load

    wallet = purse(load())
    found = wallet.today()
    total = sum(each.price for each in found)
    if as_json:
        facts = {"models": [asdict(each) for each in found], "spent": total, "limit": wallet.limit}
        answer(json.dumps(facts))
        return
    for each in found:
        lost = f", {each.lost} without an answer" if each.lost else ""
        answer(f"{each.model}: {dollars(each.price)} for {each.calls} calls, {each.tokens:,} tokens{lost}")
    answer(f"today: {dollars(total)} of {dollars(wallet.limit)}")


def _facts(found: Known) -> dict[str, Any]:
    import msgspec

    return {
        "name": found.name, "engine": found.engine or None, "here": found.card is not None,
        "card": msgspec.to_builtins(found.card), "catalogue": msgspec.to_builtins(found.entry),
        "cure": found.cure,
    }  # fmt: skip


@models.command()
@_json
def leaderboard(as_json: bool) -> None:
    """Show which models won blind comparisons here; 400 points more: preferred ten times as often."""
    from dataclasses import asdict

    from tintype.studio.leaderboard import leaderboard as ranked
    from tintype.studio.settings import data_folder, load
    from tintype.studio.votes import Votes

    choices = Votes(data_folder(load())).choices()
    standings = ranked(choices)
    if as_json:
        answer(json.dumps([asdict(each) for each in standings], ensure_ascii=False))
        return
    for number, each in enumerate(standings, 1):
        interval = f"{each.low:.0f} to {each.high:.0f}"
        answer(f"{number}. {each.model}  {each.score:.0f} ({interval}), best in {each.won:g} of {each.votes}")
    if not standings:
        say('tintype: no votes yet; make some: tintype compare "a red vase" --models a,b --blind')


@models.command()
@click.argument("words", nargs=-1, required=True, metavar="SENTENCE")
@click.option("--all", "everything", is_flag=True, help="Also models that are not set up here.")
@_json
def recommend(words: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Say which of the models at hand suits a sentence, and why."""
    from dataclasses import asdict

    from tintype.studio.build import build
    from tintype.studio.recommend import recommended

    studio = build()
    advice = recommended(studio, studio.read(" ".join(words)), everything=everything)
    if as_json:
        answer(json.dumps([asdict(each) for each in advice], ensure_ascii=False))
        return
    for each in advice:
        answer(f"{each.model}: {each.reason}")
    if not everything and not any(each.suits for each in advice):
        say("tintype: none of the models here suits it; --all names those that would, and what brings them")
