"""Structured logging to stderr: coloured lines for people, JSON for collectors.

stdout belongs to the results of commands. Values bound to structlog's context (a request id, a
job) appear on every line logged inside it, across awaits.

No line holds what a person wrote or who they are: tracebacks come without locals and messages
(shared/tracebacks.py), and whoever logs an exception's facts uses `describe` of that module.
"""

import logging
import sys

import structlog

from shared.config import LogFormat, LogLevel, Settings, settings
from shared.tracebacks import plain_traceback

_HANDLER_NAME = "msia-stderr"


_SHARED_PROCESSORS: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]

# From the import on every line goes through the standard library, which never writes to stdout; a program
# that does not call configure_logging() still gets warnings on stderr.
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_SHARED_PROCESSORS,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=False,
)


def configure_logging(current: Settings = settings, *, unless_set: LogLevel | None = None) -> None:
    """Send every log line to stderr in the configured format and from the configured level; idempotent.

    `unless_set` is the level where nobody has chosen LOG_LEVEL.
    """
    renderer: structlog.typing.Processor
    if current.LOG_FORMAT is LogFormat.JSON:
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED_PROCESSORS,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_reprs,
                structlog.processors.ExceptionRenderer(_of_exc_info),
                renderer,
            ],
        )
    )
    handler.set_name(_HANDLER_NAME)
    root = logging.getLogger()
    for earlier in [h for h in root.handlers if h.get_name() == _HANDLER_NAME]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    chosen = "LOG_LEVEL" in current.model_fields_set
    root.setLevel(current.LOG_LEVEL if chosen or unless_set is None else unless_set)
    _take_over_uvicorn()
    # Alembic tells of every plugin and comparison at INFO.
    chatty = logging.NOTSET if current.LOG_LEVEL is LogLevel.DEBUG else logging.WARNING
    logging.getLogger("alembic").setLevel(chatty)


def show_migrations() -> None:
    """Let each migration that runs be logged, as the alembic command does."""
    logging.getLogger("alembic.runtime.migration").setLevel(logging.INFO)


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger that takes an event name and key=value pairs."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def _of_exc_info(exc_info: structlog.typing.ExcInfo) -> str:
    return plain_traceback(exc_info[1])


def _without_reprs(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """asyncio names a lost task with the repr of its exception below the first line."""
    if event.get("logger") == "asyncio":
        event["event"] = next(iter(str(event.get("event", "")).splitlines()), "")
    return event


def _take_over_uvicorn() -> None:
    """Let uvicorn's lines go our way when it was not started by `msia serve`.

    Its access lines are silenced: they hold query strings, and the API writes its own.
    """
    for name in ("uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    access = logging.getLogger("uvicorn.access")
    access.handlers.clear()
    access.propagate = False
    access.disabled = True
