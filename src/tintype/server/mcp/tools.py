"""The tools: generate, edit, change, coach, enrich, gallery, picture, models.

Each answers in words for whoever reads, and the same as structured content; an error of ours is a
result that says so, in one sentence with its cure, so that an assistant can mend its call.
"""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, ParamSpec

import anyio
import msgspec
from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp_types import CallToolResult, ContentBlock, ImageContent, TextContent, ToolAnnotations
from pydantic import Field

from tintype.core.errors import BadFile, BadOption, NotFound, TintypeError
from tintype.core.frame import decide_size, parse_size
from tintype.core.ids import LENGTH
from tintype.core.job import LOCAL
from tintype.core.request import Operation, Request
from tintype.core.version import VERSION
from tintype.server.errors import sentence
from tintype.server.mcp.desk import Desk
from tintype.server.mcp.glimpse import MOST, glimpse
from tintype.studio.references import reference

if TYPE_CHECKING:
    from tintype.core.job import PictureRecord
    from tintype.studio.house import House
    from tintype.studio.settings import Settings

INSTRUCTIONS = """Paints pictures from sentences, on this machine. A sentence is read for five elements: \
subject, environment, lighting, camera, atmosphere; `coach` says which are missing and `enrich` fills \
them in. `models` tells what each model can paint and what it cannot. Pictures are kept: `gallery` finds \
them, `change` paints one again with one element said differently."""

Sentence = Annotated[str, Field(description="What to paint, in a sentence.")]
Size = Annotated[str, Field(description="WIDTHxHEIGHT such as 768x512; empty: the user's default.")]
Aspect = Annotated[str, Field(description="Instead of a size: 16:9, square, portrait, story, blog, …")]
Count = Annotated[int, Field(ge=1, le=4, description="How many pictures; their seeds follow.")]
Seed = Annotated[int, Field(description="The same seed paints the same picture; -1 draws one.")]
Model = Annotated[str, Field(description="A name that `models` lists; empty: the user's default.")]
Quality = Annotated[Literal["", "low", "medium", "high"], Field(description="low is fastest.")]
Options = Annotated[dict[str, Any] | None, Field(description="The model's own options, see `models`.")]
Which = Annotated[str, Field(description="Id of a picture in the gallery, or path of a picture file.")]
Kept = Annotated[str, Field(description="Id of a picture in the gallery.")]
Element = Literal["subject", "environment", "lighting", "camera", "atmosphere"]

LOOKS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
PAINTS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)

_ID = re.compile(rf"[0-9A-Z]{{{LENGTH}}}")
P = ParamSpec("P")


async def serve(settings: Settings) -> None:
    """Serves the tools on stdin and stdout until stdin ends."""
    from tintype.studio.build import build_house

    desk = Desk(lambda: build_house(settings))
    try:
        await server(desk, settings).run_stdio_async()
    finally:
        with anyio.CancelScope(shield=True):
            await desk.close()


def server(desk: Desk, settings: Settings) -> MCPServer:
    """The MCP server with all tools."""
    made = MCPServer(
        "tintype", title="tintype", instructions=INSTRUCTIONS, version=VERSION, log_level="ERROR"
    )
    tools = Tools(desk, settings)
    for tool in (tools.generate, tools.edit, tools.change):
        made.add_tool(tool, annotations=PAINTS)
    for tool in (tools.coach, tools.enrich, tools.gallery, tools.picture, tools.models):
        made.add_tool(tool, annotations=LOOKS)
    return made


def told(function: Callable[P, Awaitable[CallToolResult]]) -> Callable[P, Awaitable[CallToolResult]]:
    """A tool whose errors are answers."""

    @functools.wraps(function)
    async def tool(*args: P.args, **kwargs: P.kwargs) -> CallToolResult:
        try:
            return await function(*args, **kwargs)
        except TintypeError as error:
            said = {"error": {"kind": type(error).__name__, "message": sentence(error)}}
            content: list[ContentBlock] = [TextContent(type="text", text=sentence(error))]
            return CallToolResult(content=content, structured_content=said, is_error=True)

    return tool


