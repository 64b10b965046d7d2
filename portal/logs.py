"""What may stand in a log: ids, counts and places in the code. Never what a letter or a person said."""

import logging
import re
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
# The title behind the number in an address.
TITLE = re.compile(r"(/\d+)-[^/]*")
# What Celery puts in the line it writes when a task ends or fails.
TASK_DATA = ("args", "kwargs", "exc", "return_value", "traceback")


class PlainFormatter(logging.Formatter):
    """One line per record; of an exception the kinds and the places, never its message.

    Messages of exceptions quote data (PostgreSQL: "Failing row contains (...)"), and data here is letters.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without what Celery quotes of a task."""
        if record.name.startswith("celery") and isinstance(record.args, dict):
            record.args = {key: "-" if key in TASK_DATA else value for key, value in record.args.items()}
            # Another handler may have written the traceback with its message already.
            record.exc_text = None
        if record.name == "django.request" and isinstance(record.args, tuple):
            # An address holds the title of a letter, also of one that was withdrawn since; its number says enough.
            record.args = tuple(TITLE.sub(r"\1", value) if isinstance(value, str) else value for value in record.args)
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  # logging's own name
        """Traceback of the exception and of those that caused it, without their messages."""
        return "\n".join(_described(ei[1]))


def _described(error: BaseException | None) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        lines.append(kind + " at:\n" + "".join(traceback.format_tb(error.__traceback__)).rstrip())
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines
