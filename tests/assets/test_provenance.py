"""Provenance: a signed picture says who made it, and an altered one is found out."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import random
import stat
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import c2pa
import numpy as np
import pytest
from PIL import Image

from tintype.assets.deliver import deliver
from tintype.assets.provenance import Made, Signer, check
from tintype.assets.stamp import encode, read_all, written
from tintype.core.errors import BadFile, CannotWrite, OurError, TintypeError
from tintype.core.picture import Picture
from tintype.core.request import Request
from tintype.core.version import VERSION
from tintype.testing import FakeEngine, ignore

MADE = Made("fake", "fake", "generate", 1_790_000_000.0)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer.at(tmp_path_factory.mktemp("house") / "provenance")


@pytest.fixture(scope="module")
def master() -> bytes:
    engine = FakeEngine()
    (plan,) = engine.plan(Request(prompt="a red vase", size=(256, 192), seed=7))
    return encode(Picture(pixels=engine.paint(plan, ignore), plan=plan, seconds=0.1), "PNG")


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
def test_a_delivered_file_is_trusted_here_and_valid_elsewhere(
    format: str, master: bytes, signer: Signer, tmp_path: Path
) -> None:
    file = deliver(master, format, 90, signer)
    found = check(file, signer)
    assert (found.state, found.model, found.issuer) == ("trusted", "fake", "tintype studio")
    assert found.generated_at is not None
    assert found.generated_at.startswith("20")
    assert check(file, Signer.at(tmp_path / "other")).state == "valid"


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
def test_signing_changes_neither_pixels_nor_stamp(
    format: str, master: bytes, signer: Signer, tmp_path: Path
) -> None:
    plain, signed = (deliver(master, format, 90, each) for each in (None, signer))
    assert (np.asarray(Image.open(io.BytesIO(plain))) == np.asarray(Image.open(io.BytesIO(signed)))).all()
    path = tmp_path / f"picture.{'jpg' if format == 'jpeg' else format}"
    path.write_bytes(signed)
    found = read_all(path)
    assert found.stamp is not None
    assert found.stamp.plan.prompt == "a red vase"


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
def test_an_altered_file_is_found_out(format: str, master: bytes, signer: Signer) -> None:
    file = bytearray(deliver(master, format, 90, signer))
    file[400 if format == "webp" else -200] ^= 0x55  # in WebP the manifest comes last
    assert check(bytes(file), signer).state == "invalid"


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff" + b"\0" * 99])
def test_what_carries_no_manifest_says_so(data: bytes, signer: Signer, master: bytes) -> None:
    assert not check(master, signer).detected
    assert check(data, signer).state in ("not_present", "invalid")


def actions(file: bytes) -> list[dict[str, Any]]:
    with c2pa.Reader("image/png", io.BytesIO(file)) as reader:
        store = json.loads(reader.json())
    manifest = store["manifests"][store["active_manifest"]]
    assert manifest["claim_generator_info"][0]["name"] == "tintype"
    assert manifest["claim_generator_info"][0]["version"] == VERSION
    (found,) = (each["data"]["actions"] for each in manifest["assertions"] if "actions" in each["label"])
    return found


@pytest.mark.parametrize(
    ("operation", "engine", "source"),
    [
        ("generate", "stage", "algorithmicMedia"),
        ("generate", "flow", "trainedAlgorithmicMedia"),
        ("vary", "flow", "trainedAlgorithmicMedia"),
        ("edit", "stage", "compositeSynthetic"),
        ("edit", "flow", "compositeWithTrainedAlgorithmicMedia"),
        ("face_swap", "flow", "compositeWithTrainedAlgorithmicMedia"),
        ("upscale", "stage", "algorithmicallyEnhanced"),
        ("restore", "flow", "compositeWithTrainedAlgorithmicMedia"),
    ],
)
def test_the_source_is_named_by_how_it_was_painted(
    operation: str, engine: str, source: str, master: bytes, signer: Signer
) -> None:
    file = signer.sign(master, "png", Made("tintype-1", engine, operation, 1_790_000_000.0))
    assert check(file, signer).state == "trusted"
    first, *more = actions(file)
    assert first["action"] == "c2pa.created"
    assert first["digitalSourceType"] == f"http://cv.iptc.org/newscodes/digitalsourcetype/{source}"
    assert first["when"] == "2026-09-21T14:13:20+00:00"
    assert first["parameters"]["model"] == "tintype-1"
    assert [each["action"] for each in more] == ([] if operation in ("generate", "vary") else ["c2pa.edited"])


def test_the_moment_is_that_of_painting(master: bytes, signer: Signer) -> None:
    file = deliver(master, "png", 100, signer, created=1_790_000_000.0)
    assert check(file, signer).generated_at == "2026-09-21T14:13:20+00:00"


def test_what_somebody_brought_in_is_not_signed_as_ours(signer: Signer) -> None:
    photograph = written(np.zeros((9, 9, 3), np.uint8), "PNG", None, None)
    for format in ("png", "jpeg", "webp"):
        assert check(deliver(photograph, format, 90, signer), signer).state == "not_present"


def test_a_damaged_picture_is_one_sentence(master: bytes, signer: Signer) -> None:
    with pytest.raises(TintypeError, match="cannot be signed"):
        deliver(master[: len(master) // 2], "png", 100, signer)
    for format in ("jpeg", "webp"):
        with pytest.raises(TintypeError, match="broken or cut off"):
            deliver(master[: len(master) // 2], format, 90, signer)


def test_other_pixels_under_the_same_manifest_are_found_out(master: bytes, signer: Signer) -> None:
    file = deliver(master, "png", 100, signer)
    boxes = list(chunks(file))
    image = Image.open(io.BytesIO(file))
    image.putpixel((3, 3), (1, 2, 3))
    again = io.BytesIO()
    image.save(again, "PNG")
    pixels = [each for each in chunks(again.getvalue()) if each[4:8] == b"IDAT"]
    kept = [each for each in boxes if each[4:8] != b"IDAT"]
    forged = file[:8] + b"".join([*kept[:-1], *pixels, kept[-1]])
    assert Image.open(io.BytesIO(forged)).getpixel((3, 3)) == (1, 2, 3)
    assert check(forged, signer).state == "invalid"
    bare = file[:8] + b"".join(each for each in boxes if each[4:8] != b"caBX")
    assert check(bare, signer).state == "not_present"
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(file)).tobytes()


def chunks(data: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        length = struct.unpack_from(">I", data, at)[0]
        yield data[at : at + 12 + length]
        at += 12 + length


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
def test_what_is_called_whole_says_and_shows_what_was_signed(
    format: str, master: bytes, signer: Signer, tmp_path: Path
) -> None:
    """Any byte changed: found out, or one that no pixel and no word depends on, or nobody opens it."""
    random.seed(7)
    file = deliver(master, format, 90, signer)
    path = tmp_path / "a.png"
    path.write_bytes(file)
    whole = read_all(path)
    for _ in range(150):
        other = bytearray(file)
        other[random.randrange(len(other))] ^= random.randrange(1, 256)
        found = check(bytes(other), signer)
        if found.state in ("trusted", "valid"):
            path.write_bytes(other)
            with contextlib.suppress(BadFile):
                assert read_all(path) == whole
            assert found == check(file, signer)


def test_random_damage_to_a_manifest_is_an_answer(master: bytes, signer: Signer) -> None:
    random.seed(5)
    small = deliver(master, "webp", 5, signer)
    start = small.index(b"jumb") - 40
    states = set()
    for _ in range(400):
        other = bytearray(small)
        for _ in range(random.choice([1, 3, 20])):
            at = random.randrange(start, len(other) - 8)
            if random.random() < 0.3:
                del other[at : at + random.choice([1, 4, 100])]
            else:
                other[at : at + 4] = random.choice([random.randbytes(4), b"\xff" * 4, bytes(4)])
        states.add(check(bytes(other), signer).state)
    assert "invalid" in states


ODD: list[Any] = [
    [{"action": "c2pa.created", "digitalSourceType": "x", "parameters": {"model": {"a": [1]}}, "softwareAgent": "y"}],
    [{"action": "c2pa.created", "digitalSourceType": "x", "parameters": {"model": "m" * 9000}}],
    [{"action": "c2pa.created", "digitalSourceType": "x", "when": "2026-01-01T00:00:00Z", "softwareAgent": {"name": "Z"}}],
]  # fmt: skip


@pytest.mark.parametrize("said", ODD)
def test_whatever_a_stranger_signs_is_an_answer(
    said: Any, master: bytes, signer: Signer, tmp_path: Path
) -> None:
    file = foreign(tmp_path, master, [{"label": "c2pa.actions.v2", "data": {"actions": said}}])
    found = check(file, signer)
    assert found.state == "valid"
    assert found.issuer == "tintype studio"  # a name anybody may take: only the state tells
    for text in (found.model, found.generated_at):
        assert text is None or (isinstance(text, str) and len(text) <= 200)


def foreign(folder: Path, master: bytes, assertions: list[Any], *, at: str | None = None) -> bytes:
    """A file that another studio signed. at: the address where its manifest lies, in place of the file."""
    other = json.loads(keyed(folder))
    info = c2pa.C2paSignerInfo(
        c2pa.C2paSigningAlg.ES256, other["chain"].encode(), other["key"].encode(), None
    )
    made = {"claim_generator_info": [{"name": "x", "version": "1"}], "assertions": assertions}
    quiet = c2pa.Settings.from_dict({"verify": {"verify_after_sign": False, "remote_manifest_fetch": False}})
    builder = c2pa.Builder(json.dumps(made), c2pa.Context(quiet))
    if at is not None:
        builder.set_no_embed()
        builder.set_remote_url(at)
    out = io.BytesIO()
    builder.sign(c2pa.Signer.from_info(info), "image/png", io.BytesIO(master), out)
    return out.getvalue()


def keyed(folder: Path) -> str:
    Signer.at(folder / "stranger")
    return (folder / "stranger" / "key.json").read_text()


def test_nothing_is_fetched(master: bytes, signer: Signer, tmp_path: Path) -> None:
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/manifest.c2pa"
        created = [{"action": "c2pa.created", "digitalSourceType": "x"}]
        file = foreign(
            tmp_path, master, [{"label": "c2pa.actions.v2", "data": {"actions": created}}], at=address
        )
        assert address.encode() in file
        assert not check(file, signer).detected or check(file, signer).state == "invalid"
        check(signer.sign(file, "png", MADE), signer)
        assert asked == []
        with pytest.raises(c2pa.C2paError):  # while the library, asked plainly, would have gone there
            c2pa.Reader("image/png", io.BytesIO(file))
        assert asked == ["/manifest.c2pa"]
    finally:
        server.shutdown()
        server.server_close()


def test_threads_share_one_signer(master: bytes, signer: Signer) -> None:
    def work(index: int) -> str:
        return check(signer.sign(master, "png", MADE), signer).state

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(work, range(60))) == {"trusted"}


def test_a_signed_file_can_still_be_shown_and_painted_again(
    master: bytes, signer: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tintype.cli.main import main

    monkeypatch.setenv("TINTYPE_FAKE", "1")
    monkeypatch.chdir(tmp_path)
    Path("signed.png").write_bytes(deliver(master, "png", 100, signer))
    assert main(["show", "signed.png"]) == 0
    assert main(["replay", "signed.png"]) == 0


def test_the_key_is_for_our_eyes_only_and_stays(tmp_path: Path) -> None:
    first = Signer.at(tmp_path / "p")
    assert stat.S_IMODE(os.stat(tmp_path / "p" / "key.json").st_mode) == 0o600
    assert Signer.at(tmp_path / "p").root == first.root


def test_two_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tintype.assets.provenance import Signer;"
        "print(hash(Signer.at(Path(sys.argv[1])).root))"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "p")],
            stdout=subprocess.PIPE, env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        for _ in range(4)
    ]  # fmt: skip
    assert len({process.communicate()[0] for process in starts}) == 1


def test_a_disk_without_second_names_keeps_a_key_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*names: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert Signer.at(tmp_path / "p").root == Signer.at(tmp_path / "p").root
    assert [each.name for each in (tmp_path / "p").iterdir()] == ["key.json"]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match=r"key\.json cannot be used"):
        Signer.at(tmp_path / "file")


def test_a_damaged_key_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text("{")
    with pytest.raises(OurError, match=r"key\.json is damaged"):
        Signer.at(tmp_path)
