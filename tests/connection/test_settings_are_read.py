"""No setting without a reader: what can be set changes something."""

import ast

import pytest

from shared.config import Settings
from tests.servers import ROOT

# What the assistant and the regulations will use: the settings are there, the readers come with them.
NOT_YET = frozenset(
    [
        *("QDRANT_URL", "QDRANT_API_KEY"),
        # Read as soon as the database's roles are made with them.
        *("DATABASE_OWNER_URL", "DATABASE_STATEMENT_TIMEOUT", "DATABASE_LOCK_TIMEOUT"),
        "DATABASE_IDLE_IN_TRANSACTION_TIMEOUT",
    ]
)


# Settings of the tiers of language models are read by the tier's name and what follows it.
TIERS = ("LLM_LOCAL_FAST", "LLM_CLOUD")


@pytest.fixture(scope="module")
def read() -> set[str]:
    """Every attribute that the product's modules read, but for the settings' own module."""
    names: set[str] = set()
    for package in ("agent", "api", "cli", "database", "domain", "shared"):
        for file in (ROOT / package).rglob("*.py"):
            if file != ROOT / "shared" / "config.py":
                nodes = ast.walk(ast.parse(file.read_text("utf-8")))
                for node in nodes:
                    if isinstance(node, ast.Attribute):
                        names.add(node.attr)
                    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "getattr":
                        names |= _of_each_tier(node.args[1])
    return names


def _of_each_tier(name: ast.expr) -> set[str]:
    """The settings that `getattr(settings, f"{prefix}_URL")` may read."""
    if not (isinstance(name, ast.JoinedStr) and isinstance(name.values[-1], ast.Constant)):
        return set()
    return {f"{tier}{name.values[-1].value!s}" for tier in TIERS}


@pytest.mark.parametrize("name", sorted(Settings.model_fields.keys() - NOT_YET))
def test_a_setting_is_read(name: str, read: set[str]) -> None:
    # One may be read through a property of the settings that is named for it or made of it.
    assert name in read or name.lower() in read or _property_of(name) & read, name


def _property_of(name: str) -> set[str]:
    """The properties of Settings whose code reads the setting."""
    tree = ast.parse((ROOT / "shared" / "config.py").read_text("utf-8"))
    return {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(function))
    }


def test_every_setting_is_described() -> None:
    described = (ROOT / ".env.example").read_text("utf-8")
    assert [name for name in Settings.model_fields if f"#{name}=" not in described] == []
