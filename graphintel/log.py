"""Logs are events with fields, one line each, without personal data; people read them on stderr, machines as JSON."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor


def configure(*, level: str = "info", json: bool = False, stream: TextIO | None = None) -> None:
    """Sets up logging for the process; called once, by whatever starts it."""
    target = stream or sys.stderr
    # The driver tells of every attempt that failed, in lines of its own; what comes of them is logged here.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    renderers: list[Processor] = (
        [structlog.processors.JSONRenderer()]
        if json
        else [in_one_line, structlog.dev.ConsoleRenderer(colors=target.isatty())]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            where_it_failed,
            *renderers,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(target),
        cache_logger_on_first_use=False,
    )


def get_logger(name: str) -> FilteringBoundLogger:
    """Bound logger of a module, asked for events with fields: ``log.info("intake.finished", rows=812)``."""
    return cast("FilteringBoundLogger", structlog.get_logger(module=name))


def in_one_line(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Texts with what a terminal would obey or break a line at written out; only an error has several lines."""
    return {
        name: "".join(char if char.isprintable() else repr(char)[1:-1] for char in value)
        if isinstance(value, str) and name != "exception"
        else value
        for name, value in event.items()
    }


def where_it_failed(_logger: object, _method: str, event: EventDict) -> EventDict:
    """An error as its type and the lines of code that it went through: what it says may name a person."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_traces(error))
    return event


def _traces(error: BaseException) -> Iterator[str]:
    """From the first cause to what came of it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _traces(before)
    lines = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{lines}\n{type(error).__module__}.{type(error).__qualname__}"
