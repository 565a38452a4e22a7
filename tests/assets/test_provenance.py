"""Provenance: a signed picture says who made it, and an altered one is found out."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tintype.assets.deliver import deliver
from tintype.assets.provenance import Made, Signer, check
from tintype.assets.stamp import encode, read_all
from tintype.core.errors import OurError
from tintype.core.picture import Picture
from tintype.core.request import Request
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


def test_the_source_is_named_by_how_it_was_painted(master: bytes, signer: Signer) -> None:
    learned = signer.sign(master, "png", Made("tintype-1", "flow", "generate", 0.0))
    assert b"trainedAlgorithmicMedia" in learned
    assert b"digitalsourcetype/algorithmicMedia" in signer.sign(master, "png", MADE)


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


def test_a_damaged_key_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text("{")
    with pytest.raises(OurError, match=r"key\.json is damaged"):
        Signer.at(tmp_path)
