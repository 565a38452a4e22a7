"""Sizes, names and manners of the source."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import tintype

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "tintype"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST_MODULE, LONGEST_FUNCTION = 400, 50

TABLES = {
    "brief/vocabulary.py",
    "brief/suggestions.py",
}
"""Modules that hold data, not decisions; the folder `brief/lexicon` does as well."""


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def is_table(path: Path) -> bool:
    return name(path) in TABLES or name(path).startswith("brief/lexicon/")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_one_subject(path: Path) -> None:
    assert path.stem not in ("utils", "util", "helpers", "misc", "common"), "say what it is about"
    if not is_table(path):
        assert len(path.read_text().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", [path for path in MODULES if path.read_text().strip()], ids=name)
def test_manners(path: Path) -> None:
    text = path.read_text()
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says on its first line what it is"
    if any(isinstance(node, ast.FunctionDef | ast.AnnAssign) for node in ast.walk(tree)):
        assert "from __future__ import annotations" in text
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, "no bare except"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "exit"), "the terminal is spoken to by cli/console.py only"


def test_the_table_list_is_true() -> None:
    for table in TABLES:
        assert (SOURCE / table).exists(), table


def test_all_exports_exist() -> None:
    for exported in tintype.__all__:
        assert getattr(tintype, exported) is not None
    for module in pkgutil.walk_packages(tintype.__path__, "tintype."):
        if module.name != "tintype.__main__":
            found = importlib.import_module(module.name)
            for exported in getattr(found, "__all__", ()):
                assert hasattr(found, exported), f"{module.name}.{exported}"


def test_the_front_door_is_small_and_types_agree_with_it() -> None:
    text = (SOURCE / "__init__.py").read_text()
    assert len(text.splitlines()) <= 60
    typed = re.search(r"if TYPE_CHECKING:\n(.*?)\n\n", text, re.DOTALL)
    assert typed is not None
    names = set(re.findall(r"(\w+)(?:,|$|  #)", re.sub(r"from \S+ import ", "", typed[1]), re.MULTILINE))
    assert set(tintype.__all__) <= names
    with pytest.raises(AttributeError, match="no attribute 'wobble'"):
        tintype.wobble  # noqa: B018
