"""Values of the pipeline as JSON and back, for the pipe between a worker and its reading process.

JSON and not pickle: what comes back was made by a process that opened a hostile file, and is checked here for shape.
"""

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]


class ShapeError(ValueError):
    """JSON that is not what was asked for; the message names no value."""


def encode(value: object) -> bytes:
    """A dataclass, with all dataclasses, dates and enum members in it, as JSON in UTF-8."""
    # Lone surrogates cannot stand in UTF-8; raw text of a PDF may hold them.
    return json.dumps(value, default=_plain, ensure_ascii=False).encode("utf-8", errors="replace")


def decode(kind: type[T], data: bytes | str) -> T:
    """The `kind` that `encode` wrote; raises ShapeError for anything else."""
    decoder: Decoder = _decoder(cast("Any", kind))
    try:
        return cast("T", decoder(json.loads(data)))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ShapeError(kind.__name__) from error


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in _names(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    """A function that turns plain JSON into a `kind`; made once per type."""
    if is_dataclass(kind):
        return _dataclass_decoder(cast("type", kind))
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _union_decoder(get_args(kind))
    if origin is not None:
        return _container_decoder(origin, get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if kind is date:
        return date.fromisoformat
    return _instance_decoder((int, float) if kind is float else kind)


def _dataclass_decoder(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    decoders = {item.name: _decoder(hints[item.name]) for item in fields(kind)}

    def decoder(value: Any) -> Any:
        return kind(**{name: decoders[name](content) for name, content in _mapping(value).items() if name in decoders})

    return decoder


def _union_decoder(members: tuple[Any, ...]) -> Decoder:
    known = [member for member in members if member is not types.NoneType]
    if len(known) != 1 or len(known) == len(members):
        raise TypeError("only one type or nothing can be told apart in JSON")
    inner = _decoder(known[0])
    return lambda value: None if value is None else inner(value)


def _container_decoder(origin: Any, members: tuple[Any, ...]) -> Decoder:
    if origin is Literal:
        return lambda value: members[members.index(value)]
    if origin is dict:
        inner = _decoder(members[1])
        return lambda value: {name: inner(content) for name, content in _mapping(value).items()}
    if origin is tuple and members[-1:] != (Ellipsis,):
        parts = [_decoder(member) for member in members]
        return lambda value: tuple(part(item) for part, item in zip(parts, _list(value), strict=True))
    inner = _decoder(members[0])
    return lambda value: origin(inner(item) for item in _list(value))


def _instance_decoder(kind: Any) -> Decoder:
    def decoder(value: Any) -> Any:
        if kind is not Any and not isinstance(value, kind):
            raise ShapeError(str(kind))
        return value

    return decoder


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ShapeError("object")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ShapeError("list")
    return value
