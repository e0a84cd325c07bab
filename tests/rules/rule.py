"""A rule of the specification, the evidence it is judged by, and the register of all rules."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Mapper

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("agent", "api", "cli", "database", "domain", "shared")
VERSIONS = "database/alembic/versions/"


@dataclass(frozen=True)
class Source:
    """One Python file of the product, by its path below the repository."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of its tree, for the rules that each look through them."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def _calls(self) -> tuple[tuple[str, ast.Call], ...]:
        return tuple((ast.unparse(node.func), node) for node in self.nodes if isinstance(node, ast.Call))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Each call with the dotted name of what is called."""
        yield from self._calls

    def imports(self) -> Iterator[str]:
        """Dotted names of everything imported, wherever in the file."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def functions(self) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
        """The functions at the top of the file, by name."""
        return {
            node.name: node
            for node in self.tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }


def sources(*folders: str) -> list[Source]:
    """The Python files of these folders, in the order of their paths."""
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


@dataclass
class Evidence:
    """What the rules look at. Tests of the rules themselves put broken pieces here."""

    tables: Sequence[Table] = ()
    """The tables of the metadata, and those of a live PostgreSQL at head, reflected."""
    mappers: Sequence[Mapper[Any]] = ()
    sources: Sequence[Source] = ()
    seeded: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    """The rows of a seeded database, by table."""

    @property
    def migrations(self) -> list[Source]:
        """The migration files, in their order."""
        return [source for source in self.sources if source.path.startswith(VERSIONS)]

    def under(self, *folders: str) -> list[Source]:
        """The sources below these folders."""
        return [source for source in self.sources if source.path.startswith(folders)]


Check = Callable[[Evidence], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`check` returns a line for each violation, naming the place."""

    section: str
    text: str
    check: Check

    def violations(self, evidence: Evidence) -> list[str]:
        """Every violation found; none means that the rule is kept."""
        return list(self.check(evidence))


RULES: list[Rule] = []


def rule(section: str, text: str) -> Callable[[Check], Check]:
    """Register the decorated check as the rule `text` of a section of the specification."""

    def register(check: Check) -> Check:
        RULES.append(Rule(section, text, check))
        return check

    return register


def by_check(check: Check) -> Rule:
    """The registered rule of a check."""
    return next(item for item in RULES if item.check is check)
