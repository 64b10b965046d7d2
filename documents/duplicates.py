"""The same letter twice: known by its bytes, its text, or its number and date. A person is asked; nothing is decided.

Of another owner's letters only public ones are known here: that a draft or a besloten letter exists may itself be
confidential.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import Q, QuerySet

from documents.models import Letter, LetterVersion, UploadBatch
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
    letter = version.letter
    found = None
    if letter.published_at is None and letter.state != LetterState.POSSIBLY_SECRET:
        found = _by_text(letter, version.text_hash) or _by_number(letter)
    letter.resembles, letter.resembles_by = found or (None, "")
    letter.save(update_fields=["resembles", "resembles_by"])
    return letter.resembles


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


def _by_text(letter: Letter, text_hash: str) -> tuple[Letter, SameBy] | None:
    if not text_hash:
        return None
    _wait_for_others(f"text:{text_hash}")
    found = _others(letter).filter(versions__text_hash=text_hash)
    first = _own_first(found, letter.owner_gemeente_id, letter.owner_region_id)
    return (first, SameBy.TEXT) if first else None


def _by_number(letter: Letter) -> tuple[Letter, SameBy] | None:
    number = fold_number(letter.case_number)
    if not number or letter.date is None or letter.date_precision != Precision.DAY:
        return None
    _wait_for_others(f"number:{number}")
    that_day = _others(letter).filter(date=letter.date, date_precision=Precision.DAY).exclude(case_number="")
    same = [pk for pk, other in that_day.values_list("pk", "case_number") if fold_number(other) == number]
    found = _own_first(Letter.objects.filter(pk__in=same), letter.owner_gemeente_id, letter.owner_region_id)
    return (found, SameBy.NUMBER) if found else None


def _others(letter: Letter) -> QuerySet[Letter]:
    """Letters that this one may be the same as: not those a person kept apart, nor the other half of a pair that is
    asked about already."""
    version = letter.version
    choice = version.choices.filter(key=NOT_THE_SAME).first() if version is not None else None
    apart = [*(choice.value.get("letters", []) if choice else []), letter.pk, letter.replaces_id or 0]
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
    own = found.filter(owner_gemeente_id=gemeente, owner_region_id=region)
    return own.order_by("pk").first() or found.order_by("pk").first()


def _wait_for_others(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [what])
