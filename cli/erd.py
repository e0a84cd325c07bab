"""`msia erd`: writes the entity-relationship diagram of the models."""

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_OUTPUT = Path("docs/er-diagram.md")


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("erd")(erd_command)


def erd_command(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="A .md page with the diagram, a bare .mmd, or - for stdout."),
    ] = DEFAULT_OUTPUT,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit status 1 if the file is out of step.")
    ] = False,
) -> None:
    """Draw the tables, keys and relationships of the models as a Mermaid diagram.

    Examples:

        msia erd

        msia erd --check

        msia erd --output schema.mmd
    """
    from database import erd
    from database.models import Base
    from shared.errors import InvalidInputError

    text = erd.mermaid(Base.metadata) if output.suffix != ".md" else erd.markdown(Base.metadata)
    if str(output) == "-":
        typer.echo(text, nl=False)
        return
    if output.suffix not in {".md", ".mmd"}:
        raise InvalidInputError(
            "unknown_format", f"'{output}' is neither .md nor .mmd.", "output", "Use one of these suffixes."
        )
    current = output.read_text(encoding="utf-8") if output.is_file() else None
    if check:
        if current != text:
            typer.echo(f"{output} is out of step with the models. Write it with msia erd.", err=True)
            raise typer.Exit(1)
        typer.echo(f"{output} is in step with the models.")
        return
    if not output.parent.is_dir():
        raise InvalidInputError(
            "no_such_folder",
            f"There is no folder '{output.parent}'.",
            "output",
            "Create it, or give another.",
        )
    output.write_text(text, encoding="utf-8")
    typer.echo(f"{output} {'is unchanged' if current == text else 'written'}.")
