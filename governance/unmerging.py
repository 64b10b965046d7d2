"""Taking a merge back within its 30 days: the record that went returns, with what was moved and is still there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from governance.ending import locked
from governance.errors import RuleBroken
from governance.history import because
from governance.merging import Mergeable, index_anew, index_moved, plain, tell
from governance.models import Alias, Merge
from governance.references import missing_targets, name_of, references_to
from governance.undoing import save_checked
from governance.vocabulary import AliasKind


@transaction.atomic
def undo_merge(found: Merge, *, reason: str) -> Mergeable:
    """Take a merge back: the other record returns, with what was moved and is still there.

    What was changed by hand since stays as it is now. Returns the record that came back. RuleBroken, with nothing
    changed, when a later merge stands on this one or something that belonged to it is gone.
    """
    found = Merge.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.undone_at is not None:
        raise RuleBroken("Deze samenvoeging is al ongedaan gemaakt.")
    if not found.can_be_undone:
        raise RuleBroken("Ongedaan maken kan tot 30 dagen na het samenvoegen. Die zijn voorbij.")
    with because(reason):
        keeper: Any = locked(found.keeper)
        record = found.record
        _require_last(found, keeper)
        _restore_values(keeper, record)
        Alias.objects.filter(pk__in=record["added_aliases"]).delete()
        other: Any = _put_back(record["row"])[0]
        _move_back(record, keeper, other)
        _put_back(record["left_out"])
        found.undone_at = timezone.now()
        found.save(update_fields=["undone_at"])
        index_anew([keeper, other])
        index_moved(type(keeper), record["moved"])
        tell(keeper, found.actor)
    return other  # type: ignore[no-any-return]


def _require_last(found: Merge, keeper: models.Model) -> None:
    """Of merges that stand on one another the last goes first: it may have carried this one along to another keeper,
    or have written over the values that this one would put back."""
    kind = str(keeper._meta.model_name)
    later = Merge.objects.filter(undone_at=None, pk__gt=found.pk, **{kind: keeper})
    for merge in later.order_by("-pk"):
        carried = found.pk in merge.record["moved"].get(f"governance.Merge.{kind}", [])
        if carried or set(merge.record["before"]) & set(found.record["before"]):
            raise RuleBroken(
                f"{merge.old_name} is daarna samengevoegd met {keeper}. Maak eerst die samenvoeging ongedaan."
            )


def _restore_values(keeper: Any, record: dict[str, Any]) -> None:
    for attname, value in record["before"].items():
        if plain(getattr(keeper, attname)) == record["after"][attname]:
            setattr(keeper, attname, keeper._meta.get_field(attname.removesuffix("_id")).to_python(value))
    save_checked(keeper)


def _put_back(rows: Iterable[Any]) -> list[models.Model]:
    found = []
    try:
        with transaction.atomic():
            for item in serializers.deserialize("json", json.dumps(list(rows))):
                if _belongs_somewhere(item.object):
                    item.save(force_insert=True)
                    found.append(item.object)
    except IntegrityError as error:
        raise RuleBroken("Ongedaan maken kan niet: het oude adres is intussen van iets anders.") from error
    return found


def _belongs_somewhere(row: models.Model) -> bool:
    """Whether a row can stand again; False for one that would have gone with what it was part of, and RuleBroken when
    something else that it refers to is gone. PostgreSQL would say so only at the end of the transaction."""
    for column in missing_targets(row):
        on_delete = column.remote_field.on_delete
        if on_delete is models.CASCADE:
            return False
        if on_delete is not models.SET_NULL:
            raise RuleBroken(
                f"Ongedaan maken kan niet: ‘{column.verbose_name}’ van ‘{row._meta.verbose_name}’ is er niet meer. Is"
                " dat daarna zelf samengevoegd of verwijderd? Maak dat dan eerst ongedaan."
            )
        setattr(row, column.attname, None)
    return True


def _move_back(record: dict[str, Any], keeper: Any, other: Any) -> None:
    for relation in references_to(type(keeper)):
        numbers = record["moved"].get(name_of(relation), [])
        rows = relation.related_model._default_manager.filter(pk__in=numbers, **{relation.field.name: keeper})
        try:
            with transaction.atomic():
                rows.update(**{relation.field.name: other})
        except IntegrityError as error:
            raise RuleBroken("Ongedaan maken kan niet: er is sindsdien te veel veranderd.") from error
    _rename_back(record, other)


def _rename_back(record: dict[str, Any], other: Any) -> None:
    """What became a way of writing is the official name again, unless somebody changed it since."""
    if record["renamed"]:
        mine = Alias.objects.filter(pk__in=record["renamed"], **{str(other._meta.model_name): other})
        mine.filter(kind=AliasKind.SPELLING).update(kind=AliasKind.NAME)
