"""Steps of a long command on stderr: a spinner while one runs, a line with its result and time when done."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape


@contextmanager
def step(title: str) -> Iterator[Callable[[str], None]]:
    """Show `title` while the block runs; the function it yields sets the text of the finished line."""
    console = Console(stderr=True, soft_wrap=True)
    if not console.is_terminal:  # no spinner there
        console.print(f"· {escape(title)}…", highlight=False)
    result = title

    def finished(text: str) -> None:
        nonlocal result
        result = text

    started = time.perf_counter()
    try:
        with console.status(escape(title)):
            yield finished
    except BaseException:
        console.print(f"[red]✗[/red] {escape(title)}")
        raise
    seconds = f"{time.perf_counter() - started:.1f}".replace(".", ",")
    console.print(f"[green]✓[/green] {escape(result)} [dim]({seconds} s)[/dim]", highlight=False)
