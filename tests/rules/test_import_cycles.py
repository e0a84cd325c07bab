"""No module of the product imports one that imports it, however indirectly, nor for type checking alone."""

import ast
from collections.abc import Iterable, Mapping

from tests.rules.rule import PACKAGES, Source, sources


def module_name(path: str) -> str:
    """The dotted name of a file's module."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports_of(source: Source, known: Iterable[str]) -> set[str]:
    """The modules of the product that a file imports anywhere in it, functions and TYPE_CHECKING included."""
    modules, found = set(known), set()
    for node in source.nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & modules
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = {f"{node.module}.{alias.name}" for alias in node.names} & modules
            # `from package import module` needs the module; a package's own content its __init__.
            found |= parts
            if len(parts) < len(node.names) and node.module in modules:
                found.add(node.module)
    return found - {module_name(source.path)}


def cycles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """The groups of modules that import each other, each sorted (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(graph.get(node, ())):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def graph_of(files: Iterable[Source]) -> dict[str, set[str]]:
    """Who imports whom."""
    by_name = {module_name(source.path): source for source in files}
    return {name: imports_of(source, by_name) for name, source in by_name.items()}


def test_no_module_imports_itself_through_others() -> None:
    graph = graph_of(sources(*PACKAGES))
    assert len(graph) > 200
    assert cycles(graph) == []


def test_a_cycle_is_found_wherever_the_import_stands() -> None:
    files = [
        Source("a/__init__.py", ""),
        Source("a/one.py", "from a import two"),
        Source("a/two.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a.three import x"),
        Source("a/three.py", "def f() -> None:\n    import a.one\nx = 1"),
        Source("a/four.py", "import a.one"),
    ]
    assert cycles(graph_of(files)) == [["a.one", "a.three", "a.two"]]
