"""Norms that a letter lists, such as the Norm voor Opdrachtgeverschap: found in its text and recorded by a person.

What is recorded is the person's choice. The norm itself exists while the letter is public and gives its words: in a
norm there is nothing besides what readers of the letter can read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from documents.choices import Subject, choose
from documents.models import Choice, Letter, LetterVersion
from documents.vocabulary import ChoiceAction
from governance.models import NormAssessment, NormItem, NormSet, Source, User
from governance.vocabulary import Level, SourceKind

KEY = "norm_list"
# Each norm with the short names by which letters call it.
NORMS = {"Norm voor Opdrachtgeverschap": ("NvO",)}
GONE = "Bron ingetrokken"
COUNTS = ("", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
FEWEST = 3
# How far before its list a norm is named.
NAMED_WITHIN = 600
LONGEST = 300
# A numbered line with the lines that go on with it.
ITEM = re.compile(r"^[ \t]*(\d{1,2})[.)][ \t]+(\S[^\n]*(?:\n(?![ \t]*\d{1,2}[.)])[ \t]*\S[^\n]*)*)\n?", re.M)


@dataclass(frozen=True, slots=True)
class NormList:
    """The agreements of a norm as a letter numbers them, and where the list stands in the text."""

    name: str
    items: tuple[str, ...]
    start: int
    end: int

    @property
    def version(self) -> str:
        """How this list is told from that of another source: by its count."""
        number = len(self.items)
        return f"{COUNTS[number] if number < len(COUNTS) else number} afspraken"

    @property
    def subject(self) -> Subject:
        """How a choice names it."""
        return Subject(KEY, self.start, self.end)


def norm_list(text: str) -> NormList | None:
    """The first numbered list that the text gives right after naming a norm; None without one."""
    if not any(name in text for name in NORMS):
        return None
    run: list[re.Match[str]] = []
    for item in [*ITEM.finditer(text), None]:
        follows = (
            item is not None and run and int(item[1]) == len(run) + 1 and not text[run[-1].end() : item.start()].strip()
        )
        if follows and item is not None and len(item[2]) <= LONGEST:
            run.append(item)
            continue
        if len(run) >= FEWEST and (name := _named_before(text, run[0].start())):
            return NormList(name, tuple(" ".join(row[2].split()) for row in run), run[0].start(), run[-1].end(2))
        run = [item] if item is not None and int(item[1]) == 1 and len(item[2]) <= LONGEST else []
    return None


def _named_before(text: str, start: int) -> str:
    before = text[max(0, start - NAMED_WITHIN) : start]
    return next((name for name, short in NORMS.items() if any(word in before for word in (name, *short))), "")


def answered(letter: Letter) -> Choice | None:
    """What a person said of the list in the newest version of which somebody said anything."""
    choices = Choice.objects.filter(version__letter=letter, key=KEY)
    return choices.order_by("-version__number").first()


def answer(version: LetterVersion, *, right: bool, user: User) -> None:
    """Say that the letter gives a norm, or not; nothing where it has no such list."""
    found = norm_list(version.text)
    if found is not None:
        action = ChoiceAction.CREATED if right else ChoiceAction.REJECTED
        choose(version, found.subject, action, value={}, user=user)


def refresh(letter: Letter) -> None:
    """Make the norm what the letter's readers can read of it: its list while it is public, nothing otherwise."""
    choice, version = answered(letter), letter.version
    public = letter.level == Level.PUBLIC and version is not None
    wanted = choice is not None and choice.action == ChoiceAction.CREATED and public
    found = norm_list(version.public_text) if wanted and version is not None else None
    source = Source.objects.filter(url=_address(letter)).first()
    if found is None:
        if source is not None:
            _hide(source)
        return
    source = source or Source(kind=SourceKind.LETTER, url=_address(letter))
    source.title, source.date, source.number = _title(letter, source), letter.date, letter.case_number
    source.save()
    norm = NormSet.objects.filter(source=source).first() or NormSet(source=source)
    norm.name, norm.version = found.name, _version(found, norm, letter)
    norm.save()
    for order, text in enumerate(found.items, start=1):
        NormItem.objects.update_or_create(norm_set=norm, order=order, defaults={"text": text})


def _address(letter: Letter) -> str:
    return f"/brieven/{letter.pk}/"


def _title(letter: Letter, source: Source) -> str:
    subject, place = letter.subject or "zonder onderwerp", letter.owner_gemeente or letter.owner_region
    title = f"Brief {subject}"[:250] + f", {place}"
    taken = Source.objects.filter(title=title).exclude(pk=source.pk).exists()
    return f"{title} ({letter.pk})" if taken else title


def _version(found: NormList, norm: NormSet, letter: Letter) -> str:
    """The count, and the letter's place where another source counts as many."""
    others = NormSet.objects.filter(name=found.name, version=found.version).exclude(pk=norm.pk)
    return (
        f"{found.version}, brief {letter.pk} van {letter.owner_gemeente or letter.owner_region}"
        if others
        else found.version
    )


def _hide(source: Source) -> None:
    """Take the words of a letter that is gone out of its norm; where editors said how far regions are, the norm stays
    for that and its agreements say that the source is gone."""
    norms: Any = NormSet.objects.filter(source=source)
    if NormAssessment.objects.filter(item__norm_set__in=norms).exists():
        NormItem.objects.filter(norm_set__in=norms).update(text=GONE)
        source.title = f"{GONE} ({source.pk})"
        source.date, source.number = None, ""
        source.save(update_fields=["title", "date", "number"])
        return
    norms.delete()
    source.delete()
