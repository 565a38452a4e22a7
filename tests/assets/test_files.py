from __future__ import annotations

import errno
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tintype.assets import files
from tintype.assets.files import check, numbered, save, slug, vacant
from tintype.core.errors import BadOption, CannotWrite, DiskFull
from tintype.core.picture import Picture


def test_a_named_file_is_replaced_whole(picture: Picture, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(b"old")
    assert save(picture, path) == path
    assert path.read_bytes().startswith(b"\x89PNG")
    assert os.listdir(tmp_path) == ["x.png"]


def test_a_made_up_name_replaces_nothing(picture: Picture, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    names = [save(picture, path, overwrite=False).name for _ in range(3)]
    assert names == ["x.png", "x-2.png", "x-3.png"]
    assert sorted(os.listdir(tmp_path)) == ["x-2.png", "x-3.png", "x.png"]


def test_a_new_file_has_the_permissions_of_any_other(picture: Picture, tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    path = save(picture, tmp_path / "x.png")
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_is_followed(picture: Picture, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.png").symlink_to(tmp_path / "real" / "x.png")
    save(picture, tmp_path / "link.png")
    assert (tmp_path / "link.png").is_symlink()
    assert (tmp_path / "real" / "x.png").is_file()


@pytest.mark.parametrize("name", ["x", "x.gif", "x.pn", "x.png.txt", ".png"])
def test_an_unknown_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadOption, match=r"\.png, \.jpg or \.webp"):
        check(tmp_path / name)


def test_a_missing_folder_is_said(picture: Picture, tmp_path: Path) -> None:
    for attempt in (check, lambda path: save(picture, path)):
        with pytest.raises(CannotWrite, match="does not exist"):
            attempt(tmp_path / "no" / "x.png")


def test_a_folder_as_path_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.png").mkdir()
    with pytest.raises(CannotWrite, match="is a folder"):
        check(tmp_path / "x.png")


def test_a_file_as_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="not a folder"):
        check(tmp_path / "file" / "x.png")


def test_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.png").symlink_to("/dev/null")
    with pytest.raises(CannotWrite, match="not an ordinary file"):
        check(tmp_path / "x.png")


def test_a_name_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="too long"):
        check(tmp_path / ("x" * 300 + ".png"))


def test_a_folder_without_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(files.os, "open", refuse)  # as root, no real folder refuses
    with pytest.raises(CannotWrite, match="Permission denied"):
        check(tmp_path / "x.png")


def test_the_check_leaves_nothing_behind(tmp_path: Path) -> None:
    check(tmp_path / "x.png", 10_000)
    assert os.listdir(tmp_path) == []


def test_no_room_is_known_before_painting(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match="no room left"):
        check(tmp_path / "x.png", 10**15)


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_disk_that_fills_up_leaves_no_part(
    picture: Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "x.png").write_bytes(b"old")
    monkeypatch.setattr(*((files, "_write", full) if step == "write" else (files.os, step, full)))
    with pytest.raises(DiskFull, match="no room left"):
        save(picture, tmp_path / "x.png")
    assert os.listdir(tmp_path) == ["x.png"]
    assert (tmp_path / "x.png").read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs a disk of its own")
def test_a_disk_that_is_really_full(picture: Picture, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (128, 128, 3), np.uint8)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(tmp_path)], check=False)
    if mounted.returncode:
        pytest.skip("may not mount")
    try:
        with pytest.raises(DiskFull):
            save(replace(picture, pixels=noise), tmp_path / "x.png")
        assert os.listdir(tmp_path) == []
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_an_interrupted_save_leaves_no_part(
    picture: Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(picture, tmp_path / "x.png")
    assert os.listdir(tmp_path) == []


def test_names_of_several_pictures() -> None:
    path = Path("a/x.png")
    assert numbered(path, 0, 1) == path
    assert [numbered(path, index, 2).name for index in range(2)] == ["x-1.png", "x-2.png"]


def test_a_vacant_name(tmp_path: Path) -> None:
    for name in ("x.png", "x-2.png"):
        (tmp_path / name).touch()
    assert vacant(tmp_path / "x.png").name == "x-3.png"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A red vase, on oak!", "a-red-vase-on-oak"),
        ("../../etc/passwd", "etc-passwd"),
        ("花瓶の写真", "花瓶の写真"),
        ("🌹🌹", "picture"),
        ("CON.. / \\ : * ?", "con"),
        ("a " * 500, "-".join("a" * 24)),
        ("x" * 500, "x" * 48),
    ],
)
def test_a_sentence_becomes_a_file_name(sentence: str, expected: str) -> None:
    assert slug(sentence) == expected
