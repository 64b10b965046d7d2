"""ZIP files with letters: what is in them, within limits. Names are only shown; nothing is written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from documents.pipeline.entries import Entry, EntryLimits
from documents.pipeline.sniff import MAX_DIRECTORY, directory_size
from documents.pipeline.types import FailureCode, ReadFailure

MAX_RATIO = 200  # text of a letter shrinks to a tenth; a thousandth is a bomb
SMALL = 1024 * 1024  # bytes: no harm at any ratio

_MAGIC = b"PK\x03\x04"
# A ZIP with one of these is a document or program in a ZIP, and not a ZIP with letters.
_PACKAGES = frozenset({"[content_types].xml", "mimetype", "meta-inf/manifest.mf", "androidmanifest.xml"})
# What systems leave behind beside the files.
_LITTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1


def looks_like_archive(data: bytes) -> bool:
    """Whether it is a ZIP that is no document in itself."""
    if not data.startswith(_MAGIC) or directory_size(data) > MAX_DIRECTORY:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not any(name.lower() in _PACKAGES for name in archive.namelist())
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        return False


def entries(data: bytes, *, limits: EntryLimits) -> Iterator[Entry]:
    """The files in the ZIP, one by one, in its own order.

    Raises ReadFailure: TOO_MANY_FILES before anything is unpacked, NO_FILES for a ZIP of folders alone, BROKEN. A file
    that is encrypted, too large or broken is an entry with that failure; the others go on.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        raise ReadFailure(FailureCode.BROKEN) from None
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir() and not _is_litter(member.filename)]
        if not members:
            raise ReadFailure(FailureCode.NO_FILES)
        if len(members) > limits.count:
            raise ReadFailure(FailureCode.TOO_MANY_FILES)
        left = limits.total
        for member in members:
            entry = _unpack(archive, member, most=min(limits.each, left))
            left -= len(entry.data)
            yield entry


def _is_litter(name: str) -> bool:
    lowered = name.lower()
    return lowered.startswith(_LITTER[0]) or lowered.rsplit("/", 1)[-1] in _LITTER[1:]


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, most: int) -> Entry:
    """One file, of which never more than ``most`` bytes are unpacked, whatever the ZIP says its size is."""
    if member.flag_bits & _ENCRYPTED:
        return Entry(member.filename, failure=FailureCode.PASSWORD)
    if member.compress_type not in _METHODS:
        return Entry(member.filename, failure=FailureCode.WRONG_TYPE)
    most = min(most, max(SMALL, member.compress_size * MAX_RATIO))
    try:
        with archive.open(member) as file:
            data = file.read(most + 1)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return Entry(member.filename, failure=FailureCode.BROKEN)
    if len(data) > most:
        return Entry(member.filename, failure=FailureCode.UNPACKED_TOO_LARGE)
    return Entry(member.filename, data)