class Tools:
    """The tools over one desk."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk, self._settings = desk, settings

    @told
    async def generate(
        self, context: Context, prompt: Sentence, size: Size = "", aspect: Aspect = "", n: Count = 1,
        seed: Seed = -1, model: Model = "", quality: Quality = "", options: Options = None,
    ) -> CallToolResult:  # fmt: skip
        """Paint pictures of a sentence, and show them."""
        request = Request(
            prompt=prompt, size=self._size(size, aspect), n=n, seed=seed, model=model or None,
            quality=quality or None, options=options or {},
        )  # fmt: skip
        return await self._painted(context, request)

    @told
    async def edit(
        self, context: Context, picture: Which, prompt: Sentence,
        mask: Annotated[str, Field(description="As `picture`; white is painted anew, black stays.")] = "",
        size: Size = "", n: Count = 1, seed: Seed = -1, model: Model = "", quality: Quality = "",
        options: Options = None,
    ) -> CallToolResult:  # fmt: skip
        """Paint a picture anew as a sentence says, all of it or where a mask is white. Needs a model
        that can edit."""
        async with self._desk.house() as house:
            first = await anyio.to_thread.run_sync(self._found, house, picture)
            second = await anyio.to_thread.run_sync(self._found, house, mask) if mask else None
        request = Request(
            prompt=prompt, operation=_operation("edit"), images=(reference(first.digest),),
            mask=reference(second.digest) if second else None,
            size=self._size(size, "") or (first.width, first.height), n=n, seed=seed, model=model or None,
            quality=quality or None, options=options or {},
        )  # fmt: skip
        return await self._painted(context, request)

    @told
    async def change(
        self, context: Context, picture: Kept, element: Element,
        words: Annotated[str, Field(description="What to say of that element instead; empty takes it out.")],
    ) -> CallToolResult:  # fmt: skip
        """Paint a picture of the gallery again with one element of its sentence said differently;
        everything else stays: composition, seed, size."""
        async with self._desk.house() as house:
            record = await anyio.to_thread.run_sync(_kept, house, picture)
            if record.plan is None:
                raise BadOption(f"The picture {picture} was brought in, so its sentence is not known here.")
            plan = record.plan
            _, request = await anyio.to_thread.run_sync(lambda: house.changed(plan, element, words))
        request = msgspec.structs.replace(request, images=(reference(record.digest),))
        return await self._painted(context, request)

    @told
    async def coach(self, sentence: Sentence) -> CallToolResult:
        """Say what a sentence leaves open, says too vaguely or contradicts, before it is painted."""
        studio = await anyio.to_thread.run_sync(_plain_studio, self._settings)
        brief = studio.read(sentence)
        findings = studio.coach(brief)
        lines = [
            f"{each.element} {each.fault}: {each.reason}"
            + (f" Try: {'; '.join(each.suggestions)}." if each.suggestions else "")
            for each in findings
        ]
        said = msgspec.to_builtins({"brief": brief, "findings": findings})
        return _answer(lines or ["Nothing to add: this sentence directs a picture."], said)

    @told
    async def enrich(self, sentence: Sentence, seed: Seed = 0) -> CallToolResult:
        """Fill in what a sentence leaves open; every word of it stays. Another seed, another choice."""
        studio = await anyio.to_thread.run_sync(_plain_studio, self._settings)
        enriched = await anyio.to_thread.run_sync(lambda: studio.enrich(studio.read(sentence), max(0, seed)))
        why = [f"{each.element}: “{each.words}”, {each.because}" for each in enriched.additions]
        return _answer([enriched.sentence, *why, *enriched.notes], msgspec.to_builtins(enriched))

    @told
    async def gallery(
        self, words: Annotated[str, Field(description="All must occur in the sentence; empty: any.")] = "",
        favourite: Annotated[bool, Field(description="Favourites only.")] = False,
        before: Annotated[str, Field(description="Id of the last one seen, for what follows.")] = "",
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> CallToolResult:  # fmt: skip
        """Find finished pictures, newest first."""
        async with self._desk.house() as house:
            which: dict[str, Any] = {"words": words, "limit": limit, "before": before or None}
            if favourite:
                which["favourite"] = True
            found = await anyio.to_thread.run_sync(lambda: house.gallery.list(owner=LOCAL, **which))
        lines = [f"{each.id}: {each.prompt or 'brought in'} ({each.width}x{each.height})" for each in found]
        return _answer(lines or ["There is no such picture."], {"pictures": [_facts(each) for each in found]})

    @told
    async def picture(self, picture: Kept) -> CallToolResult:
        """Show a picture of the gallery, with how it was made and where its file lies."""
        async with self._desk.house() as house:
            record = await anyio.to_thread.run_sync(_kept, house, picture)
            return await anyio.to_thread.run_sync(_shown, house, [record], [])

    @told
    async def models(self) -> CallToolResult:
        """The models there are: what each is good at, cannot do, and its options."""
        studio = await anyio.to_thread.run_sync(_plain_studio, self._settings)
        cards = await anyio.to_thread.run_sync(studio.models)
        lines = [
            f"{card.name}: best at {card.best_at}; cannot {card.cannot}. Can: {', '.join(card.operations)}."
            f" Options: {', '.join(card.options) or 'none'}."
            for card in cards
        ]
        said = {"default": self._settings.model, "models": msgspec.to_builtins(cards)}
        return _answer(lines, said)

    def _size(self, size: str, aspect: str) -> tuple[int, int] | None:
        """(width, height), None where nothing was said; raises BadSize."""
        if not size and not aspect:
            return None
        return decide_size(size or None, aspect or None, parse_size(self._settings.size))

    async def _painted(self, context: Context, request: Request) -> CallToolResult:
        records = await self._desk.paint(request, context.report_progress)
        notes = list(dict.fromkeys(note for each in records if each.plan for note in each.plan.notes))
        async with self._desk.house() as house:
            return await anyio.to_thread.run_sync(_shown, house, records, notes)

    def _found(self, house: House, which: str) -> PictureRecord:
        """A picture of the gallery, or a file that becomes one."""
        if _ID.fullmatch(which):
            return _kept(house, which)
        path = Path(which).expanduser()
        try:
            if path.is_file() and path.stat().st_size <= self._settings.upload_mb << 20:
                return house.jobs.adopt(path.read_bytes())
        except OSError as error:
            raise BadFile(f"The file {which} cannot be read ({error.strerror}); name another.") from error
        raise NotFound(
            f"There is no picture “{which[:200]}”; name an id of `gallery`, or a picture file"
            f" of at most {self._settings.upload_mb} MB."
        )


def _operation(name: Operation) -> Operation:
    return name


def _plain_studio(settings: Settings) -> Any:
    """A Studio for words: nothing of it is kept."""
    from tintype.studio.build import build

    return build(settings)


def _kept(house: House, id: str) -> PictureRecord:
    if not _ID.fullmatch(id):
        raise NotFound(f"“{id[:60]}” is no id of a picture; `gallery` lists them.")
    return house.gallery.get(id, owner=LOCAL)


def _facts(record: PictureRecord) -> dict[str, Any]:
    return {
        "id": record.id, "prompt": record.prompt, "model": record.model, "seed": record.seed,
        "size": f"{record.width}x{record.height}", "seconds": round(record.seconds, 2),
        "parent": record.parent, "favourite": record.favourite, "tags": list(record.tags),
    }  # fmt: skip


def _shown(house: House, records: list[PictureRecord], notes: list[str]) -> CallToolResult:
    """The pictures, each with a line on what it is."""
    content: list[ContentBlock] = []
    said: list[dict[str, Any]] = []
    for record in records:
        path = str(house.store.local(record.digest))
        size = f"{record.width}x{record.height}"
        line = f"id {record.id}, seed {record.seed}, {size}, model {record.model or 'unknown'}: {path}"
        content.append(TextContent(type="text", text=line))
        data, kind = glimpse(house.store.get(record.digest), MOST // len(records))
        content.append(ImageContent(type="image", data=base64.b64encode(data).decode(), mime_type=kind))
        said.append({**_facts(record), "file": path})
    content += [TextContent(type="text", text=note) for note in notes]
    return CallToolResult(content=content, structured_content={"pictures": said, "notes": notes})


def _answer(lines: list[str], said: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text="\n".join(lines))], structured_content=said)
