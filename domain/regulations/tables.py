"""Rows of a table as text: one line each, cells parted by «|»."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

_SPANNING: Final = 20


def table_row(cells: Sequence[str]) -> str:
    """The row. A long cell that spans several columns, which readers repeat in each, is written once."""
    once = [
        cell
        for cell, same in groupby(cell.replace("|", "/").strip() for cell in cells)
        for _ in range(1 if len(cell) > _SPANNING else len(list(same)))
    ]
    return f"| {' | '.join(once)} |"
