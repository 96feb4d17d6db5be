"""Logs are events with fields, one line each, without personal data; people read them on stderr, machines as JSON."""

from __future__ import annotations

import logging
import sys
from typing import TextIO, cast

import structlog
from structlog.typing import FilteringBoundLogger, Processor


def configure(*, level: str = "info", json: bool = False, stream: TextIO | None = None) -> None:
    """Sets up logging for the process; called once, by whatever starts it."""
    target = stream or sys.stderr
    renderer: Processor = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=target.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(target),
        cache_logger_on_first_use=False,
    )


def get_logger(name: str) -> FilteringBoundLogger:
    """Bound logger of a module, asked for events with fields: ``log.info("intake.finished", rows=812)``."""
    return cast("FilteringBoundLogger", structlog.get_logger(module=name))
