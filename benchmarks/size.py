"""Measures how large the matcher is: lines of code and the highest complexity by module, rows by table.

    python -m benchmarks.size [FOLDER]

A line counts that holds code: blank lines, comments and docstrings do not. Complexity is McCabe's, as ruff
counts it (C901). FOLDER is any folder of modules; without one it is that of the matcher, tables included.
"""

import ast
import io
import json
import subprocess
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from domain.matching.tables import DIRECTORY

MATCHING = DIRECTORY.parent
_NO_CODE = frozenset(
    {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
)
_DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def lines_of_code(source: str) -> int:
    """The lines of a module that hold code."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    held = {
        line
        for token in tokens
        if token.type not in _NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(held.difference(_docstring_lines(source)))


def complexities(folder: Path) -> Mapping[str, int]:
    """The highest complexity of a function of each module, by its path; none where it has no function."""
    rule = ["--isolated", "--select", "C901", "--config", "lint.mccabe.max-complexity=0"]
    command = [sys.executable, "-m", "ruff", "check", *rule, "--output-format", "json", "--exit-zero"]
    answer = subprocess.run([*command, str(folder)], capture_output=True, check=True, text=True)
    found: dict[str, int] = defaultdict(int)
    for finding in json.loads(answer.stdout):
        # The message ends with the complexity and what is allowed, in brackets.
        complexity = int(finding["message"].rpartition("(")[2].partition(" ")[0])
        found[finding["filename"]] = max(found[finding["filename"]], complexity)
    return found


def _docstring_lines(source: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            yield from range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures. Exit status 0."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    folder = Path(given[0]) if given else MATCHING
    modules = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))}
    lines = {path: lines_of_code(source) for path, source in modules.items()}
    complexity = complexities(folder)
    print(f"{'module':<28} {'lines of code':>13} {'complexity':>10}")
    for path in sorted(modules, key=lambda path: (-lines[path], path)):
        print(f"{path.relative_to(folder)!s:<28} {lines[path]:>13,} {complexity.get(str(path), 0):>10}")
    written = sum(source.count("\n") for source in modules.values())
    highest = max(complexity.values(), default=0)
    print(f"{f'{len(modules)} modules':<28} {sum(lines.values()):>13,} {highest:>10}")
    print(f"{'with blanks and comments':<28} {written:>13,}")
    tables = sorted(folder.rglob("*.tsv"))
    if tables:
        print(f"\n{'table':<28} {'rows':>13}")
    for path in tables:
        print(f"{path.stem:<28} {path.read_text('utf-8').count(chr(10)) - 1:>13,}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
