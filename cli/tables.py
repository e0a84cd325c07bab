"""Tables on standard output; what comes from the database is shown as it is, never as markup."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

_NO_BREAK = 2000


def print_table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """Print the rows; numbers and amounts stand at the right. A dash stands for None."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    shown = [["—" if cell is None else str(cell) for cell in row] for row in rows]
    for place, heading in enumerate(headings):
        cells = [row[place] for row in shown if row[place] not in {"", "—"}]
        is_number = bool(cells) and all(_is_number(cell) for cell in cells)
        # What is copied from a table (codes, ids, keys stand first) is never cut nor broken.
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=place == 0)
    for row in shown:
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    if console.is_terminal:
        console.print(table)
        return
    # A pipe has no width to break lines at.
    with (wide := Console(width=_NO_BREAK)).capture() as captured:
        wide.print(table)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def _is_number(cell: str) -> bool:
    return cell.removesuffix("€").strip().replace(".", "").replace(",", "").isdigit()
