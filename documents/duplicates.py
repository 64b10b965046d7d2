"""The same letter twice: known by its bytes, its text, or its number and date. A person is asked; nothing is decided.

Of another owner's letters only public ones are known here: that a draft or a besloten letter exists may itself be
confidential.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Case, Q, QuerySet, When

from documents.models import Choice, Letter, LetterVersion, UploadBatch
from documents.vocabulary import ChoiceAction, LetterState, SameBy
from governance.models import User
from governance.search_index import fold_number
from governance.vocabulary import Level, Precision

# The key of the choice that says of which letters this one is not the same.
NOT_THE_SAME = "duplicate"

# A withdrawn letter may be added again, for instance to mask more of it.
_GONE = [LetterState.SECRET, LetterState.WITHDRAWN]


def same_bytes(batch: UploadBatch, sha256: str) -> Letter | None:
    """The letter with these bytes: the owner's own first, else one that everybody may read."""
    found = _known_to(batch.owner_gemeente_id, batch.owner_region_id).filter(versions__source_file__sha256=sha256)
    return _own_first(found, batch.owner_gemeente_id, batch.owner_region_id)


def note(version: LetterVersion) -> Letter | None:
    """Look for another letter with the same text, or the same number and date, and remember it with the letter.

    Call it in the transaction that saved the text or the fields. Two letters that are read at the same moment wait for
    one another here, so that the second finds the first. A published letter is asked nothing any more.
    """
    compare(version, version.choices.filter(key=NOT_THE_SAME))
    version.letter.save(update_fields=["resembles", "resembles_by"])
    return version.letter.resembles


def compare(version: LetterVersion, choices: Iterable[Choice]) -> None:
    """As `note`, for who saves the letter itself and has the choices about the version at hand."""
    letter = version.letter
    found = None
    if letter.published_at is None and letter.state != LetterState.POSSIBLY_SECRET:
        number = _number(letter)
        _wait_for_others(f"text:{version.text_hash}" if version.text_hash else "", f"number:{number}" if number else "")
        others = _others(letter, choices)
        found = _by_text(letter, version.text_hash, others) or _by_number(letter, number, others)
    letter.resembles, letter.resembles_by = found or (None, "")


def keep_apart(letter: Letter, *, user: User) -> None:
    """A person says that it is a letter of its own: not the one it resembles, nor a new version of another."""
    version = letter.version
    others = {letter.resembles_id, letter.replaces_id} - {None}
    if version is not None and others:
        choice, _ = version.choices.get_or_create(
            key=NOT_THE_SAME, start=None, end=None, ordinal=0,
            defaults={"action": ChoiceAction.KEPT, "value": {"letters": []}, "made_by": user},
        )  # fmt: skip
        choice.value = {"letters": sorted({*choice.value.get("letters", []), *others})}
        choice.made_by = user
        choice.save()
    letter.resembles, letter.resembles_by, letter.replaces = None, "", None
    letter.save(update_fields=["resembles", "resembles_by", "replaces"])


def _by_text(letter: Letter, text_hash: str, others: QuerySet[Letter]) -> tuple[Letter, SameBy] | None:
    if not text_hash:
        return None
    found = others.filter(versions__text_hash=text_hash)
    first = _own_first(found, letter.owner_gemeente_id, letter.owner_region_id)
    return (first, SameBy.TEXT) if first else None


def _number(letter: Letter) -> str:
    """What it shares with its duplicates next to the day of its date; "" for a letter without such a number or day."""
    if letter.date is None or letter.date_precision != Precision.DAY:
        return ""
    return fold_number(letter.case_number)


def _by_number(letter: Letter, number: str, others: QuerySet[Letter]) -> tuple[Letter, SameBy] | None:
    if not number:
        return None
    that_day = others.filter(date=letter.date, date_precision=Precision.DAY).exclude(case_number="")
    if letter.gemeente_id:  # each gemeente counts its own numbers, so the same one elsewhere says nothing
        that_day = that_day.filter(Q(gemeente=None) | Q(gemeente_id=letter.gemeente_id))
    same = [pk for pk, other in that_day.values_list("pk", "case_number") if fold_number(other) == number]
    if not same:
        return None
    found = _own_first(Letter.objects.filter(pk__in=same), letter.owner_gemeente_id, letter.owner_region_id)
    return (found, SameBy.NUMBER) if found else None


def _others(letter: Letter, choices: Iterable[Choice]) -> QuerySet[Letter]:
    """Letters that this one may be the same as: not those a person kept apart, nor the other half of a pair that is
    asked about already."""
    said = [pk for choice in choices if choice.key == NOT_THE_SAME for pk in choice.value.get("letters", [])]
    apart = [*said, letter.pk, letter.replaces_id or 0]
    known = _known_to(letter.owner_gemeente_id, letter.owner_region_id).exclude(state=LetterState.POSSIBLY_SECRET)
    found: QuerySet[Letter] = (
        known.exclude(pk__in=apart)
        .exclude(replaces=letter, replaces__isnull=False)
        .exclude(resembles=letter, resembles__isnull=False)
        .exclude(
            pk__in=Letter.objects.filter(
                versions__choices__key=NOT_THE_SAME, versions__choices__value__letters__contains=letter.pk
            ).values("pk")
        )
    )
    return found


def _known_to(gemeente: int | None, region: int | None) -> QuerySet[Letter]:
    own = Q(owner_gemeente_id=gemeente, owner_region_id=region)
    found: QuerySet[Letter] = Letter.objects.filter(own | Q(level=Level.PUBLIC)).exclude(state__in=_GONE)
    return found


def _own_first(found: QuerySet[Letter], gemeente: int | None, region: int | None) -> Letter | None:
    own = When(owner_gemeente_id=gemeente, owner_region_id=region, then=0)
    return found.order_by(Case(own, default=1), "pk").first()


def _wait_for_others(*what: str) -> None:
    """Take these locks, always in this order, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(what)) FROM unnest(%s::text[]) AS what WHERE what <> ''",
            [list(what)],
        )
