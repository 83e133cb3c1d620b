"""The layers: a package imports only from packages above it in the order of the architecture, without exceptions."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pressdesk"
ORDER = [
    "base",
    "model",
    "text",
    "qr",
    "display",
    "templates",
    "layout",
    "colour",
    "output",
    "prepress",
    "work",
    "app",
    "cli",
]
ONLY_IN = {"PySide6": ("app",), "reportlab": ("output/pdf",), "uharfbuzz": ("text",)}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> list[str]:
    """Every module that a file imports, those under TYPE_CHECKING and inside functions included."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            assert node.module
            found += [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "pressdesk" else []
            found.append(node.module)
    return found


def test_every_package_has_its_place() -> None:
    assert sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")) == sorted(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    parts = path.relative_to(PACKAGE).parts
    here = parts[0] if len(parts) > 1 else "cli"  # __main__ stands on top, with the command line
    allowed = set(ORDER[: ORDER.index(here) + 1])
    for name in imports(path):
        head, _, rest = name.partition(".")
        if head == "pressdesk" and rest:
            package = rest.split(".")[0]
            assert package in allowed or not (PACKAGE / package).is_dir(), f"{here} may not import {name}"
        where = "/".join(parts)
        if head in ONLY_IN:
            assert where.startswith(ONLY_IN[head]), f"{name} belongs into {ONLY_IN[head]}, not {where}"


def test_main_only_starts_the_command_line() -> None:
    assert [name for name in imports(ROOT / "main.py") if name != "__future__"] == ["pressdesk.cli.start"]


def test_the_installed_packages_are_those_of_the_tree() -> None:
    import tomllib

    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    tree = {".".join(path.parent.relative_to(ROOT).parts) for path in PACKAGE.rglob("__init__.py")}
    assert set(setup["packages"]) == tree | {"pressdesk.assets"}
