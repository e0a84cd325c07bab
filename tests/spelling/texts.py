"""Every text that a client can see: those of the seed data, and the sentences in the product's own code."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from database.seeds import run_all_seeds
from tests.rules.rule import Source, sources

# Keys of the seed data whose texts a client reads.
VISIBLE: Final = {
    *("name", "description", "title", "alt_text", "user_instruction", "message", "question_hint"),
    *("field_label", "instruction", "options", "example_value", "pattern_hint", "answer", "conditions"),
}
CONSTANTS: Final = (
    "CATEGORY",
    "TIERS",
    "ELEMENTS",
    "CATEGORY_WARNINGS",
    "ADDITIONAL_SERVICES",
    "BASE_DOCUMENTATION",
)
PACKAGES: Final = ("domain", "agent", "api", "shared")
# Lists of words that are read, not said.
_READ: Final = frozenset({"compile", "word_set", "phrasebook", "split", "_unit", "sub", "search", "match"})
_SPANISH: Final = re.compile(
    r"[¿¡«áéíóúñ]|\b(?:el|los|las|una?|del?|que|con|por|para|esta|este|no|se|su|al)\b", re.IGNORECASE
)
_ENGLISH: Final = re.compile(
    r"\b(?:the|of|is|are|and|with|this|that|not|for|it|an|has|must|or|in|to|from|by|be|needs?)\b",
    re.IGNORECASE,
)
HOLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Shown:
    """A text and where it stands."""

    path: str
    text: str


def seed_texts() -> Iterator[Shown]:
    """The client's texts of all categories."""
    for module in run_all_seeds.CATEGORY_MODULES:
        for name in CONSTANTS:
            yield from _within(f"{module.CATEGORY_SLUG} {name}", getattr(module, name), shown=False)


def _within(path: str, value: Any, *, shown: bool) -> Iterator[Shown]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _within(f"{path}.{key}", item, shown=key in VISIBLE)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            name = item.get("code") or item.get("field_name") if isinstance(item, dict) else None
            yield from _within(f"{path}[{name or index}]", item, shown=shown)
    elif isinstance(value, str) and shown:
        yield Shown(path, value)


def sentences_in_code() -> Iterator[Shown]:
    """The Spanish sentences in the product's modules, f-strings with a hole for each value."""
    for source in sources(*PACKAGES):
        quoted_only = source.path.startswith(("domain/matching/", "domain/regulations/es/"))
        for line, text in _literals(source):
            spoken = " " in text.strip() and _SPANISH.search(text) and not _ENGLISH.search(text)
            if spoken and not (quoted_only and not re.search("[¿«]", text)):
                yield Shown(f"{source.path}:{line}", text)


def _literals(source: Source) -> Iterator[tuple[int, str]]:
    """The string literals of a module without its docstrings, keys and lists of words."""
    skipped: set[int] = set()
    strings: list[ast.Constant] = []
    for node in ast.walk(source.tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                skipped.add(id(docstring))
            case ast.Dict(keys=keys):
                skipped.update(id(key) for key in keys)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _READ:
                skipped.update(id(inner) for inner in ast.walk(node))
            case ast.JoinedStr(values=values) if id(node) not in skipped:
                skipped.update(id(part) for part in values)
                yield node.lineno, "".join(_said(part) for part in values)
            case ast.Constant(value=str()):
                strings.append(node)
    yield from ((node.lineno, str(node.value)) for node in strings if id(node) not in skipped)


def _said(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else HOLE
