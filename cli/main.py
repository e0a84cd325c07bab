"""The `msia` command: its groups, and how errors reach the terminal.

Results go to stdout; progress, logs and errors to stderr. Exit status: 0 done, 2 bad input, 1 anything else.
Commands import what they need when they run, so that `msia --help` is fast.
"""

import atexit
import gc
import os
import sys

import typer

from cli import ask, catalogue, db, erd, images, match, parked, privacy, quote, serve, server
from shared.errors import InvalidInputError, MsiaError, exit_status

EXIT_FAILURE = 1
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="msia",
    help="MSI-a: the data platform for the homologation of vehicle modifications.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

# One line per command group; each module registers its own commands.
server.register(app)
serve.register(app)
quote.register(app)
match.register(app)
ask.register(app)
catalogue.register(app)
erd.register(app)
app.add_typer(db.app, name="db")
app.add_typer(images.app, name="images")
app.add_typer(parked.app, name="parked")
app.add_typer(privacy.app, name="privacy")
app.add_typer(privacy.retention_app, name="retention")


@app.callback()
def _prepare() -> None:
    from shared.acting import operator, start_acting
    from shared.logging import configure_logging

    configure_logging()
    # What a command writes is recorded for who runs it.
    start_acting(operator())


def main() -> None:
    """Entry point: run the command, and turn what goes wrong into one line and an exit status."""
    # The memory goes back as a whole: looking for garbage once more takes a third of a short command's time.
    atexit.register(gc.freeze)
    try:
        app()
    except MsiaError as error:
        _fail(error)
    except BrokenPipeError:
        # The reader (`| head`) has gone; without this Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILURE)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except Exception as error:
        from database.availability import explain_database_failure

        known = explain_database_failure(error)
        _fail(
            known
            or MsiaError(
                "unexpected_error",
                f"Unexpected error: {type(error).__name__}: {next(iter(str(error).splitlines()), '')}",
                None,
                "(set DEBUG=true to see where)",
            ),
            error,
        )


def _fail(error: MsiaError, cause: Exception | None = None) -> None:
    """One red line on stderr and the exit status; with DEBUG the traceback as well."""
    if _debugging():
        raise cause or error
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True, soft_wrap=True).print(Text(f"Error: {error}".replace("\n", " "), style="bold red"))
    sys.exit(exit_status(error))


def _debugging() -> bool:
    try:
        from shared.config import settings
    except InvalidInputError:  # it is the error to be shown
        return False
    return settings.DEBUG


if __name__ == "__main__":
    main()
