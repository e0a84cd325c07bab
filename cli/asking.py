"""Questions on the terminal, asked on stderr so that results stay alone on stdout."""

import sys

import typer

from domain.folding import fold_line

_YES = frozenset({"s", "si", "y", "yes"})


def confirm(question: str) -> None:
    """Go on only after a yes; anything else, the end of input too, raises typer.Abort."""
    print(f"{question} [s/N] ", end="", file=sys.stderr, flush=True)
    if fold_line(sys.stdin.readline()).strip() not in _YES:
        raise typer.Abort
