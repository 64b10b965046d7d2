"""Typed reading of the environment. What is missing or wrong stops the start with one clear sentence."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str | None = None) -> str:
    """The value of NAME, or what stands in the file that NAME_FILE points at.

    Without a default the variable is required. An empty value counts as not given.
    """
    value = os.environ.get(name, "") or _from_file(name)
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set {name} (or {name}_FILE): it is required and has no default.")
    return default


def flag(name: str, *, default: bool) -> bool:
    """A yes or no; anything else is refused, so that DEBUG=nee does not quietly mean yes."""
    value = text(name, "").lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def integer(name: str, *, default: int, minimum: int = 0) -> int:
    """A whole number of at least `minimum`."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < minimum:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {minimum}, not {value!r}.")
    return int(value)


def listing(name: str, default: str | None = None) -> list[str]:
    """Values separated by commas; a required list may not be empty."""
    values = [part.strip() for part in text(name, default).split(",") if part.strip()]
    if not values and default is None:
        raise ImproperlyConfigured(f"{name} must hold at least one value, separated by commas.")
    return values


def database(name: str, *, statement_timeout_ms: int = 0) -> dict[str, Any]:
    """Django's database settings out of an address such as postgresql://user:password@host:5432/name?sslmode=require.

    `?host=/a/directory` names a Unix socket, as libpq reads it. `statement_timeout_ms` 0 means no limit.
    """
    parts = urlsplit(text(name))
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/name.")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    if statement_timeout_ms:
        options["options"] = f"-c statement_timeout={statement_timeout_ms}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def redis(name: str) -> str:
    """A Redis address: redis://, rediss:// or unix://."""
    address = text(name)
    if urlsplit(address).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"{name} must look like redis://host:6379/0 or unix:///path/to/socket?db=0.")
    return address


def broker(address: str) -> str:
    """The same Redis address as Celery writes it: it has its own words for a Unix socket."""
    parts = urlsplit(address)
    if parts.scheme != "unix":
        return address
    number = dict(parse_qsl(parts.query)).get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={number}"


def _from_file(name: str) -> str:
    path = os.environ.get(f"{name}_FILE", "")
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE points at a file that cannot be read: {error.strerror}.") from error
