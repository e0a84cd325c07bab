"""The rules of the migration files, read from their source: names, chain, downgrades, constraint names."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from database import migrate
from tests.rules.inventory import MIGRATIONS

VERSIONS = migrate.SCRIPT_LOCATION / "versions"
# Where the name of a constraint or index stands: the position of the argument, or the keyword.
_NAMED_BY_POSITION = {
    "create_index",
    "drop_index",
    "create_foreign_key",
    "create_unique_constraint",
    "create_check_constraint",
    "create_primary_key",
    "drop_constraint",
}
_NAMED_BY_KEYWORD = {
    "PrimaryKeyConstraint",
    "UniqueConstraint",
    "ForeignKeyConstraint",
    "CheckConstraint",
}
_FROZEN_FROM = ("database.models", "database.jsonb", "shared", "agent")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _files() -> list[Path]:
    return sorted(VERSIONS.glob("[0-9]*.py"))


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _constant(path: Path, name: str) -> object:
    for node in _tree(path).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == name:
            return ast.literal_eval(node.value)
    raise AssertionError(f"{path.name} has no {name}")


def test_the_first_revisions_are_those_of_the_specification() -> None:
    assert tuple(path.stem for path in _files())[: len(MIGRATIONS)] == MIGRATIONS


def test_files_are_numbered_and_form_one_chain() -> None:
    previous = None
    for number, path in enumerate(_files(), start=1):
        assert re.fullmatch(rf"{number:03d}_[a-z0-9_]+", path.stem)
        assert (_constant(path, "revision"), _constant(path, "down_revision")) == (path.stem, previous)
        previous = path.stem


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.stem[:3])
def test_file(path: Path) -> None:
    functions = {node.name: node for node in _tree(path).body if isinstance(node, ast.FunctionDef)}
    for name in ("upgrade", "downgrade"):
        body = functions[name].body
        assert ast.get_docstring(functions[name])
        assert len(body) > 1, f"{name} does nothing"
        assert not any(isinstance(node, ast.Pass) for node in ast.walk(functions[name]))

    for call in _calls(path):
        called = _called(call)
        if called in _NAMED_BY_POSITION:
            name_node = call.args[0]
        elif called in _NAMED_BY_KEYWORD:
            name_node = next((word.value for word in call.keywords if word.arg == "name"), ast.Constant(None))
        else:
            continue
        assert isinstance(name_node, ast.Call), f"line {call.lineno}: {called} without op.f()"
        assert _called(name_node) == "f", f"line {call.lineno}: {called} without op.f()"
        if called in {"ForeignKeyConstraint", "create_foreign_key"}:
            policy = next((word.value for word in call.keywords if word.arg == "ondelete"), None)
            assert isinstance(policy, ast.Constant), f"line {call.lineno}: no ondelete"
            assert policy.value in {"CASCADE", "SET NULL"}

    imported = [node.module or "" for node in ast.walk(_tree(path)) if isinstance(node, ast.ImportFrom)]
    imported += [
        alias.name for node in ast.walk(_tree(path)) if isinstance(node, ast.Import) for alias in node.names
    ]
    assert not [name for name in imported if name.startswith(_FROZEN_FROM)], "a migration imports living code"


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.stem[:3])
def test_indexes_come_after_their_table(path: Path) -> None:
    for function in (node for node in _tree(path).body if isinstance(node, ast.FunctionDef)):
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        created = {
            call.args[0].value: call.lineno
            for call in calls
            if _called(call) == "create_table" and isinstance(call.args[0], ast.Constant)
        }
        for call in calls:
            if _called(call) == "create_index" and isinstance(call.args[1], ast.Constant):
                assert call.lineno > created.get(call.args[1].value, 0)
