"""The door for networks of the user's own: files of the well-known signatures, made here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from portraits import over

onnx = pytest.importorskip("onnx")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from tintype.core.errors import BadFile, UnknownModel  # noqa: E402
from tintype.core.request import Request  # noqa: E402
from tintype.engines.faces import FacesEngine  # noqa: E402


def saved(
    path: Path, nodes: list[Any], inputs: dict[str, list[int]], out: list[int], weights: dict[str, Any]
) -> Path:
    def value(name: str, shape: list[int]) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    held = [numpy_helper.from_array(array, name) for name, array in weights.items()]
    told = [value(name, shape) for name, shape in inputs.items()]
    graph = helper.make_graph(nodes, path.stem, told, [value("out", out)], held)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10), path)
    return path


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One that reads a face as its mean colour, and one that paints that colour, through a matrix that
    swaps red and blue."""
    folder = tmp_path_factory.mktemp("networks")
    reader = saved(
        folder / "reader.onnx",
        [
            helper.make_node("GlobalAveragePool", ["seen"], ["mean"]),
            helper.make_node("Flatten", ["mean"], ["flat"]),
            helper.make_node("Add", ["flat", "one"], ["light"]),
            helper.make_node("Pad", ["light", "more"], ["out"]),
        ],
        {"seen": [1, 3, 112, 112]}, [1, 512], {"one": np.float32(1), "more": np.array([0, 0, 0, 509])},
    )  # fmt: skip
    matrix = np.eye(512, dtype=np.float32)
    matrix[[0, 2]] = matrix[[2, 0]]
    swapper = saved(
        folder / "swapper.onnx",
        [
            helper.make_node("Slice", ["source", "from", "to", "axis"], ["colour"]),
            helper.make_node("Reshape", ["colour", "shape"], ["spot"]),
            helper.make_node("Mul", ["target", "none"], ["black"]),
            helper.make_node("Add", ["black", "spot"], ["out"]),
        ],
        {"target": [1, 3, 128, 128], "source": [1, 512]}, [1, 3, 128, 128],
        {"from": np.array([0]), "to": np.array([3]), "axis": np.array([1]), "shape": np.array([1, 3, 1, 1]),
         "none": np.float32(0), "emap": matrix},
    )  # fmt: skip
    return swapper, reader


def asked(files: Path, model: str = "faces-onnx") -> Request:
    images = (str(files / "portrait.png"), str(files / "other.png"))
    return Request(prompt="", operation="face_swap", images=images, model=model, options={"consent": True})


def test_a_face_is_read_and_painted_where_the_other_was(
    networks: tuple[Path, Path], files: Path, portrait: np.ndarray, other: np.ndarray
) -> None:
    engine = FacesEngine(*map(str, networks))
    (plan,) = engine.plan(asked(files))
    swapped = engine.paint(plan, lambda event: None)
    changed = (swapped != portrait).any(-1)
    face = other[180:280, 210:300].reshape(-1, 3).mean(0)
    expected = 255 * (face / np.linalg.norm(face))[::-1]
    assert np.abs(swapped[120:130, 220:230].reshape(-1, 3).mean(0) - expected).max() < 12
    assert not changed[:20].any()
    assert not changed[250:].any()


def test_there_is_none_until_two_files_are_named(files: Path) -> None:
    assert [card.name for card in FacesEngine().info()] == ["faces"]
    with pytest.raises(
        UnknownModel, match="name two ONNX files in the settings face_swapper and face_reader"
    ):
        FacesEngine().plan(asked(files))


@pytest.mark.parametrize(
    ("swapper", "said"),
    [
        ("reader.onnx", "is no network that swaps faces as inswapper_128 does"),
        ("broken.onnx", "is no ONNX file that can be read; fetch it again"),
        ("absent.onnx", "cannot be read"),
        ("weights.pth", "is no ONNX file; other weights may hold programs"),
    ],
)
def test_other_files_are_refused(networks: tuple[Path, Path], files: Path, swapper: str, said: str) -> None:
    folder = networks[0].parent
    (folder / "broken.onnx").write_bytes(b"\x00broken")
    (folder / "weights.pth").write_bytes(b"\x80\x02")
    engine = FacesEngine(str(folder / swapper), str(networks[1]))
    with pytest.raises(BadFile, match=said):
        engine.plan(asked(files))


def test_a_process_of_its_own_finds_them_too(networks: tuple[Path, Path], files: Path, start: Any) -> None:
    settings = {"face_swapper": str(networks[0]), "face_reader": str(networks[1]), "isolation": "process"}
    server = start(model="stage", moderation="off", serve_licences="faces-onnx", **settings)
    with server.client() as client:
        _, job = over(client, files, model="faces-onnx", options={"consent": True})
    assert job["state"] == "done", job


def test_it_is_served_only_where_somebody_says_that_it_may(
    networks: tuple[Path, Path], files: Path, start: Any
) -> None:
    server = start(model="stage", face_swapper=str(networks[0]), face_reader=str(networks[1]))
    with server.client() as client:
        answer, _ = over(client, files, model="faces-onnx", options={"consent": True})
    assert answer.status_code in (400, 404)
    assert 'serve_licences = "faces-onnx"' in answer.json()["error"]["message"]
