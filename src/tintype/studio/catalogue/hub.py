"""The hub: what a repository holds, file by file, and where each is fetched; Hugging Face's contract.

    GET /api/models/{id}/revision/main              → {"sha": commit, …}
    GET /api/models/{id}/tree/{commit}?recursive=1  → [{"type", "path", "size", "oid", "lfs": {"oid"}}]
    GET /{id}/resolve/{commit}/{path}               → the file, mostly by a redirect

Errors carry X-Error-Code: RepoNotFound, RevisionNotFound, EntryNotFound, GatedRepo. Mirrors speak the same.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, urljoin, urlsplit

from tintype.core.errors import Forbidden, NoNetwork, NotFound, TintypeError, Unauthorized
from tintype.runtime.download import Refused, opened

if TYPE_CHECKING:
    from tintype.runtime.http import Head
    from tintype.studio.settings import Settings

OFFICIAL = "https://huggingface.co"
URL_VARIABLE, TOKEN_VARIABLE = "HF_ENDPOINT", "HF_TOKEN"

LONGEST = 32 * 2**20
"""Bytes of one answer about a repository."""
PAGES = 50
FOLLOWS = re.compile(r'<([^>]+)>\s*;\s*rel="next"')


@dataclass(frozen=True)
class Listed:
    """A file of a repository. sha256: of what is in it, for large files; blob: git's SHA-1 for the others."""

    path: str
    size: int
    sha256: str
    blob: str


@dataclass(frozen=True)
class About:
    """commit: 40 hex digits. licence: as the hub calls it, "" where it tells none."""

    commit: str
    licence: str
    gated: bool


@dataclass(frozen=True)
class Hub:
    """url: where it is. token: asked for when it is needed, "" if there is none."""

    url: str
    token: Callable[[], str]

    def headers(self) -> dict[str, str]:
        """What goes with every question to the hub itself."""
        token = self.token()
        return {"Authorization": f"Bearer {token}"} if token else {}

    def about(self, repo: str) -> About:
        """What the hub says of a repository: the newest commit of its main branch, its licence."""
        found, _ = self._asked(f"{self.url}/api/models/{repo}/revision/main", repo)
        said: dict[str, Any] = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        sha, card = said.get("sha"), said.get("cardData")
        if not isinstance(sha, str) or not re.fullmatch(r"[0-9a-f]{40}", sha):
            raise NoNetwork(
                f"{self.host} does not answer like a hub about {repo}; check the setting hub_url."
            )
        card = cast("dict[str, Any]", card) if isinstance(card, dict) else {}
        licence = card.get("license")
        if licence == "other":  # then it has a name of its own
            licence = card.get("license_name") or licence
        return About(sha, licence if isinstance(licence, str) else "", bool(said.get("gated")))

    def files(self, repo: str, commit: str) -> tuple[Listed, ...]:
        """Every file of a commit. Raises NoNetwork for an answer that is not one."""
        url = f"{self.url}/api/models/{repo}/tree/{commit}?recursive=true"
        found: list[Listed] = []
        for _ in range(PAGES):
            page, head = self._asked(url, repo)
            try:
                found += [_listed(each) for each in page if each["type"] == "file"]
            except (KeyError, TypeError, ValueError) as error:
                raise NoNetwork(f"{self.host} lists {repo} in a way that is not known here.") from error
            follows = FOLLOWS.search(head.headers.get("link", ""))
            if follows is None:
                return tuple(found)
            url = urljoin(url, follows[1])
            if urlsplit(url).netloc != urlsplit(self.url).netloc:
                break
        raise NoNetwork(f"{self.host} lists {repo} without an end; check the setting hub_url.")

    def address(self, repo: str, commit: str, path: str) -> str:
        """Where a file is fetched."""
        return f"{self.url}/{repo}/resolve/{commit}/{quote(path)}"

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def trouble(self, repo: str, head: Head) -> TintypeError:
        """What an answer that is not the file means, and what to do."""
        code, page = head.headers.get("x-error-code", ""), f"{self.url}/{repo}"
        if code == "GatedRepo" and self.token():
            return Forbidden(f"Your token may not read {repo}; accept its licence at {page} ({head.status}).")
        if code == "GatedRepo":
            return Unauthorized(
                f"{repo} is only for those who accepted its licence: do so at {page}, then set "
                f"{TOKEN_VARIABLE} to a token of yours that may read it ({head.status})."
            )
        if head.status in (401, 403):
            cure = f"check the token in {TOKEN_VARIABLE}" if self.token() else f"set {TOKEN_VARIABLE}"
            return Unauthorized(f"{self.host} lets nobody in at {repo} ({head.status}); {cure}.")
        if head.status == 404:
            return NotFound(f"{self.host} has no {repo}, or not that file of it (404); has it moved?")
        if head.status == 429:
            return NoNetwork(
                f"{self.host} asks to slow down (429); try again later, it goes on where it was."
            )
        return NoNetwork(f"{self.host} answered {head.status}; try again later, it goes on where it was.")

    def _asked(self, url: str, repo: str) -> tuple[Any, Head]:
        """(what it answers, the answer's Head); raises what an error means."""
        head, _, body = opened(url, self.headers())
        with contextlib.closing(body):
            if head.status != 200:
                raise self.trouble(repo, head)
            data = b""
            for piece in body:
                data += cast("bytes", piece)
                if len(data) > LONGEST:
                    raise NoNetwork(f"{self.host} answers at too great length about {repo}.")
        try:
            return json.loads(data), head
        except ValueError as error:
            raise NoNetwork(
                f"{self.host} does not answer like a hub about {repo}; check the setting hub_url."
            ) from error


def hub(settings: Settings, environ: Mapping[str, str]) -> Hub:
    """The hub of the settings. Raises NoNetwork where we are offline."""
    from tintype.engines.hosted.keys import finder

    if settings.offline:
        raise NoNetwork(
            "The house is offline, so nothing is downloaded; unset the setting offline (TINTYPE_OFFLINE)."
        )
    url = settings.hub_url or environ.get(URL_VARIABLE) or OFFICIAL
    token = finder("huggingface", settings.hub_token, environ, (TOKEN_VARIABLE,))
    return Hub(url.rstrip("/"), token)


def refused(hub: Hub, repo: str, error: Refused) -> TintypeError:
    """The same for an answer in the middle of a download."""
    from tintype.runtime.http import Head

    return hub.trouble(repo, Head(error.status, error.headers))


def _listed(each: Mapping[str, Any]) -> Listed:
    """Raises ValueError for a path that would leave its folder."""
    path = str(each["path"])
    parts = path.split("/")
    if (
        not path.isprintable()
        or "\\" in path
        or ":" in path
        or any(part in ("", ".", "..") for part in parts)
    ):
        raise ValueError(path)
    large = each.get("lfs") or {}
    sha256, size = str(large.get("oid", "")), int(large.get("size", each["size"]))
    blob = "" if large else str(each.get("oid", ""))
    if (sha256 and not re.fullmatch(r"[0-9a-f]{64}", sha256)) or size < 0:
        raise ValueError(path)
    return Listed(path, size, sha256, blob if re.fullmatch(r"[0-9a-f]{40}", blob) else "")
