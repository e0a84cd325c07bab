"""Whoever sits at the keyboard is spoken to in Spanish: help pages, errors of usage, all known errors."""

import ast
import re
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from cli.main import app
from cli.spanish import usage_error
from tests.api.spanish import ENGLISH
from tests.servers import ROOT

ERRORS = frozenset(
    [
        *("MsiaError", "InvalidInputError", "NotFoundError", "ConflictError", "ServerUnavailableError"),
        *("InvariantError", "ApiError", "InstallError"),
    ]
)
# Errors of whoever writes code, who reads English as the code does.
OF_PROGRAMMERS = frozenset({"database/soft_delete.py", "database/seeds/seeders/base.py"})
MORE_ENGLISH = frozenset(
    [
        *("show", "print", "usage", "options", "arguments", "commands", "default", "required", "missing"),
        *("file", "only", "when", "where", "does", "set", "value", "name", "one", "without", "shows"),
        *("prints", "check", "row", "rows", "table", "database"),
    ]
)
NO_MARKS = re.compile(r"«[^»]*»|'[^']*'|`[^`]*`|<[^>]*>|--?[\w-]+|\S*[/#.=_]\S+|\b[A-Z_]{2,}\b")


def english_words(text: str) -> set[str]:
    """The English words of a text, but for what it quotes: commands, options, paths, settings."""
    words = re.findall(r"[^\W\d_]+", NO_MARKS.sub(" ", text).lower())
    return set(words) & (ENGLISH | MORE_ENGLISH)


def commands(command: object = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command and group of the program."""
    found = command if command is not None else get_command(app)
    yield path
    for name, child in getattr(found, "commands", {}).items():
        yield from commands(child, (*path, name))


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_help_is_spanish(path: tuple[str, ...]) -> None:
    # In a context of its own: a command says who acts, for all that follows.
    shown = copy_context().run(CliRunner().invoke, app, [*path, "--help"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0, shown.output
    assert "Uso: " in shown.output
    names = {name for names in commands() for name in names}
    rows = [" ".join(row.strip("│╭╮╰╯─ ").split()) for row in shown.output.splitlines()]
    prose = [row for row in rows if not re.search(r"\bmsia\b.*(?:--|\w)|^Uso:", row) or "│" in row]
    assert english_words(" ".join(prose)) <= names


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["qoute"], "¿Querías decir quote?"),
        (["quote", "--jsn"], "No existe la opción"),
        (["quote", "--category"], "necesita un valor"),
        (["quote", "a", "b"], "Sobran argumentos"),
        (["rag", "add"], "Falta el argumento ARCHIVO"),
        (["price", "set", "T5", "180"], "Falta la opción --category"),
        (["serve", "--port", "many"], "número entero"),
        (["serve", "--port", "70000"], "65535 o menos"),
        (["serve", "--workers", "0"], "1 o más"),
        (["serve", "--help=no"], "no lleva ningún valor"),
        (["db", "upgrade", "head", "more"], "Sobran argumentos"),
    ],
)
def test_errors_of_usage_are_spanish(arguments: list[str], said: str) -> None:
    with pytest.raises(Exception) as failed:
        copy_context().run(get_command(app).main, arguments, prog_name="msia", standalone_mode=False)
    error = usage_error(failed.value)  # type: ignore[arg-type]
    assert said in str(error)
    assert english_words(str(error)) == set()
    assert "--help" in (error.remedy or "")


def _texts(node: ast.AST) -> str:
    return " ".join(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def _said(file: Path) -> Iterator[tuple[int, str]]:
    """The message and the remedy of every known error that a module raises."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
            for argument in (*node.args[1:2], *node.args[3:4]):
                yield node.lineno, _texts(argument)


@pytest.mark.parametrize("package", ["agent", "api", "cli", "database", "domain", "shared", "tools"])
def test_known_errors_are_spanish(package: str) -> None:
    wrong = [
        f"{name}:{line}: {text}"
        for file in sorted((ROOT / package).rglob("*.py"))
        if "versions" not in file.parts and (name := file.relative_to(ROOT).as_posix()) not in OF_PROGRAMMERS
        for line, text in _said(file)
        if english_words(text)
    ]
    assert wrong == []


def test_failures_of_the_database_are_spanish() -> None:
    source = ast.parse((ROOT / "database" / "availability.py").read_text("utf-8"))
    sentences = [
        part.value
        for part in ast.walk(source)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and re.search(r"\w \S.*\.$", part.value)
    ]
    texts = [text for text in sentences if "\n" not in text and text != ast.get_docstring(source)]
    docstrings = {
        ast.get_docstring(node)
        for node in ast.walk(source)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module))
    }
    told = [text for text in texts if text not in docstrings]
    assert len(told) > 20
    assert [text for text in told if english_words(text)] == []


def test_english_is_noticed() -> None:
    assert english_words("Print the quote as JSON.") == {"print", "the"}
    assert english_words("Show every change, write nothing.") == {"show"}
    assert english_words("Muestra `show the` y «the», de /the/path, con --the.") == set()
