"""Models are brought whole or not at all: against a hub that speaks the published contract."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import socket
from collections import namedtuple
from pathlib import Path

import msgspec
import pytest
from heads import gguf, safetensors
from hubserver import TOKEN, HubServer
from repositories import BIG, SINGLE, WEIGHTS, ZIMAGE, Bring

from tintype.core.errors import (
    BadFile,
    BadOption,
    Cancelled,
    DiskFull,
    Forbidden,
    NoNetwork,
    NotFound,
    Taken,
    Unauthorized,
    UnknownModel,
)
from tintype.core.event import Event, Progress
from tintype.ports import catalogue
from tintype.runtime import download
from tintype.studio.catalogue.adopt import adopt
from tintype.studio.catalogue.check import check, remove
from tintype.studio.catalogue.engine import rest_of
from tintype.studio.catalogue.local import painters
from tintype.studio.catalogue.pull import pull
from tintype.studio.catalogue.records import records
from tintype.studio.catalogue.terms import refused
from tintype.studio.settings import Settings

Usage = namedtuple("Usage", "total used free")


def files(folder: str | Path) -> dict[str, bytes]:
    folder = Path(folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_that_is_needed_comes_and_nothing_else(bring: Bring, hub: HubServer) -> None:
    told: list[Event] = []
    record = bring(told=told)
    unwanted = {"README.md", "transformer/diffusion_pytorch_model.bin"}
    assert files(record.root) == {path: data for path, data in ZIMAGE.items() if path not in unwanted}
    assert {each.path: each.sha256 for each in record.files} == {
        path: hashlib.sha256(data).hexdigest() for path, data in ZIMAGE.items() if path not in unwanted
    }
    assert record.commit == hub.commit("Tongyi-MAI/Z-Image-Turbo")
    steps = [event for event in told if isinstance(event, Progress)]
    assert steps[-1].done == steps[-1].total == record.size
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_a_dropped_connection_goes_on_where_it_was(bring: Bring, hub: HubServer) -> None:
    hub.cut[BIG] = [100_000, 100_000]
    record = bring()
    assert files(record.root)[BIG] == WEIGHTS
    assert [each.headers.get("range") for each in hub.fetched(BIG)] == [
        None,
        "bytes=100000-",
        "bytes=200000-",
    ]


def test_a_stopped_download_goes_on_in_the_next_run(bring: Bring, hub: HubServer, settings: Settings) -> None:
    def stop_in_the_middle(event: Event, /) -> None:
        if isinstance(event, Progress) and event.done > 150_000:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        pull("z-image-turbo", settings, {}, stop_in_the_middle)
    place = records(settings).place("z-image-turbo")
    assert not (place / BIG).exists()
    assert (have := (place / f"{BIG}.part").stat().st_size) > 100_000
    before = len(hub.asked)
    record = bring()
    assert files(record.root)[BIG] == WEIGHTS
    assert f"bytes={have}-" in [each.headers.get("range") for each in hub.fetched(BIG)]
    again = [each.path for each in hub.asked[before:]]
    assert not any("text_encoder" in path for path in again), "what was whole is not fetched again"
    assert not list(place.rglob("*.part*"))


def test_what_changed_at_the_hub_meanwhile_is_fetched_anew(
    bring: Bring, hub: HubServer, settings: Settings
) -> None:
    hub.cut[BIG] = [100_000] + [0] * 10
    with pytest.raises(NoNetwork):
        bring()
    hub.cut.clear()
    hub.repos["Tongyi-MAI/Z-Image-Turbo"][BIG] = newer = WEIGHTS[:-1] + b"\1"
    assert files(bring().root)[BIG] == newer


def test_a_server_without_ranges_sends_it_all_again(bring: Bring, hub: HubServer) -> None:
    hub.ranges, hub.cut[BIG] = False, [100_000]
    assert files(bring().root)[BIG] == WEIGHTS


def test_wrong_bytes_are_thrown_away(bring: Bring, hub: HubServer, settings: Settings) -> None:
    hub.spoiled = {"tokenizer/merges.txt": b"x y\n"}
    with pytest.raises(download.Altered, match=r"merges.txt came with other bytes .* git blob"):
        bring()
    hub.spoiled = {BIG: b"\1" * len(WEIGHTS)}
    with pytest.raises(download.Altered, match=r"diffusion_pytorch_model.safetensors came with other bytes"):
        bring()
    place = records(settings).place("z-image-turbo")
    assert not (place / BIG).exists()
    assert not (place / f"{BIG}.part").stat().st_size
    hub.spoiled = {BIG: WEIGHTS + b"more"}
    with pytest.raises(download.Altered, match="longer"):
        bring()
    hub.spoiled = {BIG: WEIGHTS[:-5]}
    with pytest.raises(NoNetwork, match=f"{len(WEIGHTS) - 5} of the {len(WEIGHTS)} bytes"):
        bring()


def test_busy_hubs_are_waited_for_and_broken_ones_named(bring: Bring, hub: HubServer) -> None:
    hub.answers[BIG] = [(503, {}), (429, {"Retry-After": "0"})]
    assert files(bring().root)[BIG] == WEIGHTS
    hub.repos["Tongyi-MAI/Z-Image-Turbo"][BIG] = WEIGHTS + b"x"
    hub.answers[BIG] = [(500, {})] * 20
    with pytest.raises(NoNetwork, match="answered 500; try again later, it goes on where it was"):
        bring()


def test_licences_are_accepted_once_before_anything_is_asked(
    bring: Bring, hub: HubServer, settings: Settings
) -> None:
    with pytest.raises(Forbidden, match="tintype models pull juggernaut-xl --accept-licence"):
        bring("juggernaut-xl")
    assert not hub.asked
    record = bring("juggernaut-xl", accept=True)
    assert record.path.read_bytes() == SINGLE["Juggernaut-XL_v9.safetensors"]
    assert (record.form, record.family) == ("file", "sdxl")
    remove("juggernaut-xl", records(settings))
    assert bring("juggernaut-xl").whole, "accepted before"


def test_gated_models_need_a_token_that_goes_to_the_hub_alone(bring: Bring, hub: HubServer) -> None:
    repo = "black-forest-labs/FLUX.1-dev"
    hub.repos[repo], hub.gated = dict(ZIMAGE), {repo}
    with pytest.raises(
        Unauthorized, match=rf"accepted its licence: do so at {hub.url}/{repo}, then set HF_TOKEN"
    ):
        bring("flux1-dev", accept=True)
    other = HubServer({repo: dict(ZIMAGE)})
    hub.cdn = other.url.replace("127.0.0.1", "localhost")  # its own bytes lie with somebody else
    try:
        with pytest.raises(NoNetwork, match="redirects into a private network"):
            bring("flux1-dev", HF_TOKEN=TOKEN)
        hub.cdn = other.url
        assert bring("flux1-dev", HF_TOKEN=TOKEN).whole
        assert other.asked
        assert not any("authorization" in each.headers for each in other.asked)
    finally:
        other.close()
    assert all(TOKEN in each.headers["authorization"] for each in hub.asked if "/resolve/" in each.path)


def test_who_has_not_accepted_at_the_hub_is_told_where(bring: Bring, hub: HubServer) -> None:
    repo = "black-forest-labs/FLUX.1-dev"
    hub.repos[repo], hub.unaccepted = dict(ZIMAGE), {repo}
    with pytest.raises(
        Forbidden, match=f"Your token may not read {repo}; accept its licence at {hub.url}/{repo}"
    ):
        bring("flux1-dev", accept=True, HF_TOKEN=TOKEN)


def test_what_is_not_there(bring: Bring, hub: HubServer) -> None:
    with pytest.raises(Unauthorized, match="set HF_TOKEN"):  # the hub says 401 of what does not exist
        bring("qwen-image")
    with pytest.raises(NotFound, match="Qwen/Qwen-Image-2512"):
        bring("qwen-image", HF_TOKEN=TOKEN)
    hub.repos["Qwen/Qwen-Image-2512"] = {"README.md": b"moved"}
    with pytest.raises(NotFound, match="no such weights as are expected"):
        bring("qwen-image")
    with pytest.raises(UnknownModel, match=r"these can: .*sdxl"):
        bring("stage")


def test_paths_that_would_leave_their_folder_are_refused(
    bring: Bring, hub: HubServer, tmp_path: Path
) -> None:
    for path in ("../../evil.json", "/etc/evil.json", "vae/../../evil.json", "vae\\evil.json"):
        hub.repos["Tongyi-MAI/Z-Image-Turbo"] = {**ZIMAGE, path: b"{}"}
        with pytest.raises(NoNetwork, match="in a way that is not known here"):
            bring()
    assert not list(tmp_path.rglob("evil.json"))


def test_offline_opens_no_socket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    with pytest.raises(NoNetwork, match="offline"):
        pull("z-image-turbo", msgspec_replace(settings, offline=True), {}, lambda event: None)


def msgspec_replace(settings: Settings, **values: object) -> Settings:
    from dataclasses import replace

    return replace(settings, **values)  # type: ignore[arg-type]


def test_room_is_looked_for_before_a_byte_is_fetched(
    bring: Bring, hub: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9, 2 * 10**8))
    with pytest.raises(DiskFull, match=r"needs 0\.4 MB more, and .* has 0\.2 GB free; make room"):
        bring()
    assert not any("/resolve/" in each.path for each in hub.asked)


def test_a_disk_that_fills_up_keeps_what_came(
    bring: Bring, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def full(descriptor: int) -> None:
        if os.fstat(descriptor).st_size == len(WEIGHTS):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull, match="make room and run it again, it goes on there"):
        bring()
    assert (records(settings).place("z-image-turbo") / f"{BIG}.part").stat().st_size == len(WEIGHTS)
    monkeypatch.undo()
    monkeypatch.setattr("tintype.runtime.download.PAUSE", 0.01)
    assert files(bring().root)[BIG] == WEIGHTS


def test_two_at_once_do_not_mix(settings: Settings, bring: Bring) -> None:
    fcntl = pytest.importorskip("fcntl")
    part = records(settings).place("z-image-turbo") / "model_index.json.part"
    part.parent.mkdir(parents=True)
    with open(part, "wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Taken, match="by somebody else"):
            bring()


def test_a_digest_of_the_catalogue_counts_more_than_the_hubs(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = catalogue.entry("z-image-turbo")
    assert entry is not None
    assert entry.weights is not None
    weights = msgspec.structs.replace(entry.weights, sha256={BIG: "0" * 64})
    pinned = msgspec.structs.replace(entry, weights=weights)
    monkeypatch.setattr(catalogue, "entry", lambda name: pinned)
    with pytest.raises(BadFile, match="is not the file that the catalogue names"):
        bring()


def test_verify_names_the_broken_file_and_pull_mends_it(
    bring: Bring, hub: HubServer, settings: Settings
) -> None:
    kept = records(settings)
    record = bring()
    assert check(record, kept) == (True, "6 files, each with its sha256")
    path = Path(record.root) / BIG
    path.write_bytes(b"\2" * len(WEIGHTS))
    good, found = check(record, kept)
    assert not good
    assert found.startswith(f"{BIG} was altered")
    before = len(hub.fetched(BIG))
    mended = bring()
    assert check(mended, kept)[0]
    assert len(hub.fetched(BIG)) == before + 1
    path.write_bytes(b"short")
    assert check(mended, kept) == (
        False,
        f"{BIG} has 5 bytes instead of {len(WEIGHTS)}; bring it again: tintype models pull z-image-turbo",
    )
    path.unlink()
    assert "is missing" in check(mended, kept)[1]


def test_remove_leaves_nothing(bring: Bring, settings: Settings) -> None:
    record, kept = bring(), records(settings)
    assert remove("z-image-turbo", kept) == record.size
    assert not Path(record.root).exists()
    assert kept.all() == ()
    with pytest.raises(NotFound):
        remove("z-image-turbo", kept)
    with pytest.raises(NotFound):
        remove("records", kept)
    with pytest.raises(BadOption):
        remove(".records", kept)


def test_our_hub_is_one_that_the_hubs_own_client_believes(
    hub: HubServer, bring: Bring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = pytest.importorskip("huggingface_hub", reason="comes with the extra diffusers")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    ours = files(bring().root)
    hub.cdn = hub.url.replace("127.0.0.1", "localhost")  # with somebody else, as at the real one
    client.snapshot_download(
        "Tongyi-MAI/Z-Image-Turbo", endpoint=hub.url, local_dir=tmp_path / "theirs",
        allow_patterns=["*.json", "*/*.txt", "*/*.safetensors"], token=False,
    )  # fmt: skip
    theirs = {
        path: data for path, data in files(tmp_path / "theirs").items() if not path.startswith(".cache")
    }
    assert theirs == ours
    hub.gated = {"Tongyi-MAI/Z-Image-Turbo"}
    with pytest.raises(client.errors.GatedRepoError):
        client.hf_hub_download(
            "Tongyi-MAI/Z-Image-Turbo", "README.md", endpoint=hub.url, token=False, cache_dir=tmp_path / "c"
        )
    with pytest.raises(client.errors.RepositoryNotFoundError):
        client.hf_hub_download(
            "no/where", "README.md", endpoint=hub.url, token=False, cache_dir=tmp_path / "c"
        )


def test_models_that_the_catalogue_does_not_know(bring: Bring, hub: HubServer, settings: Settings) -> None:
    hub.repos["someone/My Mix".replace(" ", "-")] = {
        **ZIMAGE, "extra/lora.safetensors": safetensors({"lora_te2_x.lora_down.weight": (2, 4)}),
        "q4.gguf": gguf({"double_blocks.0.img_attn.qkv.weight": (8, 4)}, "flux"), "old.ckpt": b"PK",
    }  # fmt: skip
    hub.cards["someone/My-Mix"] = {"license": "mit"}
    record = bring("someone/My-Mix")
    assert (record.name, record.family, record.form, record.licence) == ("my-mix", "zimage", "folder", "mit")
    assert bring("someone/My-Mix").name == "my-mix", "brought again it is the same one"
    one = bring("someone/My-Mix/extra/lora.safetensors")
    assert (one.name, one.part, one.family, one.main) == ("lora", "lora", "sdxl", "extra/lora.safetensors")
    small = bring("someone/My-Mix/q4.gguf")
    assert (small.part, small.family, small.form) == ("transformer", "flux", "gguf")
    assert small.path.read_bytes() == hub.repos["someone/My-Mix"]["q4.gguf"]
    with pytest.raises(BadOption, match=r"old.ckpt is neither"):
        bring("someone/My-Mix/old.ckpt")
    with pytest.raises(NotFound, match="no such weights"):
        bring("someone/My-Mix/missing.safetensors")


def test_what_a_file_has_is_left_out(
    bring: Bring, hub: HubServer, settings: Settings, tmp_path: Path
) -> None:
    kept = records(settings)
    for name, shapes in {"whole": {"text_encoders.x": (1,)}, "network": {}}.items():
        path = tmp_path / f"{name}.safetensors"
        path.write_bytes(safetensors({"cap_embedder.0.weight": (2560,), **shapes}))
        adopt(path, kept)
    whole, network = kept.get("whole"), kept.get("network")
    assert whole is not None
    assert network is not None
    settled = bring(without="weights")
    assert (settled.name, settled.part) == ("z-image-turbo-settings", "settings")
    assert set(files(settled.root)) == {path for path in ZIMAGE if path.endswith((".json", ".txt"))}
    assert rest_of(whole, kept.all()) == settled.root
    assert rest_of(network, kept.all()) == ""
    rest = bring(without="network")
    assert BIG not in files(rest.root)
    assert "vae/diffusion_pytorch_model.safetensors" in files(rest.root)
    assert rest_of(network, kept.all()) == rest.root
    assert {each.name for each in painters(kept)} == {"whole", "network"}, "neither paints by itself"


def test_a_strangers_licence_counts_as_well(bring: Bring, hub: HubServer, settings: Settings) -> None:
    hub.repos["someone/mix"], hub.repos["someone/silent"] = dict(ZIMAGE), dict(ZIMAGE)
    hub.cards["someone/mix"] = {"license": "other", "license_name": "flux-1-dev-non-commercial-license"}
    with pytest.raises(
        Forbidden, match=r"non-commercial-license.* tintype models pull someone/mix --accept-licence"
    ):
        bring("someone/mix")
    bring("someone/mix", accept=True)
    assert "forbids commercial use" in refused(records(settings), settings)["mix"]
    with pytest.raises(Forbidden, match="none that the hub tells of"):
        bring("someone/silent")
