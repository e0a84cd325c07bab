"""Structured logging to stderr: coloured lines for people, JSON for collectors.

stdout belongs to the results of commands. Values bound with `request_context` (a request id, a
conversation) appear on every line logged inside it, across awaits.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from shared.config import LogFormat, LogLevel, Settings, settings

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


def configure_logging(current: Settings = settings) -> None:
    """Send every log line to stderr in the configured format and from the configured level; idempotent."""
    renderers: list[structlog.typing.Processor]
    if current.LOG_FORMAT is LogFormat.JSON:
        renderers = [
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        renderers = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED_PROCESSORS,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    handler.set_name(_HANDLER_NAME)
    root = logging.getLogger()
    for earlier in [h for h in root.handlers if h.get_name() == _HANDLER_NAME]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(current.LOG_LEVEL.value)
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


@contextmanager
def request_context(**values: object) -> Iterator[None]:
    """Bind `values` (such as request_id) to every line logged inside the block, and unbind them after it."""
    with structlog.contextvars.bound_contextvars(**values):
        yield
