"""The `msia` command: its groups, and how errors reach the terminal.

Results go to stdout; progress, logs and errors to stderr. Exit status: 0 done, 2 bad input, 1 anything else.
Commands import what they need when they run, so that `msia --help` is fast.
"""

import atexit
import gc
import os
import sys

import typer
from typer._click.exceptions import NoArgsIsHelpError
from typer.exceptions import TyperException

from cli import (
    ask,
    cases,
    catalogue,
    chat,
    chatwoot,
    db,
    erd,
    images,
    jobs,
    listing,
    llm,
    match,
    parked,
    policies,
    price,
    privacy,
    quote,
    rag,
    serve,
    server,
    settings,
    untariffed,
    worker,
)
from cli.any_text import take_any_text
from cli.json_errors import tell_as_json
from cli.spanish import SpanishTyper, usage_error
from shared.errors import InvalidInputError, MsiaError, exit_status

EXIT_FAILURE = 1
EXIT_INTERRUPTED = 130
# Commands that run until they are stopped.
_LASTING = frozenset({"serve", "worker"})
# For garbage; Python's own 700 are for programs whose objects come and go.
_OBJECTS_BETWEEN_LOOKS = 100_000

app = SpanishTyper(
    name="msia",
    help="MSI-a: la plataforma de datos para homologar reformas de vehículos.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

# One line per command group; each module registers its own commands.
server.register(app)
serve.register(app)
worker.register(app)
quote.register(app)
match.register(app)
ask.register(app)
chat.register(app)
listing.register(app)
cases.register(app)
app.add_typer(price.app, name="price")
app.add_typer(untariffed.app, name="untariffed")
app.add_typer(settings.app, name="settings")
app.add_typer(llm.app, name="llm")
app.add_typer(policies.app, name="policies")
catalogue.register(app)
erd.register(app)
app.add_typer(chatwoot.app, name="chatwoot")
app.add_typer(db.app, name="db")
app.add_typer(images.app, name="images")
app.add_typer(parked.app, name="parked")
app.add_typer(jobs.app, name="jobs")
app.add_typer(rag.app, name="rag")
app.add_typer(privacy.app, name="privacy")
app.add_typer(privacy.retention_app, name="retention")


@app.callback()
def _prepare(context: typer.Context) -> None:
    from shared.acting import operator, start_acting
    from shared.config import LogLevel
    from shared.logging import configure_logging

    if context.invoked_subcommand not in _LASTING:
        # What a short command loads, it uses to its end.
        gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    # Who types a command reads its own lines; a server's log is read by others, later.
    configure_logging(unless_set=None if context.invoked_subcommand in _LASTING else LogLevel.WARNING)
    # What a command writes is recorded for who runs it.
    start_acting(operator())


def main() -> None:
    """Entry point: run the command, and turn what goes wrong into one line and an exit status."""
    # The memory goes back as a whole: looking for garbage once more takes a third of a short command's time.
    atexit.register(gc.freeze)
    take_any_text()
    try:
        status = app(standalone_mode=False)
    except NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except TyperException as error:
        _fail(usage_error(error))
    except typer.Abort:
        print("Cancelado.", file=sys.stderr)
        sys.exit(EXIT_FAILURE)
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
                f"Error inesperado: {type(error).__name__}: {next(iter(str(error).splitlines()), '')}",
                None,
                "(con DEBUG=true se ve dónde)",
            ),
            error,
        )
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _fail(error: MsiaError, cause: Exception | None = None) -> None:
    """One red line on stderr and the exit status; with DEBUG the traceback as well."""
    if "--json" in sys.argv:
        tell_as_json(error)
    if _debugging():
        raise cause or error
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True, soft_wrap=True).print(Text(f"Error: {error}".replace("\n", " "), style="bold red"))
    sys.exit(exit_status(error))


def _debugging() -> bool:
    try:
        from shared.config import settings as current
    except InvalidInputError:  # it is the error to be shown
        return False
    return current.DEBUG


if __name__ == "__main__":
    main()
