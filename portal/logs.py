"""What may stand in a log: ids, counts and places in the code. Never what a letter or a person said."""

import logging
from types import TracebackType
import traceback

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainFormatter(logging.Formatter):
    """One line per record; of an exception the kinds and the places, never its message.

    Messages of exceptions quote data (PostgreSQL: "Failing row contains (...)"), and data here is letters.
    """

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802
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
