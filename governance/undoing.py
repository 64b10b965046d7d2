"""Taking back one change of a structure, or all that one action changed, with history going on: nothing is erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from governance import history
from governance.errors import RuleBroken
from governance.indexing import index_all
from governance.models import (
    Alias,
    ArrangementParticipant,
    ArrangementVersion,
    Body,
    BodyLifeEvent,
    Gemeente,
    GemeenteSuccession,
    LegalTerm,
    Mandate,
    Meeting,
    Merge,
    NormItem,
    NormSet,
    Organisation,
    Person,
    Region,
    RegionDefinition,
    RegionMembership,
    RoundAnswer,
    Seat,
    Source,
    SubRegion,
    SubRegionMembership,
)
from governance.references import first_reference, missing_targets
from governance.search_index import remove
from governance.vocabulary import ObjectKind

# What beheer keeps, in the order in which rows refer to one another: later ones to earlier ones. What has an audience
# is not among them: who may read something is never changed from a list of changes.
STRUCTURES: tuple[type[models.Model], ...] = (
    Source, Region, Gemeente, GemeenteSuccession, RegionDefinition, RegionMembership, SubRegion, SubRegionMembership,
    LegalTerm, NormSet, NormItem, Organisation, ArrangementVersion, ArrangementParticipant, Body, BodyLifeEvent,
    Meeting, Person, Seat, Mandate, Alias,
)  # fmt: skip
SEARCHED: dict[type[models.Model], ObjectKind] = {
    Region: ObjectKind.REGION,
    Gemeente: ObjectKind.GEMEENTE,
    Organisation: ObjectKind.ORGANISATION,
    Body: ObjectKind.BODY,
}


def can_undo(model: type[models.Model]) -> bool:
    """Whether changes of this kind of record may be taken back from its history."""
    return model in STRUCTURES


@transaction.atomic
def undo_change(model: type[models.Model], number: int, line: int, *, reason: str) -> None:
    """Take one line of a record's history back: put the old values back, remove what was added, or put back what was
    removed. RuleBroken says why not when later changes stand on it."""
    _require(model)
    table = history.event_model(model)._default_manager.filter(pgh_obj_id=number)
    found: Any = table.filter(pgh_id=line).first()
    if found is None:
        raise RuleBroken("Deze wijziging staat niet meer in de geschiedenis.")
    with history.because(reason):
        _undo(model, found)


@transaction.atomic
def undo_action(action: str | None, *, reason: str) -> int:
    """Take back everything that one action changed in structures; returns how many rows. All or nothing: RuleBroken
    when the action also changed what is not taken back from a history."""
    if action is None:
        raise RuleBroken("Van deze wijziging is niet bewaard wat er tegelijk gewijzigd is.")
    lines = history.lines_by_action([*history.tracked_models().values()], action)
    _require_whole(lines)
    added, removed = _keys(lines, "insert"), _keys(lines, "delete")
    newest = {(model, line.pgh_obj_id): line.pgh_id for model in UNDOABLE for line in lines[model]}
    done = 0
    with history.because(reason):
        for kind, order in (("insert", reversed(UNDOABLE)), ("update", UNDOABLE), ("delete", UNDOABLE)):
            for model in order:
                for line in reversed([line for line in lines[model] if line.pgh_label == kind]):
                    key = (model, line.pgh_obj_id)
                    if key not in added or (kind == "insert" and key not in removed):
                        _undo(model, line, newest=newest[key])
                        done += 1
    if not done:
        raise RuleBroken("Bij deze wijziging hoort niets dat ongedaan gemaakt kan worden.")
    return done


def _keys(lines: dict[type[models.Model], list[Any]], kind: str) -> set[tuple[type[models.Model], int]]:
    return {(model, line.pgh_obj_id) for model, found in lines.items() for line in found if line.pgh_label == kind}


# A herindeling also passes on what was asked of a gemeente. Such rows go back with it, and never by themselves.
UNDOABLE: tuple[type[models.Model], ...] = (*STRUCTURES, RoundAnswer)


def _require_whole(lines: dict[type[models.Model], list[Any]]) -> None:
    """An action is taken back as a whole or not at all."""
    allowed = UNDOABLE if lines[Gemeente] else STRUCTURES
    for model, found in lines.items():
        for line in found:
            if line.pgh_label == "delete":
                _require_not_merged(history.state_of(model, line))
        if found and model not in allowed:
            raise RuleBroken(
                f"Bij deze handeling is ook een {model._meta.verbose_name} gewijzigd. Dat kan hier niet terug. Maak de"
                " regels een voor een ongedaan."
            )


def _require(model: type[models.Model]) -> None:
    if not can_undo(model):
        raise RuleBroken("Deze wijziging kunt u hier niet ongedaan maken.")


def _undo(model: type[models.Model], line: Any, *, newest: int | None = None) -> None:
    """``newest``: the last line that the row may have; without it this line itself."""
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=line.pgh_obj_id).first()
    if line.pgh_label == "delete":
        _put_back(model, line, row)
    elif row is None:
        raise RuleBroken("Dit is later verwijderd. Maak eerst het verwijderen ongedaan.")
    elif line.pgh_label == "insert":
        _take_away(row, newest or line.pgh_id)
    else:
        _restore(model, row, line)


def _restore(model: type[models.Model], row: models.Model, line: Any) -> None:
    """Put the values from before an update back, if they are still those that the update wrote."""
    lines = history.event_model(model)._default_manager.filter(pgh_obj_id=row.pk)
    before: Any = lines.filter(pgh_id__lt=line.pgh_id).order_by("-pgh_id").first()
    if before is None:
        raise RuleBroken("Wat hier eerder stond is niet bewaard.")
    columns = history.changed_columns(model, line, before)
    for field in columns:
        if getattr(row, field.attname) != getattr(line, field.attname):
            raise RuleBroken(
                f"‘{field.verbose_name}’ is daarna nog gewijzigd. Maak eerst die latere wijziging ongedaan."
            )
        setattr(row, field.attname, getattr(before, field.attname))
    _require_targets(row)
    save_checked(row)


def _take_away(row: models.Model, newest: int) -> None:
    """Remove what was added, if nothing refers to it and nobody changed it since."""
    if history.stamp(row) > newest:
        raise RuleBroken("Dit is later nog gewijzigd. Maak eerst die latere wijziging ongedaan.")
    if (reference := first_reference(row)) is not None:
        raise RuleBroken(f"Dit kan niet weg: er hoort nog iets bij ({reference}). Haal dat eerst weg.")
    number, owners = row.pk, named_by(row)
    try:
        row.delete()
    except ProtectedError as error:
        raise RuleBroken("Dit kan niet weg: er hoort nog iets bij. Haal dat eerst weg.") from error
    if (kind := SEARCHED.get(type(row))) is not None:
        remove(kind, number)
    index_all(owners)


def _put_back(model: type[models.Model], line: Any, present: models.Model | None) -> None:
    if present is not None:
        raise RuleBroken("Dit is al teruggezet.")
    row = history.state_of(model, line)
    _require_not_merged(row)
    _require_targets(row)
    _checked(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RuleBroken("Dit kan niet terug: iets waar het bij hoorde is ook weg. Zet dat eerst terug.") from error
    index_all([row, *named_by(row)])


def _require_not_merged(row: models.Model) -> None:
    """A record that was taken into another comes back with all that went along, or not at all."""
    standing = Merge.objects.filter(
        undone_at=None, record__row__0__pk=row.pk, record__row__0__model=row._meta.label_lower
    )
    if (found := standing.first()) is not None:
        raise RuleBroken(
            f"Dit is samengevoegd met {found.keeper}. Maak dat ongedaan bij Samenvoegen: dan komt alles mee terug."
        )


def _require_targets(row: models.Model) -> None:
    """What a row would refer to again must be there."""
    for column in missing_targets(row):
        raise RuleBroken(
            f"Dit kan niet terug: ‘{column.verbose_name}’ van toen is er niet meer. Zet dat eerst terug, of maak de"
            " samenvoeging ervan ongedaan."
        )


def save_checked(row: models.Model, *, fields: Iterable[str] | None = None) -> None:
    """Ask the row's own rules and the database's, save it and bring search up to date; RuleBroken says why not."""
    _checked(row)
    row.save(update_fields=list(fields) if fields is not None else None)
    index_all([row, *named_by(row)])


def _checked(row: models.Model) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise RuleBroken(" ".join(dict.fromkeys(error.messages))) from error


def named_by(row: models.Model) -> list[models.Model]:
    """The records whose search row holds the words of this one."""
    if isinstance(row, RoundAnswer):
        return [row.round]
    if isinstance(row, Alias):
        return [target for name in ("region", "gemeente", "organisation", "body") if (target := getattr(row, name))]
    return []
