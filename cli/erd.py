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
        typer.Option("--output", "-o", help="Una página .md, un .mmd, o - para la salida estándar."),
    ] = DEFAULT_OUTPUT,
    check: Annotated[
        bool,
        typer.Option("--check", help="Solo comprueba; estado de salida 1 si no está al día."),
    ] = False,
) -> None:
    """Dibuja las tablas, claves y relaciones de los modelos como diagrama de Mermaid.

    Ejemplos:

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
            "unknown_format",
            f"«{output}» no acaba en .md ni en .mmd.",
            "output",
            "Usa una de las dos extensiones.",
        )
    current = output.read_text(encoding="utf-8") if output.is_file() else None
    if check:
        if current != text:
            typer.echo(f"{output} no está al día con los modelos. Escríbelo con msia erd.", err=True)
            raise typer.Exit(1)
        typer.echo(f"{output} está al día con los modelos.")
        return
    if not output.parent.is_dir():
        raise InvalidInputError(
            "no_such_folder",
            f"No existe la carpeta «{output.parent}».",
            "output",
            "Créala o da otra.",
        )
    output.write_text(text, encoding="utf-8")
    typer.echo(f"{output} {'no ha cambiado' if current == text else 'está escrito'}.")
