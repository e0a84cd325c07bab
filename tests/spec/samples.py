"""Reads and runs the sample blocks of the specification, which stand verbatim in `blocks/`.

The comment that opens a file says where its block comes from, which names the page uses without defining
them (`given`), and which words had to change for it to run (`change`), each with the reason.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

BLOCKS = Path(__file__).parent / "blocks"
_NOTE = re.compile(r"# (given|change|except): (.+) -- (.+)")


@dataclass(frozen=True)
class Sample:
    """A block of the specification: the code as it is written there, and the notes to it."""

    name: str
    source: str
    code: str
    given: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    exceptions: tuple[str, ...]

    @property
    def changed_code(self) -> str:
        """The code with its changes; each of them has to apply."""
        code = self.code
        for old, new in self.changes:
            assert old in code, f"{self.name}: there is no {old!r} to change"
            code = code.replace(old, new)
        return code


def sample(name: str) -> Sample:
    """The block of the file that starts with `name`. Raises where there is not exactly one."""
    (path,) = BLOCKS.glob(f"{name}*")
    head, _, code = path.read_text(encoding="utf-8").partition("\n\n")
    source, *notes = head.splitlines()
    found: dict[str, list[str]] = {"given": [], "change": [], "except": []}
    for note in notes:
        match = _NOTE.fullmatch(note)
        assert match, f"{path.name}: {note!r} is no note with its reason"
        found[match[1]].append(match[2])
    return Sample(
        path.name,
        source.removeprefix("# "),
        code,
        tuple(name for listed in found["given"] for name in listed.split(", ")),
        tuple((old, new) for old, _, new in (change.partition(" → ") for change in found["change"])),
        tuple(found["except"]),
    )


async def run(name: str, **given: Any) -> dict[str, Any]:
    """Run a Python block with exactly the names it is given; the names it defines, `_` for its last value.

    A block may await at its top, as a piece of a coroutine does.
    """
    block = sample(name)
    assert set(given) == set(block.given), f"{block.name} is given {block.given}"
    namespace: dict[str, Any] = {"__name__": f"sample_{block.name.partition('.')[0]}", **given}
    result = eval(_compiled(block), namespace)
    if result is not None:
        await result
    return namespace


def _compiled(block: Sample) -> CodeType:
    tree = ast.parse(block.changed_code, block.name)
    last = tree.body[-1]
    if isinstance(last, ast.Expr):
        target = ast.Name("_", ast.Store(), lineno=last.lineno, col_offset=0, end_lineno=last.end_lineno)
        tree.body[-1] = ast.copy_location(ast.Assign([target], last.value), last)
    ast.fix_missing_locations(tree)
    code = compile(tree, block.name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    assert isinstance(code, CodeType)
    return code
