"""The attachments that a letter names next to the files that were added to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from documents.models import LetterAttachment
from portal.review_found import FoundRow

KEY = "attachments"
# Words of a title or a file's name that say what it is about: "de" and "1" do not, "2023" does.
_WORD = re.compile(r"[^\W_]{4,}")


@dataclass(frozen=True, slots=True)
class NamedAttachment:
    """An attachment that the letter names, and the one added file that bears its name."""

    row: FoundRow
    file: LetterAttachment | None


@dataclass(frozen=True, slots=True)
class Attachments:
    """What the letter names, and the added files that bear no such name."""

    named: list[NamedAttachment]
    others: list[LetterAttachment]

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.named or self.others)

    @property
    def promised(self) -> int:
        """How many come with the letter by its own words; what a person called wrong does not count."""
        return sum(item.row.is_promised and not item.row.is_wrong for item in self.named)

    @property
    def missing(self) -> int:
        """How many of those are surely not there: files with another name may be one of them."""
        there = sum(item.row.is_promised and not item.row.is_wrong and item.file is not None for item in self.named)
        return max(0, self.promised - there - len(self.others))


def attachments(rows: Iterable[FoundRow], files: Iterable[LetterAttachment]) -> Attachments:
    """Lay the attachments that a letter names next to the added files; where two files fit, a person must say which."""
    left = list(files)
    named = []
    for row in rows:
        if row.subject.key != KEY:
            continue
        fitting = [] if row.is_wrong else [file for file in left if _bears(file, row.words)]
        file = fitting[0] if len(fitting) == 1 else None
        if file is not None:
            left.remove(file)
        named.append(NamedAttachment(row, file))
    return Attachments(named, left)


def _bears(file: LetterAttachment, title: str) -> bool:
    """Whether the words of the title all stand in the file's name, or the other way round."""
    name, wanted = _words(PurePath(file.file_name).stem), _words(title)
    return bool(name and wanted) and (wanted <= name or name <= wanted)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
