"""Styles, fonts and htmx straight out of ``node_modules``: only the files named here, under names of our own.

Nothing third-party is committed. ``runserver`` finds the files through this finder, ``collectstatic`` copies them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage, Storage

NOTO = "@fontsource/noto-sans/files/noto-sans"

# Static name -> path inside node_modules.
VENDOR_FILES: Mapping[str, str] = MappingProxyType(
    {
        "vendor/nlds/utrecht.css": "@utrecht/component-library-css/dist/index.css",
        "vendor/nlds/voorbeeld.css": "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
        "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
        "vendor/fonts/noto-sans-latin-400.woff2": f"{NOTO}-latin-400-normal.woff2",
        "vendor/fonts/noto-sans-latin-700.woff2": f"{NOTO}-latin-700-normal.woff2",
        "vendor/fonts/noto-sans-latin-ext-400.woff2": f"{NOTO}-latin-ext-400-normal.woff2",
        "vendor/fonts/noto-sans-latin-ext-700.woff2": f"{NOTO}-latin-ext-700-normal.woff2",
    }
)


class VendorStorage(FileSystemStorage):
    """The files of ``VENDOR_FILES`` by their static name; reading only."""

    def __init__(self, root: Path) -> None:
        """Read below ``root``, the ``node_modules`` folder."""
        super().__init__(location=root)

    def path(self, name: str) -> str:
        """Where the file with this static name lies; KeyError for a name that is not listed."""
        return super().path(VENDOR_FILES[name])


class VendorFinder(BaseFinder):
    """A staticfiles finder for ``VENDOR_FILES`` (put it in ``STATICFILES_FINDERS``)."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        """Look below ``settings.BASE_DIR / "node_modules"``."""
        self.root = Path(settings.BASE_DIR) / "node_modules"
        self.storage = VendorStorage(self.root)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Say which packages are not installed, before a page comes up without its styles.

        What ``collectstatic`` gathered before is enough: the image for production has no ``node_modules``.
        """
        gathered = Path(settings.STATIC_ROOT)
        missing = sorted(
            path
            for name, path in VENDOR_FILES.items()
            if not (self.root / path).is_file() and not (gathered / name).is_file()
        )
        if not missing:
            return []
        return [Error(f"not in node_modules: {', '.join(missing)}", hint="run `make setup`", id="portal.E005")]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """The file's full path, or an empty list; a list of paths where all are asked for."""
        source = VENDOR_FILES.get(path)
        if source is None or not (self.root / source).is_file():
            return []
        full = str(self.root / source)
        return [full] if find_all or kwargs.get("all") else full

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every file with the storage that reads it, for ``collectstatic``."""
        for name in VENDOR_FILES:
            yield name, self.storage
