"""Another name from a day on: the old one stays the name until that day, and the old address and key lead on."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from governance.ending import locked
from governance.errors import RuleBroken
from governance.history import because, day_in_words, event_model
from governance.models import Alias, Body, BodyLifeEvent, ChangeEvent, Decision, Organisation, Region, User
from governance.undoing import save_checked
from governance.vocabulary import AliasKind, EventKind, Level, LifeEventKind, ObjectKind, Precision

Renamable = Organisation | Body | Region
KINDS: dict[type[models.Model], ObjectKind] = {
    Organisation: ObjectKind.ORGANISATION, Body: ObjectKind.BODY, Region: ObjectKind.REGION
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Renaming:
    """The new name, from which day and how exactly that is known, why, and by which decision if known.

    ``new_address``: the page gets an address made of the new name. A region keeps its own: roles and readings name it.
    """

    name: str
    on: datetime.date
    precision: Precision = Precision.DAY
    reason: str = ""
    decision: Decision | None = None
    actor: User | None = None
    new_address: bool = False


@transaction.atomic
def rename(row: Renamable, asked: Renaming, *, seen: int | None = None) -> Renamable:
    """Give the record another name from a day on; before it, it keeps the old one.

    RuleBroken when the name is the same, when the day lies ahead, before the day its present name began, or outside its
    period.
    """
    with because(asked.reason):
        fresh = locked(row, seen)
        if fresh.name == asked.name:
            raise RuleBroken("Zo heet het al. Vul de nieuwe naam in.")
        _require_day(fresh, asked)
        _keep_old_name(fresh, asked)
        fresh.name = asked.name
        if asked.new_address and not isinstance(fresh, Region):
            fresh.slug = _free_slug(fresh)
        save_checked(fresh)
        if isinstance(fresh, Body):
            BodyLifeEvent.objects.create(
                body=fresh, kind=LifeEventKind.RENAMED, date=asked.on, date_precision=asked.precision,
                decision=asked.decision, note=f"Van {row.name} in {asked.name}"[:300],
            )  # fmt: skip
        ChangeEvent.objects.create(
            kind=EventKind.CHANGED, object_kind=KINDS[type(fresh)], object_id=fresh.pk, actor=asked.actor,
            level=Level.PUBLIC,
        )  # fmt: skip
    return fresh


def _require_day(row: Renamable, asked: Renaming) -> None:
    if asked.on > timezone.localdate():
        raise RuleBroken(
            "Deze dag ligt nog voor ons. Leg de nieuwe naam vast op de dag dat zij ingaat, of kies een eerdere datum."
        )
    begin, end = getattr(row, "valid_from", None), getattr(row, "valid_until", None)
    if begin is not None and asked.on <= begin:
        raise RuleBroken(
            f"Dit bestaat pas sinds {day_in_words(begin)}. Een andere naam begint later. Klopte de naam nooit? Gebruik"
            " dan Gegevens wijzigen."
        )
    if end is not None and asked.on >= end:
        raise RuleBroken(f"Dit bestond tot {day_in_words(end)}. Kies een eerdere datum.")
    earlier = _official(row).filter(valid_until__gte=asked.on).order_by("-valid_until").first()
    if earlier is not None:
        raise RuleBroken(
            f"Tot {day_in_words(earlier.valid_until)} was de naam {earlier.text}. Kies een latere datum, of wijzig"
            " eerst die schrijfwijze."
        )


def _official(row: Renamable) -> models.QuerySet[Any]:
    return Alias.objects.filter(**{str(row._meta.model_name): row}, kind=AliasKind.NAME)


def _keep_old_name(row: Renamable, asked: Renaming) -> None:
    """The old name as a name until the day; one that was recorded without an end gets it."""
    last = _official(row).filter(valid_until__isnull=False).order_by("-valid_until").first()
    begin, precision = getattr(row, "valid_from", None), getattr(row, "valid_from_precision", Precision.DAY)
    if last is not None:
        begin, precision = last.valid_until, last.valid_until_precision
    _official(row).filter(valid_until__isnull=True).exclude(text=row.name).update(kind=AliasKind.SPELLING)
    old = _official(row).filter(valid_until__isnull=True, text=row.name).first()
    old = old or Alias(
        **{str(row._meta.model_name): row}, text=row.name, kind=AliasKind.NAME, valid_from=begin,
        valid_from_precision=precision,
    )  # fmt: skip
    old.valid_until, old.valid_until_precision = asked.on, asked.precision
    save_checked(old)


def _free_slug(row: Organisation | Body) -> str:
    """An address made of the name that no other has, nor ever had: an old address leads to one page only."""
    base = slugify(row.name)[:70].strip("-") or str(row._meta.model_name)
    others = type(row)._default_manager.exclude(pk=row.pk)
    once = event_model(type(row))._default_manager.exclude(pgh_obj_id=row.pk)
    if isinstance(row, Body):
        here: dict[str, Any] = {"region": row.region_id, "organisation": row.organisation_id}
        others, once = others.filter(**here), once.filter(**here)
    taken = {*others.values_list("slug", flat=True), *once.values_list("slug", flat=True)}
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _former_slugs(model: type[models.Model]) -> dict[int, set[str]]:
    """The addresses that records had before the one of now, by their number."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = event_model(model)._default_manager.exclude(slug=F("pgh_obj__slug"))
    for number, slug in rows.values_list("pgh_obj_id", "slug").distinct():
        found[number].add(slug)
    return found


def renamed() -> dict[str, Organisation | Body]:
    """Organisations and bodies by the register keys they had before a renaming; those keys stand in readings and in
    the packaged data."""
    organisations, bodies = _former_slugs(Organisation), _former_slugs(Body)
    if not organisations and not bodies:
        return {}
    found: dict[str, Organisation | Body] = {}
    for row in Organisation.objects.filter(pk__in=organisations).select_related("region"):
        found |= {f"organisatie:{slug}": row for slug in organisations[row.pk]}
    here = models.Q(pk__in=bodies) | models.Q(organisation__in=organisations)
    for body in Body.objects.filter(here).select_related("organisation__region", "region", "gemeente"):
        found |= {key: body for key in _keys(body, bodies[body.pk], organisations) if key != body.register_key}
    return found


def _keys(body: Body, former: set[str], organisations: dict[int, set[str]]) -> set[str]:
    """Every key a body may have gone by: its addresses under those of its organisation."""
    parent = body.register_key.removeprefix("orgaan:").rpartition("/")[0]
    parents = {parent}
    if body.organisation is not None:
        parents |= organisations.get(body.organisation.pk, set())
    return {f"orgaan:{parent}/{slug}" for parent in parents for slug in (*former, body.slug)}


def address_now(kind: str, slug: str, *, region: str = "", gemeente: str = "") -> str | None:
    """Where the page of an organisation or body is now that once had this address; None for none."""
    model: type[models.Model] = Organisation if kind == "organisation" else Body
    numbers = event_model(model)._default_manager.filter(slug=slug).values("pgh_obj_id")
    rows = model._default_manager.filter(pk__in=numbers).exclude(slug=slug).order_by("pk")
    if model is Body:
        rows = rows.select_related("organisation__region", "region", "gemeente")
        if gemeente:
            rows = rows.filter(gemeente__slug=gemeente)
        else:
            rows = rows.filter(models.Q(region__slug=region) | models.Q(organisation__region__slug=region))
    found: Any = rows.first()
    return None if found is None else str(found.get_absolute_url())
