"""Logs hold no data: not of exceptions, not of tasks."""

import logging

from portal.logs import PlainFormatter


def _record(error: BaseException | None = None, *, name: str = "portal", message: str = "broke") -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, None, info)


def _raised() -> BaseException:
    try:
        try:
            raise KeyError("Jan Verzonnen")
        except KeyError as error:
            raise ValueError("Failing row contains (Jan Verzonnen)") from error
    except ValueError as error:
        return error


def test_an_exception_is_logged_by_kind_and_place_without_its_message() -> None:
    line = PlainFormatter("%(message)s").format(_record(_raised()))
    assert "Verzonnen" not in line.replace('raise KeyError("Jan Verzonnen")', "").replace(
        'raise ValueError("Failing row contains (Jan Verzonnen)") from error', ""
    )
    assert "builtins.ValueError" in line
    assert "builtins.KeyError" in line
    assert "test_logs.py" in line


def test_a_failed_task_is_logged_without_its_arguments_and_message() -> None:
    record = _record(name="celery.app.trace", message="Task %(name)s[%(id)s] raised: %(exc)s %(args)s")
    record.args = {"name": "documents.tasks.read", "id": "7", "exc": "ValueError('Jan Verzonnen')", "args": "('x',)"}
    assert PlainFormatter("%(message)s").format(record) == "Task documents.tasks.read[7] raised: - -"


def test_an_exception_that_points_at_itself_does_not_hang() -> None:
    error = ValueError("round")
    other = ValueError("and round")
    error.__context__, other.__context__ = other, error
    assert PlainFormatter("%(message)s").format(_record(error)).count("builtins.ValueError") == 2
